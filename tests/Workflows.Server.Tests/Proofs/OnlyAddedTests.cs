using Npgsql;
using Workflows.Server.Persistence.Duties;
using Workflows.Server.Persistence.Proofs;
using Workflows.Server.Tests.CommandLine;
using Workflows.Server.Tests.Hosting;

namespace Workflows.Server.Tests.Proofs;

/// <summary>The database itself refuses to change or remove what is only added.</summary>
public class OnlyAddedTests(WorkedDatabase worked) : IClassFixture<WorkedDatabase>
{
    public static TheoryData<string> Statements()
    {
        var statements = new TheoryData<string>();
        foreach (var table in ProofGuards.OnlyAdded)
        {
            statements.Add($"delete from {table}");
            statements.Add($"truncate {table}");
        }

        statements.Add("update journal set text = text || ' '");
        statements.Add("update journal_roots set instances = instances + 1");
        statements.Add("update proof_entries set content = content");
        statements.Add("update proof_seals set day = day + 1");
        return statements;
    }

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task The_journal_its_roots_and_the_entries_refuse_changes(string statement)
    {
        await SealAsync();
        await using var intruder = new Intruder(worked.ConnectionString);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => intruder.ExecuteAsync(statement));

        Assert.Contains("only added", refusal.MessageText, StringComparison.Ordinal);
        Assert.Empty(await worked.FaultsAsync());
    }

    [Fact]
    public async Task A_guard_that_somebody_turned_off_is_named_and_put_back_by_the_next_start()
    {
        await using var intruder = new Intruder(worked.ConnectionString);
        await intruder.ExecuteAsync(
            "alter table mails disable trigger keep_proof_update; drop trigger keep_added_rows on journal; create or replace function "
            + "keep_proof_people() returns trigger language plpgsql as 'begin return null; end'");

        var faults = string.Join('\n', await worked.FaultsAsync());
        await worked.StopServerAsync();
        worked.StartServer();

        Assert.Contains("mails.keep_proof_update", faults, StringComparison.Ordinal);
        Assert.Contains("journal.keep_added_rows", faults, StringComparison.Ordinal);
        Assert.Contains("keep_proof_people", faults, StringComparison.Ordinal);
        Assert.Empty(await worked.FaultsAsync());
    }

    [Fact]
    public async Task An_entry_that_somebody_wrote_by_hand_has_no_signature_that_holds()
    {
        await using var intruder = new Intruder(worked.ConnectionString);
        await intruder.ExecuteAsync(
            """
            insert into proof_entries (subject, row_key, act, content, at, program, signed_with, signature)
            select subject, row_key, 'update', content, at, program, signed_with, signature from proof_entries where signature is not null order by id limit 1
            """, quietly: true);

        var fault = Assert.Single(await worked.FaultsAsync());
        await intruder.ExecuteAsync("delete from proof_entries where id = (select max(id) from proof_entries)", quietly: true);

        Assert.Contains("no tiene la firma que corresponde", fault.Message, StringComparison.Ordinal);
        Assert.Empty(await worked.FaultsAsync());
    }

    [Fact]
    public async Task Who_takes_the_name_of_the_program_still_has_no_key()
    {
        await using var intruder = new Intruder(worked.ConnectionString);
        var before = await worked.CountAsync("select max(id) from proof_entries");
        await intruder.ExecuteAsync(
            "set application_name = 'workflows'; update definitions set json = replace(json, 'listo', 'hecho') "
            + "where definition_id = 'aviso'");

        var fault = Assert.Single(await worked.FaultsAsync());
        await intruder.ExecuteAsync(
            $"update definitions set json = replace(json, 'hecho', 'listo') where definition_id = 'aviso'; delete from "
            + $"proof_entries where id > {before}", quietly: true);

        Assert.Contains("versión de flujo aviso:1", fault.Message, StringComparison.Ordinal);
        Assert.Contains("por fuera del programa", fault.Message, StringComparison.Ordinal);
    }

    private async Task SealAsync()
    {
        var table = new JournalRootTable(() => worked.Source);
        await table.AddAsync(
            DateOnly.FromDateTime(ServerFixture.Start.UtcDateTime), worked.Clock.GetUtcNow(), null, null, CancellationToken.None);
    }
}
