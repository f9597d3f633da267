using System.Net;
using Microsoft.EntityFrameworkCore;
using Workflows.Server.Persistence.Proofs;
using Workflows.Server.Tests.Alerts;
using Workflows.Server.Tests.Api;
using Workflows.Server.Tests.Flows;

namespace Workflows.Server.Tests.Proofs;

/// <summary>A table as a forger sees it.</summary>
public sealed record Target(string Table, string Label, IReadOnlyList<string> Key, IReadOnlyDictionary<string, string> Types)
{
    /// <summary>What is proven of it, in the order of its columns.</summary>
    public required IReadOnlyList<string> Covered { get; init; }
}

/// <summary>
/// A database in which every table that is proof has rows: what can happen did, and the rest was written by the program itself.
/// </summary>
internal sealed class ProvenWorld(ApiFixture server)
{
    private static readonly string[] OfTheChain = ["instances", "journal", "journal_roots", "proof_entries", "proof_seals"];

    /// <summary>All tables with covered rows but the chains themselves, which have tests of their own.</summary>
    public static IReadOnlyList<Target> Targets { get; } = Read();

    public async Task BuildAsync()
    {
        await DeliverAsync();
        await ClimbAsync();
        await server.PublishAsync(Drawn.Row("espera", Drawn.Start(), Drawn.Event("firma", "firmado"), Drawn.Line("fin", "listo")));
        await server.OpenAsync("espera", "una", ("institution", ApiFixture.Institution));
        await server.PublishAsync(Drawn.Row(
            "dato", Drawn.Start(), Drawn.Activity("dato", "Workflows.RecordFact", ("kind", "prueba.hecha"))));
        await server.OpenAsync("dato", "uno", ("institution", ApiFixture.Institution), ("year", 2026d));
        foreach (var target in Targets)
        {
            if (await server.CountAsync($"select count(*) from {target.Table}") == 0)
                await server.ExecuteAsync(Filling(target));
        }
    }

    /// <summary>One delivers with a file and takes it back; another passes a task on and asks for more time, which is granted.</summary>
    private async Task DeliverAsync()
    {
        var officer = await server.AsAsync(ApiFixture.Officer);
        var coordinator = await server.AsAsync(ApiFixture.Coordinator);
        var file = (await officer.UploadAsync("Oficio.pdf", Proposal.Pdf)).MustBe(HttpStatusCode.OK).Json.GetProperty("hash").GetString();
        var delivery = await server.OpenDeliveryAsync();
        var answer = await officer.PostAsync(
            $"/api/tasks/{await server.OpenTaskOfAsync(delivery)}/acts/submit",
            new
            {
                answers = new { resumen = "Listo" },
                evidence = new[] { new { requirement = "oficio", fileHash = file, officialNumber = "12", officialDate = "2026-08-03" } }
            });
        answer.MustBe(HttpStatusCode.OK);

        var task = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync());
        (await officer.PostAsync($"/api/tasks/{task}/claim")).MustBe(HttpStatusCode.OK);
        var extension = (await officer.PostAsync($"/api/tasks/{task}/extensions", new { days = 1, reason = "Falta el oficio" }))
            .MustBe(HttpStatusCode.OK).Json.GetProperty("extensionId").GetString();
        (await coordinator.PostAsync($"/api/extensions/{extension}/decide", new { granted = true, reason = "Corresponde" }))
            .MustBe(HttpStatusCode.OK);
    }

    /// <summary>A late task climbs to the minister: its head of service takes note, a coordinator suspends what is held.</summary>
    private async Task ClimbAsync()
    {
        var late = await LateDelivery.OpenAsync(server);
        await late.ReachAsync(2);
        (await (await server.AsAsync(LateDelivery.Head))
            .PostAsync($"/api/alerts/{await late.MailAsync(2, LateDelivery.Head)}/acts/acknowledge", new { })).MustBe(HttpStatusCode.OK);
        await late.ReachAsync(3);
        var held = await server.ScalarAsync<string>(
            "select id from mails where instance_id = $1 and state = 'Held' order by id limit 1", late.Instance);
        (await (await server.AsAsync(ApiFixture.Coordinator)).PostAsync(
            $"/api/held-notices/{held}/suspend", new { reason = "Entregaron por oficio" })).MustBe(HttpStatusCode.OK);
    }

    /// <summary>A row that the program itself could have written: whatever is required, of some value.</summary>
    private static string Filling(Target target)
    {
        var columns = target.Types.Where(
            column => !(column.Key == "id" && column.Value is "bigint" or "integer" && target.Table != "clock_rules")).ToList();
        return $"""
            insert into {target.Table} ({string.Join(", ", columns.Select(column => $"\"{column.Key}\""))}) overriding system value
            select {string.Join(", ", columns.Select(column => Value(column.Key, column.Value)))}
            """;
    }

    private static string Value(string column, string type) => column switch
    {
        "person_id" => $"'{ApiFixture.Officer}'",
        "mail_id" => "(select id from mails limit 1)",
        _ => type switch
        {
            "text[]" => "array['uno']",
            "integer" or "bigint" or "smallint" or "numeric" => "7",
            "boolean" => "true",
            "date" => "date '2026-08-03'",
            "timestamp with time zone" => "timestamptz '2026-08-03 12:00Z'",
            "bytea" => "sha256('uno')",
            "uuid" => "gen_random_uuid()",
            _ => "'uno'",
        },
    };

    private static List<Target> Read()
    {
        var model = ProofSql.Model();
        var mapped = model.GetEntityTypes().Where(type => type.GetTableName() is not null).ToDictionary(type => type.GetTableName()!);
        return
        [
            .. ProvenTables.All.Where(table => table.ApartBecause is null && !OfTheChain.Contains(table.Name)).Select(table =>
            {
                var types = ProofSql.ColumnsOf(mapped[table.Name]).Where(column => column.Name != "xmin")
                    .ToDictionary(column => column.Name, column => column.Type);
                return new Target(
                    table.Name, table.Label,
                    [.. mapped[table.Name].FindPrimaryKey()!.Properties.Select(property => property.GetColumnName())], types)
                {
                    Covered = [.. types.Keys.Where(column => !table.Excused.ContainsKey(column))],
                };
            }),
        ];
    }
}
