using System.Data;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Engine.Json;
using Workflows.Server.Mail;
using Workflows.Server.Persistence;
using Workflows.Server.Scheduling;
using Workflows.Server.Tasks;

namespace Workflows.Server.Flows;

/// <summary>
/// Compares everything an instance has stored with its journal: the chain of hashes, the state, the columns of lists, and every
/// timer, task, submission, fact and mail. Reads one snapshot of the database and changes nothing.
/// </summary>
public sealed class JournalVerifier(DefinitionStore definitions)
{
    /// <summary>The faults of every instance; of one, when an id is given.</summary>
    public async IAsyncEnumerable<JournalFault> VerifyAsync(string? instanceId, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = definitions.Open();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        await using var snapshot = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var ids = instanceId is not null
            ? [instanceId]
            : await db.Set<InstanceRow>().OrderBy(row => row.Id).Select(row => row.Id).ToListAsync(ct);
        foreach (var id in ids)
        {
            foreach (var fault in await OfInstanceAsync(db, id, ct))
                yield return fault;
        }

        if (instanceId is not null)
            yield break;
        var orphans = await db.Set<JournalRow>().Select(row => row.InstanceId)
            .Union(db.Set<TimerRow>().Select(row => row.InstanceId))
            .Union(db.Set<TaskRow>().Select(row => row.InstanceId))
            .Union(db.Set<SubmissionRow>().Select(row => row.InstanceId))
            .Union(db.Set<FactRow>().Select(row => row.InstanceId))
            .Union(db.Set<EventBookmarkRow>().Select(row => row.InstanceId))
            .Union(db.Set<MailRow>().Where(row => row.InstanceId != null).Select(row => row.InstanceId!))
            .Except(db.Set<InstanceRow>().Select(row => row.Id))
            .ToListAsync(ct);
        foreach (var orphan in orphans)
            yield return new JournalFault(orphan, null, "hay filas de un proceso que no existe.");
    }

    private async Task<IReadOnlyList<JournalFault>> OfInstanceAsync(WorkflowsDb db, string id, CancellationToken ct)
    {
        var faults = new List<JournalFault>();
        if (await db.Set<InstanceRow>().FirstOrDefaultAsync(row => row.Id == id, ct) is not { } instance)
            return [new JournalFault(id, null, "el proceso no existe.")];
        var journal = await db.Set<JournalRow>().Where(row => row.InstanceId == id).OrderBy(row => row.Number).ToListAsync(ct);

        CheckChain(instance, journal, faults);
        if (faults.Count > 0)
            return faults; // what follows would only repeat it
        var entries = new JournalEntries(journal);
        if (entries.StateHash != JournalHash.OfText(instance.State))
        {
            // Nothing may be concluded from a state that somebody changed.
            faults.Add(new JournalFault(id, null, "el estado no es el que dejó la última ráfaga."));
            return faults;
        }

        if (await ReadStateAsync(instance, faults, ct) is not var (state, graph))
            return faults;
        CheckColumns(instance, state, graph, faults);

        var rows = new InstanceRows(
            await db.Set<TimerRow>().Where(row => row.InstanceId == id).ToListAsync(ct),
            await db.Set<TaskRow>().Where(row => row.InstanceId == id).ToListAsync(ct),
            await db.Set<SubmissionRow>().Where(row => row.InstanceId == id).ToListAsync(ct),
            await db.Set<FactRow>().Where(row => row.InstanceId == id).ToListAsync(ct),
            await db.Set<MailRow>().Where(row => row.InstanceId == id && row.ResendOf == null).ToListAsync(ct),
            await db.Set<EventBookmarkRow>().Where(row => row.InstanceId == id).ToListAsync(ct));
        faults.AddRange(rows.Compare(state, entries).Select(message => new JournalFault(id, null, message)));
        faults.AddRange(await LostChildrenAsync(db, id, entries, ct));
        return faults;
    }

    /// <summary>Children it asked for that neither exist nor are on their way: somebody removed them with all they had.</summary>
    private static async Task<IEnumerable<JournalFault>> LostChildrenAsync(WorkflowsDb db, string id, JournalEntries entries, CancellationToken ct)
    {
        var cancelled = entries.Of("childCancelled").Select(entry => entry.Text("childId")!).ToHashSet();
        // What had not started under a root that was cancelled was taken back with it: the root's journal says so.
        var rootId = Engine.InstanceIds.RootOf(id);
        if (await db.Set<InstanceRow>().AnyAsync(row => row.Id == rootId && row.SubStatus == WorkflowSubStatus.Cancelled, ct))
            return [];
        var asked = entries.Of("childRequested").Select(entry => entry.Text("childId")!).Where(child => !cancelled.Contains(child)).ToList();
        if (asked.Count == 0)
            return [];
        var found = await db.Set<InstanceRow>().Where(row => asked.Contains(row.Id)).Select(row => row.Id)
            .Union(db.Set<StimulusRow>().Where(row => asked.Contains(row.TargetInstanceId)).Select(row => row.TargetInstanceId))
            .ToListAsync(ct);
        return asked.Except(found).Select(child => new JournalFault(id, null, $"pidió abrir el proceso {child}, que no existe ni está por abrirse."));
    }

    private static void CheckChain(InstanceRow instance, List<JournalRow> journal, List<JournalFault> faults)
    {
        var previous = JournalHash.Origin(instance.Id);
        for (var i = 0; i < journal.Count; i++)
        {
            var row = journal[i];
            if (row.Number != i + 1)
            {
                faults.Add(new JournalFault(instance.Id, i + 1, "falta esta ráfaga en la bitácora."));
                return;
            }

            if (!JournalHash.Next(previous, row.Number, row.At, row.Text).AsSpan().SequenceEqual(row.Hash))
            {
                faults.Add(new JournalFault(instance.Id, row.Number, "la huella no corresponde al texto: alguien lo cambió."));
                return;
            }

            previous = row.Hash;
        }

        if (instance.JournalLength != journal.Count || !previous.AsSpan().SequenceEqual(instance.JournalHash))
            faults.Add(new JournalFault(instance.Id, null, $"la bitácora tiene {journal.Count} ráfagas y el proceso dice otra cosa."));
        else if (journal.Count == 0 || journal[0].At != instance.CreatedAt || journal[^1].At != instance.UpdatedAt)
            faults.Add(new JournalFault(instance.Id, null, "las fechas del proceso no son las de su bitácora."));
    }

    private async Task<(WorkflowInstance State, WorkflowGraph Graph)?> ReadStateAsync(InstanceRow instance, List<JournalFault> faults, CancellationToken ct)
    {
        try
        {
            return (InstanceJson.Read(instance.State), await definitions.GraphAsync(instance.DefinitionId, instance.DefinitionVersion, ct));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException or FormatException
            or WorkflowFormatException or ValueConversionException or InvalidCastException)
        {
            faults.Add(new JournalFault(instance.Id, null, $"el estado o su definición no se pueden leer: {e.Message}"));
            return null;
        }
    }

    private static void CheckColumns(InstanceRow row, WorkflowInstance state, WorkflowGraph graph, List<JournalFault> faults)
    {
        var columns = InstanceColumns.Of(state, graph);
        var isOver = state.Status == WorkflowStatus.Finished && state.SubStatus != WorkflowSubStatus.Faulted;
        Compare("id", row.Id, state.Id);
        Compare("root_id", row.RootId, state.RootId);
        Compare("parent_id", row.ParentId, state.Parent?.InstanceId);
        Compare("definition_id", row.DefinitionId, state.DefinitionId);
        Compare("definition_version", row.DefinitionVersion, state.DefinitionVersion);
        Compare("business_key", row.BusinessKey, state.BusinessKey);
        Compare("name", row.Name, state.Name);
        Compare("correlation_id", row.CorrelationId, state.CorrelationId);
        Compare("status", row.Status, state.Status);
        Compare("sub_status", row.SubStatus, state.SubStatus);
        Compare("institution_code", row.InstitutionCode, columns.InstitutionCode);
        Compare("year", row.Year, columns.Year);
        Compare("waiting_at", string.Join(' ', row.WaitingAt), string.Join(' ', columns.WaitingAt));
        Compare("open_incidents", row.OpenIncidents, columns.OpenIncidents);
        Compare("finished_at", row.FinishedAt, isOver ? row.UpdatedAt : null);

        void Compare<T>(string column, T stored, T derived)
        {
            if (!EqualityComparer<T>.Default.Equals(stored, derived))
                faults.Add(new JournalFault(row.Id, null, $"la columna {column} dice «{stored}» y el estado «{derived}»."));
        }
    }
}
