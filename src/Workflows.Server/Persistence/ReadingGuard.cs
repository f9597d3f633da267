using Microsoft.EntityFrameworkCore.Migrations;

namespace Workflows.Server.Persistence;

/// <summary>The database itself keeps who read what: no line changes, and none goes before two years.</summary>
internal static class ReadingGuard
{
    public static void GuardReadings(this MigrationBuilder migration) => migration.Sql(
        """
        create function keep_readings() returns trigger language plpgsql as $$
        begin
            if tg_op = 'UPDATE' or old.at > now() - interval '2 years' then
                raise exception 'Readings are only added.';
            end if;
            return old;
        end $$;
        create trigger keep_readings before update or delete on readings for each row execute function keep_readings();
        """);
}
