using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Workflows.Server.Accounts.Administration;

namespace Workflows.Server.Accounts.Institutional;

/// <summary>What the provider proved: its own name for the person, and an address when it vouches that the person has it.</summary>
internal sealed record InstitutionalProof(string Subject, string? Email)
{
    public static InstitutionalProof Of(ClaimsPrincipal principal, InstitutionalOptions options) => new(
        One(principal, "sub") ?? "",
        One(principal, options.VerifiedClaim) is "true" or "True" or "1" && One(principal, "email") is { Length: > 0 } email
            ? AddPerson.PlainEmail(email)
            : null);

    // Two addresses would be a choice, and choosing is not ours.
    private static string? One(ClaimsPrincipal principal, string claim) =>
        principal.FindAll(claim).ToList() is [var only] ? only.Value : null;
}

/// <summary>
/// Keeps a proof until its owner confirms it, in a cookie that only this server can read: in the browser that brought it and in no other.
/// A link with somebody else's proof would have a person bind a stranger's identity to their own account.
/// </summary>
internal sealed class WaitingProofs(IDataProtectionProvider protection, TimeProvider clock)
{
    private const string Cookie = "__Host-workflows-openid";
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);

    private readonly IDataProtector _signed = protection.CreateProtector("openid.proof");

    private sealed record Waiting(string Issuer, string Subject, string Email, DateTimeOffset Until);

    public void Keep(string issuer, InstitutionalProof proof, HttpContext context) => context.Response.Cookies.Append(
        Cookie, _signed.Protect(JsonSerializer.Serialize(new Waiting(issuer, proof.Subject, proof.Email!, clock.GetUtcNow() + Lasts))),
        Options());

    /// <summary>The proof of this browser; null when there is none, it is over, or it is of another provider.</summary>
    public InstitutionalProof? Of(string issuer, HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is not { } text)
            return null;
        try
        {
            return JsonSerializer.Deserialize<Waiting>(_signed.Unprotect(text)) is { } kept && kept.Issuer == issuer
                && kept.Until > clock.GetUtcNow()
                ? new(kept.Subject, kept.Email)
                : null;
        }
        catch (Exception forged) when (forged is CryptographicException or JsonException)
        {
            return null;
        }
    }

    public static void Forget(HttpContext context) => context.Response.Cookies.Delete(Cookie, Options());

    private static CookieOptions Options() =>
        new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Strict, IsEssential = true, Path = "/" };
}
