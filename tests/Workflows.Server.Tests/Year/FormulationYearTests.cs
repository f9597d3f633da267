using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Engine;

namespace Workflows.Server.Tests.Year;

/// <summary>
/// The PMG formulation of every institution runs from opening the stage to the registered decree, while people answer on time, late,
/// twice or not at all. What leaves is held against a prediction that never asked the server.
/// </summary>
public class FormulationYearTests(FormulationYear year) : IClassFixture<FormulationYear>
{
    [Fact]
    public async Task Every_institution_reaches_its_decree_and_then_the_yearly_process_ends()
    {
        var institutions = FormulationYear.Institutions.Count;

        Assert.Equal(159, institutions);
        Assert.Equal(
            institutions,
            await year.CountAsync("select count(*) from instances where parent_id = $1 and sub_status = 'Finished'", year.YearlyProcess));
        Assert.Equal(WorkflowSubStatus.Finished, (await year.InstanceAsync(year.YearlyProcess)).SubStatus);
        foreach (var fact in new[] { "pmg.decretoDictado", "pmg.objetivosFijados" })
            Assert.Equal(
                institutions,
                await year.CountAsync("select count(distinct institution_code) from facts where kind = $1 and year = 2026", fact));
        Assert.Equal(
            2 * institutions,
            await year.CountAsync("select count(*) from facts where kind in ('pmg.decretoDictado', 'pmg.objetivosFijados')"));
        Assert.Equal(institutions, await year.CountAsync("select count(*) from facts where kind = 'pmg.participacion'"));
        Assert.Equal(0, await year.CountAsync("select count(*) from tasks where state = 'Open'"));
        Assert.Equal(0, await year.CountAsync("select count(*) from timers where state in ('Pending', 'Held', 'Parked')"));
    }

    [Fact]
    public async Task The_notices_that_left_are_those_the_deadlines_and_the_lines_of_command_foretell_each_once()
    {
        var foretold = year.Foretold.CountBy(notice => notice.ToString()).ToDictionary();
        var sent = (await year.SentAsync()).CountBy(notice => notice.ToString()).ToDictionary();

        var wrong = foretold.Keys.Union(sent.Keys).Where(notice => foretold.GetValueOrDefault(notice) != sent.GetValueOrDefault(notice))
            .Order()
            .Select(notice => $"{notice}: foretold {foretold.GetValueOrDefault(notice)}, sent {sent.GetValueOrDefault(notice)}").ToList();
        Assert.True(wrong.Count == 0, $"{wrong.Count} notices are not as foretold:\n{string.Join('\n', wrong.Take(40))}");
        Assert.Equal(0, await year.CountAsync("select count(*) from mails where state not in ('Filed', 'Withdrawn', 'Suspended')"));
    }

    [Fact]
    public async Task Each_morning_everybody_with_open_tasks_gets_one_summary_that_merges_what_they_stand_in_for()
    {
        string[] foretold = [.. year.ForetoldDigests.Select(digest => digest.ToString()).Order()];
        string[] sent = [.. (await year.SentDigestsAsync()).Select(digest => digest.ToString()).Order()];

        var wrong = foretold.Except(sent).Select(digest => $"lacks {digest}")
            .Concat(sent.Except(foretold).Select(digest => $"not foretold {digest}")).Order().ToList();
        Assert.True(wrong.Count == 0, $"{wrong.Count} summaries are not as foretold:\n{string.Join('\n', wrong.Take(40))}");
        Assert.Equal(foretold.Length, sent.Length);
        var merged = year.ForetoldDigests.Where(
            digest =>
                digest.Email == "pmg.hac@example.cl" && SantiagoTime.DateAt(digest.At) is { Month: 11, Day: >= 17 and <= 19 }).ToList();
        Assert.NotEmpty(merged);
        Assert.DoesNotContain(
            year.ForetoldDigests, digest => digest.Email == "pmg.eco@example.cl" && merged.Any(other => other.At == digest.At));
    }

    [Fact]
    public async Task Authorities_that_answered_coordinators_that_intervened_and_substitutes_are_part_of_the_year()
    {
        int Of(string action) => year.Answers.Count(answer => answer.Action == action);
        var sent = await year.SentAsync();

        Assert.All(
            new[] { "acknowledge", "instruct", "suspend", "correct" }, action => Assert.True(Of(action) > 0, $"nobody does {action}"));
        Assert.Equal(
            Of("acknowledge") + Of("instruct"), await year.CountAsync("select count(*) from level_acts where climbs_again_at is not null"));
        Assert.Equal(
            Of("suspend"),
            await year.CountAsync("select count(distinct institution_code) from mails where state = 'Suspended' and level = 3"));
        Assert.Equal(
            Of("correct"),
            await year.CountAsync("select count(*) from mails where state = 'Filed' and text like $1 || '%'", YearServer.Correction)
            + await year.CountAsync("select count(*) from mails where state = 'Withdrawn' and text like $1 || '%'", YearServer.Correction));
        Assert.Contains(sent, notice => notice.Level == 2 && notice.Email.StartsWith("auditoria.", StringComparison.Ordinal));
        Assert.Contains(sent, notice => notice.Level == 4 && notice.Email.StartsWith("subsecretario.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Regions_are_proposed_by_their_governor_after_the_regional_council_and_no_ministry_or_network_reviews_them()
    {
        var regions = FormulationYear.Institutions.Count(institution => institution.Kind == InstitutionKind.RegionalGovernment);

        Assert.Equal(16, regions);
        Assert.Equal(
            regions,
            await year.CountAsync("select count(distinct institution_code) from facts where kind = 'pmg.consultaConsejoRegional'"));
        Assert.Equal(
            regions,
            await year.CountAsync(
                "select count(distinct institution_code) from tasks where activity_id = 'gobernacion' and institution_code like '%-GOR-%'"));
        Assert.Equal(0, await year.CountAsync(
            "select count(*) from tasks where institution_code like '%-GOR-%' and (activity_id in ('jefatura', 'revisionMinisterial') or "
            + "activity_id like 'red%')"));
        Assert.Equal(
            FormulationYear.Institutions.Count - regions,
            await year.CountAsync("select count(distinct institution_code) from tasks where activity_id = 'jefatura'"));
    }

    [Fact]
    public async Task No_mail_leaves_twice()
    {
        var left = Directory.EnumerateFiles(year.Pickup, "*.eml").Count();

        Assert.Equal(await year.CountAsync("select count(distinct coalesce(bundle_id, id)) from mails where state = 'Filed'"), left);
        Assert.Equal(
            await year.CountAsync("select count(*) from mails where state = 'Filed'"),
            await year.CountAsync("select count(*) from mail_attempts"));
    }

    [Fact]
    public async Task Nobody_gets_two_mails_of_one_level_at_one_moment_unless_a_coordinator_wrote_one_of_them()
    {
        Assert.True(
            await year.CountAsync("select count(distinct bundle_id) from mails") > 0,
            "somebody must be told of several late institutions at once");
        Assert.Equal(0, await year.CountAsync(
            """
            select count(*) from (
                select 1 from mails where template = 'escalamiento' and state = 'Filed' and text not like $1 || '%'
                group by sent_at, level, emails, link_for, reply_to having count(distinct coalesce(bundle_id, id)) > 1) parted
            """, YearServer.Correction));
    }

    [Fact]
    public async Task Whoever_governs_a_region_hears_of_it_and_no_minister_does()
    {
        var sent = (await year.SentAsync())
            .Where(
                notice => notice.Institution.Contains("-GOR-", StringComparison.Ordinal)
                    && notice.Stage is not ("decreto" or "publicacion")).ToList();

        Assert.Contains(sent, notice => notice.Level == 4 && notice.Email.StartsWith("gobernacion.", StringComparison.Ordinal));
        Assert.DoesNotContain(
            sent, notice =>
                notice.Email.StartsWith("ministro.", StringComparison.Ordinal)
                    || notice.Email.StartsWith("subsecretario.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Notices_to_undersecretaries_and_above_leave_at_one_in_the_afternoon()
    {
        var high = (await year.SentAsync()).Where(notice => notice.Level >= 3).ToList();

        Assert.NotEmpty(high);
        Assert.All(high, notice => Assert.Equal(new TimeOnly(13, 0), SantiagoTime.TimeAt(notice.At)));
    }

    [Fact]
    public async Task Nobody_above_hears_of_what_was_handed_in_while_its_notice_was_held()
    {
        var withdrawn = await year.CountAsync("select count(*) from mails where state = 'Withdrawn'");

        Assert.True(withdrawn > 0, "the script must hand in something while its notice is held");
        Assert.Equal(withdrawn, await year.CountAsync(
            """
            select count(*) from mails m join tasks t on t.id = m.task_id
            where m.state = 'Withdrawn' and m.level >= 3 and t.closed_at between m.created_at and m.available_at
              and exists (select 1 from journal j where j.instance_id = m.instance_id and j.at = t.closed_at and j.text like '%' || m.id || '%')
            """));
    }

    [Fact]
    public void Every_delivery_is_received_and_its_receipt_says_whether_it_was_on_time()
    {
        Assert.Equal(year.Deeds.Count, year.Received.Count);
        Assert.All(year.Received, receipt => Assert.Equal(receipt.Deed.Timeliness, receipt.Timeliness));
        Assert.Contains(year.Received, receipt => receipt.Deed.IsLate);
    }

    [Fact]
    public async Task The_history_of_the_year_holds_together()
    {
        Assert.True(await year.CountAsync("select count(*) from journal") > year.Deeds.Count, "every deed is a page of the history");
        Assert.Empty(await year.FaultsAsync());
    }
}
