using Microsoft.Extensions.Options;

namespace Workflows.Server.Mail.Transport;

public static class MailSetup
{
    /// <summary>A wrong configuration stops the server at its start, in words, and not at the first mail.</summary>
    public static IServiceCollection AddMailTransport(this IServiceCollection services)
    {
        services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IMailTransport>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<MailOptions>>().Value;
            return options.UsesServer ? new SmtpMailTransport(options) : new PickupFolderTransport(options);
        });
        return services;
    }
}
