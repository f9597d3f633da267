using Npgsql;

namespace Workflows.Server.Tests.Upgrade;

/// <summary>
/// Everything a database has besides its rows, a line each: columns, constraints, indexes, views, functions, triggers, migrations.
/// </summary>
internal static class DatabaseShape
{
    public static async Task<IReadOnlyList<string>> OfAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(
            """
            select line from (
                select format('column %s.%s %s %s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,
                    pg_get_expr(d.adbin, d.adrelid)) as line
                from pg_attribute a join pg_class c on c.oid = a.attrelid and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
                    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                where a.attnum > 0 and not a.attisdropped
                union all select format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) from pg_constraint
                where connamespace = 'public'::regnamespace and contype <> 'n'
                union all select format('index %s', indexdef) from pg_indexes where schemaname = 'public'
                union all select format('view %s %s', viewname, definition) from pg_views where schemaname = 'public'
                union all select format('function %s', pg_get_functiondef(oid)) from pg_proc where pronamespace = 'public'::regnamespace
                union all select format('trigger %s', pg_get_triggerdef(t.oid)) from pg_trigger t join pg_class c on c.oid = t.tgrelid
                where c.relnamespace = 'public'::regnamespace and not t.tgisinternal
                union all select format('migration %s', "MigrationId") from "__EFMigrationsHistory") shape
            order by line collate "C"
            """);
        var lines = new List<string>();
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
            lines.Add(row.GetString(0));
        return lines;
    }
}
