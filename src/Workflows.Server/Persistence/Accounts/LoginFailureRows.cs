using Microsoft.EntityFrameworkCore;

namespace Workflows.Server.Persistence.Accounts;

/// <summary>Counts wrong passwords so that guesses made at the same instant are all counted.</summary>
internal static class LoginFailureRows
{
    /// <summary>One more, or the first of a new window.</summary>
    public static Task CountLoginFailureAsync(
        this WorkflowsDb db, string personId, string origin, DateTimeOffset now, TimeSpan window, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into login_failures (person_id, origin, count, since) values ({personId}, {origin}, 1, {now})
            on conflict (person_id, origin) do update set
                count = case when login_failures.since > {now - window} then login_failures.count + 1 else 1 end,
                since = case when login_failures.since > {now - window} then login_failures.since else {now} end
            """,
            ct);
}
