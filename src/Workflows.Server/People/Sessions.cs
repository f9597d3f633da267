using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Workflows.Server.Persistence;

namespace Workflows.Server.People;

/// <summary>Opens, checks and ends sessions. They go by the machine's clock, like the cookie that names them, never by business time.</summary>
public sealed class Sessions(WorkflowsDb db)
{
    public const string SchemeName = "Session";
    public const string ByPassword = "clave";
    public const string ByClaveUnica = "ClaveÚnica";

    /// <summary>Without a request in this time a session is over.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromHours(10);

    private const string IdClaim = "workflows:session";
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(5);

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public static string? IdOf(ClaimsPrincipal principal) => principal.FindFirstValue(IdClaim);

    /// <summary>Opens a session and gives its cookie; who logs in from now on is the answer.</summary>
    public async Task<ClaimsPrincipal> StartAsync(Account account, string by, HttpContext context, CancellationToken ct)
    {
        var now = Now;
        var session = new Session
        {
            Id = Guid.NewGuid().ToString("n"),
            PersonId = account.PersonId,
            Stamp = account.SecurityStamp,
            StartedAt = now,
            SeenAt = now,
            Browser = context.Request.Headers.UserAgent.ToString() is var agent && agent.Length > 400 ? agent[..400] : agent,
            Address = NetworkAddress.Of(context),
            By = by,
        };
        db.Add(session);
        await db.SaveChangesAsync(ct);
        await db.Set<Account>().Where(row => row.PersonId == account.PersonId).ExecuteUpdateAsync(set => set.SetProperty(row => row.LastLoginAt, now), ct);

        var principal = new ClaimsPrincipal(new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, account.PersonId), new(IdClaim, session.Id)], SchemeName));
        await context.SignInAsync(SchemeName, principal);
        return principal;
    }

    /// <summary>The cookie's own check, once per request: ended, or opened under an older password, it is nobody.</summary>
    internal static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var db = context.HttpContext.RequestServices.GetRequiredService<WorkflowsDb>();
        var id = context.Principal is { } principal ? IdOf(principal) : null;
        var seen = await db.Set<Session>()
            .Where(session => session.Id == id && session.EndedAt == null
                && db.Set<Account>().Any(account => account.PersonId == session.PersonId && account.SecurityStamp == session.Stamp))
            .Select(session => (DateTimeOffset?)session.SeenAt)
            .SingleOrDefaultAsync(context.HttpContext.RequestAborted);
        var now = Now;
        if (seen is null)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(SchemeName);
        }
        else if (now - seen > SeenEvery)
        {
            await db.Set<Session>().Where(session => session.Id == id).ExecuteUpdateAsync(set => set.SetProperty(session => session.SeenAt, now));
        }
    }

    public IQueryable<Session> OpenOnesOf(string personId)
    {
        var oldest = Now - Length;
        return db.Set<Session>().Where(session => session.PersonId == personId && session.EndedAt == null && session.SeenAt > oldest);
    }

    /// <summary>Ends one of a person's sessions, or all but one; says how many.</summary>
    public Task<int> EndAsync(IQueryable<Session> sessions, CancellationToken ct)
    {
        var now = Now;
        return sessions.ExecuteUpdateAsync(set => set.SetProperty(session => session.EndedAt, now), ct);
    }
}
