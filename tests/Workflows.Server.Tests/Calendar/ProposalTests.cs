using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Engine;
using Workflows.Server.Calendar;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Tests.Api;
using Workflows.Server.Tests.Flows;
using Workflows.Server.World;

namespace Workflows.Server.Tests.Calendar;

/// <summary>
/// When the world changes, open deadlines are computed again as a list that somebody else approves; what was sent stays true.
/// </summary>
public class ProposalTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    private const string Technical = "secretaria-tecnica";

    [Fact]
    public async Task A_holiday_law_moves_open_deadlines_only_once_a_second_person_approves()
    {
        var instance = await server.OpenDeliveryAsync();
        var task = await server.OpenTaskOfAsync(instance);
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var technical = await server.AsAsync(Technical);
        var before = await DeadlineAsync(coordinator, task);
        var lastDay = DateOnly.Parse(before, null);

        var proposed = (await coordinator.PostAsync("/api/calendar/proposals/holidays", new
        {
            date = before, name = "Feriado de una ley nueva", norm = "Ley 99.999", reason = "Se publicó ayer",
        })).MustBe(HttpStatusCode.OK).Json;
        var id = proposed.GetProperty("id").GetString();
        var detail = (await technical.GetAsync($"/api/calendar/proposals/{id}")).MustBe(HttpStatusCode.OK).Json;
        var impact = Assert.Single(detail.GetProperty("impacts").EnumerateArray(), row => row.GetProperty("taskId").GetString() == task);
        var own = await coordinator.PostAsync($"/api/calendar/proposals/{id}/approve", new { reason = "Conforme" });

        Assert.Equal(before, impact.GetProperty("from").GetString());
        Assert.Contains(impact.GetProperty("notices").EnumerateArray(), notice => notice.GetProperty("key").GetString() == "due");
        own.MustBe(HttpStatusCode.Forbidden);
        Assert.Equal(before, await DeadlineAsync(coordinator, task));

        (await technical.PostAsync($"/api/calendar/proposals/{id}/approve", new { reason = "Conforme" })).MustBe(HttpStatusCode.OK);
        await server.Services.GetRequiredService<ProposalApplier>().ApplyAsync(default);

        var after = await DeadlineAsync(coordinator, task);
        Assert.Equal(impact.GetProperty("to").GetString(), after);
        Assert.True(DateOnly.Parse(after, null) > lastDay);
        Assert.Equal("Applied", await StateOfAsync(id!, task));
        var due = await server.ScalarAsync<DateTime>(
            "select notice_times[array_position(notice_names, 'due')] from tasks where instance_id = $1 and state = 'Open'", instance);
        Assert.Equal(after, SantiagoTime.DateAt(new DateTimeOffset(due, TimeSpan.Zero).AddSeconds(-1)).ToString("yyyy-MM-dd", null));
        var year = (await coordinator.GetAsync($"/api/calendar/years/{lastDay.Year}")).Json;
        var holiday = Assert.Single(
            year.GetProperty("holidays").EnumerateArray(), row => row.GetProperty("name").GetString() == "Feriado de una ley nueva");
        Assert.StartsWith(
            "Lo ingresó Coordinador/a de flujos y lo aprobó Secretaría Técnica · Dipres", holiday.GetProperty("provenance").GetString(),
            StringComparison.Ordinal);
        Assert.Empty(await server.FaultsAsync());
        var twice = await technical.PostAsync($"/api/calendar/proposals/{id}/approve", new { reason = "Otra vez" });
        twice.MustBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_holiday_law_moves_the_dates_that_flows_wait_for_and_both_are_in_the_list_and_in_the_history()
    {
        await server.PublishAsync(Drawn.Row(
            "espera-habil", Drawn.Start(),
            Drawn.Activity("pausa", "Workflows.WaitUntil")
                .With("until", "Object", JsonNode.Parse("""{ "workingDays": 40, "hour": "09:00" }""")!),
            Drawn.Line("fin", "listo")));
        var instance = (await server.OpenAsync("espera-habil", "uno", ("institution", ApiFixture.Institution), ("year", 2026d))).InstanceId;
        var before = await WaitsForAsync(instance);
        var (coordinator, technical) = (await server.AsAsync(ApiFixture.Coordinator), await server.AsAsync(Technical));

        var proposed = await ProposeHolidayAsync(
            coordinator, SantiagoTime.DateAt(before).ToString("yyyy-MM-dd", null), "Feriado en plena espera");
        var row = Assert.Single(
            await ImpactsAsync(technical, IdOf(proposed)), impact => impact.GetProperty("instanceId").GetString() == instance);
        Assert.Equal(
            (JsonValueKind.Null, "espera-habil: pausa"), (row.GetProperty("taskId").ValueKind, row.GetProperty("taskTitle").GetString()));
        Assert.Equal(SantiagoTime.ToLocal(before).ToString("yyyy-MM-dd'T'HH:mm", null), row.GetProperty("from").GetString());
        Assert.Equal(before, await WaitsForAsync(instance));
        await ApproveAsync(technical, proposed);

        var after = await WaitsForAsync(instance);
        Assert.Equal(SantiagoTime.ToLocal(after).ToString("yyyy-MM-dd'T'HH:mm", null), row.GetProperty("to").GetString());
        Assert.True(after > before);
        var moved = Assert.Single(
            await ImpactsAsync(technical, IdOf(proposed)), impact => impact.GetProperty("instanceId").GetString() == instance);
        Assert.Equal(
            ("Applied", "espera-habil: pausa"), (moved.GetProperty("state").GetString(), moved.GetProperty("taskTitle").GetString()));
        Assert.Contains(
            "La fecha que espera en «pausa» pasó del",
            (await coordinator.GetAsync($"/api/instances/{instance}/journal")).MustBe(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.Empty(await server.FaultsAsync());
    }

    [Fact]
    public async Task A_task_that_opened_by_the_old_calendar_while_the_law_was_being_approved_moves_too()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var old = await DeadlineAsync(coordinator, await server.OpenTaskOfAsync(await server.OpenDeliveryAsync()));
        var world = server.Services.GetRequiredService<WorldSource>();
        var before = ((SnapshotWorld)world.Current.World).Snapshot;
        var id = IdOf(await ProposeHolidayAsync(coordinator, old, "Feriado en medio de una apertura"));
        (await (await server.AsAsync(Technical)).PostAsync($"/api/calendar/proposals/{id}/approve", new { reason = "Conforme" }))
            .MustBe(HttpStatusCode.OK);

        // A node that has not heard of the law yet; what it hears meanwhile is taken from it again.
        string task;
        do
        {
            world.Replace(before);
            task = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync(ApiFixture.OtherInstitution));
        }
        while (await server.CountAsync("select count(*) from deadline_impacts where task_id = $1", task) == 0
            && await DeadlineAsync(coordinator, task) != old);
        await server.Services.GetRequiredService<ProposalApplier>().ApplyAsync(default);

        Assert.Equal("Applied", await StateOfAsync(id, task));
        Assert.True(DateOnly.Parse(await DeadlineAsync(coordinator, task), null) > DateOnly.Parse(old, null));
    }

    [Fact]
    public async Task A_list_that_changed_since_it_was_seen_is_not_approved_blindly()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var technical = await server.AsAsync(Technical);
        var first = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync());
        var id = IdOf(await ProposeHolidayAsync(coordinator, await DeadlineAsync(coordinator, first), "Feriado que llega tarde"));

        var second = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync(ApiFixture.OtherInstitution));
        var surprised = await technical.PostAsync($"/api/calendar/proposals/{id}/approve", new { reason = "Conforme" });
        var impacts = (await technical.GetAsync($"/api/calendar/proposals/{id}")).Json.GetProperty("impacts").EnumerateArray()
            .Select(row => row.GetProperty("taskId").GetString()).ToList();

        Assert.Contains("Revisa la lista nueva", surprised.MustBe(HttpStatusCode.Conflict).Detail, StringComparison.Ordinal);
        Assert.Contains(second, impacts);
        (await technical.PostAsync($"/api/calendar/proposals/{id}/discard", new { reason = "La ley no se publicó" }))
            .MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_date_moved_for_some_tasks_and_a_corrected_policy_go_the_same_way()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var technical = await server.AsAsync(Technical);
        var one = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync());
        var other = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync());
        var untouched = await DeadlineAsync(coordinator, other);

        var moved = await coordinator.PostAsync("/api/calendar/proposals/dates", new
        {
            taskIds = new[] { one }, deadline = "2026-12-11T13:00", reason = "Lo pidió el Comité Técnico", norm = "Oficio 11",
        });
        await ApproveAsync(technical, moved);
        Assert.Equal(("2026-12-11T13:00", untouched), (await DeadlineAsync(coordinator, one), await DeadlineAsync(coordinator, other)));

        var corrected = await coordinator.PostAsync("/api/calendar/proposals/policies", new
        {
            definitionId = DeliveryFlow.Id, activityId = "entregar", policy = new { term = new { date = "2026-12-18" } },
            reason = "La política citaba mal el decreto",
        });
        await ApproveAsync(technical, corrected);
        Assert.Equal(("2026-12-18", "2026-12-18"), (await DeadlineAsync(coordinator, one), await DeadlineAsync(coordinator, other)));

        // What rules now is the correction: the same proposal again has nothing to move.
        var again = await coordinator.PostAsync("/api/calendar/proposals/policies", new
        {
            definitionId = DeliveryFlow.Id, activityId = "entregar", policy = new { term = new { date = "2026-12-18" } },
            reason = "Otra vez",
        });
        Assert.Contains("Ninguna tarea", again.MustBe(HttpStatusCode.Conflict).Detail, StringComparison.Ordinal);
        Assert.Empty(await server.FaultsAsync());
    }

    [Fact]
    public async Task One_date_is_proposed_for_a_step_of_many_processes_and_for_no_other()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        string[] chosen = [await server.OpenDeliveryAsync(), await server.OpenDeliveryAsync()];
        var other = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync());
        var untouched = await DeadlineAsync(coordinator, other);

        var nowhere = await coordinator.PostAsync(
            "/api/calendar/proposals/step-dates", new
            {
                instanceIds = chosen, activityId = "no-existe", deadline = "2026-12-10", reason = "Cierre de fin de año", norm = "Oficio 12"
            });
        var nobody = await coordinator.PostAsync(
            "/api/calendar/proposals/step-dates", new
            {
                instanceIds = Array.Empty<string>(), activityId = "entregar", deadline = "2026-12-10", reason = "Cierre de fin de año"
            });
        var proposed = await coordinator.PostAsync(
            "/api/calendar/proposals/step-dates", new
            {
                instanceIds = chosen, activityId = "entregar", deadline = "2026-12-10", reason = "Cierre de fin de año", norm = "Oficio 12"
            });
        await ApproveAsync(await server.AsAsync(Technical), proposed);

        Assert.Contains("nunca llegaron a ese paso", nowhere.MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        nobody.MustBe(HttpStatusCode.UnprocessableEntity);
        foreach (var instance in chosen)
            Assert.Equal("2026-12-10", await DeadlineAsync(coordinator, await server.OpenTaskOfAsync(instance)));
        Assert.Equal(untouched, await DeadlineAsync(coordinator, other));
    }

    [Fact]
    public async Task A_task_of_two_laws_approved_in_one_hour_moves_by_the_one_that_listed_it()
    {
        var (coordinator, technical) = (await server.AsAsync(ApiFixture.Coordinator), await server.AsAsync(Technical));
        await ApproveAsync(technical, await ProposeHolidayAsync(coordinator, "2026-12-29", "Feriado de la primera ley"));
        var task = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync());

        var second = await ProposeHolidayAsync(coordinator, await DeadlineAsync(coordinator, task), "Feriado de la segunda ley");
        await ApproveAsync(technical, second);

        Assert.Equal("Applied", await StateOfAsync(IdOf(second), task));
    }

    [Theory]
    [InlineData("""{ "date": "2026-11-20", "name": "X", "norm": " ", "reason": "r" }""", "norm")]
    [InlineData("""{ "date": "2026-11-20", "name": "", "norm": "Ley 1", "reason": "r" }""", "name")]
    [InlineData("""{ "date": "2050-11-20", "name": "X", "norm": "Ley 1", "reason": "r" }""", "date")]
    [InlineData("""{ "date": "2026-11-20", "name": "X", "norm": "Ley 1", "reason": "r", "places": ["17"] }""", "places")]
    [InlineData(
        """{ "date": "2026-12-25", "name": "Navidad", "norm": "Ley 1", "reason": "r", "adds": false, "places": ["13"] }""", "places")]
    [InlineData("""{ "date": "2026-12-25", "name": "Navidad", "norm": "Ley 1", "reason": "r" }""", "name")]
    [InlineData("""{ "date": "2026-12-24", "name": "Navidad", "norm": "Ley 1", "reason": "r", "adds": false }""", "name")]
    [InlineData("""{ "date": "2026-11-20", "name": "X", "norm": "Ley 1", "reason": "" }""", "reason")]
    public async Task A_change_without_its_norm_or_that_changes_nothing_is_refused_by_field(string body, string field)
    {
        var refused = await (await server.AsAsync(ApiFixture.Coordinator)).PostAsync("/api/calendar/proposals/holidays", body);

        Assert.True(refused.MustBe(HttpStatusCode.UnprocessableEntity).Json.GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task An_institution_neither_proposes_nor_sees_proposals()
    {
        var officer = await server.AsAsync(ApiFixture.Officer);

        (await officer.GetAsync("/api/calendar/proposals")).MustBe(HttpStatusCode.Forbidden);
        (await officer.PostAsync("/api/calendar/proposals/holidays", new { date = "2026-11-20", name = "X", norm = "Ley 1", reason = "r" }))
            .MustBe(HttpStatusCode.Forbidden);
        Assert.Equal(
            251, (await officer.GetAsync("/api/calendar/years/2027?place=12")).MustBe(HttpStatusCode.OK).Json.GetProperty("workingDays")
                .GetInt32());
    }

    private async Task<DateTimeOffset> WaitsForAsync(string instance) => new(
        await server.ScalarAsync<DateTime>("select due_at from timers where instance_id = $1 and state = 'Pending'", instance),
        TimeSpan.Zero);

    private static async Task<List<JsonElement>> ImpactsAsync(ApiClient client, string proposal) =>
        [.. (await client.GetAsync($"/api/calendar/proposals/{proposal}")).MustBe(HttpStatusCode.OK).Json.GetProperty("impacts")
            .EnumerateArray()];

    private async Task ApproveAsync(ApiClient approver, ApiAnswer proposed)
    {
        (await approver.PostAsync($"/api/calendar/proposals/{IdOf(proposed)}/approve", new { reason = "Conforme" }))
            .MustBe(HttpStatusCode.OK);
        await server.Services.GetRequiredService<ProposalApplier>().ApplyAsync(default);
    }

    private static Task<ApiAnswer> ProposeHolidayAsync(ApiClient client, string date, string name) =>
        client.PostAsync("/api/calendar/proposals/holidays", new
        {
            date = date[..10], name, norm = "Ley 99.998", reason = "Se publicó ayer"
        });

    private static string IdOf(ApiAnswer proposed) => proposed.MustBe(HttpStatusCode.OK).Json.GetProperty("id").GetString()!;

    private static async Task<string> DeadlineAsync(ApiClient client, string task) =>
        (await client.GetAsync($"/api/tasks/{task}")).MustBe(HttpStatusCode.OK).Json.GetProperty("deadline").GetProperty("deadline")
            .GetString()!;

    private Task<string> StateOfAsync(string proposal, string task) =>
        server.ScalarAsync<string>("select state from deadline_impacts where proposal_id = $1 and task_id = $2", proposal, task);
}
