using Workflows.Definitions.Organisation;

namespace Workflows.Server.Tests.Security;

/// <summary>
/// What the approved table has to say whatever routes come: the rules by which somebody reads its lines. An exception is written here with
/// its reason, so that nobody approves a surprise by habit.
/// </summary>
public class ApprovedRightsTests
{
    /// <summary>Without a login: a secret is the right, or there is nothing to protect yet.</summary>
    private static readonly string[] OpenToNobody =
    [
        "POST /api/account-links", "POST /api/account-links/look", "POST /api/account-links/use",
        "POST /api/alert-links", "POST /api/alert-links/acts/{action}", "GET /api/calendar/feed/{token}.ics",
        "POST /api/data-requests", "POST /api/data-requests/look", "POST /api/data-requests/prove", "POST /api/data-requests/data",
        "POST /api/session", "POST /api/session/code", "GET /api/session/claveunica", "GET /api/session/openid",
        "POST /api/session/openid/confirm", "GET /api/session/options", "GET /health",
    ];

    /// <summary>
    /// One's own account, views and background work (a list to download too), what only computes, and what a secret opens: none of it is
    /// anybody's work.
    /// </summary>
    private static readonly string[] OfOneself =
    [
        "/api/account", "/api/session", "/api/saved-filters/", "/api/calendar/feeds", "/api/deadlines/reading", "/api/sheets/",
        "/api/account-links",
        "/api/alert-links", "/api/data-requests",
        "/api/jobs/", "/api/mails/export", "/api/processes/export",
    ];

    /// <summary>The same for all institutions, or a list that shows each reader their own part of one address.</summary>
    private static readonly string[] SharedByAll =
    [
        "/api/definitions/{definitionId}", "/api/calendar/years/{year}", "/api/calendar/feed/{token}.ics", "/api/alert-links/acts/{action}",
        "/api/saved-filters/{list}", "/api/saved-filters/{list}/{name}", "/api/stages/{definitionId}/{year}",
        "/api/results/{year}",
    ];

    /// <summary>
    /// The keys of machines, who may be reminded, how mail leaves, what is running, what a field of one's own task may choose from, the
    /// sheet to fill in before an import, what one's own authority has to do this week, what may be opened by hand, what those who draw say
    /// to each other, what is to be confirmed of undersecretariats: for whoever decides on it, not the auditor.
    /// </summary>
    private static readonly string[] ServesADecision =
    [
        "/api/api-keys", "/api/api-keys/commands", "/api/stages/{definitionId}/{year}/reminders/candidates", "/api/mail-server",
        "/api/jobs/{id}", "/api/tasks/{id}/choices", "/api/organisation/import/{list}/template", "/api/alerts/week",
        "/api/openings/flows", "/api/definitions/{definitionId}/comments", "/api/organisation/unplaced",
    ];

    private static readonly IReadOnlyList<ApprovedRight> Table =
        [.. ApprovedRight.ReadFrom(File.ReadAllText(AuthorisationMatrixTests.ApprovedFile))];

    [Fact]
    public void Nobody_gets_anything_without_a_login_but_what_has_a_reason() =>
        Assert.Empty(
            from right in Table
            where right.Actor == MatrixWorld.Nobody && right.Answer != "401" && !OpenToNobody.Contains($"{right.Method} {right.Path}")
            select right.Cell);

    [Fact]
    public void The_auditor_reads_whatever_anybody_in_the_country_may_read() =>
        Assert.Empty(
            from right in Table
            where right.Reads && right.Actor == Role.Auditor.Code && !right.IsOpen
            where Table.Any(other => other.IsOpen && (other.Method, other.Path, other.Side) == (right.Method, right.Path, right.Side))
            where !ServesADecision.Contains(right.Path)
            select right.Cell);

    [Fact]
    public void The_auditor_changes_nothing_but_their_own_account() =>
        Assert.Empty(
            from right in Table
            where !right.Reads && right.Actor == Role.Auditor.Code && right.IsOpen
            where (right.Side == "other" && !SharedByAll.Contains(right.Path))
                || !OfOneself.Any(own => right.Path.StartsWith(own, StringComparison.Ordinal))
            select right.Cell);

    [Fact]
    public void Nobody_of_an_institution_or_a_sector_gets_anything_of_another_one() =>
        Assert.Empty(
            from right in Table
            where right.Side == "other" && right.IsOpen && !SharedByAll.Contains(right.Path)
            where Role.Find(right.Actor)?.Scope is RoleScope.Institution or RoleScope.Ministry or RoleScope.Region or RoleScope.Committee
                or RoleScope.Network
            select right.Cell);

    [Fact]
    public void Nobody_learns_that_a_thing_exists_that_somebody_of_its_institution_may_open() =>
        Assert.Empty(
            from right in Table
            where right.Side == "other" && right.Answer == "403"
            where Role.Find(right.Actor)?.Scope is RoleScope.Institution or RoleScope.Ministry
            where Table.Any(
                own => own.Side == "own" && own.IsOpen && (own.Method, own.Path, own.Actor) == (right.Method, right.Path, right.Actor))
            select right.Cell);

    [Fact]
    public void For_each_kind_of_thing_somebody_gets_the_own_one_so_that_the_table_proves_something() =>
        Assert.Empty(
            from route in Table.Where(right => right.Side == "own").GroupBy(right => (right.Method, right.Path))
            where route.All(right => !right.IsOpen)
            select $"{route.Key.Method} {route.Key.Path}: nobody gets it");

    [Fact]
    public void The_session_of_another_person_ends_for_nobody() =>
        Assert.DoesNotContain(Table, right => right.Path == "/api/account/sessions/{id}/end" && right.Side == "other" && right.IsOpen);
}
