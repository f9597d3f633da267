using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Workflows.Server.Tests.Kill;

/// <summary>
/// One of the demonstration's people, logged in as in a browser. It outlives the server that opened it, and holds on every node.
/// </summary>
internal sealed record DemoSession(string Cookies, string Csrf)
{
    /// <exception cref="HttpRequestException">The server was killed meanwhile.</exception>
    public static async Task<DemoSession> OpenAsync(HttpClient http, Uri server, string person)
    {
        using var answer = await http.PostAsJsonAsync(
            new Uri(server, "/api/session"), new { email = $"{person}@example.cl", password = "demo" });
        if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.TooManyRequests)
            throw new InvalidOperationException($"{person} may not log in: {(int)answer.StatusCode}");
        answer.EnsureSuccessStatusCode();
        var session = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var cookies = string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
        return new(cookies, session.GetProperty("csrfToken").GetString()!);
    }

    public void Sign(HttpRequestMessage request)
    {
        request.Headers.Add("Cookie", Cookies);
        request.Headers.Add("X-CSRF-Token", Csrf);
    }
}
