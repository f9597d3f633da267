using Npgsql;

namespace Workflows.Server.Persistence.Backup;

/// <summary>The tables and sequences of a database, parents before those that refer to them.</summary>
internal static class TableList
{
    /// <summary>Which migrations were applied: made by migrating, never copied.</summary>
    public const string Migrations = "__EFMigrationsHistory";

    public static async Task<IReadOnlyList<(string Name, string[] Columns)>> TablesAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var tables = new Dictionary<string, string[]>(StringComparer.Ordinal);
        await using (var command = new NpgsqlCommand(
            """
            select c.relname, array_agg(a.attname::text order by a.attnum)
            from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> $1
            group by c.relname order by c.relname
            """,
            connection))
        {
            command.Parameters.Add(new() { Value = Migrations });
            await using var row = await command.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct))
                tables.Add(row.GetString(0), row.GetFieldValue<string[]>(1));
        }

        var needs = await ReferencesAsync(connection, ct);
        var ordered = new List<(string, string[])>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in tables.Keys)
            Visit(name);
        return ordered;

        void Visit(string name)
        {
            if (!seen.Add(name))
                return;
            foreach (var parent in needs[name])
                Visit(parent);
            ordered.Add((name, tables[name]));
        }
    }

    public static async Task<IReadOnlyList<BackupSequence>> SequencesAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var names = new List<string>();
        await using (var command = new NpgsqlCommand(
            "select relname from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace order by relname", connection))
        await using (var row = await command.ExecuteReaderAsync(ct))
        {
            while (await row.ReadAsync(ct))
                names.Add(row.GetString(0));
        }

        var sequences = new List<BackupSequence>();
        foreach (var name in names)
        {
            await using var command = new NpgsqlCommand($"select last_value, is_called from {Quoted(name)}", connection);
            await using var row = await command.ExecuteReaderAsync(ct);
            await row.ReadAsync(ct);
            sequences.Add(new(name, row.GetInt64(0), row.GetBoolean(1)));
        }

        return sequences;
    }

    public static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(Quoted));

    private static async Task<ILookup<string, string>> ReferencesAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            select child.relname, parent.relname from pg_constraint f
            join pg_class child on child.oid = f.conrelid join pg_class parent on parent.oid = f.confrelid
            where f.contype = 'f' and child.relnamespace = 'public'::regnamespace
            """,
            connection);
        var pairs = new List<(string Child, string Parent)>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            pairs.Add((row.GetString(0), row.GetString(1)));
        return pairs.ToLookup(pair => pair.Child, pair => pair.Parent, StringComparer.Ordinal);
    }
}
