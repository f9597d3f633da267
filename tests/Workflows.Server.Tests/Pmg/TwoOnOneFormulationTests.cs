using System.Net;
using System.Text.Json;
using Workflows.Definitions.Organisation;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Pmg;

/// <summary>
/// Two people of one service formulate its PMG at the same time: nothing of either is lost in silence, and it is handed in once.
/// </summary>
public class TwoOnOneFormulationTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    private const string Second = "indicadores.pe-agn-00597";

    [Fact]
    public async Task The_second_who_saves_is_told_and_of_two_who_hand_in_at_once_one_gets_the_receipt()
    {
        (await (await server.AsAsync(ApiFixture.Coordinator)).PostAsync("/api/organisation/appointments", new
        {
            personId = Second, role = Role.InstitutionPmgOfficer.Code, scope = ApiFixture.Institution, validFrom = "2026-01-01",
        })).MustBe(HttpStatusCode.OK);
        var instance = await server.OpenProposalAsync();
        var task = await server.OpenTaskOfAsync(instance);
        var (one, other) = (await server.AsAsync(ApiFixture.Officer), await server.AsAsync(Second));
        var seen = (await one.GetAsync($"/api/tasks/{task}")).MustBe(HttpStatusCode.OK).ETag;
        Assert.Equal(seen, (await other.GetAsync($"/api/tasks/{task}")).MustBe(HttpStatusCode.OK).ETag);

        var saved = (await one.PutAsync($"/api/tasks/{task}/draft", new { answers = Proposal.Answers }, seen))
            .MustBe(HttpStatusCode.NoContent).ETag;
        var told = (await other.PutAsync($"/api/tasks/{task}/draft", new { answers = new { } }, seen))
            .MustBe(HttpStatusCode.PreconditionFailed);
        Assert.Contains("Otra persona guardó", told.Detail, StringComparison.Ordinal);
        var draft = (await other.GetAsync($"/api/tasks/{task}")).MustBe(HttpStatusCode.OK);
        Assert.Equal(saved, draft.ETag);
        Assert.Equal(3, draft.Json.GetProperty("draft").GetProperty("answers").GetProperty("indicadores").GetArrayLength());

        var acts = await Task.WhenAll(
            one.PostAsync($"/api/tasks/{task}/acts/submit", new { answers = Proposal.Answers }),
            other.PostAsync($"/api/tasks/{task}/acts/submit", new { answers = Proposal.Answers }));
        var receipt = Assert.Single(acts, act => act.Status == HttpStatusCode.OK).Json.GetProperty("receipt");
        Assert.NotEqual(JsonValueKind.Null, receipt.GetProperty("submissionId").ValueKind);
        Assert.Contains("ya se cerró", Assert.Single(acts, act => act.Status == HttpStatusCode.Conflict).Detail, StringComparison.Ordinal);
        Assert.Equal(1, await server.CountAsync("select count(*) from submissions where task_id = $1", task));
    }
}
