using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Accounts;

/// <summary>In what an identity provider may lie, or fail.</summary>
public enum Lie
{
    None,
    WrongIssuer,

    /// <summary>Its description and its tokens name another provider, with one voice.</summary>
    CallsItselfAnother,
    WrongAudience,
    WrongNonce,
    NoNonce,
    WithoutSignature,
    UnknownKey,

    /// <summary>Signed with the secret of the client, which it knows as well.</summary>
    SignedWithTheSecret,
    Expired,
    TokenRefused,
    NoToken,
    NotJson,
}

/// <summary>
/// A small identity provider on this machine: discovery, published keys, code with PKCE, a signed token with the nonce. Whoever arrives is
/// <see cref="Subject"/>, and it lies as a test asks.
/// </summary>
public sealed class IdentityProviderEmulator : IAsyncDisposable
{
    public const string ClientId = "flujos";
    public const string ClientSecret = "secreto-de-flujos-de-treinta-y-dos-letras";

    private readonly WebApplication _app;
    private readonly RsaSecurityKey _key = new(RSA.Create(2048)) { KeyId = "clave-1" };
    private readonly RsaSecurityKey _otherKey = new(RSA.Create(2048)) { KeyId = "clave-1" };
    private readonly ConcurrentDictionary<string, (string Challenge, string RedirectUri, string Nonce)> _codes = new();

    private IdentityProviderEmulator()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapGet("/realms/office/.well-known/openid-configuration", Describe);
        _app.MapGet("/keys", Keys);
        _app.MapGet("/authorize", Authorize);
        _app.MapPost("/token", TokenAsync);
    }

    public string Subject { get; set; } = "f3a1";

    public string? Email { get; set; }

    /// <summary>A second address in the same claim.</summary>
    public string? OtherEmail { get; set; }

    public object EmailVerified { get; set; } = true;

    public Lie Lie { get; set; }

    /// <summary>Takes a question for a token and never answers.</summary>
    public bool IsSilent { get; set; }

    public string Address { get; private set; } = "";

    public string Authority => $"{Address}/realms/office";

    public static async Task<IdentityProviderEmulator> StartAsync()
    {
        var emulator = new IdentityProviderEmulator();
        await emulator._app.StartAsync();
        emulator.Address = emulator._app.Urls.First();
        return emulator;
    }

    public void TellTheTruthOf(string email) =>
        (Subject, Email, OtherEmail, EmailVerified, Lie, IsSilent) = ("f3a1", email, null, true, Lie.None, false);

    public Task StopAsync() => _app.StopAsync();

    /// <summary>Where it sends a browser back to, once the person there has said who they are.</summary>
    internal static async Task<Uri> AnswerToAsync(ApiAnswer start)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var response = await http.GetAsync(start.MustBe(HttpStatusCode.Redirect).Headers.Location);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return response.Headers.Location!;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private string Issuer => Lie == Lie.CallsItselfAnother ? "https://otro.example.cl" : Authority;

    private IResult Describe() => Results.Json(new Dictionary<string, object>
    {
        ["issuer"] = Issuer,
        ["authorization_endpoint"] = $"{Address}/authorize",
        ["token_endpoint"] = $"{Address}/token",
        ["jwks_uri"] = $"{Address}/keys",
        ["response_types_supported"] = new[] { "code" },
        ["subject_types_supported"] = new[] { "public" },
        ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
    });

    private IResult Keys()
    {
        var parts = _key.Rsa.ExportParameters(includePrivateParameters: false);
        return Results.Json(new
        {
            keys = new[]
            {
                new
                {
                    kty = "RSA", use = "sig", alg = "RS256", kid = _key.KeyId, n = Base64UrlEncoder.Encode(parts.Modulus),
                    e = Base64UrlEncoder.Encode(parts.Exponent)
                },
            },
        });
    }

    private IResult Authorize(HttpRequest request)
    {
        var query = request.Query;
        if (query["client_id"] != ClientId || query["response_type"] != "code" || query["code_challenge_method"] != "S256"
            || query["nonce"].Count != 1
            || query["scope"] != "openid email" || query["state"].ToString().Length == 0)
            return Results.BadRequest("authorize");
        var code = Guid.NewGuid().ToString("n");
        _codes[code] = (query["code_challenge"].ToString(), query["redirect_uri"].ToString(), query["nonce"].ToString());
        return Results.Redirect($"{query["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(query["state"].ToString())}");
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        if (IsSilent)
            await Task.Delay(Timeout.Infinite, request.HttpContext.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var form = await request.ReadFormAsync();
        var challenge = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (Lie == Lie.TokenRefused || form["client_secret"] != ClientSecret || !_codes.TryRemove(form["code"].ToString(), out var given)
            || given.Challenge != challenge || given.RedirectUri != form["redirect_uri"])
            return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        return Lie switch
        {
            Lie.NotJson => Results.Text("<html>mantención</html>", "text/html"),
            Lie.NoToken => Results.Json(new { access_token = "acceso", token_type = "Bearer", expires_in = 60 }),
            _ => Results.Json(new { access_token = "acceso", token_type = "Bearer", expires_in = 60, id_token = Token(given.Nonce) }),
        };
    }

    private string Token(string nonce)
    {
        var claims = new Dictionary<string, object> { ["sub"] = Subject, ["email_verified"] = EmailVerified };
        if (Email is not null)
            claims["email"] = OtherEmail is null ? Email : new[] { Email, OtherEmail };
        if (Lie != Lie.NoNonce)
            claims["nonce"] = Lie == Lie.WrongNonce ? "otro" : nonce;
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var ends = Lie == Lie.Expired ? now.AddHours(-1) : now.AddMinutes(5);
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Lie == Lie.WrongIssuer ? "https://otro.example.cl" : Issuer,
            Audience = Lie == Lie.WrongAudience ? "otra-aplicación" : ClientId,
            Claims = claims,
            NotBefore = ends.AddHours(-2),
            IssuedAt = ends.AddHours(-2),
            Expires = ends,
            SigningCredentials = Lie switch
            {
                Lie.WithoutSignature => null,
                Lie.UnknownKey => new(_otherKey, SecurityAlgorithms.RsaSha256),
                Lie.SignedWithTheSecret =>
                    new(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(ClientSecret)), SecurityAlgorithms.HmacSha256),
                _ => new(_key, SecurityAlgorithms.RsaSha256),
            },
        });
    }
}

/// <summary>A server under test that knows the provider, for the tests of a class.</summary>
public class InstitutionFixture : ApiFixture
{
    public IdentityProviderEmulator Provider { get; private set; } = null!;

    /// <summary>Long, for machines that do much at once; short only where a test waits for it to run out.</summary>
    public string LongestAnswer { get; init; } = "00:01:00";

    public override async Task InitializeAsync()
    {
        Provider = await IdentityProviderEmulator.StartAsync();
        Settings["OpenId:ClientId"] = IdentityProviderEmulator.ClientId;
        Settings["OpenId:ClientSecret"] = IdentityProviderEmulator.ClientSecret;
        Settings["OpenId:Authority"] = Provider.Authority;
        Settings["OpenId:LongestAnswer"] = LongestAnswer;
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Provider.DisposeAsync();
    }

    /// <summary>Everybody has yet to confirm, and this person arrives at a provider that tells the truth.</summary>
    public async Task ArriveAsync(string personId)
    {
        await ExecuteAsync("delete from external_identities where issuer like 'openid%'; delete from login_failures");
        Provider.TellTheTruthOf(await ScalarAsync<string>("select email from people where id = $1", personId));
    }

    public Task<long> BoundAsync() => CountAsync("select count(*) from external_identities where issuer like 'openid%'");

    /// <summary>As if this person had confirmed before.</summary>
    public Task BindAsync(string personId) => ExecuteAsync(
        $"insert into external_identities (issuer, subject, person_id) values ('openid {Provider.Authority}', "
        + $"'{Provider.Subject}', '{personId}')");

    /// <summary>To the provider and back, as a browser goes; answers where it ends.</summary>
    public static async Task<string?> GoAsync(ApiClient browser, string from = "/api/session/openid")
    {
        var answer = await IdentityProviderEmulator.AnswerToAsync(await browser.GetAsync(from));
        return (await browser.GetAsync(answer.PathAndQuery)).MustBe(HttpStatusCode.Redirect).Headers.Location?.OriginalString;
    }
}
