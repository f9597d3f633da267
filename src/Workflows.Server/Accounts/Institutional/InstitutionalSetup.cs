using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Workflows.Server.Access;

namespace Workflows.Server.Accounts.Institutional;

/// <summary>
/// Institutional login as the framework does it: code with PKCE, state and nonce; signature, issuer, audience and term of the token checked
/// against what the provider publishes. Who that is here, <see cref="InstitutionalLogin"/> finds out.
/// </summary>
internal static class InstitutionalSetup
{
    public const string SchemeName = "OpenId";
    public const string ReturnPath = "/api/session/openid/return";

    public static AuthenticationBuilder AddInstitutionalLogin(this AuthenticationBuilder authentication, IConfiguration configuration)
    {
        var options = InstitutionalOptions.From(configuration);
        authentication.Services.AddSingleton(options);
        authentication.Services.AddSingleton<WaitingProofs>();
        authentication.Services.AddScoped<InstitutionalAccounts>();
        return options.IsOn ? authentication.AddOpenIdConnect(SchemeName, connect => Configure(connect, options)) : authentication;
    }

    private static void Configure(OpenIdConnectOptions connect, InstitutionalOptions options)
    {
        connect.Authority = options.Provider;
        connect.ClientId = options.ClientId;
        connect.ClientSecret = options.ClientSecret;
        connect.RequireHttpsMetadata = !options.Authority!.IsLoopback;
        connect.CallbackPath = ReturnPath;
        connect.SignInScheme = Sessions.SchemeName;
        connect.ResponseType = OpenIdConnectResponseType.Code;
        // An answer that comes by POST from another site comes without our cookies.
        connect.ResponseMode = OpenIdConnectResponseMode.Query;
        connect.UsePkce = true;
        connect.SaveTokens = false;
        connect.MapInboundClaims = false;
        connect.DisableTelemetry = true;
        connect.BackchannelTimeout = options.LongestAnswer;
        connect.TimeProvider = TimeProvider.System;
        connect.Scope.Clear();
        connect.Scope.Add("openid");
        connect.Scope.Add("email");
        // The framework believes whatever issuer the provider's own description names; the standard wants the one that was asked.
        connect.TokenValidationParameters.IssuerValidator = (issuer, _, _) => issuer.TrimEnd('/') == options.Provider
            ? issuer
            : throw new SecurityTokenInvalidIssuerException("The token is from another issuer than the configured one.");
        connect.TokenHandler = new SignedTokens();
        connect.CorrelationCookie.SameSite = SameSiteMode.Lax;
        connect.NonceCookie.SameSite = SameSiteMode.Lax;
        connect.Events.OnTicketReceived = InstitutionalLogin.EnterAsync;
        connect.Events.OnRemoteFailure = InstitutionalLogin.FailedAsync;
    }

    /// <summary>
    /// The framework lets a token without signature pass when it fetched it itself, as the standard allows; this server does not.
    /// </summary>
    private sealed class SignedTokens : JsonWebTokenHandler
    {
        public override Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
        {
            validationParameters.RequireSignedTokens = true;
            return base.ValidateTokenAsync(token, validationParameters);
        }
    }
}
