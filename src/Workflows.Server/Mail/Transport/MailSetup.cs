using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace Workflows.Server.Mail.Transport;

public static class MailSetup
{
    /// <summary>A wrong configuration stops the server at its start, in words, and not at the first mail.</summary>
    public static IServiceCollection AddMailTransport(this IServiceCollection services)
    {
        services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => TransportFor(provider.GetRequiredService<IOptions<MailOptions>>().Value));
        services.AddSingleton(provider => new MailServerCheck(provider.GetRequiredService<IOptions<MailOptions>>().Value));
        return services;
    }

    /// <summary>
    /// The one way out that the settings describe. On a rehearsal copy nothing can go around the trap: it is part of the way.
    /// </summary>
    public static IMailTransport TransportFor(MailOptions options, bool keepsConnections = true)
    {
        IMailTransport way = options.UsesServer ? new SmtpMailTransport(options, keepsConnections) : new PickupFolderTransport(options);
        return options.IsTrapped ? new TrappedMailTransport(way, new MailAddress(options.TrapTo!)) : way;
    }
}
