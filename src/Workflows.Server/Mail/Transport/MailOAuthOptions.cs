namespace Workflows.Server.Mail.Transport;

/// <summary>How the SMTP client words a token: Exchange Online and Gmail say XOAUTH2, RFC 7628 says OAUTHBEARER.</summary>
public enum MailOAuthMechanism { Offered, XOAuth2, OAuthBearer }

/// <summary>Section <c>Mail:OAuth</c>: the client credentials that get a token for the mail server. Off while it has no address.</summary>
public sealed class MailOAuthOptions
{
    /// <summary>Where tokens come from, for instance <c>https://login.microsoftonline.com/TENANT/oauth2/v2.0/token</c>.</summary>
    public Uri? TokenUrl { get; set; }

    public string? ClientId { get; set; }

    public string? ClientSecret { get; set; }

    /// <summary>What the token is for; Exchange Online wants <c>https://outlook.office365.com/.default</c>.</summary>
    public string? Scope { get; set; }

    public MailOAuthMechanism Mechanism { get; set; }

    public bool IsOn => TokenUrl is not null;

    internal IEnumerable<(string Setting, string Text)> Problems()
    {
        if (!TokenUrl!.IsAbsoluteUri || (TokenUrl.Scheme != Uri.UriSchemeHttps && !TokenUrl.IsLoopback))
            yield return ($"{nameof(MailOptions.OAuth)}:{nameof(TokenUrl)}", "debe ser una dirección https.");
        if (string.IsNullOrEmpty(ClientId) || string.IsNullOrEmpty(ClientSecret))
            yield return ($"{nameof(MailOptions.OAuth)}:{nameof(ClientId)}", "faltan el identificador o el secreto de la aplicación.");
    }
}
