using System.Net.Http.Headers;
using System.Text.Json;

namespace Workflows.Server.Mail.Transport;

/// <summary>A token, and whether it was asked for just now.</summary>
internal sealed record SmtpToken(string Text, bool IsNew);

/// <summary>
/// Tokens for the mail server by client credentials: one is kept until shortly before it ends, and one asks for all who wait. It never
/// says more of a failure than the provider's error code: neither secret nor token leave it in words.
/// </summary>
internal sealed class SmtpTokens : IDisposable
{
    private const int LongestAnswer = 64 * 1024;
    private const int DefaultSeconds = 300;
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(1);

    private readonly MailOAuthOptions _options;
    private readonly TimeProvider _clock;
    private readonly HttpClient _http;
    private readonly SemaphoreSlim _one = new(1, 1);
    private string? _token;
    private DateTimeOffset _endsAt;

    public SmtpTokens(MailOAuthOptions options, TimeProvider clock)
    {
        _options = options;
        _clock = clock;
        // A redirect would carry the secret to wherever it points.
        _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            MaxResponseContentBufferSize = LongestAnswer,
        };
    }

    public async Task<SmtpToken> GetAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            if (_token is { } kept && _clock.GetUtcNow() < _endsAt)
                return new(kept, IsNew: false);
            var (token, lasts) = await AskAsync(ct);
            _token = token;
            _endsAt = _clock.GetUtcNow() + (lasts > Early + Early ? lasts - Early : lasts / 2);
            return new(token, IsNew: true);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The mail server did not take it: the next one is asked for anew.</summary>
    public void Forget(SmtpToken refused) => Interlocked.CompareExchange(ref _token, null, refused.Text);

    public void Dispose()
    {
        _http.Dispose();
        _one.Dispose();
    }

    private async Task<(string Token, TimeSpan Lasts)> AskAsync(CancellationToken ct)
    {
        var fields = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = _options.ClientId!, ["client_secret"] = _options.ClientSecret!,
        };
        if (!string.IsNullOrEmpty(_options.Scope))
            fields["scope"] = _options.Scope;
        using var request = new HttpRequestMessage(HttpMethod.Post, _options.TokenUrl) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        try
        {
            using var response = await _http.SendAsync(request, ct);
            var text = await response.Content.ReadAsStringAsync(ct);
            if (!response.IsSuccessStatusCode)
                throw Refused($"respondió {(int)response.StatusCode}{ErrorIn(text)}. Revisa Mail:OAuth: identificador, secreto y alcance");
            return Read(text);
        }
        catch (HttpRequestException failure)
        {
            throw Refused($"no responde ({failure.HttpRequestError}). Se intentará de nuevo");
        }
    }

    private (string Token, TimeSpan Lasts) Read(string text)
    {
        try
        {
            using var answer = JsonDocument.Parse(text);
            if (answer.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("access_token", out var token)
                && token.ValueKind == JsonValueKind.String && token.GetString() is { Length: > 0 } value
                    && value.All(c => c is > ' ' and < '\x7f'))
                return (value, Lasts(root));
        }
        catch (JsonException)
        {
            // said below
        }

        throw Refused("contestó algo que no trae un token. Revisa Mail:OAuth:TokenUrl");
    }

    private static TimeSpan Lasts(JsonElement root)
    {
        var seconds = !root.TryGetProperty("expires_in", out var lasts) ? DefaultSeconds
            : lasts.ValueKind == JsonValueKind.Number && lasts.TryGetInt32(out var number) ? number
            : lasts.ValueKind == JsonValueKind.String
                && int.TryParse(lasts.GetString(), System.Globalization.CultureInfo.InvariantCulture, out var written)
                    ? written
                    : DefaultSeconds;
        return TimeSpan.FromSeconds(Math.Clamp(seconds, 1, 86_400));
    }

    // Only the code: a description may repeat what was sent.
    private static string ErrorIn(string text)
    {
        try
        {
            using var answer = JsonDocument.Parse(text);
            if (answer.RootElement.ValueKind == JsonValueKind.Object && answer.RootElement.TryGetProperty("error", out var error)
                && error.ValueKind == JsonValueKind.String && error.GetString() is { Length: > 0 and <= 60 } code
                && code.All(c => char.IsAsciiLetterLower(c) || c == '_'))
                return $" ({code})";
        }
        catch (JsonException)
        {
            // not every error is JSON
        }

        return "";
    }

    private MailRefusedException Refused(string what) => new($"La fuente de tokens ({_options.TokenUrl!.Host}) {what}.");
}
