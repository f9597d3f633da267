using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Definitions.Calendar;
using Workflows.Server.Duties;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Processes;

/// <summary>
/// What is asked on Monday 3 August 2026 in two working days, with a plazo adicional of three: due on Wednesday 5, late from Tuesday 11.
/// </summary>
public class AdditionalTermTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    private const string Minister = "ministro.ctci";
    private const string AdditionalUntil = "En plazo adicional, hasta el lunes 10/08/2026 a las 23:59 horas";

    /// <summary>A task is late nowhere before its plazo adicional has ended, and everywhere after it.</summary>
    [Fact]
    public async Task A_task_is_in_one_state_in_every_list_page_mail_and_file_before_its_term_within_its_plazo_adicional_and_after()
    {
        await server.PublishAsync(AdditionalTermFlow.AskedOf("ministry.minister"));
        var (id, task) = await AdditionalTermFlow.OpenAsync(server);

        (int Day, string State)[] moments = [(4, "InTerm"), (5, "InTerm"), (6, "InAdditionalTerm"), (10, "InAdditionalTerm"), (11, "Late")];
        foreach (var (day, state) in moments)
        {
            await server.PassToAsync(SantiagoTime.ToInstant(new(2026, 8, day), new(12, 0)));
            var (isLate, late) = (state == "Late", state == "Late" ? 1 : 0);
            var (minister, coordinator) = (await server.AsAsync(Minister), await server.AsAsync(ApiFixture.Coordinator));

            // The inbox and the page of the task.
            var listed = Assert.Single((await minister.GetAsync($"/api/tasks?definitionId={AdditionalTermFlow.Id}")).Items);
            Assert.Equal((state, isLate), (TermOf(listed), listed.GetProperty("isOverdue").GetBoolean()));
            Assert.Equal(late, (await minister.GetAsync($"/api/tasks?definitionId={AdditionalTermFlow.Id}&overdue=true")).Items.Count());
            Assert.Equal(state, TermOf((await minister.GetAsync($"/api/tasks/{task}")).Json.GetProperty("summary")));

            // The process, its page, and the lists by state.
            var line = (await coordinator.GetAsync($"/api/processes/{id}")).MustBe(HttpStatusCode.OK).Json.GetProperty("line");
            Assert.Equal((state, isLate ? "Late" : "Waiting", late),
                (TermOf(line), line.GetProperty("state").GetString(), line.GetProperty("workingDaysLate").GetInt32()));
            var held = Assert.Single(line.GetProperty("tasks").EnumerateArray());
            Assert.Equal((state, isLate), (TermOf(held), held.GetProperty("isLate").GetBoolean()));
            Assert.Equal(late, await CountAsync(coordinator, $"/api/processes?definitionId={AdditionalTermFlow.Id}&state=Late"));
            Assert.Equal(1 - late, await CountAsync(coordinator, $"/api/processes?definitionId={AdditionalTermFlow.Id}&state=Waiting"));

            // The stage: what is counted late, whom it waits for, and who may be reminded as late.
            var stage = (await coordinator.GetAsync($"/api/stages/{AdditionalTermFlow.Id}/2026")).MustBe(HttpStatusCode.OK).Json;
            Assert.Equal(late, stage.GetProperty("summary").GetProperty("late").GetInt32());
            Assert.Equal(late, Assert.Single(stage.GetProperty("waitsFor").EnumerateArray()).GetProperty("late").GetInt32());
            Assert.Equal(late, stage.GetProperty("candidates").GetProperty("late").GetArrayLength());
            var inList = (await coordinator.GetAsync("/api/stages")).Json.EnumerateArray()
                .Single(one => one.GetProperty("definitionId").GetString() == AdditionalTermFlow.Id);
            Assert.Equal(late, inList.GetProperty("late").GetInt32());

            // Lateness by week, of the week that runs.
            var weeks = (await coordinator.GetAsync($"/api/processes/lateness?definitionId={AdditionalTermFlow.Id}&weeks=2")).Json;
            Assert.Equal((0, late), (weeks[0].GetProperty("tasks").GetInt32(), weeks[1].GetProperty("tasks").GetInt32()));

            // The page of the authority.
            var week = Assert.Single((await minister.GetAsync("/api/alerts/week")).MustBe(HttpStatusCode.OK).Json.EnumerateArray());
            var owed = Assert.Single(week.GetProperty("owes").EnumerateArray());
            Assert.Equal((state, late), (TermOf(owed), owed.GetProperty("workingDaysLate").GetInt32()));

            // The file.
            var file = (await coordinator.GetAsync($"/api/processes/export?definitionId={AdditionalTermFlow.Id}"))
                .MustBe(HttpStatusCode.OK).Text;
            Assert.Contains(
                state switch { "InTerm" => "En plazo;", "InAdditionalTerm" => "En plazo adicional;", _ => "Atrasado;" }, file,
                StringComparison.Ordinal);

            // The mail of the day.
            Assert.Equal(
                state switch { "InTerm" => "", "InAdditionalTerm" => AdditionalUntil, _ => "Atrasada 1 día hábil" },
                await DigestAsync(coordinator, day));
        }

        // When its term ended, whoever has it was told until when it is not late.
        Assert.Contains(
            "Está en plazo adicional, hasta el lunes 10/08/2026 a las 23:59 horas.",
            await server.ScalarAsync<string>("select model from mails where instance_id = $1 and template = 'vencido'", id),
            StringComparison.Ordinal);
        Assert.Empty(await server.FaultsAsync());
    }

    /// <summary>What the summary of the morning says below the deadline of the task.</summary>
    private async Task<string> DigestAsync(ApiClient coordinator, int day)
    {
        var key = $"resumen-adicional-{day}";
        (await coordinator.PostAsync($"/api/duties/{DailyDigest.Name}/run", new { reason = "La mañana" }, key)).MustBe(HttpStatusCode.OK);
        var model = JsonNode.Parse(await server.ScalarAsync<string>(
            "select model from mails where id = $1", $"resumen-diario-202608{day:00}-{Minister}"))!;
        return Assert.Single(model["atrasadas"]!.AsArray().Concat(model["pendientes"]!.AsArray()))!["atraso"]!.GetValue<string>();
    }

    private static async Task<int> CountAsync(ApiClient person, string path) =>
        (await person.GetAsync(path)).MustBe(HttpStatusCode.OK).Json.GetProperty("total").GetInt32();

    private static string? TermOf(JsonElement of) => of.GetProperty("termState").GetString();
}
