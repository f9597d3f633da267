using System.ComponentModel.DataAnnotations;
using Workflows.Server.Web;

namespace Workflows.Server.Uploads.Scanning;

internal static class ScanSetup
{
    /// <exception cref="ValidationException">The section <c>Antivirus</c> is wrong: the server does not start.</exception>
    public static void AddFileScans(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection(AntivirusOptions.Section).Get<AntivirusOptions>() ?? new AntivirusOptions();
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        services.AddSingleton(options);
        services.AddScoped<InfectedMails>();
        services.AddRunning<FileScans>();
    }
}
