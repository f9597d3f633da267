using System.Text.Json;
using Workflows.Server.Access;

namespace Workflows.Load;

/// <summary>
/// A person of the demonstration who has logged in, as a browser of theirs would: a session, and no key that acts as them.
/// </summary>
internal sealed class LoggedIn
{
    private readonly string _cookies, _csrf;

    private LoggedIn(string cookies, string csrf) => (_cookies, _csrf) = (cookies, csrf);

    public static async Task<LoggedIn> AsAsync(HttpClient client, string email, string password, CancellationToken ct)
    {
        using var answer = await client.PostAsJsonAsync("/api/session", new { email, password }, ct);
        var text = await answer.Content.ReadAsStringAsync(ct);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{email} could not log in: {(int)answer.StatusCode} {text}");
        using var session = JsonDocument.Parse(text);
        var cookies = answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]);
        return new(string.Join("; ", cookies), session.RootElement.GetProperty("csrfToken").GetString()!);
    }

    public void Sign(HttpRequestMessage request)
    {
        request.Headers.Add("Cookie", _cookies);
        request.Headers.Add(AntiforgeryCheck.Header, _csrf);
    }
}
