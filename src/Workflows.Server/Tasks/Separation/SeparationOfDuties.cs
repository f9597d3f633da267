using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Web;

namespace Workflows.Server.Tasks.Separation;

/// <summary>
/// Within one process nobody acts for two parties, and nobody acts for one party when they named whoever acts for another, or were named
/// by them. It is judged inside the lock of the instance, so that two acts at the same instant cannot both pass.
/// </summary>
public sealed class SeparationOfDuties(SeparationOptions options, Database database, TimeProvider clock, ILogger<SeparationOfDuties> logger)
{
    /// <summary>What is wrong with an act, and whether it may go on all the same.</summary>
    public sealed record Finding(SeparationRule Rule, string Text, bool IsRefused);

    /// <summary>The person, or for a key whoever made it.</summary>
    public sealed record Who(string ResponsibleId, string PersonId, string Name)
    {
        public static Who Of(Acting acting) => new(acting.ResponsibleId, acting.PersonId, acting.Name);

        public static Who Of(Person person) => new(person.Id, person.Id, person.Name);
    }

    /// <param name="role">In which they would act.</param>
    internal async Task<Finding?> JudgeAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, string instanceId, string role, Who who, CancellationToken ct)
    {
        var party = Parties.Of(Role.Parse(role));
        var own = Parties.RolesOf(party).Select(one => one.Code);
        if (await SeparationQuery.AskAsync(connection, transaction, instanceId, who.ResponsibleId, own, ct) is not { } found)
            return null;
        var theirs = Parties.LabelOf(Parties.Of(Role.Parse(found.RoleCode)));
        var (rule, mode, text) = found.Kind switch
        {
            "same" =>
                (SeparationRule.TwoParties, options.TwoParties,
                    $"{who.Name} ya actuó en este proceso por {theirs}, y ahora por {Parties.LabelOf(party)}."),
            "namedBy" =>
                (SeparationRule.Naming, options.Naming,
                    $"{found.Name}, que actuó en este proceso por {theirs}, nombró a {who.Name} o a quien lo nombró."),
            "named" =>
                (SeparationRule.Naming, options.Naming,
                    $"{who.Name} nombró, directamente o por medio de otra persona, a {found.Name}, "
                    + $"que actuó en este proceso por {theirs}."),
            _ =>
                (SeparationRule.SameNamer, options.Naming,
                    $"{found.Namer} nombró, con este proceso ya abierto, a {who.Name} y a {found.Name}, que actuó por {theirs}."),
        };
        // Who coordinates names the parties and decides what they ask; to be a party itself is another thing.
        var isRefused = mode == SeparationMode.Refuse && rule != SeparationRule.SameNamer
            && (rule == SeparationRule.TwoParties || party != Party.Coordination);
        return mode == SeparationMode.Off ? null : new(rule, text, isRefused);
    }

    /// <summary>The same outside of any transaction, for what only prepares an act: taking a task, or passing it on.</summary>
    internal async Task<ProblemHttpResult?> ProblemAsync(TaskRow task, Who who, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        return await JudgeAsync(connection, null, task.InstanceId, task.RoleCode, who, ct) is { IsRefused: true } finding
            ? RefusalOf(finding)
            : null;
    }

    /// <summary>The row of what was let through, for the same transaction as the act.</summary>
    internal static IEnumerable<NpgsqlBatchCommand> RowsOf(
        Finding? finding, string instanceId, string taskId, Who who, DateTimeOffset at) =>
        finding is null
            ? []
            : [
                SeparationQuery.Insert(
                    instanceId, taskId, who.PersonId, who.Name, finding.Rule.ToString(), finding.Text, finding.IsRefused, at)];

    /// <summary>Says no, and leaves on record that somebody tried.</summary>
    internal async Task<ProblemHttpResult> RefuseAsync(Finding finding, string instanceId, string taskId, Who who, CancellationToken ct)
    {
        logger.LogWarning("The separation of duties refused an act of {Person} on {Task}: {Rule}", who.PersonId, taskId, finding.Rule);
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var row in RowsOf(finding, instanceId, taskId, who, clock.GetUtcNow()))
            batch.BatchCommands.Add(row);
        await batch.ExecuteNonQueryAsync(ct);
        return RefusalOf(finding);
    }

    private static ProblemHttpResult RefusalOf(Finding finding) => Refusal.Forbidden(
        $"{finding.Text} Por la separación de funciones esto lo hace otra persona que tenga el cargo; si no la hay, pide a quien "
        + $"coordina que nombre a alguien.");
}
