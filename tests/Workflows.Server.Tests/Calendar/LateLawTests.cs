using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Engine;
using Workflows.Server.Calendar;
using Workflows.Server.Flows;
using Workflows.Server.Tests.Api;
using Workflows.Server.Tests.Flows;

namespace Workflows.Server.Tests.Calendar;

/// <summary>
/// A law published after the day it makes a holiday: what was received late by the old calendar, or closed by silence, is listed, told and
/// stays as it was decided.
/// </summary>
public class LateLawTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    private const string Technical = "secretaria-tecnica";

    private static readonly string Flow = Drawn.Chart(
        "ley-tarde",
        [
            Drawn.Start(),
            Delivery("entregar", """{ "term": { "workingDays": 2 }, "reminders": [], "ladder": [] }""").Bound("result", "entrega"),
            Drawn.Activity("revisar", "Workflows.Review", ("title", "Revisar el informe"), ("role", "national.technicalCommittee"))
                .With("subject", "Variable", new JsonObject { ["id"] = "entrega", ["name"] = "entrega", ["typeName"] = "Object" })
                .With("deadline", "Object", JsonNode.Parse("""{ "term": { "workingDays": 5 } }""")!),
            Drawn.Activity("fin", "Elsa.End"),
        ],
        [
            Drawn.Arrow("start", "Done", "entregar"), Drawn.Arrow("entregar", "Submitted", "revisar"),
            Drawn.Arrow("revisar", "Approved", "fin"), Drawn.Arrow("revisar", "Returned", "fin"),
        ],
        "entrega");

    private static readonly string Silent = Drawn.Chart(
        "ley-silencio",
        [
            Drawn.Start(),
            Delivery(
                "entregar",
                """{ "term": { "workingDays": 2 }, "reminders": [], "ladder": [], "silence": { "outcome": "Expired", "norm": "Bases" } }"""),
            Drawn.Activity("fin", "Elsa.End"),
        ],
        [Drawn.Arrow("start", "Done", "entregar"), Drawn.Arrow("entregar", "Submitted", "fin"), Drawn.Arrow("entregar", "Expired", "fin")]);

    private static int _opened;

    [Fact]
    public async Task What_was_received_late_is_listed_and_told_to_who_handed_in_and_to_who_reviews_and_the_review_goes_on()
    {
        var (instance, task, due) = await LateAsync();
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);

        var proposed = await ProposeAsync(coordinator, due);
        var listed = await DetailAsync(coordinator, proposed);
        await ApproveAsync(proposed);

        var impact = Assert.Single(listed.GetProperty("impacts").EnumerateArray(), one => one.GetProperty("taskId").GetString() == task);
        Assert.Equal("Late", impact.GetProperty("judged").GetString());
        Assert.Contains(
            listed.GetProperty("summary").GetProperty("warnings").EnumerateArray(),
            warning => warning.GetString()!.StartsWith("Una entrega se recibió fuera de plazo y con este cambio queda dentro.",
                StringComparison.Ordinal));
        var law = (await coordinator.GetAsync($"/api/tasks/{task}")).MustBe(HttpStatusCode.OK).Json.GetProperty("laterLaw");
        Assert.Contains("se había recibido fuera de plazo y quedó dentro", law.GetProperty("text").GetString(), StringComparison.Ordinal);
        var rounds = (await (await server.AsAsync(ApiFixture.Reviewer)).GetAsync(
            $"/api/tasks/{await server.OpenTaskOfAsync(instance)}/rounds")).MustBe(HttpStatusCode.OK).Json.GetProperty("rounds");
        Assert.Equal("Late", rounds[0].GetProperty("laterLaw").GetProperty("judged").GetString());
        Assert.Equal("late", rounds[0].GetProperty("receipt").GetProperty("timeliness").GetString());
        Assert.Contains(
            "Una ley posterior cambió el plazo de una tarea terminada",
            (await coordinator.GetAsync($"/api/instances/{instance}/journal")).Text, StringComparison.Ordinal);
        Assert.Contains(ApiFixture.Officer, await ToldAsync(instance), StringComparison.Ordinal);
        Assert.Contains(ApiFixture.Reviewer, await ToldAsync(instance), StringComparison.Ordinal);
        Assert.Equal("revisar", await server.ScalarAsync<string>(
            "select activity_id from tasks where instance_id = $1 and state = 'Open'", instance));
        Assert.Empty(await server.FaultsAsync());
    }

    [Fact]
    public async Task A_process_that_is_over_stays_over_and_its_people_are_told_once_though_a_second_law_comes()
    {
        var (instance, task, due) = await LateAsync();
        var review = await server.OpenTaskOfAsync(instance);
        (await (await server.AsAsync(ApiFixture.Reviewer)).PostAsync($"/api/tasks/{review}/acts/approve", new { comment = "Conforme" }))
            .MustBe(HttpStatusCode.OK);
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);

        await ApproveAsync(await ProposeAsync(coordinator, due));
        var told = await ToldAsync(instance);
        await ApproveAsync(await ProposeAsync(coordinator, due.AddDays(-1)));

        Assert.Equal("Finished", await server.ScalarAsync<string>("select sub_status from instances where id = $1", instance));
        Assert.Equal(ApiFixture.Officer, told);
        Assert.Equal(told, await ToldAsync(instance));
        Assert.True(await server.ScalarAsync<bool>("select is_late from tasks where id = $1", task));
        Assert.Empty(await server.FaultsAsync());
    }

    [Fact]
    public async Task What_silence_closed_before_the_term_that_the_law_gives_is_listed_and_told()
    {
        await PublishAsync("ley-silencio", Silent);
        var (instance, task, due) = await OpenAsync("ley-silencio");
        await server.PassToAsync(SantiagoTime.ToInstant(due.AddDays(1), new(12, 0)));
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);

        var proposed = await ProposeAsync(coordinator, due);
        var listed = await DetailAsync(coordinator, proposed);
        await ApproveAsync(proposed);

        Assert.Contains(
            listed.GetProperty("impacts").EnumerateArray(),
            one => one.GetProperty("taskId").GetString() == task && one.GetProperty("judged").GetString() == "Silence");
        Assert.Equal(ApiFixture.Officer, await ToldAsync(instance));
        Assert.Equal("Expired", await server.ScalarAsync<string>("select outcome from tasks where id = $1", task));
        Assert.Empty(await server.FaultsAsync());
    }

    [Fact]
    public async Task A_law_that_is_undone_says_nothing_any_more_until_another_brings_it_back()
    {
        var (_, task, due) = await LateAsync();
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        async Task<JsonElement> LawAsync() =>
            (await coordinator.GetAsync($"/api/tasks/{task}")).MustBe(HttpStatusCode.OK).Json.GetProperty("laterLaw");

        await ApproveAsync(await ProposeAsync(coordinator, due, "Feriado que va y viene"));
        Assert.Equal("Late", (await LawAsync()).GetProperty("judged").GetString());
        await ApproveAsync(await ProposeAsync(coordinator, due, "Feriado que va y viene", adds: false));
        Assert.Equal(JsonValueKind.Null, (await LawAsync()).ValueKind);
        await ApproveAsync(await ProposeAsync(coordinator, due, "Feriado que va y viene"));
        Assert.Equal("Late", (await LawAsync()).GetProperty("judged").GetString());
        Assert.Empty(await server.FaultsAsync());
    }

    [Fact]
    public async Task What_is_closed_late_between_the_approval_and_its_move_is_told_too()
    {
        await PublishAsync("ley-tarde", Flow);
        var (instance, task, due) = await OpenAsync("ley-tarde");
        await server.PassToAsync(SantiagoTime.ToInstant(due, new(12, 0)));
        var proposed = await ProposeAsync(await server.AsAsync(ApiFixture.Coordinator), due);
        (await (await server.AsAsync(Technical)).PostAsync(
            $"/api/calendar/proposals/{proposed.GetProperty("id").GetString()}/approve", new { reason = "Conforme" }))
            .MustBe(HttpStatusCode.OK);

        await server.PassToAsync(SantiagoTime.ToInstant(due.AddDays(1), new(12, 0)));
        await SubmitAsync(task);
        await server.Services.GetRequiredService<ProposalApplier>().ApplyAsync(default);

        Assert.Equal("Late", await server.ScalarAsync<string>("select judged from deadline_impacts where task_id = $1", task));
        Assert.Equal("Applied", await server.ScalarAsync<string>("select state from deadline_impacts where task_id = $1", task));
        Assert.Contains(ApiFixture.Officer, await ToldAsync(instance), StringComparison.Ordinal);
        Assert.Empty(await server.FaultsAsync());
    }

    private async Task<(string Instance, string Task, DateOnly Due)> LateAsync()
    {
        await PublishAsync("ley-tarde", Flow);
        var (instance, task, due) = await OpenAsync("ley-tarde");
        await server.PassToAsync(SantiagoTime.ToInstant(due.AddDays(1), new(12, 0)));
        await SubmitAsync(task);
        return (instance, task, due);
    }

    private async Task PublishAsync(string id, string flow)
    {
        if (await server.CountAsync($"select count(*) from definitions where definition_id = '{id}'") == 0)
            await server.PublishAsync(flow);
    }

    private async Task<(string Instance, string Task, DateOnly Due)> OpenAsync(string flow)
    {
        var opened = await server.OpenAsync(
            flow, $"{Interlocked.Increment(ref _opened)}", ("institution", ApiFixture.Institution), ("year", 2026d));
        var task = await server.OpenTaskOfAsync(opened.InstanceId);
        var kept = Values.FromJson(await server.ScalarAsync<string>("select deadline from tasks where id = $1", task));
        return (opened.InstanceId, task, Deadline.Parse(
            (string)((IReadOnlyDictionary<string, object?>)kept!)["deadline"]!).Date);
    }

    private async Task SubmitAsync(string task) => (await (await server.AsAsync(ApiFixture.Officer)).PostAsync(
        $"/api/tasks/{task}/acts/submit", new { answers = new { } })).MustBe(HttpStatusCode.OK);

    private static async Task<JsonElement> ProposeAsync(ApiClient client, DateOnly date, string? name = null, bool adds = true) =>
        (await client.PostAsync("/api/calendar/proposals/holidays", new
        {
            date = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            name = name ?? $"Feriado {Interlocked.Increment(ref _opened)}",
            adds, places = Array.Empty<string>(), norm = "Ley 99.996", reason = "Se publicó ayer",
        })).MustBe(HttpStatusCode.OK).Json;

    private static async Task<JsonElement> DetailAsync(ApiClient client, JsonElement proposed) =>
        (await client.GetAsync($"/api/calendar/proposals/{proposed.GetProperty("id").GetString()}")).MustBe(HttpStatusCode.OK).Json;

    private async Task ApproveAsync(JsonElement proposed)
    {
        (await (await server.AsAsync(Technical)).PostAsync(
            $"/api/calendar/proposals/{proposed.GetProperty("id").GetString()}/approve", new { reason = "Conforme" }))
            .MustBe(HttpStatusCode.OK);
        await server.Services.GetRequiredService<ProposalApplier>().ApplyAsync(default);
    }

    /// <summary>Who was written to about the later law, each as often as they were.</summary>
    private Task<string> ToldAsync(string instance) => server.ScalarAsync<string>(
        """
        select coalesce(string_agg(one ->> 'personId', ' ' order by one ->> 'personId'), '')
        from mails, jsonb_array_elements(addressees::jsonb) one where instance_id = $1 and template = 'ley-posterior'
        """, instance);

    private static JsonObject Delivery(string id, string deadline) =>
        Drawn.Activity(id, "Workflows.RequestDeliverable", ("title", "Entregar el informe"), ("role", "institution.pmgOfficer"))
            .With("deadline", "Object", JsonNode.Parse(deadline)!);
}
