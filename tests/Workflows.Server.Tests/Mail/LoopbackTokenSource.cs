using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Workflows.Server.Mail.Transport;

namespace Workflows.Server.Tests.Mail;

/// <summary>A source of tokens on this machine: gives the next of its list to whoever knows the secret.</summary>
internal sealed class LoopbackTokenSource : IAsyncDisposable
{
    public const string Secret = "secreto-de-la-aplicación";

    private readonly WebApplication _app;
    private string _address = "";

    private LoopbackTokenSource()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapPost("/token", GiveAsync);
    }

    /// <summary>The tokens it gives, one after another; the last one again and again.</summary>
    public List<string> Tokens { get; } = ["ficha-1"];

    public int Lasts { get; set; } = 3600;

    /// <summary>What it answers instead, when it is broken.</summary>
    public IResult? Broken { get; set; }

    public int Asked { get; private set; }

    public MailOAuthOptions Options => new()
    {
        TokenUrl = new($"{_address}/token"), ClientId = "flujos", ClientSecret = Secret, Scope = "https://outlook.office365.com/.default",
    };

    public static async Task<LoopbackTokenSource> StartAsync()
    {
        var source = new LoopbackTokenSource();
        await source._app.StartAsync();
        source._address = source._app.Urls.First();
        return source;
    }

    public Task StopAsync() => _app.StopAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> GiveAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var number = Asked++;
        if (Broken is { } broken)
            return broken;
        if (form["grant_type"] != "client_credentials" || form["client_id"] != "flujos" || form["client_secret"] != Secret
            || form["scope"].Count != 1)
            return Results.Json(new { error = "invalid_client", error_description = $"{form["client_secret"]} is wrong" }, statusCode: 401);
        return Results.Json(new { access_token = Tokens[Math.Min(number, Tokens.Count - 1)], token_type = "Bearer", expires_in = Lasts });
    }
}
