using System.Text.Json.Nodes;
using Npgsql;
using Workflows.Engine;
using Workflows.Server.Tests.Flows;
using Workflows.Server.Tests.Hosting;

namespace Workflows.Server.Tests.CommandLine;

/// <summary>A database in which flows have run: finished, waiting, cancelled; with timers of every state, events and children.</summary>
public sealed class WorkedDatabase : ServerFixture
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await PublishAsync(Drawn.Row(
            "aviso", Drawn.Start(), Drawn.Delay("pausa", TimeSpan.FromHours(2)), Drawn.Line("linea", "¿Quién firmó? Ñuñoa"),
            Drawn.Event("firma", "firmado"), Drawn.Delay("otra", TimeSpan.FromDays(30)), Drawn.Line("fin", "listo")));
        await PublishAsync(Drawn.Row(
            "madre", Drawn.Start(),
            Drawn.Activity("hija", "Elsa.ExecuteWorkflow", ("workflowDefinitionId", "aviso"))
                .With("waitForCompletion", "Literal", JsonValue.Create(true)),
            Drawn.Line("fin", "terminó")));

        string[] institutions = ["SUBDERE", "DIPRES", "SERNAC", "JUNJI", "INE", "SERVEL"];
        var opened = new List<string>();
        foreach (var institution in institutions)
            opened.Add((await OpenAsync("aviso", institution, ("institution", institution), ("year", 2026d))).InstanceId);
        await OpenAsync("madre", "2026", ("year", "2026"));
        await TurnAsync(TimeSpan.FromHours(3));
        foreach (var id in opened.Take(4))
            await SendAsync(id, new EventReceived("firmado", new Dictionary<string, object?> { ["por"] = "jefatura" }));
        await SendAsync(opened[0], new CancelWorkflow("Se abrió por error."));
        await TurnAsync(TimeSpan.FromDays(31));
        foreach (var id in opened.Skip(4))
            await SendAsync(id, new EventReceived("firmado"));
        await OpenAsync("aviso", "tarde", ("institution", "SEGPRES"));
        await TurnAsync(TimeSpan.FromHours(3));
    }

    public async Task<IReadOnlyList<(string InstanceId, int Number)>> JournalRowsAsync()
    {
        await using var command = Source.CreateCommand("select instance_id, number from journal order by 1, 2");
        await using var row = await command.ExecuteReaderAsync();
        var rows = new List<(string, int)>();
        while (await row.ReadAsync())
            rows.Add((row.GetString(0), row.GetInt32(1)));
        return rows;
    }
}
