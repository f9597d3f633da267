using System.Net;
using System.Text.Json;

namespace Workflows.Server.Tests.Api;

/// <summary>What a person reads is true, and true for them.</summary>
public class TrueForItsReaderTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    /// <summary>Everything that could tell an institution that a fact waits for somebody's confirmation.</summary>
    private static readonly string[] Read =
    [
        "/api/definitions/pmg-formulacion", "/api/definitions/pmg-formulacion-anual", "/api/definitions/transformacion-digital-hito-1",
        "/api/calendar/years/2017", "/api/calendar/years/2022", "/api/organisation/institutions?pageSize=200",
        "/api/organisation/institutions?pageSize=200&page=2",
        "/api/organisation/institutions?regime=Unconfirmed",
    ];

    [Fact]
    public async Task A_returned_task_says_so_in_the_inbox_until_it_is_handed_in_again()
    {
        var instance = await server.OpenProposalAsync();
        Assert.False((await InInboxAsync(instance)).GetProperty("isReturned").GetBoolean());
        await server.SubmitProposalAsync(instance);
        await server.ProposeAsync(instance);
        await server.ActAsync(instance, ApiFixture.SectorOfficer, "return", new { remarks = new[] { new { text = "Explica la meta." } } });

        Assert.True((await InInboxAsync(instance)).GetProperty("isReturned").GetBoolean());
    }

    [Fact]
    public async Task Quoting_the_mark_of_a_remark_returns_nothing()
    {
        var instance = await server.OpenDeliveryAsync();
        var task = await server.OpenTaskOfAsync(instance);
        var officer = await server.AsAsync(ApiFixture.Officer);
        await officer.PutAsync($"/api/tasks/{task}/draft", new { answers = new { resumen = "\"remarks\":[{" } });

        Assert.False((await InInboxAsync(instance)).GetProperty("isReturned").GetBoolean());
    }

    [Fact]
    public async Task The_receipt_has_one_number_on_screen_in_its_mail_and_in_its_document()
    {
        var instance = await server.OpenDeliveryAsync();
        var task = await server.OpenTaskOfAsync(instance);
        var officer = await server.AsAsync(ApiFixture.Officer);
        var receipt = (await officer.PostAsync($"/api/tasks/{task}/acts/submit", new { answers = new { resumen = "Cumplimos" } }))
            .MustBe(HttpStatusCode.OK).Json.GetProperty("receipt");
        await server.PassToAsync(server.Clock.GetUtcNow());

        var (folio, submission) = (receipt.GetProperty("folio").GetString()!, receipt.GetProperty("submissionId").GetString()!);
        var mail = await server.ScalarAsync<string>(
            "select text || html || subject from mails where instance_id = $1 and template = 'acuse-recibo'", instance);
        Assert.Contains($"Comprobante: {folio}\n", mail, StringComparison.Ordinal);
        Assert.DoesNotContain(submission, mail, StringComparison.Ordinal);
        var document = (await officer.GetAsync($"/api/submissions/{submission}/document")).MustBe(HttpStatusCode.OK).Text;
        Assert.Contains($"Comprobante {folio}", document, StringComparison.Ordinal);
        Assert.DoesNotContain(submission, document, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_left_in_a_folder_claims_no_server()
    {
        var instance = await server.OpenDeliveryAsync();
        await server.PassToAsync(server.Clock.GetUtcNow());
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);

        var mail = (await coordinator.GetAsync($"/api/mails?instanceId={Uri.EscapeDataString(instance)}"))
            .MustBe(HttpStatusCode.OK).Items.First();
        var sheet = (await coordinator.GetAsync($"/api/mails/export?instanceId={Uri.EscapeDataString(instance)}"))
            .MustBe(HttpStatusCode.OK).Text;

        Assert.Equal("Filed", mail.GetProperty("state").GetString());
        Assert.Contains("Ningún servidor de correo lo recibió.", mail.GetProperty("serverAnswer").GetString()!, StringComparison.Ordinal);
        Assert.Contains("Dejado en una carpeta", sheet, StringComparison.Ordinal);
        Assert.DoesNotContain("ntregado al servidor", sheet, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_confirmed_never_reaches_an_institution_and_still_reaches_who_administers()
    {
        var instance = await server.OpenProposalAsync();
        string[] all = [.. Read, $"/api/tasks/{await server.OpenTaskOfAsync(instance)}"];

        foreach (var person in new[] { ApiFixture.Officer, ApiFixture.SectorOfficer, ApiFixture.Reviewer })
        {
            foreach (var path in all)
                Assert.Empty(UnconfirmedIn((await (await server.AsAsync(person)).GetAsync(path)).Text, $"{person} {path}"));
        }

        var administrator = await server.AsAsync(ApiFixture.Administrator);
        foreach (var path in all)
            Assert.NotEmpty(UnconfirmedIn((await administrator.GetAsync(path)).MustBe(HttpStatusCode.OK).Text, path));
    }

    private static string[] UnconfirmedIn(string answer, string where) =>
        [.. new[] { "confirmar", "\"unverified\"", "\"isUnverified\":true", "\"Unconfirmed\"" }
            .Where(word => answer.Contains(word, StringComparison.OrdinalIgnoreCase)).Select(word => $"{where}: {word}")];

    private async Task<JsonElement> InInboxAsync(string instance) =>
        (await (await server.AsAsync(ApiFixture.Officer)).GetAsync($"/api/tasks?instanceId={Uri.EscapeDataString(instance)}"))
            .MustBe(HttpStatusCode.OK).Items.Single();
}
