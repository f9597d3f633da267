using Workflows.Definitions.Calendar;
using Xunit.Abstractions;

namespace Workflows.Server.Tests.Committees;

/// <summary>
/// Session after session, two bodies meet as their calendars planned, nothing that was left pending is lost and no agreement is forgotten.
/// </summary>
public sealed class CommitteeYearTests(CommitteeYear year, ITestOutputHelper output) : IClassFixture<CommitteeYear>
{
    [Fact]
    public async Task Each_planned_session_opens_by_itself_once_fifteen_working_days_before_with_the_next_number()
    {
        foreach (var session in Sessions())
        {
            var opened = await year.ScalarAsync<DateTime>(
                """
                select i.created_at from instances i join facts f on f.instance_id = i.id and f.kind = 'comite.tabla'
                where i.definition_id = 'comite-sesion' and f.institution_code = $1 and (f.data::jsonb->>'sesion')::numeric = $2
                limit 1
                """,
                session.Body, session.Number);
            Assert.Equal((session, session.Opens), (session, SantiagoTime.DateAt(new(opened, TimeSpan.Zero))));
        }

        Assert.Equal(Sessions().Count(), await year.CountAsync("select count(*) from instances where definition_id = 'comite-sesion'"));
    }

    [Fact]
    public async Task Every_session_that_met_has_its_minutes_published_and_the_others_say_why_there_are_none()
    {
        foreach (var body in CommitteeYear.Bodies)
        {
            var sessions = CommitteeYear.SessionsOf(body);
            Assert.Equal(sessions.Where(one => one.IsMet).Select(one => one.Number), await NumbersAsync("comite.acta", body));
            Assert.Equal(Those(sessions, SessionConduct.HasNoQuorum), await NumbersAsync("comite.sinQuorum", body));
            Assert.Equal(Those(sessions, SessionConduct.IsSuspended), await NumbersAsync("comite.suspendida", body));
        }

        static IEnumerable<int> Those(IEnumerable<PlannedSession> sessions, SessionConduct conduct) =>
            sessions.Where(session => session.Conduct == conduct).Select(session => session.Number);
    }

    [Fact]
    public async Task What_a_session_left_pending_stands_in_the_next_agenda_and_nowhere_else()
    {
        foreach (var body in CommitteeYear.Bodies)
        {
            List<string> pending = [];
            foreach (var session in CommitteeYear.SessionsOf(body))
            {
                pending.Add(session.Item);
                Assert.Equal(
                    (session.Number, string.Join(", ", pending.Order(StringComparer.Ordinal))),
                    (session.Number, await year.ScalarAsync<string>(
                        """
                        select string_agg(distinct item->>'titulo', ', ')
                        from facts f cross join jsonb_array_elements(f.data::jsonb->'puntos') item
                        where f.kind = 'comite.tabla' and f.institution_code = $1 and (f.data::jsonb->>'sesion')::numeric = $2
                            and item->>'titulo' like 'Materia %'
                        """,
                        body, session.Number)));
                if (session.Agrees)
                    pending.Clear();
            }
        }
    }

    [Fact]
    public async Task Every_agreement_is_kept_and_the_one_that_was_late_reached_its_minister_and_stood_in_an_agenda_again()
    {
        foreach (var body in CommitteeYear.Bodies)
        {
            var agreements = CommitteeYear.SessionsOf(body).Count(session => session.Agrees);
            Assert.Equal(agreements, await year.CountAsync(
                """
                select count(distinct data::jsonb->>'numero') from facts
                where kind = 'comite.acuerdo' and institution_code = $1 and data::jsonb->>'estado' = 'cumplido'
                """,
                body));
            Assert.True(await year.CountAsync(
                """
                select count(*) from facts f cross join jsonb_array_elements(f.data::jsonb->'puntos') item
                where f.kind = 'comite.tabla' and f.institution_code = $1 and item->>'titulo' like 'Acuerdo 1: %'
                """,
                body) > 0, body);
        }

        // The agreements of both bodies are of Hacienda.
        Assert.Equal(2, await year.CountAsync(
            """
            select count(distinct m.instance_id) from mails m join instances i on i.id = m.instance_id cross join unnest(m.emails) e
            where i.definition_id = 'comite-acuerdo' and m.level = 4 and m.state = 'Filed' and e = 'ministro.hac@example.cl'
            """));
    }

    [Fact]
    public async Task A_session_is_called_once_again_when_it_is_moved_and_called_off_when_it_is_suspended()
    {
        foreach (var session in Sessions())
        {
            var told = await year.ScalarAsync<string>(
                """
                select string_agg(distinct m.reason, ', ' order by m.reason) from mails m
                join facts f on f.instance_id = m.instance_id and f.kind = 'comite.tabla'
                where m.template = 'citacion' and f.institution_code = $1 and (f.data::jsonb->>'sesion')::numeric = $2
                """,
                session.Body, session.Number);
            Assert.Equal((session, session.Conduct switch
            {
                SessionConduct.IsMoved => "cambio de una citación, citación a una sesión",
                SessionConduct.IsSuspended => "citación a una sesión, sesión anulada",
                _ => "citación a una sesión",
            }), (session, told));
        }
    }

    [Fact]
    public async Task Whoever_presides_a_committee_answers_for_what_was_agreed_with_their_own_ministry()
    {
        const string Acted = """
            select count(*) from submissions s join tasks t on t.id = s.task_id
            where s.person_id = 'subsecretario.hac' and t.definition_id = $1 and t.role_code = $2
            """;

        Assert.True(await year.CountAsync(Acted, "comite-sesion", "committee.president") > 0);
        Assert.True(await year.CountAsync(Acted, "comite-acuerdo", "ministry.undersecretary") > 0);
    }

    [Fact]
    public async Task Everything_ends_no_mail_leaves_twice_and_the_history_holds_together()
    {
        Assert.Equal(0, await year.CountAsync("select count(*) from tasks where state = 'Open'"));
        Assert.Equal(0, await year.CountAsync("select count(*) from instances where status = 'Running' or open_incidents > 0"));
        Assert.Equal(
            await year.CountAsync("select count(distinct coalesce(bundle_id, id)) from mails where state = 'Filed'"),
            Directory.EnumerateFiles(year.Pickup, "*.eml").Count());
        Assert.Equal(0, await year.CountAsync("select count(*) from mails where state not in ('Filed', 'Withdrawn')"));
        Assert.Empty(await year.FaultsAsync());
        foreach (var table in new[] { "instances", "tasks", "submissions", "session_entries", "journal", "timers", "mails", "facts" })
            output.WriteLine($"{table}: {await year.CountAsync($"select count(*) from {table}")}");
    }

    private static IEnumerable<PlannedSession> Sessions() => CommitteeYear.Bodies.SelectMany(CommitteeYear.SessionsOf);

    private async Task<IEnumerable<int>> NumbersAsync(string fact, string body)
    {
        var numbers = await year.ScalarAsync<string>(
            """
            select coalesce(string_agg(data::jsonb->>'sesion', ',' order by (data::jsonb->>'sesion')::numeric), '')
            from facts where kind = $1 and institution_code = $2
            """,
            fact, body);
        return numbers.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse);
    }
}
