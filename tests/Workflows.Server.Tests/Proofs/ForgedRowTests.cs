namespace Workflows.Server.Tests.Proofs;

/// <summary>
/// Whoever can write the database changes, adds or removes any row that would be shown as proof, with its guards on or off: the
/// verification names the row. Each round changes one column of every table at once, until all columns have had their turn; what one
/// forgery did is not there for the next.
/// </summary>
public sealed class ForgedRowTests(ForgedWorld world) : IClassFixture<ForgedWorld>
{
    [Fact]
    public async Task What_the_program_did_itself_is_in_order()
    {
        await using var forged = await world.CopyAsync();

        Assert.Empty(await forged.FaultsAsync());
        foreach (var target in ProvenWorld.Targets)
            Assert.True(await forged.ScalarAsync<long>($"select count(*) from {target.Table}") > 0, $"{target.Table} has nothing to forge");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_change_of_any_covered_column_of_any_covered_table_is_found(bool quietly)
    {
        var missed = new List<string>();
        var made = 0;
        var rounds = ProvenWorld.Targets.Max(target => target.Covered.Count);
        for (var round = 0; round < rounds; round++)
        {
            await using var forged = await world.CopyAsync();
            var changes = new List<Forgery>();
            foreach (var target in ProvenWorld.Targets.Where(target => target.Covered.Count > round))
            {
                if (await ChangeAsync(forged, target, target.Covered[round], quietly) is { } change)
                    changes.Add(change);
            }

            made += changes.Count;
            missed.AddRange(await MissedAsync(forged, changes));
        }

        Assert.True(made > 300, $"only {made} columns could be changed");
        Assert.True(missed.Count == 0, $"Nobody noticed: {string.Join("; ", missed)}");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_row_that_was_taken_away_is_missed(bool quietly)
    {
        await using var forged = await world.CopyAsync();
        var gone = new List<Forgery>();
        // With the guards on, some rows take others along; and a counter is missed by the receipts it numbered, which go here too.
        var parents = (await forged.ScalarAsync<string>(
            "select string_agg(distinct confrelid::regclass::text, ' ') from pg_constraint where contype = 'f' and confdeltype = 'c'"))
            .Split(' ');
        var alone = ProvenWorld.Targets.Where(target => target.Table != "folios" && (quietly || !parents.Contains(target.Table)));
        foreach (var target in alone)
        {
            var row = await PickAsync(forged, target, "");
            if (await TryAsync(forged, $"delete from {target.Table} t where {row.Where}", quietly))
                gone.Add(row);
        }

        Assert.True(gone.Count > 30, $"only {gone.Count} rows could be taken away");
        Assert.Empty(await MissedAsync(forged, gone));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_row_that_was_slipped_in_is_noticed(bool quietly)
    {
        await using var forged = await world.CopyAsync();
        var added = new List<Forgery>();
        // A receipt that is slipped in brings a number that a counter slipped in beside it would explain: the counter has its own test.
        foreach (var target in ProvenWorld.Targets.Where(target => target.Table != "folios"))
        {
            var copy = await CopyOfAsync(forged, target);
            if (await TryAsync(forged, Slip(target), quietly, copy.Row))
                added.Add(copy);
        }

        Assert.True(added.Count > 30, $"only {added.Count} rows could be slipped in");
        Assert.Empty(await MissedAsync(forged, added));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_counter_of_receipts_that_was_slipped_in_is_noticed(bool quietly)
    {
        await using var forged = await world.CopyAsync();
        var copy = await CopyOfAsync(forged, Folios);

        Assert.True(await TryAsync(forged, Slip(Folios), quietly, copy.Row));

        Assert.Empty(await MissedAsync(forged, [copy]));
    }

    [Fact]
    public async Task A_counter_of_receipts_that_is_gone_is_missed_by_the_receipts()
    {
        await using var forged = await world.CopyAsync();
        var row = await PickAsync(forged, Folios, "");
        await forged.ForgeAsync($"delete from folios t where {row.Where}", quietly: true);

        Assert.Empty(await MissedAsync(forged, [row]));
    }

    [Fact]
    public async Task A_word_that_is_none_of_the_program_is_named_and_stops_nothing()
    {
        await using var forged = await world.CopyAsync();
        await forged.ForgeAsync(
            "update tasks set state = 'Inventado' where id = (select id from tasks where state = 'Open' order by id limit 1)",
            quietly: true);

        Assert.Contains("no se pueden leer", Assert.Single(await forged.FaultsAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_who_is_pseudonymised_on_purpose_leaves_the_proof_valid_and_nothing_else_may_change_with_them()
    {
        await using var forged = await world.CopyAsync();
        await using var connection = await forged.Source.OpenConnectionAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await RunAsync("select set_config('workflows.pseudonymise', 'Solicitud de supresión', true)");
            await RunAsync("update people set name = 'Persona suprimida', email = 'suprimida@example.cl' where id = 'pmg.ca-con-00725'");
            await RunAsync(
                """
                update mails set emails = array['suprimida@example.cl'], addressees = '[]'
                where id = (select min(id) from mails where level = 2)
                """);
            await RunAsync("update level_acts set person_name = 'Persona suprimida'");
            await transaction.CommitAsync();
        }

        Assert.Empty(await forged.FaultsAsync());
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await RunAsync("select set_config('workflows.pseudonymise', 'Pretexto', true)");
            await RunAsync("update mail_decisions set person_name = 'Persona suprimida', decision = 'Released'");
            await transaction.CommitAsync();
        }

        var faults = await forged.FaultsAsync();
        Assert.NotEmpty(faults);
        Assert.All(faults, fault => Assert.Contains("cambió también decision", fault.Message, StringComparison.Ordinal));

        async Task RunAsync(string sql)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync();
        }
    }

    private static Target Folios => ProvenWorld.Targets.Single(target => target.Table == "folios");

    private static string Slip(Target target) =>
        $"insert into {target.Table} overriding system value select * from jsonb_populate_record(null::{target.Table}, $1::jsonb)";

    /// <param name="Row">As it was, or as it was slipped in, as JSON.</param>
    private sealed record Forgery(Target Target, string Column, string Row, string Where, string[] Key)
    {
        /// <summary>Some fault names the kind of the row and its key; the numbers of receipts are told by what they start with.</summary>
        public bool IsIn(IEnumerable<string> faults) => faults.Any(fault =>
            (Target.Table == "folios" || fault.Contains($"{Target.Label} ", StringComparison.Ordinal))
            && Key.All(part => fault.Contains(part, StringComparison.Ordinal)));

        public override string ToString() => $"{Target.Table}.{Column} of {string.Join('/', Key)}";
    }

    private async Task<Forgery?> ChangeAsync(ForgedDatabase forged, Target target, string column, bool quietly)
    {
        var row = await PickAsync(forged, target, column);
        var value = (target.Table, column) switch
        {
            ("timers", "state") => "case when t.state = 'Withdrawn' then 'Fired' else 'Withdrawn' end",
            ("tasks", "state") => "case when t.state = 'Completed' then 'Withdrawn' else 'Completed' end",
            ("mails", "state") => "case when t.state = 'Suspended' then 'Rejected' else 'Suspended' end",
            ("extensions", "outcome") => "case when t.outcome = 'Refused' then 'Granted' else 'Refused' end",
            _ => Other(column, target.Types[column]),
        };
        return await TryAsync(forged, $"update {target.Table} t set \"{column}\" = {value} where {row.Where}", quietly) ? row : null;
    }

    private static string Other(string column, string type) => type switch
    {
        "text[]" => $"array_append(coalesce(t.\"{column}\", array[]::text[]), 'ajeno')",
        "timestamp with time zone[]" =>
            $"array_append(coalesce(t.\"{column}\", array[]::timestamptz[]), timestamptz '2026-01-01Z')",
        "integer" or "bigint" or "smallint" or "numeric" => $"coalesce(t.\"{column}\", 0) + 1",
        "boolean" => $"not coalesce(t.\"{column}\", false)",
        "date" => $"coalesce(t.\"{column}\", date '2026-01-01') + 1",
        "timestamp with time zone" => $"coalesce(t.\"{column}\", timestamptz '2026-01-01Z') + interval '1 second'",
        "bytea" => $"sha256(coalesce(t.\"{column}\", ''))",
        "uuid" => $"('00000000-0000-0000-0000-' || right(t.\"{column}\"::text, 12))::uuid",
        _ => $"left(coalesce(t.\"{column}\", ''), 1) || case substr(t.\"{column}\", 2, 1) when '9' then '8' else '9' end"
            + $" || substr(coalesce(t.\"{column}\", ''), 3)",
    };

    // Numbers of neighbours are taken.
    private static string Apart(string column, string type) =>
        type is "integer" or "bigint" ? $"t.\"{column}\" + 1000" : Other(column, type);

    private Task<Forgery> PickAsync(ForgedDatabase forged, Target target, string column) =>
        ForgeryAsync(forged, target, column, world.FirstOf(target));

    private async Task<Forgery> CopyOfAsync(ForgedDatabase forged, Target target)
    {
        string[] unique = ["folio", "message_id", "token_hash", "hash", "normalized_email", "code"];
        var row = await PickAsync(forged, target, "");
        var changes = target.Types.Keys.Where(column => target.Key[^1] == column || unique.Contains(column))
            .Select(column => $"'{column}', (select to_jsonb({Apart(column, target.Types[column])}))");
        var copy = await forged.ScalarAsync<string>(
            $"select (to_jsonb(t) || jsonb_build_object({string.Join(", ", changes)}))::text from {target.Table} t where {row.Where}");
        return await ForgeryAsync(forged, target, "*", copy);
    }

    private static async Task<Forgery> ForgeryAsync(ForgedDatabase forged, Target target, string column, string row)
    {
        var key = target.Key.Select(name => target.Types[name] == "bytea" ? $"encode(t.\"{name}\", 'hex')" : $"t.\"{name}\"::text");
        var parts = await forged.ScalarAsync<string[]>(
            $"select array[{string.Join(", ", key)}] from jsonb_populate_record(null::{target.Table}, $1::jsonb) t", row);
        var where = string.Join(" and ", target.Key.Select((name, index) =>
            target.Types[name] == "bytea"
                ? $"encode(t.\"{name}\", 'hex') = '{parts[index]}'"
                : $"t.\"{name}\"::text = '{parts[index].Replace("'", "''", StringComparison.Ordinal)}'"));
        return new(target, column, row, where, parts);
    }

    private static async Task<List<string>> MissedAsync(ForgedDatabase forged, IReadOnlyCollection<Forgery> forgeries)
    {
        var faults = (await forged.FaultsAsync()).Select(fault => fault.ToString()).ToList();
        return [.. forgeries.Where(forgery => !forgery.IsIn(faults)).Select(forgery => forgery.ToString())];
    }

    /// <summary>False when the database refused, which is the better answer: nothing changed.</summary>
    private static async Task<bool> TryAsync(ForgedDatabase forged, string sql, bool quietly, params object[] parameters)
    {
        try
        {
            Assert.Equal(1, await forged.ForgeAsync(sql, quietly, parameters));
            return true;
        }
        catch (Npgsql.PostgresException refusal) when (IsOfAKey(refusal) || (!quietly && IsOfAGuard(refusal)))
        {
            return false;
        }
    }

    private static bool IsOfAKey(Npgsql.PostgresException refusal) =>
        refusal.SqlState.StartsWith("23", StringComparison.Ordinal) || refusal.SqlState is "428C9" or "22001";

    private static bool IsOfAGuard(Npgsql.PostgresException refusal) =>
        refusal.SqlState == Npgsql.PostgresErrorCodes.RaiseException
        && refusal.MessageText.Contains("are only added", StringComparison.Ordinal);
}
