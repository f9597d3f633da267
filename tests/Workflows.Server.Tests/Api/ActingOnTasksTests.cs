using System.Net;

namespace Workflows.Server.Tests.Api;

public class ActingOnTasksTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Handing_in_gives_a_receipt_with_folio_hash_and_instant()
    {
        var instance = await server.OpenDeliveryAsync();
        var task = await server.OpenTaskOfAsync(instance);
        var officer = await server.AsAsync(ApiFixture.Officer);

        var answer = await officer.PostAsync($"/api/tasks/{task}/acts/submit", new { answers = new { resumen = "Cumplimos" } });

        var receipt = answer.MustBe(HttpStatusCode.OK).Json.GetProperty("receipt");
        Assert.StartsWith("2026-PE-AGN-00597-", receipt.GetProperty("folio").GetString(), StringComparison.Ordinal);
        Assert.Equal(64, receipt.GetProperty("bodyHash").GetString()!.Length);
        Assert.Equal(server.Clock.GetUtcNow(), receipt.GetProperty("receivedAt").GetDateTimeOffset());
        Assert.Equal("onTime", receipt.GetProperty("timeliness").GetString());
        Assert.StartsWith("Encargado/a PMG, ", receipt.GetProperty("onBehalfOf").GetString(), StringComparison.Ordinal);
        var again = await officer.GetAsync($"/api/submissions/{receipt.GetProperty("submissionId").GetString()}");
        Assert.Equal(receipt.GetRawText(), again.MustBe(HttpStatusCode.OK).Json.GetRawText());
        var journal = await officer.GetAsync($"/api/instances/{instance}/journal");
        Assert.Contains(journal.Items, burst => burst.GetProperty("what").GetString() == "Se entregó");
    }

    [Fact]
    public async Task Answers_that_break_the_form_are_refused_by_field_and_nothing_moves()
    {
        var instance = await server.OpenDeliveryAsync();
        var task = await server.OpenTaskOfAsync(instance);
        var officer = await server.AsAsync(ApiFixture.Officer);

        var empty = await officer.PostAsync($"/api/tasks/{task}/acts/submit", new { });
        var tooLong = await officer.PostAsync(
            $"/api/tasks/{task}/acts/submit", new { answers = new { resumen = new string('x', 51), otro = 1 } });
        var unknown = await officer.PostAsync($"/api/tasks/{task}/acts/approve", new { });

        Assert.Equal("Falta «Resumen».", ErrorOf(empty, "answers.resumen"));
        Assert.Contains("50 caracteres", ErrorOf(tooLong, "answers.resumen"), StringComparison.Ordinal);
        Assert.Contains("no existe en el formulario", ErrorOf(tooLong, "answers.otro"), StringComparison.Ordinal);
        Assert.Contains("no admite", ErrorOf(unknown, "action"), StringComparison.Ordinal);
        Assert.Equal(1, await server.CountAsync("select count(*) from journal where instance_id = $1", instance));
    }

    [Fact]
    public async Task Of_two_reviewers_at_once_one_decides_and_the_other_is_told()
    {
        var task = await ReachReviewAsync();
        var first = await server.AsAsync(ApiFixture.Reviewer);
        var second = await server.AsAsync(ApiFixture.SecondReviewer);

        var answers = await Task.WhenAll(
            first.PostAsync($"/api/tasks/{task}/acts/approve", new { comment = "Bien" }),
            second.PostAsync($"/api/tasks/{task}/acts/return", new { remarks = new[] { new { text = "Falta el detalle" } } }));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        var refused = Assert.Single(answers, answer => answer.Status == HttpStatusCode.Conflict);
        Assert.Contains("ya se cerró", refused.Detail, StringComparison.Ordinal);
        Assert.Equal(1, await server.CountAsync("select count(*) from submissions where task_id = $1", task));
    }

    [Fact]
    public async Task A_reviewer_who_took_the_task_keeps_it_until_they_leave_it()
    {
        var task = await ReachReviewAsync();
        var first = await server.AsAsync(ApiFixture.Reviewer);
        var second = await server.AsAsync(ApiFixture.SecondReviewer);
        (await first.PostAsync($"/api/tasks/{task}/claim")).MustBe(HttpStatusCode.OK);

        var claim = await second.PostAsync($"/api/tasks/{task}/claim");
        var act = await second.PostAsync($"/api/tasks/{task}/acts/approve", new { });
        (await first.PostAsync($"/api/tasks/{task}/release")).MustBe(HttpStatusCode.OK);
        var afterwards = await second.PostAsync($"/api/tasks/{task}/acts/approve", new { });

        Assert.StartsWith(
            "Comité Técnico · Dipres tomó esta tarea", claim.MustBe(HttpStatusCode.Conflict).Detail, StringComparison.Ordinal);
        Assert.StartsWith("Comité Técnico · Dipres tomó esta tarea", act.MustBe(HttpStatusCode.Conflict).Detail, StringComparison.Ordinal);
        afterwards.MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Two_who_take_the_same_task_at_once_do_not_both_get_it()
    {
        var task = await ReachReviewAsync();
        var first = await server.AsAsync(ApiFixture.Reviewer);
        var second = await server.AsAsync(ApiFixture.SecondReviewer);

        var answers = await Task.WhenAll(first.PostAsync($"/api/tasks/{task}/claim"), second.PostAsync($"/api/tasks/{task}/claim"));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_return_without_remarks_is_refused()
    {
        var task = await ReachReviewAsync();

        var answer = await (await server.AsAsync(ApiFixture.Reviewer)).PostAsync($"/api/tasks/{task}/acts/return", new { comment = "no" });

        Assert.Contains("al menos una observación", ErrorOf(answer, "remarks"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_is_kept_for_those_who_act_and_the_second_of_two_editors_is_told()
    {
        var task = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync());
        var officer = await server.AsAsync(ApiFixture.Officer);
        var tag = (await officer.GetAsync($"/api/tasks/{task}")).ETag!;

        var saved = await officer.PutAsync($"/api/tasks/{task}/draft", new { resumen = "a medias" }, tag);
        var stale = await officer.PutAsync($"/api/tasks/{task}/draft", new { resumen = "desde otra pestaña" }, tag);
        var without = await officer.PutAsync($"/api/tasks/{task}/draft", new { resumen = "sin versión" });
        var next = await officer.PutAsync(
            $"/api/tasks/{task}/draft", new { resumen = "completo" }, saved.MustBe(HttpStatusCode.NoContent).ETag);

        Assert.Contains("Otra persona guardó", stale.MustBe(HttpStatusCode.PreconditionFailed).Detail, StringComparison.Ordinal);
        Assert.Contains("If-Match", without.MustBe(HttpStatusCode.PreconditionRequired).Detail, StringComparison.Ordinal);
        next.MustBe(HttpStatusCode.NoContent);
        Assert.Equal(
            "completo", (await officer.GetAsync($"/api/tasks/{task}")).Json.GetProperty("draft").GetProperty("resumen").GetString());
        var follower = await (await server.AsAsync(ApiFixture.SectorOfficer)).GetAsync($"/api/tasks/{task}");
        Assert.Equal(System.Text.Json.JsonValueKind.Null, follower.Json.GetProperty("draft").ValueKind);
    }

    private async Task<string> ReachReviewAsync()
    {
        var instance = await server.OpenDeliveryAsync();
        var task = await server.OpenTaskOfAsync(instance);
        var answer = await (await server.AsAsync(ApiFixture.Officer))
            .PostAsync($"/api/tasks/{task}/acts/submit", new { answers = new { resumen = "listo" } });
        answer.MustBe(HttpStatusCode.OK);
        return await server.OpenTaskOfAsync(instance);
    }

    private static string ErrorOf(ApiAnswer answer, string field) =>
        answer.MustBe(HttpStatusCode.UnprocessableEntity).Json.GetProperty("errors").GetProperty(field)[0].GetString()!;
}
