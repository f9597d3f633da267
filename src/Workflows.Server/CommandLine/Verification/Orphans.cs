using Npgsql;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.CommandLine.Verification;

/// <summary>What a removed instance leaves behind: rows of nobody, and children that were asked for and are nowhere.</summary>
internal static class Orphans
{
    private static readonly (string Table, string What)[] Tables =
    [
        ("journal", "Hay historia de un proceso que no existe: fue borrado o cambió de identificación."),
        ("timers", "Hay temporizadores de un proceso que no existe."),
        ("tasks", "Hay tareas de un proceso que no existe."),
        ("mails", "Hay correos de un proceso que no existe."),
        ("submissions", "Hay entregas de un proceso que no existe."),
        ("facts", "Hay hechos de un proceso que no existe."),
        ("event_bookmarks", "Hay esperas de un proceso que no existe."),
    ];

    public static async Task<IReadOnlyList<JournalProblem>> FindAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyCollection<(string Parent, string Child)> children, CancellationToken ct)
    {
        var problems = new List<JournalProblem>();
        foreach (var (table, what) in Tables)
        {
            await using var command = new NpgsqlCommand(
                $"select distinct t.instance_id from {table} t where t.instance_id is not null and not exists (select 1 from instances i where i.id = t.instance_id)",
                connection, transaction);
            await using var row = await command.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct))
                problems.Add(new(row.GetString(0), null, what));
        }

        // A child that has not started yet is a message on its way; a cancelled parent takes it back.
        await using var missing = new NpgsqlCommand(
            """
            select c.parent, c.child from unnest($1::text[], $2::text[]) c (parent, child) join instances p on p.id = c.parent
            where not exists (select 1 from instances i where i.id = c.child)
              and not exists (select 1 from stimuli s where s.target_instance_id = c.child)
              and p.sub_status <> 'Cancelled'
            """,
            connection, transaction);
        missing.With(Statements.Texts(children.Select(pair => pair.Parent)), Statements.Texts(children.Select(pair => pair.Child)));
        await using var lost = await missing.ExecuteReaderAsync(ct);
        while (await lost.ReadAsync(ct))
            problems.Add(new(lost.GetString(0), null, $"Pidió abrir el proceso {lost.GetString(1)}, que no existe ni está por abrirse."));
        return problems;
    }
}
