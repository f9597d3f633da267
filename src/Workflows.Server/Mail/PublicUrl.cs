using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Workflows.Server.Mail;

/// <summary>
/// What people type to reach this server: <c>PublicUrl</c> of the configuration, or the first address it listens on. Links in
/// mails start with it.
/// </summary>
public sealed class PublicUrl(IConfiguration configuration, IServer server)
{
    public const string Setting = "PublicUrl";

    private static readonly Uri Fallback = new("http://localhost:5080");

    public Uri Value
    {
        get
        {
            if (configuration[Setting] is { Length: > 0 } configured)
            {
                return Uri.TryCreate(configured, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
                    ? url
                    : throw new InvalidOperationException($"{Setting}: «{configured}» no es una dirección como https://flujos.gob.cl.");
            }

            var bound = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
            if (bound is null) return Fallback;
            // «Every address of this machine» is nothing a person can type.
            var reachable = bound.Replace("//+:", "//localhost:", StringComparison.Ordinal)
                .Replace("//*:", "//localhost:", StringComparison.Ordinal)
                .Replace("//0.0.0.0:", "//localhost:", StringComparison.Ordinal)
                    .Replace("//[::]:", "//localhost:", StringComparison.Ordinal);
            return Uri.TryCreate(reachable, UriKind.Absolute, out var address) ? address : Fallback;
        }
    }
}
