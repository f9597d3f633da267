using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;

namespace Workflows.Server.Accounts.ClaveUnica;

/// <summary>
/// ClaveÚnica as the OAuth provider it is: code with PKCE and state, and the person asked for by POST. What it proves is a RUN; who that
/// is here, <see cref="ClaveUnicaLogin"/> finds out.
/// </summary>
internal static class ClaveUnicaSetup
{
    public const string SchemeName = "ClaveUnica";
    public const string ReturnPath = "/api/session/claveunica/return";

    public static void AddClaveUnica(this AuthenticationBuilder authentication, IConfiguration configuration)
    {
        var options = configuration.GetSection(ClaveUnicaOptions.Section).Get<ClaveUnicaOptions>() ?? new();
        authentication.Services.AddSingleton(options);
        if (!options.IsOn)
            return;
        if (options.Issuer.Scheme != Uri.UriSchemeHttps && !options.Issuer.IsLoopback)
            throw new InvalidOperationException(
                $"{ClaveUnicaOptions.Section}:{nameof(ClaveUnicaOptions.Issuer)} has to be an https address.");

        authentication.AddOAuth(SchemeName, oauth =>
        {
            oauth.ClientId = options.ClientId!;
            oauth.ClientSecret = options.ClientSecret!;
            oauth.AuthorizationEndpoint = options.Address("authorize").AbsoluteUri;
            oauth.TokenEndpoint = options.Address("token").AbsoluteUri;
            oauth.UserInformationEndpoint = options.Address("userinfo").AbsoluteUri;
            oauth.CallbackPath = ReturnPath;
            oauth.SignInScheme = Sessions.SchemeName;
            oauth.UsePkce = true;
            oauth.SaveTokens = false;
            oauth.TimeProvider = TimeProvider.System;
            oauth.Scope.Add("openid");
            oauth.Scope.Add("run");
            oauth.Scope.Add("name");
            oauth.CorrelationCookie.SameSite = SameSiteMode.Lax;
            oauth.Events.OnCreatingTicket = AskWhoItIsAsync;
            oauth.Events.OnTicketReceived = ClaveUnicaLogin.EnterAsync;
            oauth.Events.OnRemoteFailure = failed =>
            {
                failed.Response.Redirect(ClaveUnicaLogin.PageSaying("fallo"));
                failed.HandleResponse();
                return Task.CompletedTask;
            };
        });
    }

    private static async Task AskWhoItIsAsync(OAuthCreatingTicketContext context)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, context.Options.UserInformationEndpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", context.AccessToken);
        using var response = await context.Backchannel.SendAsync(request, context.HttpContext.RequestAborted);
        response.EnsureSuccessStatusCode();
        using var person = JsonDocument.Parse(await response.Content.ReadAsStringAsync(context.HttpContext.RequestAborted));
        if (!person.RootElement.TryGetProperty("RolUnico", out var run)
            || !Run.TryParse($"{run.GetProperty("numero")}-{run.GetProperty("DV")}", out var found))
            throw new AuthenticationFailureException("The userinfo answer has no valid RolUnico.");
        context.Identity!.AddClaim(new Claim(ClaimTypes.NameIdentifier, found.ToString()));
    }
}
