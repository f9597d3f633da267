using Microsoft.EntityFrameworkCore.Migrations;

namespace Workflows.Server.Persistence;

/// <summary>
/// Tables whose rows the database itself lets nobody change or delete, but for the names of people who leave (pseudonyms).
/// </summary>
internal static class OnlyAdded
{
    public static void KeepOnlyAdded(this MigrationBuilder migration, params string[] tables)
    {
        migration.Sql(
            """
            create or replace function only_added() returns trigger language plpgsql as $$
            begin
                if tg_op = 'UPDATE' and coalesce(current_setting('workflows.pseudonymise', true), '') <> '' then
                    return new;
                end if;
                raise exception 'Rows of % are only added.', tg_table_name;
            end $$
            """);
        foreach (var table in tables)
            migration.Sql($"create trigger only_added before update or delete on {table} for each row execute function only_added()");
    }
}
