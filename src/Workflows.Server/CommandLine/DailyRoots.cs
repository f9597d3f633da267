using Npgsql;
using Workflows.Definitions.Calendar;
using Workflows.Server.Duties;
using Workflows.Server.Flows;
using Workflows.Server.Persistence.Duties;
using Workflows.Server.Persistence.Proofs;

namespace Workflows.Server.CommandLine;

/// <summary>The root of one day, computed again from the journal as it is now: what a mail kept outside must say.</summary>
internal sealed record DailyRoot(DateOnly Date, string Root, int Instances);

/// <summary>
/// Recomputes every daily root and compares it with the stored one. Whoever rewrote a whole journal, hashes included, cannot make these
/// agree with the mails that left.
/// </summary>
internal static class DailyRoots
{
    /// <summary>The stored roots, oldest first. Asked before the entries are read, so that no day is sealed in between.</summary>
    public static async Task<IReadOnlyList<JournalRootRow>> ReadAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        var table = new JournalRootTable(() => source);
        var roots = new List<JournalRootRow>();
        foreach (var date in await table.DatesAsync(ct))
            roots.Add((await table.FindAsync(date, ct))!);
        return roots;
    }

    /// <param name="proofs">What the entries of each sealed day come to now.</param>
    public static async Task<IReadOnlyList<DailyRoot>> CheckAsync(
        NpgsqlDataSource source, IReadOnlyList<JournalRootRow> stored, IReadOnlyDictionary<DateOnly, ProofDigest> proofs,
        List<JournalFault> faults, CancellationToken ct)
    {
        var table = new JournalRootTable(() => source);
        var roots = new List<DailyRoot>();
        byte[]? previous = null;
        foreach (var root in stored)
        {
            for (var missing = roots.Count == 0 ? root.Date : roots[^1].Date.AddDays(1); missing < root.Date; missing = missing.AddDays(1))
                faults.Add(Fault(missing, "falta: cada día tiene una, también aquel en que no pasó nada."));
            var heads = await table.HeadsOfAsync(SantiagoTime.StartOfDay(root.Date), SantiagoTime.StartOfDay(root.Date.AddDays(1)), ct);
            var digest = proofs.GetValueOrDefault(root.Date);
            var computed = JournalRoot.Compute(root.Date, previous, heads, digest);
            roots.Add(new(root.Date, Convert.ToHexStringLower(computed), heads.Count));
            if (!computed.AsSpan().SequenceEqual(root.Root))
                faults.Add(
                    Fault(
                        root.Date,
                        "no es la que resulta de la bitácora y de las constancias: cambiaron las de ese día o la raíz guardada."));
            else if (!(root.PreviousRoot ?? []).AsSpan().SequenceEqual(previous ?? []))
                faults.Add(Fault(root.Date, "no sigue a la del día anterior."));
            else if (root.Instances != heads.Count || root.Entries != (digest?.Entries ?? 0))
                faults.Add(Fault(root.Date, "no dice cuántos procesos y constancias reúne."));
            // From here on the stored one, so that one wrong day is named alone.
            previous = root.Root;
        }

        foreach (var day in await table.SealedWithoutRootAsync(ct))
            faults.Add(Fault(day, "falta, y hay constancias selladas en ella."));
        foreach (var day in await table.DoneWithoutRootAsync(DailyJournalRoot.Name, ct))
        {
            if (stored.Count == 0 || day < stored[0].Date || day > stored[^1].Date)
                faults.Add(Fault(day, "falta: se calculó, y alguien la borró."));
        }

        return roots;
    }

    /// <summary>
    /// What left by mail against what is here. A day that agrees answers for every day before it: each root is made over the one before.
    /// </summary>
    /// <returns>The last day that agrees.</returns>
    public static DateOnly? Compare(
        IReadOnlyList<DailyRoot> computed, IReadOnlyList<JournalRootRow> stored, IReadOnlyList<SentRoot> sent, List<JournalFault> faults)
    {
        DateOnly? lastRight = null;
        foreach (var root in sent)
        {
            var others = sent.Where(other => other.Date == root.Date && other.Root != root.Root).ToList();
            if (others.Count > 0)
                faults.Add(
                    Fault(
                        root.Date, $"no es la misma en {root.Source} y en {others[0].Source}: uno de los dos no es el correo que salió."));
            var here = computed.FirstOrDefault(day => day.Date == root.Date);
            if (here is null)
                faults.Add(Fault(root.Date, $"falta aquí, y salió por correo ({root.Source}): alguien borró la historia de ese día."));
            else if (here.Root != root.Root || Convert.ToHexStringLower(stored.Single(day => day.Date == root.Date).Root) != root.Root)
                faults.Add(
                    Fault(
                        root.Date,
                        $"no es la que salió por correo ({root.Source}): alguien cambió la historia de ese día o de uno anterior."));
            else
                lastRight = root.Date;
        }

        return lastRight;
    }

    private static JournalFault Fault(DateOnly date, string message) => new($"Raíz del {SpanishDate.Of(date)}", null, message);
}
