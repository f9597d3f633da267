using Workflows.Server.Access;

namespace Workflows.Server.Accounts.Institutional;

/// <summary>
/// The office's own identity provider: Entra, Keycloak and what else speaks OpenID Connect. Off until it has an address and credentials.
/// </summary>
public sealed record InstitutionalOptions
{
    public const string Section = "OpenId";

    /// <summary>Sets these identities apart from a RUN, whatever the provider calls itself.</summary>
    internal const string Mark = "openid ";

    // With these any organisation of the world is believed, and each may say any address of its people.
    private static readonly string[] SharedTenants = ["common", "organizations", "consumers"];

    /// <summary>Whom the provider has to be: its tokens name it, and below it lies its <c>.well-known/openid-configuration</c>.</summary>
    public Uri? Authority { get; init; }

    public string? ClientId { get; init; }
    public string? ClientSecret { get; init; }

    /// <summary>What the button says after «Ingresar con».</summary>
    public string Name { get; init; } = "tu cuenta institucional";

    /// <summary>The claim by which the provider says that the address is the person's; Entra has <c>xms_edov</c>.</summary>
    public string VerifiedClaim { get; init; } = "email_verified";

    /// <summary>How long the provider may take to answer this server.</summary>
    public TimeSpan LongestAnswer { get; init; } = TimeSpan.FromSeconds(10);

    public bool IsOn => Authority is not null && !string.IsNullOrEmpty(ClientId) && !string.IsNullOrEmpty(ClientSecret);

    /// <summary>The provider as a token has to name it, but for a slash at its end.</summary>
    public string Provider => Authority!.AbsoluteUri.TrimEnd('/');

    /// <summary>The issuer of identities here. It is what was configured, never what an answer claims.</summary>
    public string IssuerName => Mark + Provider;

    /// <summary>Fails when it is half configured, or would believe more than one organisation.</summary>
    public static InstitutionalOptions From(IConfiguration configuration)
    {
        var options = configuration.GetSection(Section).Get<InstitutionalOptions>() ?? new();
        if (options is { Authority: null, ClientId: null or "", ClientSecret: null or "" })
            return options;
        return options.Problem() is { } problem ? throw new InvalidOperationException($"{Section}: {problem}") : options;
    }

    private string? Problem() => this switch
    {
        { IsOn: false } => $"{nameof(Authority)}, {nameof(ClientId)} and {nameof(ClientSecret)} go together.",
        _ when !Authority!.IsAbsoluteUri || (Authority.Scheme != Uri.UriSchemeHttps && !Authority.IsLoopback) =>
            $"{nameof(Authority)} has to be an https address.",
        _ when IssuerName.Length > ExternalIdentity.LongestIssuer => $"{nameof(Authority)} is too long.",
        _ when Authority.Segments.Any(part => SharedTenants.Contains(part.Trim('/'), StringComparer.OrdinalIgnoreCase)) =>
            $"{nameof(Authority)} has to name your organisation: with «common», «organizations» or «consumers» "
            + $"anybody's would be believed.",
        _ => null,
    };
}
