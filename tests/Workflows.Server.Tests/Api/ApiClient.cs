using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Workflows.Server.Tests.Api;

/// <summary>A browser or a machine that talks to the server. Keeps cookies itself: the real ones are only for https.</summary>
public sealed class ApiClient(HttpClient http)
{
    private readonly Dictionary<string, string> _cookies = [];
    private string? _csrf;

    public string? ApiKey { get; init; }

    public Task<ApiAnswer> LogInAsync(string personId, string password = "demo", string? code = null) =>
        LogInByAsync($"{personId}@example.cl", password, code);

    public async Task<ApiAnswer> LogInByAsync(string email, string password, string? code = null)
    {
        var answer = await SendAsync(HttpMethod.Post, "/api/session", new { email, password, code });
        if (answer.Status == HttpStatusCode.OK)
            _csrf = answer.Json.GetProperty("csrfToken").GetString();
        return answer;
    }

    public void ForgetCsrf() => _csrf = null;

    public void UseCsrf(string token) => _csrf = token;

    /// <summary>A thief's copy of this browser: what it holds now and nothing that it gets later.</summary>
    public ApiClient Copied() => CopiedTo(new ApiClient(http) { ApiKey = ApiKey });

    /// <summary>The same browser at another server.</summary>
    public ApiClient CopiedTo(ApiClient other)
    {
        other._csrf = _csrf;
        foreach (var (name, value) in _cookies)
            other._cookies[name] = value;
        return other;
    }

    public Task<ApiAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    /// <summary>A command, with a key of its own unless one is given; an empty key sends none.</summary>
    public Task<ApiAnswer> PostAsync(
        string path, object? body = null, string? key = null, IReadOnlyDictionary<string, string>? headers = null) =>
        SendAsync(HttpMethod.Post, path, body, key ?? Guid.NewGuid().ToString(), headers);

    public Task<ApiAnswer> PutAsync(string path, object body, string? ifMatch = null) =>
        SendAsync(HttpMethod.Put, path, body, null, ifMatch is null ? null : new Dictionary<string, string> { ["If-Match"] = ifMatch });

    public async Task<ApiAnswer> SendAsync(
        HttpMethod method, string path, object? body = null, string? key = null, IReadOnlyDictionary<string, string>? headers = null)
    {
        using var request = RequestOf(method, path, body, key, headers);
        using var response = await http.SendAsync(request);
        Keep(response);
        return new ApiAnswer(
            response.StatusCode, await response.Content.ReadAsByteArrayAsync(), response.Headers, response.Content.Headers);
    }

    /// <summary>Only how it was answered, also of a stream that never ends.</summary>
    public async Task<HttpStatusCode> StatusAsync(
        HttpMethod method, string path, object? body = null, string? key = null, IReadOnlyDictionary<string, string>? headers = null)
    {
        using var request = RequestOf(method, path, body, key, headers);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Keep(response);
        return response.StatusCode;
    }

    /// <summary>A stream of events: whoever gets it reads it and disposes of it.</summary>
    public async Task<HttpResponseMessage> OpenStreamAsync(string path)
    {
        using var request = RequestOf(HttpMethod.Get, path, null, null, null);
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private HttpRequestMessage RequestOf(
        HttpMethod method, string path, object? body, string? key, IReadOnlyDictionary<string, string>? headers)
    {
        var request = new HttpRequestMessage(method, path)
        {
            Content = body switch
            {
                null => null,
                HttpContent content => content,
                string text => new StringContent(text, Encoding.UTF8, "application/json"),
                _ => JsonContent.Create(body),
            },
        };
        if (!string.IsNullOrEmpty(key))
            request.Headers.Add("Idempotency-Key", key);
        if (_csrf is not null)
            request.Headers.Add("X-CSRF-Token", _csrf);
        if (_cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        if (ApiKey is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ApiKey);
        foreach (var (name, value) in headers ?? new Dictionary<string, string>())
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private void Keep(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Set-Cookie", out var given))
            return;
        foreach (var pair in given.Select(cookie => cookie.Split(';')[0].Split('=', 2)))
        {
            if (pair[1].Length == 0)
                _cookies.Remove(pair[0]);
            else
                _cookies[pair[0]] = pair[1];
        }
    }
}

/// <summary>What the server answered.</summary>
public sealed record ApiAnswer(HttpStatusCode Status, byte[] Body, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>The Spanish sentence of a refusal.</summary>
    public string Detail => Json.GetProperty("detail").GetString()!;

    public string? ETag => Headers.ETag?.Tag;

    public ApiAnswer MustBe(HttpStatusCode status)
    {
        Assert.True(Status == status, $"Expected {status}, got {Status}: {Text}");
        return this;
    }

    public IEnumerable<JsonElement> Items => Json.GetProperty("items").EnumerateArray();
}
