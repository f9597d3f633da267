using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Workflows.Server.Persistence.Proofs;

/// <summary>
/// The statements about one covered table, from the mapping and the list: what an entry says of a row, its key, and the triggers that
/// keep it. The verification reads rows by these same expressions and calls no function of the database that somebody could replace.
/// </summary>
internal sealed class ProofSql
{
    private const string TriggerPrefix = "keep_proof";

    private readonly List<(string Name, string Type)> _columns;
    private readonly IReadOnlyList<string> _key;

    public ProofSql(ProvenTable table, IReadOnlyEntityType mapping)
    {
        Table = table;
        var all = ColumnsOf(mapping);
        _columns = all.Where(column => table.Entered?.Contains(column.Name) ?? !table.Excused.ContainsKey(column.Name)).ToList();
        _key = [.. mapping.FindPrimaryKey()!.Properties.Select(property => property.GetColumnName())];
    }

    public ProvenTable Table { get; }

    /// <summary>The columns entries are kept of.</summary>
    public IReadOnlyList<string> Columns => _columns.ConvertAll(column => column.Name);

    /// <summary>The tables that have entries, with the statements of each.</summary>
    public static IReadOnlyList<ProofSql> All { get; } = Read();

    /// <summary>Whether a table has entries, and the statements about it.</summary>
    public static ProofSql Of(string table) => All.Single(one => one.Table.Name == table);

    /// <summary>Every column of a mapped table, with its type.</summary>
    public static List<(string Name, string Type)> ColumnsOf(IReadOnlyEntityType mapping) =>
        [.. mapping.GetProperties().Select(property => (property.GetColumnName(), property.GetColumnType()!))];

    public static IReadOnlyModel Model()
    {
        using var db = new WorkflowsDb(new DbContextOptionsBuilder<WorkflowsDb>().UseNpgsql("Host=nowhere").Options);
        return db.Model;
    }

    /// <summary>What an entry says of a row: an object of the covered columns, or of some of them.</summary>
    public string Content(string row, IReadOnlyCollection<string>? only = null)
    {
        var columns = _columns.Where(column => only?.Contains(column.Name) ?? true)
            .Select(column => $"'{column.Name}', {Value(column, row)}");
        return $"jsonb_build_object({string.Join(", ", columns)})";
    }

    public string Key(string row)
    {
        var parts = _key.Select(column =>
            column == "token_hash" ? $"encode({row}.\"{column}\", 'hex')" : $"{row}.\"{column}\"::text");
        return $"concat_ws('/', {string.Join(", ", parts)})";
    }

    public static string On(string condition, string row) => condition.Replace("{row}", row, StringComparison.Ordinal);

    public string FunctionName => $"{TriggerPrefix}_{Table.Name}";

    /// <summary>The body of the function every trigger of this table calls: compared with what the database has.</summary>
    public string FunctionBody =>
        $"""

        begin
            if tg_op = 'DELETE' then
                insert into public.proof_entries (subject, row_key, act, content) values ('{Table.Name}', {Key("old")}, 'delete', null);
            else
                insert into public.proof_entries (subject, row_key, act, content) values ('{Table.Name}', {Key("new")},
                    case when tg_op = 'INSERT' then 'insert'
                        when coalesce(current_setting('workflows.pseudonymise', true), '') <> '' then 'pseudonymise' else 'update' end,
                    {Content("new")}::text);
            end if;
            return null;
        end

        """;

    /// <summary>Name and definition of each trigger. An update of a burst that names no covered column does not even queue one.</summary>
    public IEnumerable<(string Name, string Sql)> Triggers()
    {
        if (Table.NewRows != "false")
            yield return Trigger("insert", "after insert", Table.NewRows is { } condition ? $"when ({On(condition, "new")})" : "");
        var columns = string.Join(", ", _columns.Select(column => $"\"{column.Name}\""));
        yield return Trigger("update", $"after update of {columns}", $"when (({Values("old")}) is distinct from ({Values("new")}))");
        // Of a table that bursts write, the journal misses the row by itself.
        if (Table.Entered is null)
            yield return Trigger("delete", "after delete", "");

        (string, string) Trigger(string act, string when, string condition)
        {
            var name = $"{TriggerPrefix}_{act}";
            return (
                name,
                $"create trigger {name} {when} on public.{Table.Name} for each row {condition} execute function public.{FunctionName}()");
        }
    }

    private string Values(string row) => string.Join(", ", _columns.Select(column => Raw(column.Name, row)));

    private string Raw(string column, string row) =>
        Table.ReadAs.TryGetValue(column, out var other) ? $"({On(other, row)})" : $"{row}.\"{column}\"";

    private string Value((string Name, string Type) column, string row)
    {
        var value = Raw(column.Name, row);
        return column.Type switch
        {
            "timestamp with time zone" => $"to_char({value} at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')",
            "date" => $"to_char({value}, 'YYYY-MM-DD')",
            "boolean" or "integer" or "bigint" or "smallint" => value,
            "bytea" => Hash($"encode({value}, 'hex')", column.Name),
            _ => Table.Shown.Contains(column.Name) ? $"{value}::text" : Hash($"{value}::text", column.Name),
        };
    }

    // Half of a SHA-256: nobody finds another text with the same one. The names keep equal texts of two columns apart.
    private string Hash(string text, string column) =>
        $"left(encode(sha256(convert_to('{Table.Name}.{column}' || chr(10) || {text}, 'UTF8')), 'hex'), 32)";

    private static List<ProofSql> Read()
    {
        var model = Model();
        // What is mapped to a view is somebody else's table.
        var mappings = model.GetEntityTypes().Where(type => type.GetTableName() is not null)
            .ToDictionary(type => type.GetTableName()!, StringComparer.Ordinal);
        return [
            .. ProvenTables.All.Where(table => table.HasEntries && mappings.ContainsKey(table.Name))
                .Select(table => new ProofSql(table, mappings[table.Name]))];
    }
}
