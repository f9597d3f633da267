using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Definitions.Calendar;
using Workflows.Server.Openings;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Openings;

/// <summary>Processes that open by themselves: each period once, on its day, unless somebody paused the calendar and said why.</summary>
public sealed class OpeningCalendarTests(ApiFixture server) : IClassFixture<ApiFixture>, IAsyncLifetime
{
    // Has no children of its own: only the opening is looked at.
    private const string Flow = "pmg-encuesta";

    private OpeningRunner Runner => server.Services.GetRequiredService<OpeningRunner>();

    public Task InitializeAsync() => server.ExecuteAsync("delete from opening_calendars");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_period_opens_at_its_hour_once_however_often_and_by_however_many_nodes_it_is_looked_at()
    {
        await CreateAsync(new { every = "quarter", workingDaysAfter = 10 }, "Informe trimestral");
        var (period, at) = Next(Assert.Single(await ListAsync()));

        Assert.Equal(0, await OpenAt(at.AddMinutes(-1)));
        server.Clock.TurnTo(at);
        Assert.Equal(1, (await Task.WhenAll(Runner.OpenDueAsync(at, default), Runner.OpenDueAsync(at, default))).Sum());
        Assert.Equal(0, await Runner.OpenDueAsync(at, default));
        Assert.Equal(
            1, await server.CountAsync($"select count(*) from instances where definition_id = '{Flow}' and business_key = '{period}'"));
        var calendar = Assert.Single(await ListAsync());
        Assert.Equal($"{period} se abrió.", calendar.GetProperty("lastResult").GetString());
        Assert.True(Next(calendar).At > at);
    }

    [Fact]
    public async Task After_a_year_without_a_server_each_period_that_passed_opens_and_none_twice()
    {
        await CreateAsync(new { every = "month", weekday = "tuesday", nth = 2 }, "Sesión mensual", place: "12");
        var (_, at) = Next(Assert.Single(await ListAsync()));

        Assert.Equal(12, await OpenAt(at.AddMonths(12).AddDays(-10)));
        Assert.Equal(12, await server.CountAsync("select count(distinct business_key) from instances where business_key like '%/12'"));
    }

    [Fact]
    public async Task What_falls_due_while_a_calendar_is_paused_is_left_out_and_said_and_never_comes_later()
    {
        var id = await CreateAsync(new { every = "year", month = 6, day = 15 }, "Cuenta anual");
        var (period, at) = Next(Assert.Single(await ListAsync()));
        var coordinator = await Coordinator();
        (await coordinator.PostAsync($"/api/opening-calendars/{id}/pause", new { reason = "Cambio de gobierno" }))
            .MustBe(HttpStatusCode.OK);

        Assert.Equal(0, await OpenAt(at.AddHours(1)));
        Assert.Equal(
            $"{period} no se abrió: el calendario estaba en pausa.",
            Assert.Single(await ListAsync()).GetProperty("lastResult").GetString());
        (await (await Coordinator()).PostAsync($"/api/opening-calendars/{id}/resume", new { reason = "Ya asumió" }))
            .MustBe(HttpStatusCode.OK);
        Assert.Equal(0, await OpenAt(at.AddDays(1)));
        Assert.Equal(1, await OpenAt(at.AddYears(1).AddDays(5)));
    }

    [Fact]
    public async Task Resuming_before_anybody_looked_opens_nothing_of_the_pause()
    {
        var id = await CreateAsync(new { every = "year", month = 6, day = 10 }, "Cuenta anual de junio");
        var (_, at) = Next(Assert.Single(await ListAsync()));
        (await (await Coordinator()).PostAsync($"/api/opening-calendars/{id}/pause", new { reason = "Cambio de gobierno" }))
            .MustBe(HttpStatusCode.OK);
        server.Clock.TurnTo(at.AddDays(10));
        (await (await Coordinator()).PostAsync($"/api/opening-calendars/{id}/resume", new { reason = "Ya asumió" }))
            .MustBe(HttpStatusCode.OK);

        Assert.Equal(0, await OpenAt(at.AddDays(11)));
    }

    [Fact]
    public async Task A_new_rule_never_reaches_back_and_whoever_saw_an_older_one_is_told()
    {
        var now = SantiagoTime.ToLocal(server.Clock.GetUtcNow());
        var id = await CreateAsync(new { every = "year", month = now.Month, day = 28 }, "Cierre");
        var tag = Assert.Single(await ListAsync()).GetProperty("eTag").GetString();
        server.Clock.TurnTo(server.Clock.GetUtcNow().AddDays(60));
        var change = new { name = "Cierre", rule = new { every = "year", month = now.Month, day = 27 }, reason = "Se adelanta" };

        (await (await Coordinator()).PutAsync($"/api/opening-calendars/{id}", change, tag)).MustBe(HttpStatusCode.OK);
        (await (await Coordinator()).PutAsync($"/api/opening-calendars/{id}", change with { reason = "Otra vez" }, tag))
            .MustBe(HttpStatusCode.PreconditionFailed);

        Assert.Equal(0, await OpenAt(server.Clock.GetUtcNow().AddDays(1)));
        Assert.True(Next(Assert.Single(await ListAsync())).At > server.Clock.GetUtcNow().AddDays(200));
        Assert.Equal(
            2, await server.CountAsync($"select count(*) from interventions where kind = 'opening-calendars' and target = '{id}'"));
    }

    [Fact]
    public async Task A_flow_that_was_retracted_meanwhile_is_owed_and_said_and_keeps_no_other_calendar()
    {
        await CreateAsync(new { every = "month", day = 8 }, "Uno");
        await server.ExecuteAsync("update opening_calendars set definition_id = 'no-existe'");
        await CreateAsync(new { every = "month", day = 8 }, "Otro", place: "15");
        var (period, at) = Next((await ListAsync())[0]);

        Assert.Equal(1, await OpenAt(at));
        var owed = (await ListAsync()).Single(calendar => calendar.GetProperty("name").GetString() == "Uno");
        Assert.True(owed.GetProperty("isOwed").GetBoolean());
        Assert.Equal($"{period} no se ha abierto: el flujo no está publicado.", owed.GetProperty("lastResult").GetString());
    }

    [Fact]
    public async Task A_period_that_somebody_opened_by_hand_is_not_opened_again()
    {
        await CreateAsync(new { every = "month", day = 8 }, "Mensual");
        var (period, at) = Next(Assert.Single(await ListAsync()));
        (await (await Coordinator()).PostAsync("/api/instances", new
        {
            definitionId = Flow, businessKey = period, input = new { institution = ApiFixture.Institution, year = at.Year },
        })).MustBe(HttpStatusCode.Created);

        Assert.Equal(0, await OpenAt(at));
        Assert.Equal($"{period} ya estaba abierto.", Assert.Single(await ListAsync()).GetProperty("lastResult").GetString());
    }

    [Theory]
    [InlineData("""{ "every": "year", "month": 2, "day": 30 }""", null, "rule")]
    [InlineData("""{ "every": "fortnight" }""", null, "rule")]
    [InlineData("""[]""", null, "rule")]
    [InlineData("""{ "every": "month" }""", "99", "place")]
    public async Task A_calendar_that_never_falls_or_says_nothing_is_refused_at_its_field(string rule, string? place, string field)
    {
        var answer = await (await Coordinator()).PostAsync(
            "/api/opening-calendars", new
            {
                name = "Mal", definitionId = Flow, rule = JsonDocument.Parse(rule).RootElement, place, reason = "Prueba"
            });

        answer.MustBe(HttpStatusCode.UnprocessableEntity);
        Assert.True(answer.Json.GetProperty("errors").TryGetProperty(field, out _), answer.Text);
    }

    [Fact]
    public async Task Whoever_writes_a_rule_reads_its_sentence_and_its_next_dates_before_saving_it()
    {
        var reading =
            (await (await Coordinator()).PostAsync(
                "/api/opening-calendars/reading", new { rule = new { every = "quarter", roll = "none" } })).MustBe(HttpStatusCode.OK).Json;

        Assert.StartsWith(
            "Cada trimestre, el último día del tercer mes.", reading.GetProperty("sentence").GetString(), StringComparison.Ordinal);
        var cutOff = DateOnly.Parse(reading.GetProperty("next")[0].GetProperty("cutOff").GetString()!, CultureInfo.InvariantCulture);
        Assert.Equal((0, 1), (cutOff.Month % 3, cutOff.AddDays(1).Day));
    }

    [Fact]
    public async Task Whoever_hands_in_for_an_institution_neither_sees_nor_keeps_calendars()
    {
        var officer = await server.AsAsync(ApiFixture.Officer);

        (await officer.GetAsync("/api/opening-calendars")).MustBe(HttpStatusCode.Forbidden);
        (await officer.PostAsync(
            "/api/opening-calendars",
            new { name = "Mío", definitionId = Flow, rule = new { every = "year" }, reason = "Prueba" })).MustBe(HttpStatusCode.Forbidden);
    }

    private Task<ApiClient> Coordinator() => server.AsAsync(ApiFixture.Coordinator);

    private async Task<string> CreateAsync(object rule, string name, string? place = null) =>
        (await (await Coordinator()).PostAsync("/api/opening-calendars", new { name, definitionId = Flow, rule, place, reason = "Prueba" }))
            .MustBe(HttpStatusCode.Created).Json.GetProperty("id").GetString()!;

    private async Task<IReadOnlyList<JsonElement>> ListAsync() =>
        [.. (await (await Coordinator()).GetAsync("/api/opening-calendars")).MustBe(HttpStatusCode.OK).Json.EnumerateArray()];

    private Task<int> OpenAt(DateTimeOffset now)
    {
        server.Clock.TurnTo(now);
        return Runner.OpenDueAsync(now, default);
    }

    private static (string Period, DateTimeOffset At) Next(JsonElement calendar)
    {
        var next = calendar.GetProperty("reading").GetProperty("next")[0];
        return (next.GetProperty("period").GetString()!, next.GetProperty("at").GetDateTimeOffset());
    }
}
