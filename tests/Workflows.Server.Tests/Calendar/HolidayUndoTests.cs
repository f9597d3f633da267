using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Server.Calendar;
using Workflows.Server.Tests.Api;
using Workflows.Server.Tests.Flows;

namespace Workflows.Server.Tests.Calendar;

/// <summary>A law that makes a day a holiday can be undone by another, and that one too; what they moved moves back.</summary>
public class HolidayUndoTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    private const string Technical = "secretaria-tecnica";

    [Fact]
    public async Task A_holiday_that_was_entered_is_undone_and_the_deadlines_it_moved_move_back_and_say_why()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var task = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync());
        var before = await DeadlineAsync(coordinator, task);

        await ApproveAsync(await ProposeAsync(coordinator, before, "Feriado que se arrepiente"));
        var moved = await DeadlineAsync(coordinator, task);
        await ApproveAsync(await ProposeAsync(coordinator, before, "Feriado que se arrepiente", adds: false));

        Assert.NotEqual(before, moved);
        Assert.Equal(before, await DeadlineAsync(coordinator, task));
        Assert.DoesNotContain("Feriado que se arrepiente", await NamesOnAsync(coordinator, before));
        var history = (await coordinator.GetAsync(
            $"/api/instances/{await server.ScalarAsync<string>("select instance_id from tasks where id = $1", task)}/journal")).Text;
        Assert.Contains("Deja de ser feriado: Feriado que se arrepiente", history, StringComparison.Ordinal);
        Assert.Empty(await server.FaultsAsync());
    }

    [Fact]
    public async Task A_holiday_of_law_is_undone_and_comes_back_as_it_was_when_the_undoing_is_undone()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);

        await ApproveAsync(await ProposeAsync(coordinator, "2030-05-21", "Día de las Glorias Navales", adds: false));
        Assert.Empty(await NamesOnAsync(coordinator, "2030-05-21"));
        await ApproveAsync(await ProposeAsync(coordinator, "2030-05-21", "Día de las Glorias Navales"));
        Assert.Equal(["Día de las Glorias Navales"], await NamesOnAsync(coordinator, "2030-05-21"));
        await ApproveAsync(await ProposeAsync(coordinator, "2030-05-21", "Día de las Glorias Navales", adds: false));

        Assert.Empty(await NamesOnAsync(coordinator, "2030-05-21"));
    }

    [Fact]
    public async Task A_law_that_is_undone_twice_is_refused_the_second_time_in_words()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var one = await ProposeAsync(coordinator, "2031-05-21", "Día de las Glorias Navales", adds: false);
        var other = await ProposeAsync(coordinator, "2031-05-21", "Día de las Glorias Navales", adds: false);
        await ApproveAsync(one);

        var twice = await (await server.AsAsync(Technical)).PostAsync(
            $"/api/calendar/proposals/{IdOf(other)}/approve", new { reason = "Conforme" });
        var again = await ProposeAsync(coordinator, "2031-05-21", "Día de las Glorias Navales", adds: false);

        Assert.Equal(
            "Ese día ya dejó de ser feriado por otra propuesta que se aprobó antes: esta no cambia nada. Descártala.",
            twice.MustBe(HttpStatusCode.Conflict).Detail);
        Assert.Contains(
            "Ese día no es feriado: no hay nada que quitar.", again.MustBe(HttpStatusCode.UnprocessableEntity).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_law_of_several_regions_is_one_proposal_and_closes_the_offices_of_each()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);

        var proposed = await ProposeAsync(coordinator, "2032-08-10", "San Lorenzo", places: ["01", "03"]);
        var title = proposed.MustBe(HttpStatusCode.OK).Json.GetProperty("title").GetString();
        await ApproveAsync(proposed);

        Assert.Equal(
            "Nuevo feriado en la región de Tarapacá y la región de Atacama: San Lorenzo, el martes 10 de agosto de 2032.", title);
        Assert.Equal("2032-08-12", await CountAsync(coordinator, "01"));
        Assert.Equal("2032-08-12", await CountAsync(coordinator, "03101"));
        Assert.Equal("2032-08-11", await CountAsync(coordinator, "13"));
    }

    private static async Task<string?> CountAsync(ApiClient client, string place) =>
        (await client.GetAsync($"/api/calendar/count?from=2032-08-09&days=2&place={place}")).MustBe(HttpStatusCode.OK).Json
            .GetProperty("date").GetString();

    private static async Task<List<string?>> NamesOnAsync(ApiClient client, string date) =>
        [.. (await client.GetAsync($"/api/calendar/years/{date[..4]}")).MustBe(HttpStatusCode.OK).Json.GetProperty("holidays")
            .EnumerateArray().Where(row => row.GetProperty("date").GetString() == date)
            .Select(row => row.GetProperty("name").GetString())];

    private async Task ApproveAsync(ApiAnswer proposed)
    {
        var technical = await server.AsAsync(Technical);
        (await technical.PostAsync($"/api/calendar/proposals/{IdOf(proposed)}/approve", new { reason = "Conforme" }))
            .MustBe(HttpStatusCode.OK);
        await server.Services.GetRequiredService<ProposalApplier>().ApplyAsync(default);
    }

    private static Task<ApiAnswer> ProposeAsync(
        ApiClient client, string date, string name, bool adds = true, string[]? places = null) =>
        client.PostAsync("/api/calendar/proposals/holidays", new
        {
            date = date[..10], name, adds, places = places ?? [], norm = "Ley 99.997", reason = "Se publicó ayer",
        });

    private static string IdOf(ApiAnswer proposed) => proposed.MustBe(HttpStatusCode.OK).Json.GetProperty("id").GetString()!;

    private static async Task<string> DeadlineAsync(ApiClient client, string task) =>
        (await client.GetAsync($"/api/tasks/{task}")).MustBe(HttpStatusCode.OK).Json.GetProperty("deadline").GetProperty("deadline")
            .GetString()!;
}
