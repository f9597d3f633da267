using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Workflows.Server.Persistence;

namespace Workflows.Server.People;

/// <summary>Lets machines in by <c>Authorization: Bearer wk_…</c>. A revoked or expired key is nobody from the next request on.</summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, WorkflowsDb db, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";
    public const string RoleClaim = "workflows:role";

    private const string Bearer = "Bearer ";

    public static bool IsPresentedBy(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!IsPresentedBy(Request))
            return AuthenticateResult.NoResult();
        var secret = Request.Headers.Authorization.ToString()[Bearer.Length..].Trim();
        if (!ApiKey.LooksLikeOne(secret))
            return AuthenticateResult.Fail("The bearer token is not an API key.");

        var hash = ApiKey.HashOf(secret);
        var now = clock.GetUtcNow();
        var key = await db.Set<ApiKey>().AsNoTracking()
            .Where(key => key.Hash == hash && key.RevokedAt == null && (key.ExpiresAt == null || key.ExpiresAt > now))
            .Select(key => new { key.Id, key.PersonId, key.Roles })
            .SingleOrDefaultAsync(Context.RequestAborted);
        if (key is null)
            return AuthenticateResult.Fail("The API key is unknown, revoked or expired.");

        var identity = new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, key.PersonId), .. key.Roles.Select(role => new Claim(RoleClaim, role))], SchemeName);
        return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), SchemeName));
    }
}
