using Workflows.Server.Persistence.Proofs;
using Workflows.Server.Tests.Api;
using Workflows.Server.Tests.Hosting;

namespace Workflows.Server.Tests.Proofs;

/// <summary>
/// Whoever can write the database changes, adds or removes any row that would be shown as proof, with its guards on or off: the
/// verification names the row. Each round changes one column of every table at once, until all columns have had their turn.
/// </summary>
public sealed class ForgedRowTests(ApiFixture server) : IClassFixture<ApiFixture>, IAsyncLifetime
{
    private Intruder _intruder = null!;

    public async Task InitializeAsync()
    {
        _intruder = new Intruder(server.ConnectionString);
        if (await server.CountAsync("select count(*) from level_acts") == 0)
            await new ProvenWorld(server).BuildAsync();
    }

    public async Task DisposeAsync() => await _intruder.DisposeAsync();

    [Fact]
    public async Task What_the_program_did_itself_is_in_order()
    {
        Assert.Empty(await server.FaultsAsync());
        foreach (var target in ProvenWorld.Targets)
            Assert.True(await server.CountAsync($"select count(*) from {target.Table}") > 0, $"{target.Table} has nothing to forge");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_change_of_any_covered_column_of_any_covered_table_is_found(bool quietly)
    {
        var missed = new List<string>();
        var rounds = ProvenWorld.Targets.Max(target => target.Covered.Count);
        for (var round = 0; round < rounds; round++)
        {
            var last = await server.CountAsync("select max(id) from proof_entries");
            var changes = new List<Forgery>();
            foreach (var target in ProvenWorld.Targets.Where(target => target.Covered.Count > round))
            {
                if (await ChangeAsync(target, target.Covered[round], quietly) is { } change)
                    changes.Add(change);
            }

            var faults = (await server.FaultsAsync()).Select(fault => fault.ToString()).ToList();
            missed.AddRange(changes.Where(change => !change.IsIn(faults)).Select(change => change.ToString()));
            foreach (var change in changes)
                await PutBackAsync(change);
            await ForgetAsync(last);
        }

        Assert.True(missed.Count == 0, $"Nobody noticed: {string.Join("; ", missed)}");
        Assert.Empty(await server.FaultsAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_row_that_was_taken_away_is_missed(bool quietly)
    {
        var last = await server.CountAsync("select max(id) from proof_entries");
        var gone = new List<Forgery>();
        // With the guards on, some rows take others along; and a counter is missed by the receipts it numbered, which go here too.
        var parents = await _intruder.TextAsync("select string_agg(distinct confrelid::regclass::text, ' ') from pg_constraint where contype = 'f' and confdeltype = 'c'");
        foreach (var target in ProvenWorld.Targets.Where(target => target.Table != "folios" && (quietly || !parents!.Split(' ').Contains(target.Table))))
        {
            var row = await PickAsync(target, "");
            if (await TryAsync($"delete from {target.Table} t where {row.Where}", quietly))
                gone.Add(row);
        }

        var faults = (await server.FaultsAsync()).Select(fault => fault.ToString()).ToList();
        foreach (var row in gone)
            await PutBackAsync(row);
        await ForgetAsync(last);

        Assert.True(gone.Count > 30, $"only {gone.Count} rows could be taken away");
        Assert.Empty(gone.Where(row => !row.IsIn(faults)).Select(row => row.ToString()));
        Assert.Empty(await server.FaultsAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_row_that_was_slipped_in_is_noticed(bool quietly)
    {
        var last = await server.CountAsync("select max(id) from proof_entries");
        var added = new List<Forgery>();
        foreach (var target in ProvenWorld.Targets)
        {
            var copy = await CopyOfAsync(target);
            if (await TryAsync($"insert into {target.Table} overriding system value select * from jsonb_populate_record(null::{target.Table}, $1::jsonb)", quietly, copy.Row))
                added.Add(copy);
        }

        var faults = (await server.FaultsAsync()).Select(fault => fault.ToString()).ToList();
        foreach (var row in added)
            await _intruder.ExecuteAsync($"delete from {row.Target.Table} t where {row.Where}", quietly: true);
        await ForgetAsync(last);

        Assert.True(added.Count > 30, $"only {added.Count} rows could be slipped in");
        Assert.Empty(added.Where(row => !row.IsIn(faults)).Select(row => row.ToString()));
        Assert.Empty(await server.FaultsAsync());
    }

    [Fact]
    public async Task A_counter_of_receipts_that_is_gone_is_missed_by_the_receipts()
    {
        var folios = ProvenWorld.Targets.Single(target => target.Table == "folios");
        var row = await PickAsync(folios, "");
        await _intruder.ExecuteAsync($"delete from folios t where {row.Where}", quietly: true);

        var faults = (await server.FaultsAsync()).Select(fault => fault.ToString()).ToList();
        await PutBackAsync(row);

        Assert.True(row.IsIn(faults), string.Join("; ", faults));
    }

    [Fact]
    public async Task A_word_that_is_none_of_the_program_is_named_and_stops_nothing()
    {
        var task = await server.ScalarAsync<string>("select id from tasks where state = 'Open' order by id limit 1");
        await _intruder.ExecuteAsync($"update tasks set state = 'Inventado' where id = '{task}'", quietly: true);

        var faults = await server.FaultsAsync();
        await _intruder.ExecuteAsync($"update tasks set state = 'Open' where id = '{task}'", quietly: true);

        Assert.Contains("no se pueden leer", Assert.Single(faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_who_is_pseudonymised_on_purpose_leaves_the_proof_valid_and_nothing_else_may_change_with_them()
    {
        await using var connection = await server.Source.OpenConnectionAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await RunAsync("select set_config('workflows.pseudonymise', 'Solicitud de supresión', true)");
            await RunAsync("update people set name = 'Persona suprimida', email = 'suprimida@example.cl' where id = 'pmg.ca-con-00725'");
            await RunAsync("update mails set emails = array['suprimida@example.cl'], addressees = '[]' where id = (select min(id) from mails where level = 2)");
            await RunAsync("update level_acts set person_name = 'Persona suprimida'");
            await transaction.CommitAsync();
        }

        Assert.Empty(await server.FaultsAsync());
        var last = await server.CountAsync("select max(id) from proof_entries");
        var name = await server.ScalarAsync<string>("select max(person_name) from mail_decisions");
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await RunAsync("select set_config('workflows.pseudonymise', 'Pretexto', true)");
            await RunAsync("update mail_decisions set person_name = 'Persona suprimida', decision = 'Released'");
            await transaction.CommitAsync();
        }

        var faults = await server.FaultsAsync();
        await _intruder.ExecuteAsync("update mail_decisions set decision = 'Suspended', person_name = $1", quietly: true, name);
        await ForgetAsync(last);
        Assert.NotEmpty(faults);
        Assert.All(faults, fault => Assert.Contains("cambió también decision", fault.Message, StringComparison.Ordinal));

        async Task RunAsync(string sql)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <param name="Row">As it was, or as it was slipped in, as JSON.</param>
    private sealed record Forgery(Target Target, string Column, string Row, string Where, string[] Key)
    {
        public bool IsIn(IEnumerable<string> faults) => faults.Any(fault => Key.All(part => fault.Contains(part, StringComparison.Ordinal)));

        public override string ToString() => $"{Target.Table}.{Column} of {string.Join('/', Key)}";
    }

    private async Task<Forgery?> ChangeAsync(Target target, string column, bool quietly)
    {
        var row = await PickAsync(target, column);
        var value = (target.Table, column) switch
        {
            ("timers", "state") => "'Withdrawn'",
            ("tasks", "state") => "case when t.state = 'Completed' then 'Withdrawn' else 'Completed' end",
            ("mails", "state") => "case when t.state = 'Suspended' then 'Rejected' else 'Suspended' end",
            ("extensions", "outcome") => "'Refused'",
            _ => Other(column, target.Types[column]),
        };
        return await TryAsync($"update {target.Table} t set \"{column}\" = {value} where {row.Where}", quietly) ? row : null;
    }

    private static string Other(string column, string type) => type switch
    {
        "text[]" => $"array_append(coalesce(t.\"{column}\", array[]::text[]), 'ajeno')",
        "integer" or "bigint" or "smallint" => $"coalesce(t.\"{column}\", 0) + 1",
        "boolean" => $"not coalesce(t.\"{column}\", false)",
        "date" => $"coalesce(t.\"{column}\", date '2026-01-01') + 1",
        "timestamp with time zone" => $"coalesce(t.\"{column}\", timestamptz '2026-01-01Z') + interval '1 second'",
        "bytea" => $"sha256(coalesce(t.\"{column}\", ''))",
        "uuid" => $"('00000000-0000-0000-0000-' || right(t.\"{column}\"::text, 12))::uuid",
        _ => $"left(coalesce(t.\"{column}\", ''), 1) || case substr(t.\"{column}\", 2, 1) when '9' then '8' else '9' end || substr(coalesce(t.\"{column}\", ''), 3)",
    };

    private async Task<Forgery> PickAsync(Target target, string column)
    {
        // The row whose key comes first: the same one every time, and one of a process where there is one.
        var key = string.Join(", ", target.Key.Select(name => $"t.\"{name}\""));
        var row = await server.ScalarAsync<string>($"select to_jsonb(t)::text from {target.Table} t order by {key} limit 1");
        return await ForgeryAsync(target, column, row);
    }

    private async Task<Forgery> CopyOfAsync(Target target)
    {
        string[] unique = ["folio", "message_id", "token_hash", "hash", "normalized_email", "code"];
        var row = await PickAsync(target, "");
        var changes = target.Types.Keys.Where(column => target.Key[^1] == column || unique.Contains(column))
            .Select(column => $"'{column}', (select to_jsonb({(target.Types[column] is "integer" or "bigint" ? $"t.\"{column}\" + 1000" : Other(column, target.Types[column]))}))");
        var copy = await server.ScalarAsync<string>(
            $"select (to_jsonb(t) || jsonb_build_object({string.Join(", ", changes)}))::text from {target.Table} t where {row.Where}");
        return await ForgeryAsync(target, "*", copy);
    }

    private async Task<Forgery> ForgeryAsync(Target target, string column, string row)
    {
        var parts = new List<string>();
        foreach (var name in target.Key)
            parts.Add(await server.ScalarAsync<string>($"select {(target.Types[name] == "bytea" ? $"encode(t.\"{name}\", 'hex')" : $"t.\"{name}\"::text")} from jsonb_populate_record(null::{target.Table}, $1::jsonb) t", row));
        var where = string.Join(" and ", target.Key.Select((name, index) =>
            target.Types[name] == "bytea" ? $"encode(t.\"{name}\", 'hex') = '{parts[index]}'" : $"t.\"{name}\"::text = '{parts[index].Replace("'", "''", StringComparison.Ordinal)}'"));
        return new(target, column, row, where, [.. parts]);
    }

    /// <summary>False when the database refused.</summary>
    private async Task<bool> TryAsync(string sql, bool quietly, params object[] parameters)
    {
        try
        {
            Assert.Equal(1, await _intruder.ExecuteAsync(sql, quietly, parameters));
            return true;
        }
        catch (Npgsql.PostgresException refusal) when (refusal.SqlState.StartsWith("23", StringComparison.Ordinal) || refusal.SqlState is "428C9" or "22001")
        {
            return false;
        }
    }

    private async Task PutBackAsync(Forgery forgery)
    {
        var target = forgery.Target;
        await _intruder.ExecuteAsync(
            $"delete from {target.Table} t where {forgery.Where}", quietly: true);
        // A changed key leaves the row under another.
        if (target.Key.Contains(forgery.Column))
            await _intruder.ExecuteAsync($"delete from {target.Table} t where {ChangedKey(forgery)}", quietly: true);
        await _intruder.ExecuteAsync(
            $"insert into {target.Table} overriding system value select * from jsonb_populate_record(null::{target.Table}, $1::jsonb)", quietly: true, forgery.Row);
    }

    private static string ChangedKey(Forgery forgery) => string.Join(" and ", forgery.Target.Key.Select(name =>
        name == forgery.Column
            ? $"t.\"{name}\" = (select {Other(name, forgery.Target.Types[name])} from jsonb_populate_record(null::{forgery.Target.Table}, '{forgery.Row.Replace("'", "''", StringComparison.Ordinal)}'::jsonb) t)"
            : $"t.\"{name}\"::text = '{forgery.Key[forgery.Target.Key.ToList().IndexOf(name)].Replace("'", "''", StringComparison.Ordinal)}'"));

    private Task ForgetAsync(long last) => _intruder.ExecuteAsync($"delete from proof_entries where id > {last}", quietly: true);
}
