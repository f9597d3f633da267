using System.Data;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workflows.Engine;
using Workflows.Engine.Json;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Persistence.Outbox;
using Workflows.Server.Persistence.Proofs;

namespace Workflows.Server.Flows;

/// <summary>
/// Compares everything that is stored with the journals and entries: the chain of hashes, the state, the columns of lists, and every row
/// a person could be shown as proof. Reads one snapshot of the database, many instances at a time, and changes nothing.
/// </summary>
public sealed class JournalVerifier(DefinitionStore definitions, ProofKey? key = null)
{
    private const int InstancesAtOnce = 100;

    /// <summary>The faults of every instance and of every row with entries; of one instance alone, when an id is given.</summary>
    /// <param name="learned">Told what the entries came to, when all is verified.</param>
    public async IAsyncEnumerable<JournalFault> VerifyAsync(
        string? instanceId, [EnumeratorCancellation] CancellationToken ct, Action<ProofReport>? learned = null)
    {
        await using var db = definitions.Open();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        await using var snapshot = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        IReadOnlySet<string> pseudonymised;
        if (instanceId is null)
        {
            var proofs = await new ProofVerifier(key).VerifyAsync(connection, ct);
            pseudonymised = proofs.Pseudonymised;
            learned?.Invoke(proofs);
            foreach (var fault in proofs.Faults)
                yield return new JournalFault("Constancias", null, fault);
        }
        else
        {
            pseudonymised = await ProofVerifier.PseudonymisedAsync(connection, ct);
        }

        var ids = instanceId is not null
            ? [instanceId]
            : await db.Set<InstanceRow>().OrderBy(row => row.Id).Select(row => row.Id).ToListAsync(ct);
        foreach (var some in ids.Chunk(InstancesAtOnce))
        {
            foreach (var fault in await OfInstancesAsync(db, some, pseudonymised, ct))
                yield return fault;
        }

        if (instanceId is not null)
            yield break;
        foreach (var orphan in await OrphansAsync(db, ct))
            yield return new JournalFault(orphan, null, "hay filas de un proceso que no existe.");
        foreach (var prefix in await FolioRows.BrokenAsync(db, ct))
            yield return new JournalFault(
                $"Comprobantes {prefix}", null, "la numeración no es corrida: falta, sobra o se repite un folio.");
    }

    private static Task<List<string>> OrphansAsync(WorkflowsDb db, CancellationToken ct) =>
        db.Set<JournalRow>().Select(row => row.InstanceId)
            .Union(db.Set<TimerRow>().Select(row => row.InstanceId))
            .Union(db.Set<TaskRow>().Select(row => row.InstanceId))
            .Union(db.Set<SubmissionRow>().Select(row => row.InstanceId))
            .Union(db.Set<FactRow>().Select(row => row.InstanceId))
            .Union(db.Set<EventBookmarkRow>().Select(row => row.InstanceId))
            .Union(db.Set<ExtensionRow>().Select(row => row.InstanceId))
            .Union(db.Set<LevelActRow>().Select(row => row.InstanceId))
            .Union(db.Set<MailRow>().Where(row => row.InstanceId != null).Select(row => row.InstanceId!))
            .Except(db.Set<InstanceRow>().Select(row => row.Id))
            .ToListAsync(ct);

    private async Task<IReadOnlyList<JournalFault>> OfInstancesAsync(
        WorkflowsDb db, string[] ids, IReadOnlySet<string> pseudonymised, CancellationToken ct)
    {
        try
        {
            return await CompareAsync(db, ids, pseudonymised, ct);
        }
        catch (Exception e)
            when (e is InvalidOperationException or ArgumentException or FormatException or InvalidCastException or OverflowException
                or KeyNotFoundException or JsonException)
        {
            // A word that is none of the program's: whose it is, one by one.
            if (ids is [var only])
                return [new JournalFault(only, null, $"tiene filas que no se pueden leer: {e.Message}")];
            var faults = new List<JournalFault>();
            foreach (var id in ids)
                faults.AddRange(await OfInstancesAsync(db, [id], pseudonymised, ct));
            return faults;
        }
    }

    private async Task<IReadOnlyList<JournalFault>> CompareAsync(
        WorkflowsDb db, string[] ids, IReadOnlySet<string> pseudonymised, CancellationToken ct)
    {
        var instances = await db.Set<InstanceRow>().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, ct);
        var journals = Of(
            await db.Set<JournalRow>().Where(row => ids.Contains(row.InstanceId)).OrderBy(row => row.InstanceId).ThenBy(row => row.Number)
                .ToListAsync(ct), row => row.InstanceId);
        var timers = Of(await db.Set<TimerRow>().Where(row => ids.Contains(row.InstanceId)).ToListAsync(ct), row => row.InstanceId);
        var tasks = Of(await db.Set<TaskRow>().Where(row => ids.Contains(row.InstanceId)).ToListAsync(ct), row => row.InstanceId);
        var submissions = Of(
            await db.Set<SubmissionRow>().Where(row => ids.Contains(row.InstanceId)).ToListAsync(ct), row => row.InstanceId);
        var facts = Of(await db.Set<FactRow>().Where(row => ids.Contains(row.InstanceId)).ToListAsync(ct), row => row.InstanceId);
        // A burst numbers its mails within the instance. What others write about it (a hand-over, a mail sent again) has entries.
        var mails = Of(
            await db.Set<MailRow>()
                .Where(row => ids.Contains(row.InstanceId) && row.ResendOf == null && row.Id.StartsWith(row.InstanceId + "-"))
                    .ToListAsync(ct), row => row.InstanceId!);
        var events = Of(await db.Set<EventBookmarkRow>().Where(row => ids.Contains(row.InstanceId)).ToListAsync(ct), row => row.InstanceId);
        var extensions = Of(await db.Set<ExtensionRow>().Where(row => ids.Contains(row.InstanceId)).ToListAsync(ct), row => row.InstanceId);
        var acts = Of(await db.Set<LevelActRow>().Where(row => ids.Contains(row.InstanceId)).ToListAsync(ct), row => row.InstanceId);

        var faults = new List<JournalFault>();
        var asked = new List<(string Parent, string Child)>();
        foreach (var id in ids)
        {
            if (!instances.TryGetValue(id, out var instance))
            {
                faults.Add(new JournalFault(id, null, "el proceso no existe."));
                continue;
            }

            var rows = new InstanceRows
            {
                Timers = timers[id], Tasks = tasks[id], Submissions = submissions[id], Facts = facts[id], Mails = mails[id],
                Events = events[id],
                Extensions = extensions[id], Acts = acts[id], Pseudonymised = pseudonymised,
            };
            asked.AddRange((await OfInstanceAsync(instance, [.. journals[id]], rows, faults, ct)).Select(child => (id, child)));
        }

        faults.AddRange(await LostChildrenAsync(db, asked, ct));
        return faults;

        static ILookup<string, T> Of<T>(List<T> rows, Func<T, string> instance) => rows.ToLookup(instance, StringComparer.Ordinal);
    }

    /// <returns>The children it asked for and did not cancel.</returns>
    private async Task<IEnumerable<string>> OfInstanceAsync(
        InstanceRow instance, List<JournalRow> journal, InstanceRows rows, List<JournalFault> faults, CancellationToken ct)
    {
        var before = faults.Count;
        CheckChain(instance, journal, faults);
        if (faults.Count > before)
            return []; // what follows would only repeat it
        if (Read(instance, journal, faults) is not { } entries)
            return [];
        if (entries.StateHash != JournalHash.OfText(instance.State))
        {
            // Nothing may be concluded from a state that somebody changed.
            faults.Add(new JournalFault(instance.Id, null, "el estado no es el que dejó la última ráfaga."));
            return [];
        }

        if (await ReadAsync(instance, () => Task.FromResult(InstanceJson.Read(instance.State)), faults) is not { } state)
            return [];
        // Whoever spoils the definition too does not hide with that what they did to the rows.
        if (await ReadAsync(
            instance, () => definitions.GraphAsync(instance.DefinitionId, instance.DefinitionVersion, ct), faults) is { } graph)
            CheckColumns(instance, state, graph, faults);
        faults.AddRange(rows.Compare(state, entries).Select(message => new JournalFault(instance.Id, null, message)));
        var cancelled = entries.Of("childCancelled").Select(entry => entry.Text("childId")!).ToHashSet();
        return entries.Of("childRequested").Select(entry => entry.Text("childId")!).Where(child => !cancelled.Contains(child));
    }

    /// <summary>A text whose hash is right and that is no journal was written by somebody who computed it.</summary>
    private static JournalEntries? Read(InstanceRow instance, List<JournalRow> journal, List<JournalFault> faults)
    {
        try
        {
            return new JournalEntries(journal);
        }
        catch (Exception e)
            when (e is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException or FormatException
                or InvalidCastException)
        {
            faults.Add(new JournalFault(instance.Id, null, $"la bitácora no se puede leer: {e.Message}"));
            return null;
        }
    }

    /// <summary>Children somebody asked for that neither exist nor are on their way: somebody removed them with all they had.</summary>
    private static async Task<IEnumerable<JournalFault>> LostChildrenAsync(
        WorkflowsDb db, List<(string Parent, string Child)> asked, CancellationToken ct)
    {
        // What had not started under a root that was cancelled was taken back with it: the root's journal says so.
        var roots = asked.Select(pair => Engine.InstanceIds.RootOf(pair.Parent)).Distinct(StringComparer.Ordinal).ToList();
        var cancelled = (await db.Set<InstanceRow>().Where(row => roots.Contains(row.Id) && row.SubStatus == WorkflowSubStatus.Cancelled)
            .Select(row => row.Id)
            .ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        asked = asked.FindAll(pair => !cancelled.Contains(Engine.InstanceIds.RootOf(pair.Parent)));
        if (asked.Count == 0)
            return [];
        var children = asked.ConvertAll(pair => pair.Child);
        var found = (await db.Set<InstanceRow>().Where(row => children.Contains(row.Id)).Select(row => row.Id)
            .Union(db.Set<StimulusRow>().Where(row => children.Contains(row.TargetInstanceId)).Select(row => row.TargetInstanceId))
            .ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        return asked.Where(pair => !found.Contains(pair.Child))
            .Select(
                pair => new JournalFault(pair.Parent, null, $"pidió abrir el proceso {pair.Child}, que no existe ni está por abrirse."));
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

    private static async Task<T?> ReadAsync<T>(InstanceRow instance, Func<Task<T>> read, List<JournalFault> faults)
        where T : class
    {
        try
        {
            return await read();
        }
        catch (Exception e)
            when (e is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException or FormatException
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
