using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Workflows.Server.Persistence;
using Workflows.Server.Web;

namespace Workflows.Server.Access;

/// <summary>
/// Opens, checks and ends sessions: unused for some hours they are over, and after a day's work however much they were used. They go by the
/// machine's clock, like the cookie that names them, never by business time.
/// </summary>
public sealed class Sessions(WorkflowsDb db, AccountOptions options)
{
    public const string SchemeName = "Session";
    public const string ByPassword = "clave";
    public const string ByClaveUnica = "ClaveÚnica";

    /// <summary>Marks a check made for a page that only listens: left open, it does not keep its session.</summary>
    public static readonly object JustListens = new();

    private const string IdClaim = "workflows:session";
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(5);

    private WorkflowsDb Db => db;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public static string? IdOf(ClaimsPrincipal principal) => principal.FindFirstValue(IdClaim);

    /// <summary>Opens a session and gives its cookie; who logs in from now on is the answer. The one this browser had is over.</summary>
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
        if ((await context.AuthenticateAsync(SchemeName)).Principal is { } before && IdOf(before) is { } old
            && await db.Set<Session>().SingleOrDefaultAsync(row => row.Id == old && row.EndedAt == null, ct) is { } left)
            left.EndedAt = now;
        await db.SaveChangesAsync(ct);
        await db.Set<Account>().Where(row => row.PersonId == account.PersonId)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastLoginAt, now), ct);

        var principal = new ClaimsPrincipal(new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, account.PersonId), new(IdClaim, session.Id)], SchemeName));
        await context.SignInAsync(SchemeName, principal);
        return principal;
    }

    /// <summary>The cookie's own check, once per request: ended, or opened under an older password, it is nobody.</summary>
    internal static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var sessions = context.HttpContext.RequestServices.GetRequiredService<Sessions>();
        var db = sessions.Db;
        var id = context.Principal is { } principal ? IdOf(principal) : null;
        var seen = await sessions.Open()
            .Where(session => session.Id == id
                && db.Set<Account>().Any(account => account.PersonId == session.PersonId && account.SecurityStamp == session.Stamp))
            .Select(session => (DateTimeOffset?)session.SeenAt)
            .SingleOrDefaultAsync(context.HttpContext.RequestAborted);
        var now = Now;
        if (seen is null)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(SchemeName);
        }
        else if (now - seen > SeenEvery && !context.HttpContext.Items.ContainsKey(JustListens))
        {
            await db.Set<Session>().Where(session => session.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(session => session.SeenAt, now));
        }
    }

    public IQueryable<Session> OpenOnesOf(string personId) => Open().Where(session => session.PersonId == personId);

    private IQueryable<Session> Open()
    {
        var now = Now;
        DateTimeOffset oldest = now - options.SessionLength, idle = now - options.SessionIdle;
        return db.Set<Session>().Where(session => session.EndedAt == null && session.StartedAt > oldest && session.SeenAt > idle);
    }

    /// <summary>Ends one of a person's sessions, or all but one; says how many.</summary>
    public Task<int> EndAsync(IQueryable<Session> sessions, CancellationToken ct)
    {
        var now = Now;
        return sessions.ExecuteUpdateAsync(set => set.SetProperty(session => session.EndedAt, now), ct);
    }
}
