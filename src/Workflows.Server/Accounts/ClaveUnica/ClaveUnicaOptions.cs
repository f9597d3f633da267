namespace Workflows.Server.Accounts.ClaveUnica;

/// <summary>The State's own way to prove who somebody is. Off until the office has its credentials.</summary>
public sealed record ClaveUnicaOptions
{
    public const string Section = "ClaveUnica";

    public string? ClientId { get; init; }
    public string? ClientSecret { get; init; }

    /// <summary>Whose proof it is: part of the key of every identity.</summary>
    public Uri Issuer { get; init; } = new("https://accounts.claveunica.gob.cl");

    public bool IsOn => !string.IsNullOrEmpty(ClientId) && !string.IsNullOrEmpty(ClientSecret);

    /// <summary>The issuer as identities name it.</summary>
    public string IssuerName => Issuer.GetLeftPart(UriPartial.Authority);

    public Uri Address(string path) => new(Issuer, $"/openid/{path}");
}
