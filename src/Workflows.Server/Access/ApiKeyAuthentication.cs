using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Workflows.Definitions.Organisation;
using Workflows.Server.Persistence;

namespace Workflows.Server.Access;

/// <summary>
/// Lets machines in by <c>Authorization: Bearer wk_…</c>. A key that was revoked or ended, or whose maker has left, is nobody from the
/// next request on.
/// </summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, WorkflowsDb db, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";

    private const string Bearer = "Bearer ";

    public static bool IsPresentedBy(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!IsPresentedBy(Request))
            return AuthenticateResult.NoResult();
        var secret = Request.Headers.Authorization.ToString()[Bearer.Length..].Trim();
        if (!ApiKey.LooksLikeOne(secret))
        {
            Logger.KeyRefused("it is not of our form");
            return AuthenticateResult.Fail("The bearer token is not an API key.");
        }

        var hash = ApiKey.HashOf(secret);
        var now = clock.GetUtcNow();
        var id = await db.Set<ApiKey>().AsNoTracking()
            .Where(key => key.Hash == hash && key.RevokedAt == null && (key.ExpiresAt == null || key.ExpiresAt > now)
                && db.Set<Person>().Any(person => person.Id == key.CreatedBy && person.Active))
            .Select(key => key.Id).SingleOrDefaultAsync(Context.RequestAborted);
        if (id is null)
        {
            Logger.KeyRefused("it is unknown, revoked or expired, or whoever made it left");
            return AuthenticateResult.Fail("The API key is unknown, revoked or expired.");
        }

        // Its own id, also for limits: a key never counts as the person who made it.
        var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, ApiKey.ActorMark + id)], SchemeName);
        return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), SchemeName));
    }
}
