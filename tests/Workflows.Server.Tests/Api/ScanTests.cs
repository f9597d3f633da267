using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Server.Mail.Outbox;
using Workflows.Server.Mail.Transport;
using Workflows.Server.Tests.Files;
using Workflows.Server.Uploads.Scanning;

namespace Workflows.Server.Tests.Api;

public sealed class ScanTests : IAsyncLifetime, IDisposable
{
    private readonly LoopbackClamd _clamd = new();
    private readonly ApiFixture _server;

    public ScanTests() => _server = new() { Antivirus = new() { Host = "127.0.0.1", Port = _clamd.Port, TimeoutSeconds = 30 } };

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    public void Dispose() => _clamd.Dispose();

    [Fact]
    public async Task A_clean_file_is_kept_and_an_infected_one_is_told_and_set_apart()
    {
        var officer = await _server.AsAsync(ApiFixture.Officer);

        var clean = await officer.UploadAsync("oficio.pdf", Proposal.Pdf);
        var infected = await officer.UploadAsync("oficio.pdf", [.. Proposal.Pdf, .. LoopbackClamd.Mark]);

        Assert.Equal("Clean", clean.MustBe(HttpStatusCode.OK).Json.GetProperty("scan").GetString());
        (await officer.GetAsync($"/api/files/{HashOf(clean)}")).MustBe(HttpStatusCode.OK);
        Assert.Contains($"«{LoopbackClamd.Threat}»", infected.MustBe(HttpStatusCode.UnprocessableEntity).Detail, StringComparison.Ordinal);
        var hash = await _server.ScalarAsync<string>("select hash from file_scans where state = 'Infected'");
        (await officer.GetAsync($"/api/files/{hash}")).MustBe(HttpStatusCode.NotFound);
        Assert.Equal(0, await _server.CountAsync("select count(*) from files where hash = $1", hash));
        Assert.True(File.Exists(Path.Combine(_server.Files, ".quarantine", hash)));
        Assert.False(File.Exists(Path.Combine(_server.Files, hash[..2], hash[2..4], hash)));
    }

    [Fact]
    public async Task While_the_antivirus_is_silent_a_file_may_be_handed_in_and_nobody_opens_it()
    {
        _clamd.IsBusy = true;
        var officer = await _server.AsAsync(ApiFixture.Officer);
        var instance = await _server.OpenDeliveryAsync();
        var clean = await officer.UploadAsync("oficio.pdf", Proposal.Pdf);
        var infected = await officer.UploadAsync("anexo.pdf", [.. Proposal.Pdf, .. LoopbackClamd.Mark]);
        await _server.ActAsync(instance, ApiFixture.Officer, "submit", new
        {
            answers = new { resumen = "con archivos" },
            evidence =
                new[] { new { requirement = "oficio", fileHash = HashOf(clean) },
                    new { requirement = "oficio", fileHash = HashOf(infected) } },
        });
        var coordinator = await _server.AsAsync(ApiFixture.Coordinator);
        var waiting = await coordinator.GetAsync($"/api/files/{HashOf(clean)}");

        _clamd.IsBusy = false;
        var left = await _server.Services.GetRequiredService<FileScans>().JudgeWaitingAsync(CancellationToken.None);

        Assert.Equal("Waiting", clean.Json.GetProperty("scan").GetString());
        Assert.Contains("todavía revisa", waiting.MustBe(HttpStatusCode.Conflict).Detail, StringComparison.Ordinal);
        Assert.Equal(0, left);
        Assert.Equal(Proposal.Pdf, (await coordinator.GetAsync($"/api/files/{HashOf(clean)}")).MustBe(HttpStatusCode.OK).Body);
        Assert.Contains(
            "apartó", (await coordinator.GetAsync($"/api/files/{HashOf(infected)}")).MustBe(HttpStatusCode.Conflict).Detail,
            StringComparison.Ordinal);
        Assert.Equal("Infected", (await coordinator.GetAsync($"/api/files/{HashOf(infected)}/info")).Json.GetProperty("scan").GetString());
        foreach (var told in new[] { ApiFixture.Officer, ApiFixture.Coordinator })
        {
            var mail = Assert.Single(await MailsAboutFilesAsync(told));
            Assert.Contains("El antivirus apartó anexo.pdf", mail.Text, StringComparison.Ordinal);
            Assert.Contains(LoopbackClamd.Threat, mail.Text, StringComparison.Ordinal);
        }

        // Asked again, it is no news.
        await _server.Services.GetRequiredService<FileScans>().JudgeWaitingAsync(CancellationToken.None);
        Assert.Equal(2, await _server.CountAsync("select count(*) from mails where template = 'archivo-infectado'"));
    }

    [Fact]
    public async Task A_file_that_turned_out_infected_is_not_handed_in_any_more()
    {
        _clamd.IsBusy = true;
        var officer = await _server.AsAsync(ApiFixture.Officer);
        var infected = await officer.UploadAsync("anexo.pdf", [.. Proposal.Pdf, .. LoopbackClamd.Mark]);
        _clamd.IsBusy = false;
        await _server.Services.GetRequiredService<FileScans>().JudgeWaitingAsync(CancellationToken.None);
        Assert.Equal(0, await _server.CountAsync("select count(*) from mails where template = 'archivo-infectado'"));
        var task = await _server.OpenTaskOfAsync(await _server.OpenDeliveryAsync());

        var answer = await officer.PostAsync($"/api/tasks/{task}/acts/submit", new
        {
            answers = new { resumen = "x" },
            evidence = new[] { new { requirement = "oficio", fileHash = HashOf(infected) } },
        });

        Assert.Contains("apartó «anexo.pdf»", answer.MustBe(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<OutgoingMail>> MailsAboutFilesAsync(string person)
    {
        await _server.Services.GetRequiredService<OutboxLoop>().WhenIdleAsync().WaitAsync(TimeSpan.FromMinutes(1));
        return [
            .. (await _server.Mails.ToAsync($"{person}@example.cl"))
                .Where(mail => mail.Subject.StartsWith("El antivirus apartó", StringComparison.Ordinal))];
    }

    private static string HashOf(ApiAnswer upload) => upload.Json.GetProperty("hash").GetString()!;
}
