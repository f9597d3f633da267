using Npgsql;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.Persistence;

/// <summary>How far the opening of an instance and its children has come.</summary>
/// <param name="Starting">Children asked for that do not exist yet.</param>
/// <param name="Problems">Why some never will, until somebody decides.</param>
internal sealed record FamilyProgress(long Children, long Starting, long Tasks, long Timers, long Mails, IReadOnlyList<string> Problems)
{
    public long Wanted => Children + Starting + Problems.Count;

    public bool IsOver => Starting == 0;
}

/// <summary>An instance and everything it started.</summary>
internal sealed class FamilyTable(NpgsqlDataSource source, string rootId)
{
    public async Task<FamilyProgress> LookAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            """
            select (select count(*) from instances where root_id = $1 and id <> $1),
                (select count(*) from stimuli where parked_reason is null and kind in ('startChild', 'continue')
                    and (target_instance_id = $1 or starts_with(target_instance_id, $1 || '.'))),
                (select count(*) from tasks t join instances i on i.id = t.instance_id where i.root_id = $1 and t.state = 'Open'),
                (select coalesce(sum(1 + t.following), 0)
                    from timers t join instances i on i.id = t.instance_id where i.root_id = $1 and t.state = 'Pending'),
                (select count(*) from mails m join instances i on i.id = m.instance_id where i.root_id = $1),
                (select coalesce(array_agg(parked_reason order by id), '{}') from stimuli
                    where parked_reason is not null and starts_with(target_instance_id, $1 || '.'))
            """);
        command.With(Statements.Text(rootId));
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return new(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetFieldValue<string[]>(5));
    }
}
