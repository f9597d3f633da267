using System.Net;
using Workflows.Definitions.Organisation;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Pmg;

public class SeveralAssociationsTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    /// <summary>The association of another service, which some of this one belong to.</summary>
    private const string SecondAssociation = "asociacion.ca-con-00725";

    [Fact]
    public async Task Story_5_each_association_of_a_service_comments_and_the_head_reads_them_all_by_name()
    {
        var instance = await SubmittedAsync();
        var (first, second) = (await server.AsAsync(Proposal.Association), await server.AsAsync(SecondAssociation));
        var task = await server.OpenTaskOfAsync(instance);

        var receipt = (await first.PostAsync($"/api/tasks/{task}/acts/comment", new { comment = "Falta un indicador de trato." }))
            .MustBe(HttpStatusCode.OK);
        Assert.NotEmpty(receipt.Json.GetProperty("receipt").GetProperty("folio").GetString()!);

        Assert.DoesNotContain(task, await TasksOfAsync(first));
        Assert.Contains(task, await TasksOfAsync(second));
        var seen = (await first.GetAsync($"/api/tasks/{task}")).MustBe(HttpStatusCode.OK).Json;
        Assert.False(seen.GetProperty("canAct").GetBoolean());
        Assert.Equal("comment", seen.GetProperty("receipt").GetProperty("action").GetString());
        Assert.True((await second.GetAsync($"/api/tasks/{task}")).Json.GetProperty("canAct").GetBoolean());
        var again = await first.PostAsync($"/api/tasks/{task}/acts/comment", new { comment = "Y otra cosa." });
        Assert.StartsWith("Ya respondiste", again.MustBe(HttpStatusCode.Conflict).Detail, StringComparison.Ordinal);

        (await second.PostAsync($"/api/tasks/{task}/acts/comment", new { comment = "De acuerdo." })).MustBe(HttpStatusCode.OK);

        var head = (await (await server.AsAsync(Proposal.Head)).GetAsync($"/api/tasks/{await server.OpenTaskOfAsync(instance)}"))
            .MustBe(HttpStatusCode.OK).Json;
        var notice = head.GetProperty("content").GetProperty("background").GetProperty("aviso").GetString();
        Assert.StartsWith("Comentaron la propuesta: Asociación de funcionarios · ", notice, StringComparison.Ordinal);
        Assert.Equal(2, notice!.Split("Asociación de funcionarios").Length - 1);
        var rounds =
            (await (await server.AsAsync(Proposal.Head))
                .GetAsync($"/api/tasks/{await server.OpenTaskOfAsync(instance)}/rounds?about=true")).Json;
        Assert.Equal(["Falta un indicador de trato.", "De acuerdo."],
            rounds.GetProperty("rounds")[0].GetProperty("decisions").EnumerateArray()
                .Select(decision => decision.GetProperty("comment").GetString()));
    }

    [Fact]
    public async Task Nobody_takes_passes_on_or_leaves_words_in_a_task_that_each_association_answers()
    {
        var instance = await SubmittedAsync();
        var task = await server.OpenTaskOfAsync(instance);
        var first = await server.AsAsync(Proposal.Association);
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);

        var taken = await first.PostAsync($"/api/tasks/{task}/claim");
        var passed = await coordinator.PostAsync($"/api/tasks/{task}/reassign", new { to = SecondAssociation, note = "Comenta tú." });
        var kept = await first.PutAsync($"/api/tasks/{task}/draft", new { comment = "Creo que…" });

        foreach (var answer in (ApiAnswer[])[taken, passed, kept])
            Assert.StartsWith(
                "Esta tarea la responde cada persona", answer.MustBe(HttpStatusCode.Conflict).Detail, StringComparison.Ordinal);
    }

    private async Task<string> SubmittedAsync()
    {
        await (await server.AsAsync(ApiFixture.Coordinator)).PostAsync("/api/organisation/appointments", new
        {
            personId = SecondAssociation, role = Role.StaffAssociation.Code, scope = ApiFixture.Institution, validFrom = "2026-01-01",
        });
        var instance = await server.OpenProposalAsync();
        await server.SubmitProposalAsync(instance);
        return instance;
    }

    private static async Task<IEnumerable<string?>> TasksOfAsync(ApiClient client) =>
        (await client.GetAsync("/api/tasks?pageSize=100"))
            .MustBe(HttpStatusCode.OK).Items.Select(item => item.GetProperty("id").GetString());
}
