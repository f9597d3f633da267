using Npgsql;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.Persistence.Proofs;

/// <summary>
/// What the database itself keeps: entries at every change of a covered row, signed with the key of the session that made it, and tables
/// that are only added to. Put in place at each start, after the migrations, so that the list in <see cref="ProvenTables"/> is all there is
/// to keep.
/// </summary>
internal static class ProofGuards
{
    /// <summary>Nothing in these changes or goes; a restoration says so in an entry of its own.</summary>
    public static IReadOnlyList<string> OnlyAdded { get; } = ["journal", "journal_roots", "proof_entries", "proof_seals"];

    private const string Refusal = "keep_added";
    private const string Signing = "keep_proof_sign";

    private const string RefuseBody =
        """

        begin
            raise exception 'Rows of % are only added: nobody changes or removes them.', tg_table_name using errcode = 'restrict_violation';
        end

        """;

    // The same text and hashes as ProofKey.
    private const string SignBody =
        """

        declare
            proof_key text := coalesce(current_setting('workflows.proof_key', true), '');
            part text;
            said text := '';
        begin
            new.at := clock_timestamp();
            new.program := left(current_setting('application_name'), 64);
            new.actor := left(nullif(current_setting('workflows.actor', true), ''), 120);
            new.signed_with := null;
            new.signature := null;
            if proof_key <> '' then
                foreach part in array array[new.id::text, new.subject, new.row_key, new.act, new.content,
                    to_char(new.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), new.program, new.actor] loop
                    said := said || coalesce(length(part), -1) || ':' || coalesce(part, '') || chr(10);
                end loop;
                new.signed_with := current_setting('workflows.proof_key_id', true);
                new.signature := sha256(convert_to(proof_key, 'UTF8') || sha256(convert_to(proof_key || said, 'UTF8')));
            end if;
            return new;
        end

        """;

    /// <summary>Every function with its body and every trigger with its table, as they have to be.</summary>
    private static IEnumerable<(string Name, string Body)> Functions() =>
        [(Refusal, RefuseBody), (Signing, SignBody), .. ProofSql.All.Select(sql => (sql.FunctionName, sql.FunctionBody))];

    private static IEnumerable<(string Table, string Name, string Sql)> Triggers() =>
    [
        .. OnlyAdded.SelectMany(table => new[]
        {
            (table, $"{Refusal}_rows",
                $"create trigger {Refusal}_rows before update or delete on public.{table} "
                + $"for each row execute function public.{Refusal}()"),
            (table, $"{Refusal}_all",
                $"create trigger {Refusal}_all before truncate on public.{table} for each statement execute function public.{Refusal}()"),
        }),
        ("proof_entries", Signing,
            $"create trigger {Signing} before insert on public.proof_entries for each row execute function public.{Signing}()"),
        .. ProofSql.All.SelectMany(sql => sql.Triggers().Select(trigger => (sql.Table.Name, trigger.Name, trigger.Sql))),
    ];

    /// <summary>What is missing, off or other than it has to be.</summary>
    public static async Task<IReadOnlyList<string>> MissingAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var bodies = new Dictionary<string, string>(StringComparer.Ordinal);
        await using (var command = new NpgsqlCommand(
            "select proname, prosrc from pg_proc where pronamespace = 'public'::regnamespace and proname like 'keep\\_%'", connection))
        await using (var row = await command.ExecuteReaderAsync(ct))
            while (await row.ReadAsync(ct))
                bodies[row.GetString(0)] = row.GetString(1);

        var triggers = new Dictionary<(string, string), string>();
        await using (var command = new NpgsqlCommand(
            """
            select c.relname, t.tgname, coalesce(obj_description(t.oid, 'pg_trigger'), '') from pg_trigger t join pg_class c on c.oid = t.tgrelid
            where c.relnamespace = 'public'::regnamespace and t.tgenabled in ('O', 'A') and t.tgname like 'keep\_%'
            """, connection))
        await using (var row = await command.ExecuteReaderAsync(ct))
            while (await row.ReadAsync(ct))
                triggers[(row.GetString(0), row.GetString(1))] = row.GetString(2);

        return
        [
            .. Functions().Where(function => bodies.GetValueOrDefault(function.Name) != function.Body).Select(function => function.Name),
            .. Triggers().Where(trigger => triggers.GetValueOrDefault((trigger.Table, trigger.Name)) != JournalHash.OfText(trigger.Sql))
                .Select(trigger => $"{trigger.Table}.{trigger.Name}"),
        ];
    }

    /// <summary>Puts in place what is missing, and begins to cover what was not covered: its rows as they are now.</summary>
    public static async Task InstallAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        if ((await MissingAsync(connection, ct)).Count > 0)
        {
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await using var batch = new NpgsqlBatch(connection, transaction);
            foreach (var (name, body) in Functions())
                batch.Add($"create or replace function public.{name}() returns trigger language plpgsql as $body${body}$body$");
            foreach (var (table, name, sql) in Triggers())
            {
                batch.Add($"drop trigger if exists {name} on public.{table}");
                batch.Add(sql);
                batch.Add($"comment on trigger {name} on public.{table} is '{JournalHash.OfText(sql)}'");
            }

            await batch.ExecuteNonQueryAsync(ct);
            await transaction.CommitAsync(ct);
        }

        await CoverAsync(connection, ct);
    }

    /// <summary>A restoration replaces what is only added, in its own transaction and with an entry that says so.</summary>
    public static async Task SetAsync(NpgsqlConnection connection, bool isOn, CancellationToken ct)
    {
        var present = new List<(string Table, string Name)>();
        await using (var command = new NpgsqlCommand(
            "select c.relname, t.tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid where c.relnamespace = "
            + "'public'::regnamespace and t.tgname like 'keep\\_%'", connection))
        await using (var row = await command.ExecuteReaderAsync(ct))
            while (await row.ReadAsync(ct))
                present.Add((row.GetString(0), row.GetString(1)));
        foreach (var (table, name) in present)
        {
            await using var command = new NpgsqlCommand(
                $"alter table public.\"{table}\" {(isOn ? "enable" : "disable")} trigger \"{name}\"", connection);
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private static async Task CoverAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var covered = new Dictionary<string, string[]>(StringComparer.Ordinal);
        await using (var command = new NpgsqlCommand(
            "select row_key, content from proof_entries where subject = 'proof_entries' and act = 'cover' order by id", connection))
        await using (var row = await command.ExecuteReaderAsync(ct))
            while (await row.ReadAsync(ct))
                covered[row.GetString(0)] = row.GetString(1).Split(' ');

        await using var transaction = await connection.BeginTransactionAsync(ct);
        foreach (var sql in ProofSql.All)
        {
            var before = covered.GetValueOrDefault(sql.Table.Name);
            var added = sql.Columns.Except(before ?? [], StringComparer.Ordinal).ToList();
            if (added.Count == 0)
                continue;
            await using var batch = new NpgsqlBatch(connection, transaction) { Timeout = 0 };
            batch.Add(before is null ? Begin(sql) : Extend(sql, added));
            batch.Add("insert into proof_entries (subject, row_key, act, content) values ('proof_entries', $1, 'cover', $2)",
                Statements.Text(sql.Table.Name), Statements.Text(string.Join(' ', sql.Columns)));
            await batch.ExecuteNonQueryAsync(ct);
        }

        await transaction.CommitAsync(ct);
    }

    private static string Begin(ProofSql sql) =>
        $"""
        insert into proof_entries (subject, row_key, act, content)
        select '{sql.Table.Name}', {sql.Key("t")}, 'base', {sql.Content("t")}::text from {sql.Table.Name} t where {ProofSql.On(sql.Table.NeedsEntry ?? "true", "t")}
        """;

    /// <summary>What is new, beside what was last said: a change nobody recorded is not made good by this.</summary>
    private static string Extend(ProofSql sql, IReadOnlyCollection<string> added) =>
        $$"""
        insert into proof_entries (subject, row_key, act, content)
        select '{{sql.Table.Name}}', t.key, 'base', (last.content::jsonb || t.added)::text
        from (select {{sql.Key("t")}} as key, jsonb_strip_nulls({{sql.Content("t", added)}}) as added from {{sql.Table.Name}} t) t
        join lateral (
            select content from proof_entries e where e.subject = '{{sql.Table.Name}}' and e.row_key = t.key order by e.id desc limit 1) last on last.content is not null
        where t.added <> '{}'
        """;
}
