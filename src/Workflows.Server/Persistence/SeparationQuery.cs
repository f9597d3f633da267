using Npgsql;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.Persistence;

/// <summary>
/// Asks, inside a transaction, who acted for other parties of a process and how they came to it. A process is every instance of the same
/// root about the same institution: parts of it given to subprocesses are still the same process. What it opens from a list and never hears
/// of again (no parent) is one of its own: who presides a committee answers for what was agreed with their ministry.
/// </summary>
internal static class SeparationQuery
{
    /// <param name="Kind">same, namedBy (they named the person), named (the person named them) or sameNamer.</param>
    /// <param name="RoleCode">In which they acted.</param>
    public sealed record Found(string Kind, string Name, string RoleCode, string? Namer);

    private const string Sql =
        """
        with recursive near as materialized (
            select o.id, o.parent_id, o.created_at
            from instances i join instances o on o.root_id = i.root_id and o.institution_code is not distinct from i.institution_code
            where i.id = $1),
        climb as (
            select id as member, id, parent_id from near
            union all select c.member, p.id, p.parent_id from climb c join instances p on p.id = c.parent_id),
        process as materialized (
            select n.id, min(n.created_at) over () as since
            from near n join climb c on c.member = n.id and c.parent_id is null
            where c.id = (select id from climb where member = $1 and parent_id is null)),
        others as materialized (
            -- What a key did, whoever made it did.
            select distinct coalesce(k.created_by, s.person_id) as person, t.role_code
            from process p join submissions s on s.instance_id = p.id join tasks t on t.id = s.task_id
                left join api_keys k on s.person_id = 'clave:' || k.id
            where s.person_id is not null and not t.role_code = any($3)),
        up as (
            select by_person_id as id from appointings where person_id = $2
            union select a.by_person_id from appointings a join up on a.person_id = up.id),
        down as (
            select person_id as id from appointings where by_person_id = $2
            union select a.person_id from appointings a join down on a.by_person_id = down.id),
        found as (
            select 1 as rank, 'same' as kind, person, role_code, null as namer from others where person = $2
            union all select 2, 'namedBy', person, role_code, null from others where person <> $2 and person in (select id from up)
            union all select 2, 'named', person, role_code, null from others where person <> $2 and person in (select id from down)
            union all select 3, 'sameNamer', o.person, o.role_code, mine.by_name
            from others o join appointings theirs on theirs.person_id = o.person
                join appointings mine on mine.person_id = $2 and mine.by_person_id = theirs.by_person_id
            where o.person <> $2 and mine.at >= (select min(since) from process) and theirs.at >= (select min(since) from process))
        select kind, coalesce(p.name, person), role_code, namer from found left join people p on p.id = person order by rank, person limit 1
        """;

    /// <param name="ownRoles">The roles of the party the person acts for.</param>
    /// <returns>The gravest of what was found; null when nothing was.</returns>
    public static async Task<Found?> AskAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, string instanceId, string personId, IEnumerable<string> ownRoles,
        CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql, connection, transaction);
        command.With(Statements.Text(instanceId), Statements.Text(personId), Statements.Texts(ownRoles));
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct)
            ? new(row.GetString(0), row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3))
            : null;
    }

    public static NpgsqlBatchCommand Insert(
        string instanceId, string taskId, string personId, string personName, string rule, string text, bool isRefused,
        DateTimeOffset at) => Statements.Create(
        """
        insert into separation_findings (at, instance_id, task_id, person_id, person_name, rule, text, is_refused) values ($1, $2, $3, $4, $5, $6, $7, $8)
        """,
        Statements.Instant(at), Statements.Text(instanceId), Statements.Text(taskId), Statements.Text(personId),
        Statements.Text(personName), Statements.Text(rule), Statements.Text(text), Statements.Flag(isRefused));
}
