using Microsoft.Extensions.Options;
using Workflows.Server.Mail;
using Workflows.Server.Mail.Links;
using Workflows.Server.Mail.Outbox;
using Workflows.Server.Mail.Rendering;
using Workflows.Server.Mail.Transport;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Notifying;
using Workflows.Server.Persistence.Outbox;
using Workflows.Server.Web;

namespace Workflows.Server.Hosting;

public static class OutboxSetup
{
    /// <summary>Everything between a row of the outbox and the way out: templates, rendering, the sender and its loop.</summary>
    public static void AddOutbox(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddMailTransport();
        services.AddOptions<OutboxOptions>().BindConfiguration(MailOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        // Beside the database when nobody says where.
        services.AddOptions<MailOptions>().Configure<DatabaseOptions>((mail, database) =>
        {
            if (builder.Configuration[$"{MailOptions.Section}:{nameof(MailOptions.PickupFolder)}"] is null)
                mail.PickupFolder = Path.Combine(database.DataFolder, "mail", "pickup");
        });
        services.AddSingleton<PublicUrl>();
        services.AddSingleton(provider => new MailRenderer(() => provider.GetRequiredService<PublicUrl>().Value));
        services.AddSingleton(provider => new OutboxTable(() => provider.GetRequiredService<Database>().Source));
        services.AddSingleton(provider => new MailTemplateTable(() => provider.GetRequiredService<Database>().Source));
        services.AddSingleton(provider => new PersonalLinks(
            new(() => provider.GetRequiredService<Database>().Source), provider.GetRequiredService<TimeProvider>()));
        foreach (var template in ShippedMailTemplates.OfDefinitions()) services.AddSingleton(template);
        services.AddSingleton<MailTemplates>();
        services.AddSingleton(provider => new MailWriting(
            provider.GetRequiredService<MailRenderer>(), provider.GetRequiredService<MailTemplates>(),
            provider.GetRequiredService<IOptions<OutboxOptions>>().Value, provider.GetRequiredService<IOptions<MailOptions>>().Value,
            provider.GetRequiredService<PersonalLinks>(), new(() => provider.GetRequiredService<Database>().Source),
            new(() => provider.GetRequiredService<Database>().Source)));
        services.AddSingleton(CreateSender);
        services.AddRunning<OutboxLoop>();
    }

    private static OutboxSender CreateSender(IServiceProvider provider)
    {
        var mail = provider.GetRequiredService<IOptions<MailOptions>>().Value;
        var changes = provider.GetRequiredService<Changes>();
        var options = provider.GetRequiredService<IOptions<OutboxOptions>>().Value;
        var writing = provider.GetRequiredService<MailWriting>();
        var parts = OutboxParts.Create(
            mail, provider.GetRequiredService<OutboxTable>(), writing, provider.GetRequiredService<IMailTransport>(),
            new(TimeProvider.System), new(options.PerMinute), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<OutboxSender>>()) with
        { Tell = id => changes.Tell(Change.Mails, id) };
        var lanes = options.Lanes > 0 ? options.Lanes : mail.UsesServer ? 4 : 8;
        return new(provider.GetRequiredService<Leases>().Node, parts, lanes);
    }
}
