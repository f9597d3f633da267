using System.Net;

namespace Workflows.Server.Tests.Api;

public class WithdrawalTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_delivery_taken_back_opens_the_same_request_with_its_deadline_and_its_contents()
    {
        var instance = await server.OpenProposalAsync();
        var officer = await server.AsAsync(ApiFixture.Officer);
        var first = await officer.GetAsync($"/api/tasks/{await server.OpenTaskOfAsync(instance)}");
        var receipt = await server.SubmitProposalAsync(instance);
        var toRead = await server.OpenTaskOfAsync(instance);
        var submission = receipt.GetProperty("submissionId").GetString();

        var withdrawn = await officer.PostAsync($"/api/submissions/{submission}/withdraw");

        var task = withdrawn.MustBe(HttpStatusCode.OK).Json.GetProperty("taskId").GetString();
        Assert.Equal(await server.OpenTaskOfAsync(instance), task);
        var again = (await officer.GetAsync($"/api/tasks/{task}")).Json;
        Assert.Equal(2, again.GetProperty("summary").GetProperty("visit").GetInt32());
        Assert.Equal(first.Json.GetProperty("deadline").GetRawText(), again.GetProperty("deadline").GetRawText());
        Assert.Equal(3, again.GetProperty("draft").GetProperty("answers").GetProperty("indicadores").GetArrayLength());
        Assert.Equal(
            "Withdrawn", (await (await server.AsAsync(Proposal.Association)).GetAsync($"/api/tasks/{toRead}")).Json.GetProperty("summary")
                .GetProperty("state").GetString());
        Assert.NotEqual(
            System.Text.Json.JsonValueKind.Null,
            (await officer.GetAsync($"/api/submissions/{submission}")).Json.GetProperty("withdrawnAt").ValueKind);
        var journal = await officer.GetAsync($"/api/instances/{instance}/journal?sort=-number");
        Assert.Equal("Se retiró la entrega antes de que empezara su revisión", journal.Items.First().GetProperty("what").GetString());
        Assert.Empty(await server.FaultsAsync());
    }

    [Fact]
    public async Task Handed_in_again_it_takes_the_way_of_a_first_delivery()
    {
        var instance = await server.OpenProposalAsync();
        var receipt = await server.SubmitProposalAsync(instance);
        await TakeBackAsync(receipt);

        await server.SubmitProposalAsync(instance);

        Assert.Equal("comentarios", await ActivityAsync(instance));
        Assert.Equal(1, (await server.InstanceAsync(instance)).Variables["vuelta"] as double?);
    }

    [Fact]
    public async Task Once_somebody_has_begun_with_it_it_stays()
    {
        var instance = await server.OpenProposalAsync();
        await ReturnedAsync(instance);
        var receipt = await server.SubmitProposalAsync(instance);
        (await (await server.AsAsync(Proposal.Head)).PostAsync($"/api/tasks/{await server.OpenTaskOfAsync(instance)}/claim"))
            .MustBe(HttpStatusCode.OK);
        var officer = await server.AsAsync(ApiFixture.Officer);

        var refused = await officer.PostAsync($"/api/submissions/{receipt.GetProperty("submissionId").GetString()}/withdraw");

        Assert.StartsWith("La revisión ya empezó", refused.MustBe(HttpStatusCode.Conflict).Detail, StringComparison.Ordinal);
        var page = await officer.GetAsync($"/api/tasks/{receipt.GetProperty("taskId").GetString()}");
        Assert.Equal(refused.Detail, page.Json.GetProperty("withdrawal").GetProperty("problem").GetString());
    }

    [Fact]
    public async Task Only_who_may_hand_it_in_takes_it_back()
    {
        var submission = (await server.SubmitProposalAsync(await server.OpenProposalAsync())).GetProperty("submissionId").GetString();

        var stranger = await (await server.AsAsync(ApiFixture.OtherOfficer)).PostAsync($"/api/submissions/{submission}/withdraw");
        var coordinator = await (await server.AsAsync(ApiFixture.Coordinator)).PostAsync($"/api/submissions/{submission}/withdraw");

        stranger.MustBe(HttpStatusCode.NotFound);
        coordinator.MustBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_correction_taken_back_still_owes_its_answers_to_the_remarks()
    {
        var instance = await server.OpenProposalAsync();
        await ReturnedAsync(instance);
        var receipt = await server.SubmitProposalAsync(instance);
        Assert.Equal("jefatura", await ActivityAsync(instance));

        var task = await TakeBackAsync(receipt);

        var remarks = (await (await server.AsAsync(ApiFixture.Officer)).GetAsync($"/api/tasks/{task}")).Json.GetProperty("content")
            .GetProperty("remarks");
        Assert.Equal("Explica la meta.", remarks[0].GetProperty("text").GetString());
        var pending = (IReadOnlyList<object?>)(await server.InstanceAsync(instance)).Variables["observaciones"]!;
        Assert.Single(pending);
        await server.SubmitProposalAsync(instance);
        Assert.Equal("jefatura", await ActivityAsync(instance));
    }

    [Fact]
    public async Task Each_round_shows_what_was_handed_in_what_was_said_and_what_was_answered()
    {
        var instance = await server.OpenProposalAsync();
        await ReturnedAsync(instance);
        var officer = await server.AsAsync(ApiFixture.Officer);
        var task = await server.OpenTaskOfAsync(instance);
        var remark = (await officer.GetAsync($"/api/tasks/{task}")).Json.GetProperty("content").GetProperty("remarks")[0].GetProperty("id")
            .GetString();
        await server.SubmitProposalAsync(instance, new[] { new { remark, text = "La meta sigue la serie de tres años." } });

        await server.ActAsync(instance, Proposal.Head, "approve", new { });

        var rounds =
            (await (await server.AsAsync(ApiFixture.SectorOfficer)).GetAsync($"/api/tasks/{await server.OpenTaskOfAsync(instance)}/rounds"))
            .MustBe(HttpStatusCode.OK).Json;

        Assert.Equal("indicadores", rounds.GetProperty("form")[0].GetProperty("id").GetString());
        var first = rounds.GetProperty("rounds")[0];
        Assert.Equal(
            ["comment", "approve", "return"],
            first.GetProperty("decisions").EnumerateArray()
                .Select(decision => decision.GetProperty("receipt").GetProperty("action").GetString()));
        Assert.Equal(remark, first.GetProperty("decisions")[2].GetProperty("remarks")[0].GetProperty("id").GetString());
        var second = rounds.GetProperty("rounds")[1];
        Assert.Equal(
            "approve",
            Assert.Single(second.GetProperty("decisions").EnumerateArray()).GetProperty("receipt").GetProperty("action").GetString());
        Assert.Equal(remark, second.GetProperty("body").GetProperty("replies")[0].GetProperty("remark").GetString());
    }

    [Fact]
    public async Task A_correction_answers_every_remark_or_is_told_which_one_is_missing()
    {
        var instance = await server.OpenProposalAsync();
        await server.SubmitProposalAsync(instance);
        await server.ProposeAsync(instance);
        await server.ActAsync(instance, ApiFixture.SectorOfficer, "return", new
        {
            remarks = new[] { new { text = "Explica la meta." }, new { text = "Falta la fórmula." } }
        });
        var officer = await server.AsAsync(ApiFixture.Officer);
        var task = await server.OpenTaskOfAsync(instance);
        var all = Proposal.RepliesTo((await officer.GetAsync($"/api/tasks/{task}")).Json);

        var one = await officer.PostAsync($"/api/tasks/{task}/acts/submit", new { answers = Proposal.Answers, replies = all.Take(1) });
        var both = await officer.PostAsync($"/api/tasks/{task}/acts/submit", new { answers = Proposal.Answers, replies = all });

        Assert.Contains(
            "Responde la observación que falta: 2, «Falta la fórmula.».",
            one.MustBe(HttpStatusCode.UnprocessableEntity).Json.GetProperty("errors").GetProperty("replies")[0].GetString(),
            StringComparison.Ordinal);
        both.MustBe(HttpStatusCode.OK);
    }

    private async Task ReturnedAsync(string instance)
    {
        await server.SubmitProposalAsync(instance);
        await server.ProposeAsync(instance);
        await server.ActAsync(instance, ApiFixture.SectorOfficer, "return", new
        {
            remarks = new[] { new { text = "Explica la meta.", field = "indicadores" } }
        });
    }

    private async Task<string> TakeBackAsync(System.Text.Json.JsonElement receipt)
    {
        var officer = await server.AsAsync(ApiFixture.Officer);
        var answer = await officer.PostAsync($"/api/submissions/{receipt.GetProperty("submissionId").GetString()}/withdraw");
        return answer.MustBe(HttpStatusCode.OK).Json.GetProperty("taskId").GetString()!;
    }

    private Task<string> ActivityAsync(string instance) =>
        server.ScalarAsync<string>("select activity_id from tasks where instance_id = $1 and state = 'Open'", instance);
}
