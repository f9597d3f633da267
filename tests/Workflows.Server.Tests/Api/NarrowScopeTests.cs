using System.Net;
using System.Text.Json;
using Workflows.Server.Tests.Alerts;

namespace Workflows.Server.Tests.Api;

/// <summary>Roles of the whole country and visitors of an institution see what their work needs, from when it needs it.</summary>
public class NarrowScopeTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("subdere")]
    [InlineData("coordinacion-interministerial")]
    [InlineData(ApiFixture.Reviewer)]
    [InlineData("asociacion.pe-agn-00597")]
    public async Task Who_was_asked_nothing_in_a_process_sees_nothing_of_it(string person)
    {
        var instance = await server.OpenDeliveryAsync();
        var task = await server.OpenTaskOfAsync(instance);
        var somebody = await EnterAsync(person);

        foreach (var path in new[] { $"instances/{instance}", $"instances/{instance}/journal", $"processes/{instance}", $"tasks/{task}",
            $"tasks/{task}/rounds" })
            (await somebody.GetAsync($"/api/{path}")).MustBe(HttpStatusCode.NotFound);
        Assert.DoesNotContain(
            (await somebody.GetAsync("/api/processes?pageSize=200")).Items, process => process.GetProperty("id").GetString() == instance);
        Assert.DoesNotContain(
            (await somebody.GetAsync("/api/tasks?all=true&pageSize=200")).Items, row => row.GetProperty("id").GetString() == task);
    }

    [Fact]
    public async Task A_reviewer_sees_a_process_and_what_was_handed_in_from_when_it_asks_them()
    {
        var instance = await SeparationTests.SubmittedByAsync(server, await server.AsAsync(ApiFixture.Officer));
        var review = await server.OpenTaskOfAsync(instance);
        var submission = await server.ScalarAsync<string>("select id from submissions where instance_id = $1", instance);
        var reviewer = await server.AsAsync(ApiFixture.Reviewer);

        foreach (var path in new[] { $"instances/{instance}", $"instances/{instance}/journal", $"processes/{instance}", $"tasks/{review}",
            $"submissions/{submission}" })
            (await reviewer.GetAsync($"/api/{path}")).MustBe(HttpStatusCode.OK);
        (await reviewer.GetAsync("/api/stages/entrega/2026")).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_administers_keeps_processes_running_without_reading_what_was_handed_in()
    {
        var instance = await SeparationTests.SubmittedByAsync(server, await server.AsAsync(ApiFixture.Officer));
        var delivered = await server.ScalarAsync<string>("select task_id from submissions where instance_id = $1", instance);
        var submission = await server.ScalarAsync<string>("select id from submissions where instance_id = $1", instance);
        var administrator = await server.AsAsync(ApiFixture.Administrator);

        (await administrator.GetAsync($"/api/processes/{instance}")).MustBe(HttpStatusCode.OK);
        (await administrator.GetAsync($"/api/submissions/{submission}")).MustBe(HttpStatusCode.NotFound);
        Assert.Single(
            (await (await server.AsAsync(ApiFixture.Coordinator)).GetAsync($"/api/tasks/{delivered}/rounds")).Json.GetProperty("rounds")
                .EnumerateArray());
        Assert.Empty(
            (await administrator.GetAsync($"/api/tasks/{delivered}/rounds")).MustBe(HttpStatusCode.OK).Json.GetProperty("rounds")
                .EnumerateArray());
        Assert.Equal(
            JsonValueKind.Null,
            (await administrator.GetAsync($"/api/tasks/{delivered}")).MustBe(HttpStatusCode.OK).Json.GetProperty("receipt").ValueKind);
    }

    [Fact]
    public async Task The_technical_secretariat_passes_on_tasks_of_the_evaluation_and_none_of_a_service()
    {
        var secretariat = await EnterAsync("secretaria-tecnica");
        var asked = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync());
        var review = await server.OpenTaskOfAsync(await SeparationTests.SubmittedByAsync(server, await server.AsAsync(ApiFixture.Officer)));

        var service = await secretariat.PostAsync($"/api/tasks/{asked}/reassign", new { to = ApiFixture.Officer, note = "Hazla tú" });
        var evaluation = await secretariat.PostAsync(
            $"/api/tasks/{review}/reassign", new { to = ApiFixture.SecondReviewer, note = "Te toca" });

        service.MustBe(HttpStatusCode.Forbidden);
        evaluation.MustBe(HttpStatusCode.OK);
        Assert.False(
            (await secretariat.GetAsync($"/api/tasks/{asked}")).MustBe(HttpStatusCode.OK).Json.GetProperty("canReassign").GetBoolean());
    }

    [Fact]
    public async Task The_technical_secretariat_reads_no_mails_of_accounts_nor_of_institutions_outside_its_programmes()
    {
        await server.ExecuteAsync($"update institutions set regime = 'None' where code = '{ApiFixture.OtherInstitution}'");
        var instance = await server.OpenDeliveryAsync(ApiFixture.OtherInstitution);
        var secretariat = await EnterAsync("secretaria-tecnica");

        var mails = (await secretariat.GetAsync("/api/mails?pageSize=200")).MustBe(HttpStatusCode.OK).Items.ToList();

        Assert.DoesNotContain(mails, mail => mail.GetProperty("institutionCode").GetString() is null or ApiFixture.OtherInstitution);
        (await secretariat.GetAsync($"/api/instances/{instance}")).MustBe(HttpStatusCode.NotFound);
        await server.ExecuteAsync($"update institutions set regime = 'Pmg' where code = '{ApiFixture.OtherInstitution}'");
    }

    [Fact]
    public async Task Who_is_told_of_a_late_task_sees_its_process_and_no_other()
    {
        LateDelivery told = await LateDelivery.OpenAsync(server), other = await LateDelivery.OpenAsync(server);
        await told.ReachAsync(1);
        var subdere = await EnterAsync("subdere");
        (await subdere.GetAsync($"/api/processes/{told.Instance}")).MustBe(HttpStatusCode.NotFound);

        await server.ExecuteAsync(
            $"update mails set emails = emails || 'subdere@example.cl'::text where instance_id = '{told.Instance}' and level = 1");

        (await subdere.GetAsync($"/api/processes/{told.Instance}")).MustBe(HttpStatusCode.OK);
        (await subdere.GetAsync($"/api/tasks/{await told.TaskAsync()}")).MustBe(HttpStatusCode.OK);
        (await subdere.GetAsync($"/api/processes/{other.Instance}")).MustBe(HttpStatusCode.NotFound);
    }

    private async Task<ApiClient> EnterAsync(string person)
    {
        var browser = server.Nobody();
        (await browser.LogInAsync(person)).MustBe(HttpStatusCode.OK);
        return browser;
    }
}
