using System.Net;

namespace Workflows.Server.Tests.Api;

public class ReassignTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Who_holds_a_task_passes_it_to_a_colleague_who_finds_the_note_and_the_history_too()
    {
        var (instance, task) = await ReachReviewAsync();
        var first = await server.AsAsync(ApiFixture.Reviewer);
        var colleagues = await first.GetAsync($"/api/tasks/{task}/colleagues");

        var passed = await first.PostAsync($"/api/tasks/{task}/reassign", new { to = ApiFixture.SecondReviewer, note = "Es de tu sector" });

        Assert.Contains(
            colleagues.Json.EnumerateArray(), colleague => colleague.GetProperty("personId").GetString() == ApiFixture.SecondReviewer);
        Assert.Equal(ApiFixture.SecondReviewer, passed.MustBe(HttpStatusCode.OK).Json.GetProperty("claimedBy").GetString());
        var second = await server.AsAsync(ApiFixture.SecondReviewer);
        var mine = (await second.GetAsync($"/api/tasks?claimed=me&instanceId={instance}")).Items.Single();
        Assert.Equal("Es de tu sector", mine.GetProperty("handedNote").GetString());
        Assert.Equal("Comité Técnico · Dipres", mine.GetProperty("handedByName").GetString());
        (await first.PostAsync($"/api/tasks/{task}/acts/approve", new { })).MustBe(HttpStatusCode.Conflict);
        var journal = await second.GetAsync($"/api/instances/{instance}/journal?sort=-number");
        Assert.EndsWith(": Es de tu sector", journal.Items.First().GetProperty("what").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_gets_a_task_is_told_by_mail_who_passed_it_and_why_and_whoever_takes_it_is_not()
    {
        var (_, task) = await ReachReviewAsync();
        var second = await server.AsAsync(ApiFixture.SecondReviewer);
        const string mails = "select count(*) from mails where task_id = $1 and template = 'tarea-encargada'";

        (await second.PostAsync($"/api/tasks/{task}/reassign", new { to = ApiFixture.SecondReviewer, note = "La hago yo" }))
            .MustBe(HttpStatusCode.OK);
        Assert.Equal(0, await server.CountAsync(mails, task));
        const string key = "el-mismo-encargo";
        for (var times = 0; times < 2; times++)
            (await second.PostAsync($"/api/tasks/{task}/reassign", new { to = ApiFixture.Reviewer, note = "Salgo de vacaciones" }, key))
                .MustBe(HttpStatusCode.OK);

        var mail = await server.Mails.OneToAsync(
            $"{ApiFixture.Reviewer}@example.cl", mail => mail.Subject.StartsWith("Te encargaron", StringComparison.Ordinal));
        Assert.Contains("Por qué: Salgo de vacaciones", mail.Text, StringComparison.Ordinal);
        Assert.Contains($"/tareas/{task}", mail.Text, StringComparison.Ordinal);
        Assert.Equal(1, await server.CountAsync(mails, task));
    }

    [Fact]
    public async Task A_coordinator_passes_on_a_task_that_somebody_else_holds()
    {
        var (_, task) = await ReachReviewAsync();
        (await (await server.AsAsync(ApiFixture.Reviewer)).PostAsync($"/api/tasks/{task}/claim")).MustBe(HttpStatusCode.OK);
        var body = new { to = ApiFixture.SecondReviewer, note = "Está con permiso" };

        var byColleague = await (await server.AsAsync(ApiFixture.SecondReviewer)).PostAsync($"/api/tasks/{task}/reassign", body);
        var byCoordinator = await (await server.AsAsync(ApiFixture.Coordinator)).PostAsync($"/api/tasks/{task}/reassign", body);

        Assert.StartsWith(
            "Comité Técnico · Dipres tomó esta tarea", byColleague.MustBe(HttpStatusCode.Conflict).Detail, StringComparison.Ordinal);
        byCoordinator.MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_task_passes_only_to_who_holds_the_post_and_never_without_a_reason()
    {
        var (_, task) = await ReachReviewAsync();
        var reviewer = await server.AsAsync(ApiFixture.Reviewer);

        var toOther = await reviewer.PostAsync($"/api/tasks/{task}/reassign", new { to = ApiFixture.Officer, note = "Para ti" });
        var without = await reviewer.PostAsync($"/api/tasks/{task}/reassign", new { to = ApiFixture.SecondReviewer, note = " " });
        var stranger = await (await server.AsAsync(ApiFixture.OtherOfficer)).GetAsync($"/api/tasks/{task}/colleagues");

        Assert.Contains("no tiene el cargo", toOther.MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        Assert.Contains("Escribe por qué", without.MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        stranger.MustBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_inbox_says_what_happens_next_if_nothing_is_done()
    {
        var instance = await server.OpenProposalAsync();
        var officer = await server.AsAsync(ApiFixture.Officer);

        var mine = (await officer.GetAsync($"/api/tasks?instanceId={instance}")).Items.Single();
        var page = (await officer.GetAsync($"/api/tasks/{mine.GetProperty("id").GetString()}")).Json;

        Assert.Equal("reminder:10", mine.GetProperty("nextNotice").GetProperty("name").GetString());
        Assert.Equal("Formulación PMG 2027", mine.GetProperty("processName").GetString());
        Assert.Contains(
            "escalation:4", page.GetProperty("notices").EnumerateArray().Select(notice => notice.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task A_saved_view_is_of_one_person()
    {
        var officer = await server.AsAsync(ApiFixture.Officer);

        (await officer.PutAsync("/api/saved-filters/tareas/Vencidas", new { query = "overdue=true" })).MustBe(HttpStatusCode.NoContent);
        (await officer.PutAsync("/api/saved-filters/tareas/Vencidas", new { query = "overdue=true&kind=review" }))
            .MustBe(HttpStatusCode.NoContent);

        var mine = (await officer.GetAsync("/api/saved-filters/tareas")).Json;
        Assert.Equal("overdue=true&kind=review", Assert.Single(mine.EnumerateArray()).GetProperty("query").GetString());
        Assert.Empty((await (await server.AsAsync(ApiFixture.OtherOfficer)).GetAsync("/api/saved-filters/tareas")).Json.EnumerateArray());
        (await officer.SendAsync(HttpMethod.Delete, "/api/saved-filters/tareas/Vencidas")).MustBe(HttpStatusCode.NoContent);
        Assert.Empty((await officer.GetAsync("/api/saved-filters/tareas")).Json.EnumerateArray());
    }

    [Fact]
    public async Task The_receipt_is_a_page_to_keep_whose_hash_anybody_can_compute_again()
    {
        var instance = await server.OpenProposalAsync();
        var receipt = await server.SubmitProposalAsync(instance);
        var path = $"/api/submissions/{receipt.GetProperty("submissionId").GetString()}/document";

        var document = (await (await server.AsAsync(ApiFixture.Officer)).GetAsync(path)).MustBe(HttpStatusCode.OK);
        var stranger = await (await server.AsAsync(ApiFixture.OtherOfficer)).GetAsync(path);

        Assert.Equal("attachment", document.ContentHeaders.ContentDisposition?.DispositionType);
        Assert.Contains(receipt.GetProperty("folio").GetString()!, document.Text, StringComparison.Ordinal);
        Assert.Contains("lunes 03/08/2026 a las", document.Text, StringComparison.Ordinal);
        var content = WebUtility.HtmlDecode(document.Text.Split("<pre>")[1].Split("</pre>")[0]);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(content)));
        Assert.Equal(receipt.GetProperty("bodyHash").GetString(), hash);
        stranger.MustBe(HttpStatusCode.NotFound);
    }

    private async Task<(string Instance, string Task)> ReachReviewAsync()
    {
        var instance = await server.OpenDeliveryAsync();
        await server.ActAsync(instance, ApiFixture.Officer, "submit", new { answers = new { resumen = "listo" } });
        return (instance, await server.OpenTaskOfAsync(instance));
    }
}
