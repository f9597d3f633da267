using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Server.Calendar;
using Workflows.Server.Tests.Alerts;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Calendar;

/// <summary>Another date for an open task is that date, by an act that is cited; a term that has ended is not extended by one.</summary>
public class NewDateTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    private const string Technical = "secretaria-tecnica";
    private const string Act = "Res. Ex. 123 de 2026";

    [Fact]
    public async Task A_new_date_is_that_date_though_more_time_had_been_granted()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var task = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync());
        var extension = (await (await server.AsAsync(ApiFixture.Officer)).PostAsync(
            $"/api/tasks/{task}/extensions", new { days = 2, reason = "Falta el oficio" })).MustBe(HttpStatusCode.OK).Json;
        (await coordinator.PostAsync(
            $"/api/extensions/{extension.GetProperty("extensionId").GetString()}/decide", new { granted = true, reason = "Se justifica" }))
            .MustBe(HttpStatusCode.OK);

        var proposed = await ProposeAsync(coordinator, task, "2026-12-01");
        await ApproveAsync(proposed);

        Assert.Equal("Nueva fecha: martes 1 de diciembre de 2026.", proposed.GetProperty("title").GetString());
        var deadline = await DeadlineAsync(coordinator, task);
        Assert.Equal("2026-12-01", deadline.GetProperty("deadline").GetString());
        Assert.DoesNotContain("prórroga", deadline.GetProperty("sentence").GetString(), StringComparison.Ordinal);
        Assert.Empty(await server.FaultsAsync());
    }

    [Fact]
    public async Task A_new_date_cites_the_act_that_fixes_it()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var task = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync());

        var refused = (await coordinator.PostAsync(
            "/api/calendar/proposals/dates", new { taskIds = new[] { task }, deadline = "2026-12-01", reason = "Sin acto" }))
            .MustBe(HttpStatusCode.UnprocessableEntity);

        Assert.Contains("Cita la norma o el acto", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_term_that_has_ended_is_not_extended_and_gets_a_new_one_only_by_an_act_of_its_own()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var late = await LateDelivery.OpenAsync(server);
        await late.ReachAsync(3);
        var task = await late.TaskAsync();
        var held = await late.MailAsync(3, LateDelivery.Undersecretary);
        var day = server.Clock.GetUtcNow().AddDays(40).ToString("yyyy-MM-dd", null);

        var extended = await coordinator.PostAsync("/api/calendar/proposals/dates", Asked(task, day));
        var inBulk = await coordinator.PostAsync(
            "/api/calendar/proposals/step-dates",
            new { instanceIds = new[] { late.Instance }, activityId = "entregar", deadline = day, reason = "Se atrasaron", norm = Act });
        var byArticle26 = await coordinator.PostAsync(
            "/api/calendar/proposals/dates", Asked(task, day, newTerm: true, norm: "Ley 19.880, art. 26"));

        foreach (var refused in new[] { extended, inBulk })
        {
            Assert.Contains(
                "un plazo vencido no se amplía", refused.MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        }

        Assert.Contains("estos ya vencieron", byArticle26.MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);

        var proposed = (await coordinator.PostAsync("/api/calendar/proposals/dates", Asked(task, day, newTerm: true)))
            .MustBe(HttpStatusCode.OK).Json;
        Assert.Equal("NewTerm", proposed.GetProperty("kind").GetString());
        Assert.Contains(
            await WarningsAsync(coordinator, proposed), warning => warning.Contains("no una prórroga", StringComparison.Ordinal));
        await ApproveAsync(proposed);

        Assert.Equal(day, (await DeadlineAsync(coordinator, task)).GetProperty("deadline").GetString());
        // Nobody hears any more that the old term ended, and the new one has its whole ladder.
        Assert.Equal("Withdrawn", await late.StateAsync(held));
        Assert.True(await late.DueAtAsync(1) > server.Clock.GetUtcNow().AddDays(30));
        Assert.Empty(await server.FaultsAsync());
    }

    [Fact]
    public async Task A_new_date_proposed_in_time_is_not_approved_once_the_term_has_ended()
    {
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var late = await LateDelivery.OpenAsync(server);
        var proposed = await ProposeAsync(
            coordinator, await late.TaskAsync(), server.Clock.GetUtcNow().AddDays(60).ToString("yyyy-MM-dd", null));

        await late.ReachAsync(1);

        var refused = await (await server.AsAsync(Technical)).PostAsync(
            $"/api/calendar/proposals/{proposed.GetProperty("id").GetString()}/approve", new { reason = "Conforme" });
        Assert.Contains("Mientras tanto venció", refused.MustBe(HttpStatusCode.Conflict).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_proposes_and_whoever_approves_read_that_it_shortens_a_term_and_ends_on_a_day_off()
    {
        var (coordinator, technical) = (await server.AsAsync(ApiFixture.Coordinator), await server.AsAsync(Technical));
        var task = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync());
        // The first Sunday to come, long before the term ends.
        var now = server.Clock.GetUtcNow();
        var sunday = Enumerable.Range(1, 7).Select(days => now.AddDays(days)).First(day => day.DayOfWeek == DayOfWeek.Sunday);

        var proposed = await ProposeAsync(coordinator, task, sunday.ToString("yyyy-MM-dd", null));

        foreach (var reader in new[] { coordinator, technical })
        {
            var warnings = await WarningsAsync(reader, proposed);
            Assert.Contains(warnings, warning => warning.StartsWith("Acorta un plazo", StringComparison.Ordinal));
            Assert.Contains(warnings, warning => warning.StartsWith("El domingo", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("2045-12-29")]
    [InlineData("9999-12-31")]
    [InlineData("mañana")]
    public async Task A_date_that_the_calendar_does_not_reach_is_refused_in_words(string deadline)
    {
        var late = await LateDelivery.OpenAsync(server);

        var refused = await (await server.AsAsync(ApiFixture.Coordinator)).PostAsync(
            "/api/calendar/proposals/dates", Asked(await late.TaskAsync(), deadline));

        Assert.Contains("\"deadline\"", refused.MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
    }

    private static object Asked(string task, string deadline, bool newTerm = false, string norm = Act) =>
        new { taskIds = new[] { task }, deadline, reason = "Lo resolvió la jefatura", norm, newTerm };

    private static async Task<JsonElement> ProposeAsync(ApiClient client, string task, string deadline) =>
        (await client.PostAsync("/api/calendar/proposals/dates", Asked(task, deadline))).MustBe(HttpStatusCode.OK).Json;

    private async Task ApproveAsync(JsonElement proposal)
    {
        (await (await server.AsAsync(Technical)).PostAsync(
            $"/api/calendar/proposals/{proposal.GetProperty("id").GetString()}/approve", new { reason = "Conforme" }))
            .MustBe(HttpStatusCode.OK);
        await server.Services.GetRequiredService<ProposalApplier>().ApplyAsync(default);
    }

    private static async Task<List<string>> WarningsAsync(ApiClient client, JsonElement proposal) =>
        [.. (await client.GetAsync($"/api/calendar/proposals/{proposal.GetProperty("id").GetString()}")).MustBe(HttpStatusCode.OK).Json
            .GetProperty("summary").GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()!)];

    private static async Task<JsonElement> DeadlineAsync(ApiClient client, string task) =>
        (await client.GetAsync($"/api/tasks/{task}")).MustBe(HttpStatusCode.OK).Json.GetProperty("deadline");
}
