using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Server.Tests.Files;
using Workflows.Server.Uploads.Scanning;

namespace Workflows.Server.Tests.Api;

/// <summary>A file that the antivirus fails again and again: a person sees it and may decide.</summary>
public sealed class UnjudgedFileTests : IAsyncLifetime, IDisposable
{
    private const string Kind = "/api/unsent?kind=Unscanned";

    private readonly LoopbackClamd _clamd = new() { Fails = "INSTREAM size limit exceeded. ERROR" };
    private readonly ApiFixture _server;
    private ApiClient _officer = null!, _coordinator = null!;
    private string _instance = "", _hash = "";

    public UnjudgedFileTests() => _server = new() { Antivirus = new() { Host = "127.0.0.1", Port = _clamd.Port, TimeoutSeconds = 30 } };

    private FileScans Scans => _server.Services.GetRequiredService<FileScans>();

    public async Task InitializeAsync()
    {
        await _server.InitializeAsync();
        (_officer, _coordinator) = (await _server.AsAsync(ApiFixture.Officer), await _server.AsAsync(ApiFixture.Coordinator));
        _instance = await _server.OpenDeliveryAsync();
        _hash = (await _officer.UploadAsync("oficio.pdf", Proposal.Pdf)).MustBe(HttpStatusCode.OK).Json.GetProperty("hash").GetString()!;
        await _server.ActAsync(_instance, ApiFixture.Officer, "submit", new
        {
            answers = new { resumen = "con archivo" }, evidence = new[] { new { requirement = "oficio", fileHash = _hash } },
        });
    }

    public Task DisposeAsync() => _server.DisposeAsync();

    public void Dispose() => _clamd.Dispose();

    [Fact]
    public async Task After_ten_failures_in_a_row_it_stands_in_what_did_not_go_out_with_the_words_of_the_antivirus()
    {
        await FailAsync(FileScans.MostTries - 2);
        Assert.Empty((await _coordinator.GetAsync(Kind)).Items);

        await FailAsync(1);

        var item = Assert.Single((await _coordinator.GetAsync(Kind)).MustBe(HttpStatusCode.OK).Items);
        Assert.Equal(("Archivo sin revisar", "oficio.pdf", "scan", _hash, _instance), (
            item.GetProperty("label").GetString(), item.GetProperty("what").GetString(), item.GetProperty("action").GetString(),
            item.GetProperty("fileHash").GetString(), item.GetProperty("instanceId").GetString()));
        Assert.Contains("size limit exceeded", item.GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.Contains(
            "«Lo que no salió»", (await _coordinator.GetAsync($"/api/files/{_hash}")).MustBe(HttpStatusCode.Conflict).Detail,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_asked_about_every_hour_and_an_answer_ends_it_without_anybody()
    {
        await FailAsync(FileScans.MostTries);
        _clamd.Fails = null;

        await Scans.JudgeWaitingAsync(default);
        Assert.Equal("Unjudged", await StateAsync());
        _server.Clock.TurnTo(_server.Clock.GetUtcNow().AddHours(1));
        await Scans.JudgeWaitingAsync(default);

        Assert.Equal("Clean", await StateAsync());
        Assert.Empty((await _coordinator.GetAsync(Kind)).Items);
        (await _coordinator.GetAsync($"/api/files/{_hash}")).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_coordinator_lets_it_pass_with_a_reason_and_a_silent_antivirus_does_not_take_that_back()
    {
        await FailAsync(FileScans.MostTries);

        (await DecideAsync(_coordinator, "Accept", "")).MustBe(HttpStatusCode.UnprocessableEntity);
        (await DecideAsync(_coordinator, "Accept", "Lo abrí en un equipo aislado")).MustBe(HttpStatusCode.OK);
        (await DecideAsync(_coordinator, "SetApart", "Otra idea")).MustBe(HttpStatusCode.Conflict);

        (await _coordinator.GetAsync($"/api/files/{_hash}")).MustBe(HttpStatusCode.OK);
        Assert.Empty((await _coordinator.GetAsync(Kind)).Items);
        await _officer.UploadAsync("oficio.pdf", Proposal.Pdf);
        Assert.Equal("Accepted", await StateAsync());
        var kept = (await _coordinator.GetAsync("/api/interventions?kind=files")).Items.Single();
        Assert.Equal(
            ("Lo abrí en un equipo aislado", _hash), (kept.GetProperty("reason").GetString(), kept.GetProperty("target").GetString()));
    }

    [Fact]
    public async Task What_a_person_sets_apart_nobody_opens_and_who_handed_it_in_is_told()
    {
        await FailAsync(FileScans.MostTries);

        (await DecideAsync(_coordinator, "SetApart", "No sabemos de dónde viene")).MustBe(HttpStatusCode.OK);

        Assert.Contains(
            "apartó", (await _coordinator.GetAsync($"/api/files/{_hash}")).MustBe(HttpStatusCode.Conflict).Detail,
            StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_server.Files, ".quarantine", _hash)));
        Assert.Equal(
            1, await _server.CountAsync(
                "select count(*) from mails where template = 'archivo-infectado' and $1 = any(emails)",
                $"{ApiFixture.Officer}@example.cl"));
    }

    [Fact]
    public async Task Asked_again_at_once_the_antivirus_decides_and_its_answer_cannot_be_overruled()
    {
        await FailAsync(FileScans.MostTries);
        _clamd.Fails = $"stream: {LoopbackClamd.Threat} FOUND";

        var asked = (await DecideAsync(_coordinator, "AskAgain", "Se amplió el límite")).MustBe(HttpStatusCode.OK);

        Assert.Equal("Infected", asked.Json.GetProperty("scan").GetString());
        (await DecideAsync(_coordinator, "Accept", "Lo necesitamos")).MustBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Neither_an_institution_nor_who_uploaded_it_lets_it_pass()
    {
        await FailAsync(FileScans.MostTries);

        (await DecideAsync(_officer, "Accept", "Es mío")).MustBe(HttpStatusCode.Forbidden);
        await _server.ExecuteAsync($"update files set person_id = '{ApiFixture.Coordinator}' where hash = '{_hash}'");
        Assert.Contains(
            "lo subiste tú", (await DecideAsync(_coordinator, "Accept", "Es mío")).MustBe(HttpStatusCode.Conflict).Detail,
            StringComparison.Ordinal);
        (await _coordinator.PostAsync($"/api/files/{new string('0', 64)}/scan", new { decision = "Accept", reason = "x" }))
            .MustBe(HttpStatusCode.NotFound);
        Assert.Equal("Unjudged", await StateAsync());
    }

    private Task<ApiAnswer> DecideAsync(ApiClient who, string decision, string reason) =>
        who.PostAsync($"/api/files/{_hash}/scan", new { decision, reason });

    private async Task FailAsync(int times)
    {
        for (var time = 0; time < times; time++)
            await Scans.JudgeWaitingAsync(default);
    }

    private Task<string> StateAsync() => _server.ScalarAsync<string>("select state from file_scans where hash = $1", _hash);
}
