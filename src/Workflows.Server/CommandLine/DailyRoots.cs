using Npgsql;
using Workflows.Definitions.Calendar;
using Workflows.Server.Flows;
using Workflows.Server.Persistence.Duties;
using Workflows.Server.Scheduling.Duties;

namespace Workflows.Server.CommandLine;

/// <summary>The root of one day, computed again from the journal as it is now: what a mail kept outside must say.</summary>
internal sealed record DailyRoot(DateOnly Date, string Root, int Instances);

/// <summary>
/// Recomputes every daily root and compares it with the stored one. Whoever rewrote a whole journal, hashes included, cannot make these
/// agree with the mails that left.
/// </summary>
internal static class DailyRoots
{
    public static async Task<IReadOnlyList<DailyRoot>> CheckAsync(NpgsqlDataSource source, List<JournalFault> faults, CancellationToken ct)
    {
        var table = new JournalRootTable(() => source);
        var roots = new List<DailyRoot>();
        byte[]? previous = null;
        foreach (var date in await DatesAsync(source, ct))
        {
            for (var missing = roots.Count == 0 ? date : roots[^1].Date.AddDays(1); missing < date; missing = missing.AddDays(1))
                faults.Add(Fault(missing, "falta: cada día tiene una, también aquel en que no pasó nada."));
            var stored = (await table.FindAsync(date, ct))!;
            var heads = await table.HeadsOfAsync(SantiagoTime.StartOfDay(date), SantiagoTime.StartOfDay(date.AddDays(1)), ct);
            var computed = JournalRoot.Compute(date, previous, heads);
            roots.Add(new(date, Convert.ToHexStringLower(computed), heads.Count));
            if (!computed.AsSpan().SequenceEqual(stored.Root))
                faults.Add(Fault(date, "no es la que resulta de la bitácora: cambió la bitácora de ese día o la raíz guardada."));
            else if (!(stored.PreviousRoot ?? []).AsSpan().SequenceEqual(previous ?? []))
                faults.Add(Fault(date, "no sigue a la del día anterior."));
            // From here on the stored one, so that one wrong day is named alone.
            previous = stored.Root;
        }

        return roots;
    }

    private static JournalFault Fault(DateOnly date, string message) => new($"Raíz del {SpanishDate.Of(date)}", null, message);

    private static async Task<List<DateOnly>> DatesAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var command = source.CreateCommand("select date from journal_roots order by date");
        await using var row = await command.ExecuteReaderAsync(ct);
        var dates = new List<DateOnly>();
        while (await row.ReadAsync(ct))
            dates.Add(row.GetFieldValue<DateOnly>(0));
        return dates;
    }
}
