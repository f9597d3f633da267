using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Accounts;

/// <summary>
/// ClaveÚnica on this machine, as strict as the real one: the code is given once and only for the verifier of its challenge, and the
/// person only by POST. Whoever arrives is the citizen of <see cref="Number"/>.
/// </summary>
public sealed class ClaveUnicaEmulator : IAsyncDisposable
{
    public const string ClientId = "cliente-de-prueba";
    public const string ClientSecret = "secreto-de-prueba";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, (string Challenge, string RedirectUri)> _codes = new();
    private readonly ConcurrentDictionary<string, bool> _tokens = new();

    private ClaveUnicaEmulator()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapGet("/openid/authorize", Authorize);
        _app.MapPost("/openid/token", TokenAsync);
        _app.MapPost("/openid/userinfo", UserInfo);
    }

    public int Number { get; set; } = 11_111_111;

    public string CheckDigit { get; set; } = "1";

    public string Address => _app.Urls.First();

    public static async Task<ClaveUnicaEmulator> StartAsync()
    {
        var emulator = new ClaveUnicaEmulator();
        await emulator._app.StartAsync();
        return emulator;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>Where it sends a browser back to, once the person there has said who they are.</summary>
    internal static async Task<Uri> AnswerToAsync(ApiAnswer start)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var response = await http.GetAsync(start.Headers.Location);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return response.Headers.Location!;
    }

    private IResult Authorize(HttpRequest request)
    {
        var query = request.Query;
        if (query["client_id"] != ClientId || query["response_type"] != "code" || query["code_challenge_method"] != "S256"
            || query["scope"] != "openid run name" || query["state"].ToString().Length == 0)
            return Results.BadRequest("authorize");
        var code = Guid.NewGuid().ToString("n");
        _codes[code] = (query["code_challenge"].ToString(), query["redirect_uri"].ToString());
        return Results.Redirect($"{query["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(query["state"].ToString())}");
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var challenge = Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))).TrimEnd('=')
            .Replace('+', '-').Replace('/', '_');
        if (form["client_secret"] != ClientSecret || !_codes.TryRemove(form["code"].ToString(), out var given)
            || given.Challenge != challenge || given.RedirectUri != form["redirect_uri"])
            return Results.BadRequest(new { error = "invalid_grant" });
        var token = Guid.NewGuid().ToString("n");
        _tokens[token] = true;
        return Results.Json(new { access_token = token, token_type = "bearer", expires_in = 60 });
    }

    private IResult UserInfo(HttpRequest request) =>
        _tokens.TryRemove(request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal), out _)
            ? Results.Text(
                $$"""
                { "sub": "1", "RolUnico": { "numero": {{Number}}, "DV": "{{CheckDigit}}", "tipo": "RUN" }, "name": { "nombres": ["PRUEBA"], "apellidos": ["EMULADA"] } }
                """,
                "application/json")
            : Results.Unauthorized();
}

/// <summary>A server under test that knows ClaveÚnica, and people with a RUN.</summary>
internal static class WithClaveUnica
{
    public static void UseClaveUnica(this ApiFixture server, ClaveUnicaEmulator claveUnica)
    {
        server.Settings["ClaveUnica:ClientId"] = ClaveUnicaEmulator.ClientId;
        server.Settings["ClaveUnica:ClientSecret"] = ClaveUnicaEmulator.ClientSecret;
        server.Settings["ClaveUnica:Issuer"] = claveUnica.Address;
    }

    public static async Task GiveRunAsync(this ApiFixture server, string personId, string run)
    {
        var name = await server.ScalarAsync<string>("select name from people where id = $1", personId);
        (await (await server.AsAsync(ApiFixture.Administrator)).PostAsync(
            $"/api/organisation/people/{personId}/change", new { name, email = $"{personId}@example.cl", run })).MustBe(HttpStatusCode.OK);
    }
}
