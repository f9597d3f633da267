using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Definitions.Calendar;
using Workflows.Server.Calendar;
using Workflows.Server.Tests.Alerts;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Calendar;

/// <summary>
/// An act suspends the term of open tasks, or gives them more time de oficio: one person proposes, another approves, and the terms move.
/// </summary>
public class SuspensionTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    private const string Technical = "secretaria-tecnica";
    private const string Act = "Res. Ex. 12 de 2026";

    [Fact]
    public async Task A_suspension_that_another_person_approves_moves_the_term_and_each_notice_leaves_once()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var late = await LateDelivery.OpenAsync(server);
        var task = await late.TaskAsync();
        var before = await DeadlineAsync(coordinator, task);
        var (from, to) = (Day(0), Day(7));

        var proposed = (await SuspendAsync(coordinator, from, to, task)).MustBe(HttpStatusCode.OK).Json;
        var own = await coordinator.PostAsync($"/api/calendar/proposals/{IdOf(proposed)}/approve", new { reason = "Conforme" });
        var still = await DeadlineAsync(coordinator, task);
        await ApproveAsync(proposed);

        Assert.Equal(
            ("Suspension", Act, $"Suspensión del plazo: del {Words(from)} al {Words(to)}."),
            (TextOf(proposed, "kind"), TextOf(proposed, "norm"), TextOf(proposed, "title")));
        own.MustBe(HttpStatusCode.Forbidden);
        Assert.Equal(before.GetProperty("deadline").GetString(), still.GetProperty("deadline").GetString());
        var after = await DeadlineAsync(coordinator, task);
        // The two days of its term run after the suspension.
        Assert.Equal(Text(WorkingCalendar.Shipped.AddWorkingDays(to, 2)), after.GetProperty("deadline").GetString());
        Assert.Contains($"sin contar del {Words(from)} al {Words(to)} ({Act})", SentenceOf(after), StringComparison.Ordinal);
        Assert.Contains(
            after.GetProperty("explanation").EnumerateArray(), day => day.GetProperty("norm").GetString() == Act);
        Assert.Contains(
            (await coordinator.GetAsync($"/api/instances/{late.Instance}/journal")).Items
                .SelectMany(burst => burst.GetProperty("lines").EnumerateArray()),
            line => line.GetString()!.Contains(
                $"Suspensión del plazo: del {Words(from)} al {Words(to)}. Norma: {Act}.", StringComparison.Ordinal));
        for (var level = 1; level <= 4; level++)
        {
            Assert.True(DateOnly.FromDateTime((await late.DueAtAsync(level)).Date) > to);
            await late.ReachAsync(level);
        }

        Assert.Equal(4, await server.CountAsync(
            "select count(distinct level) from mails where instance_id = $1 and level is not null", late.Instance));
        Assert.Equal(0, await server.CountAsync(
            """
            select count(*)
            from (select 1 from mails where instance_id = $1 and level is not null group by level, link_for having count(*) > 1) twice
            """, late.Instance));
        Assert.Empty(await server.FaultsAsync());
    }

    [Fact]
    public async Task A_suspension_of_one_step_of_many_processes_reaches_those_and_no_other()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        string[] chosen = [await server.OpenDeliveryAsync(), await server.OpenDeliveryAsync()];
        var other = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync());
        var untouched = SentenceOf(await DeadlineAsync(coordinator, other));

        var proposed = (await coordinator.PostAsync("/api/calendar/proposals/suspensions", new
        {
            from = Text(Day(1)), to = Text(Day(20)), reason = "Se pidió un informe", norm = Act, instanceIds = chosen,
            activityId = "entregar",
        })).MustBe(HttpStatusCode.OK).Json;
        await ApproveAsync(proposed);

        Assert.Equal(2, proposed.GetProperty("impacts").GetInt32());
        foreach (var instance in chosen)
        {
            var task = await server.OpenTaskOfAsync(instance);
            Assert.Contains(Act, SentenceOf(await DeadlineAsync(coordinator, task)), StringComparison.Ordinal);
        }

        Assert.Equal(untouched, SentenceOf(await DeadlineAsync(coordinator, other)));
    }

    [Fact]
    public async Task A_term_that_ended_while_it_was_suspended_runs_again_and_who_decides_is_told()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var first = Day(0);
        var late = await LateDelivery.OpenAsync(server);
        var task = await late.TaskAsync();
        await late.ReachAsync(3);
        var held = await late.MailAsync(3, LateDelivery.Undersecretary);

        var proposed = (await SuspendAsync(coordinator, first, Day(30), task)).MustBe(HttpStatusCode.OK).Json;
        var read = (await coordinator.GetAsync($"/api/calendar/proposals/{IdOf(proposed)}")).Json;
        var warnings = read.GetProperty("summary").GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()!);
        var notices = read.GetProperty("impacts")[0].GetProperty("notices").EnumerateArray().Select(notice => TextOf(notice, "key"));
        await ApproveAsync(proposed);

        Assert.Equal(["reminder:1", "due", "escalation:1", "escalation:2", "escalation:3", "escalation:4"], notices);
        Assert.Contains(warnings, warning => warning.Contains("los días suspendidos no corrieron", StringComparison.Ordinal));
        Assert.True(DateOnly.Parse((await DeadlineAsync(coordinator, task)).GetProperty("deadline").GetString()!, null) > Day(30));
        Assert.Equal("Withdrawn", await late.StateAsync(held));
        Assert.True(await late.DueAtAsync(1) > server.Clock.GetUtcNow().AddDays(30));
        Assert.Empty(await server.FaultsAsync());
    }

    [Fact]
    public async Task A_delivery_that_is_taken_back_goes_on_with_what_was_suspended_of_its_term()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var instance = await server.OpenProposalAsync();
        await ApproveAsync(
            (await SuspendAsync(coordinator, Day(0), Day(3), await server.OpenTaskOfAsync(instance))).MustBe(HttpStatusCode.OK).Json);
        var receipt = await server.SubmitProposalAsync(instance);
        (await (await server.AsAsync(ApiFixture.Officer)).PostAsync($"/api/submissions/{TextOf(receipt, "submissionId")}/withdraw"))
            .MustBe(HttpStatusCode.OK);
        var again = await server.OpenTaskOfAsync(instance);

        await ApproveAsync((await SuspendAsync(coordinator, Day(10), Day(12), again)).MustBe(HttpStatusCode.OK).Json);

        var sentence = SentenceOf(await DeadlineAsync(coordinator, again));
        Assert.Contains($"sin contar del {Words(Day(0))} al {Words(Day(3))}", sentence, StringComparison.Ordinal);
        Assert.Contains($"sin contar del {Words(Day(10))} al {Words(Day(12))}", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suspension_that_begins_after_a_term_has_ended_or_leaves_out_the_same_days_changes_nothing_and_says_so()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var late = await LateDelivery.OpenAsync(server);
        await late.ReachAsync(1);
        var ended = await SuspendAsync(coordinator, Day(0), Day(10), await late.TaskAsync());
        var running = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync());
        await ApproveAsync((await SuspendAsync(coordinator, Day(0), Day(10), running)).MustBe(HttpStatusCode.OK).Json);

        var twice = await SuspendAsync(coordinator, Day(0), Day(10), running);

        var words = ended.MustBe(HttpStatusCode.UnprocessableEntity).Text;
        Assert.Contains("El plazo de la tarea termina antes", words, StringComparison.Ordinal);
        Assert.Contains("la suspensión no lo alcanza", words, StringComparison.Ordinal);
        Assert.DoesNotContain("de la elección", words, StringComparison.Ordinal);
        Assert.Contains("ya están suspendidos", twice.MustBe(HttpStatusCode.Conflict).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-12-20", "2026-12-10", "to")]
    [InlineData("2026-12-01", "2027-12-02", "to")]
    [InlineData("2045-12-20", "2046-01-10", "to")]
    [InlineData("9999-12-30", "9999-12-31", "from")]
    [InlineData("0001-01-01", "0001-01-02", "from")]
    [InlineData("mañana", "2026-12-10", "from")]
    [InlineData("2026-12-01", "", "to")]
    public async Task Days_that_make_no_suspension_are_refused_in_words(string from, string to, string field)
    {
        var late = await LateDelivery.OpenAsync(server);

        var refused = await (await server.AsAsync(ApiFixture.Coordinator)).PostAsync(
            "/api/calendar/proposals/suspensions",
            new { from, to, reason = "Se pidió un informe", norm = Act, taskIds = new[] { await late.TaskAsync() } });

        Assert.Contains($"\"{field}\"", refused.MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suspension_that_goes_beyond_the_calendar_is_refused_in_words()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var task = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync());
        await ApproveAsync((await coordinator.PostAsync("/api/calendar/proposals/dates", new
        {
            taskIds = new[] { task }, deadline = "2045-12-26", reason = "Lejos", norm = Act
        })).MustBe(HttpStatusCode.OK).Json);

        var refused = await coordinator.PostAsync("/api/calendar/proposals/suspensions", new
        {
            from = "2045-12-20", to = "2045-12-31", reason = "Se pidió un informe", norm = Act, taskIds = new[] { task },
        });

        Assert.Contains("El calendario conoce", refused.MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_time_de_oficio_that_another_person_approves_moves_the_term_and_counts_with_what_may_still_be_asked()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var task = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync());
        var before = DateOnly.Parse((await DeadlineAsync(coordinator, task)).GetProperty("deadline").GetString()!, null);

        var proposed = (await ExtendAsync(coordinator, 1, task)).MustBe(HttpStatusCode.OK).Json;
        await ApproveAsync(proposed);

        Assert.Equal("Ampliación de oficio: 1 día hábil.", proposed.GetProperty("title").GetString());
        var after = await DeadlineAsync(coordinator, task);
        Assert.Equal(Text(WorkingCalendar.Shipped.AddWorkingDays(before, 1)), after.GetProperty("deadline").GetString());
        Assert.Contains($"más 1 día hábil de ampliación de oficio ({Act})", SentenceOf(after), StringComparison.Ordinal);
        var offer = (await (await server.AsAsync(ApiFixture.Officer)).GetAsync($"/api/tasks/{task}/extensions")).Json;
        Assert.Equal(1, offer.GetProperty("most").GetInt32());
        var more = await ExtendAsync(coordinator, 2, task);
        Assert.Contains("admite hasta 1 día hábil más", more.MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        Assert.Empty(await server.FaultsAsync());
    }

    [Fact]
    public async Task More_time_de_oficio_is_refused_for_a_term_that_has_ended_in_one_task_and_in_many()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var late = await LateDelivery.OpenAsync(server);
        var proposed = (await ExtendAsync(coordinator, 1, await late.TaskAsync())).MustBe(HttpStatusCode.OK).Json;
        await late.ReachAsync(1);
        var other = await LateDelivery.OpenAsync(server, ApiFixture.OtherInstitution);

        var one = await ExtendAsync(coordinator, 1, await late.TaskAsync());
        var many = await coordinator.PostAsync("/api/calendar/proposals/office-extensions", new
        {
            days = 1, reason = "Se atrasaron", norm = Act, instanceIds = new[] { late.Instance, other.Instance }, activityId = "entregar",
        });
        var approved = await (await server.AsAsync(Technical)).PostAsync(
            $"/api/calendar/proposals/{IdOf(proposed)}/approve", new { reason = "Conforme" });

        foreach (var refused in new[] { one, many })
        {
            Assert.Contains(
                "un plazo vencido no se amplía", refused.MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        }

        Assert.Contains("El plazo de una de las tareas ya venció", many.Text, StringComparison.Ordinal);
        Assert.Contains("Mientras tanto venció", approved.MustBe(HttpStatusCode.Conflict).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_time_de_oficio_is_not_approved_once_other_extensions_have_taken_the_half()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var task = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync());
        var proposed = (await ExtendAsync(coordinator, 2, task)).MustBe(HttpStatusCode.OK).Json;
        await ApproveAsync((await ExtendAsync(coordinator, 1, task)).MustBe(HttpStatusCode.OK).Json);

        var refused = await (await server.AsAsync(Technical)).PostAsync(
            $"/api/calendar/proposals/{IdOf(proposed)}/approve", new { reason = "Conforme" });

        Assert.Contains("juntas de la mitad del plazo", refused.MustBe(HttpStatusCode.Conflict).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_asked_for_more_time_may_still_get_it_while_a_suspended_term_runs()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var task = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync());
        (await (await server.AsAsync(ApiFixture.Officer)).PostAsync(
            $"/api/tasks/{task}/extensions", new { days = 1, reason = "Falta el oficio" })).MustBe(HttpStatusCode.OK);
        await ApproveAsync((await SuspendAsync(coordinator, Day(0), Day(20), task)).MustBe(HttpStatusCode.OK).Json);

        await server.PassToAsync(server.Clock.GetUtcNow().AddDays(15));

        var waiting = (await coordinator.GetAsync("/api/extensions")).Items.Single(one => one.GetProperty("taskId").GetString() == task);
        Assert.True(waiting.GetProperty("canDecide").GetBoolean());
    }

    [Fact]
    public async Task An_act_that_says_whom_it_reaches_twice_or_cites_nothing_is_refused_in_words()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var instance = await server.OpenDeliveryAsync();
        var task = await server.OpenTaskOfAsync(instance);

        var both = await coordinator.PostAsync("/api/calendar/proposals/office-extensions", new
        {
            days = 1, reason = "Se pidió", norm = Act, taskIds = new[] { task }, instanceIds = new[] { instance }, activityId = "entregar",
        });
        var nobody = await coordinator.PostAsync(
            "/api/calendar/proposals/office-extensions", new { days = 1, reason = "Se pidió", norm = Act });
        var noAct = await coordinator.PostAsync(
            "/api/calendar/proposals/office-extensions", new { days = 1, reason = "Se pidió", norm = " ", taskIds = new[] { task } });
        var noDays = await ExtendAsync(coordinator, 0, task);

        Assert.Contains("no las dos cosas", both.MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        Assert.Contains("Elige entre 1 y 500", nobody.MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        Assert.Contains("Cita el acto", noAct.MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        Assert.Contains("1 o más", noDays.MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
    }

    /// <summary>So many days from today, in Santiago.</summary>
    private DateOnly Day(int days) => SantiagoTime.DateAt(server.Clock.GetUtcNow()).AddDays(days);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", null);

    private static string Words(DateOnly day) => SpanishDate.Of(day);

    private static string? TextOf(JsonElement of, string name) => of.GetProperty(name).GetString();

    private static string? IdOf(JsonElement proposal) => proposal.GetProperty("id").GetString();

    private static string SentenceOf(JsonElement deadline) => deadline.GetProperty("sentence").GetString()!;

    private static Task<ApiAnswer> SuspendAsync(ApiClient client, DateOnly from, DateOnly to, string task) =>
        client.PostAsync("/api/calendar/proposals/suspensions", new
        {
            from = Text(from), to = Text(to), reason = "Se pidió un informe", norm = Act, taskIds = new[] { task },
        });

    private static Task<ApiAnswer> ExtendAsync(ApiClient client, int days, string task) =>
        client.PostAsync("/api/calendar/proposals/office-extensions", new
        {
            days, reason = "La plataforma estuvo caída", norm = Act, taskIds = new[] { task },
        });

    private async Task ApproveAsync(JsonElement proposal)
    {
        (await (await server.AsAsync(Technical)).PostAsync(
            $"/api/calendar/proposals/{IdOf(proposal)}/approve", new { reason = "Conforme" })).MustBe(HttpStatusCode.OK);
        await server.Services.GetRequiredService<ProposalApplier>().ApplyAsync(default);
    }

    private static async Task<JsonElement> DeadlineAsync(ApiClient client, string task) =>
        (await client.GetAsync($"/api/tasks/{task}")).MustBe(HttpStatusCode.OK).Json.GetProperty("deadline");
}
