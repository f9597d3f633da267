using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Workflows.Server.Accounts;

/// <summary>
/// A signed cookie says which people have logged in with this browser before. Whoever guesses passwords from elsewhere does not shut
/// them out: their browser counts on its own.
/// </summary>
public sealed class KnownBrowsers(IDataProtectionProvider protection)
{
    private const string Cookie = "__Host-workflows-browser";
    private const int MostPeople = 5;
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(180);

    private readonly IDataProtector _signed = protection.CreateProtector("browsers");

    private sealed record Mark(string Id, IReadOnlyList<string> People);

    /// <summary>The browser's own name when this person logged in with it before.</summary>
    public string? IdFor(string personId, HttpContext context) =>
        Read(context) is { } mark && mark.People.Contains(personId) ? mark.Id : null;

    public void Remember(string personId, HttpContext context)
    {
        var mark = Read(context) ?? new(Guid.NewGuid().ToString("n"), []);
        var people = mark.People.Where(other => other != personId).Prepend(personId).Take(MostPeople).ToList();
        context.Response.Cookies.Append(Cookie, _signed.Protect(JsonSerializer.Serialize(mark with { People = people })), new()
        {
            HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, MaxAge = Remembered, IsEssential = true, Path = "/",
        });
    }

    private Mark? Read(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is not { } text)
            return null;
        try
        {
            return JsonSerializer.Deserialize<Mark>(_signed.Unprotect(text));
        }
        catch (Exception forged) when (forged is CryptographicException or JsonException)
        {
            return null;
        }
    }
}
