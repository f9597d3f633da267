using System.Globalization;
using Npgsql;

namespace Workflows.Load;

/// <summary>
/// What work has cost so far: processor time of this program and of PostgreSQL with everything it does in the background, memory allocated
/// here and bytes of PostgreSQL's log. Two readings and the work between them say what one piece of it costs.
/// </summary>
internal sealed record Cost(TimeSpan Program, TimeSpan? Database, double Allocated, double Log)
{
    public static readonly Cost None = new(TimeSpan.Zero, TimeSpan.Zero, 0, 0);

    public static async Task<Cost> SoFarAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var command = source.CreateCommand("select pg_backend_pid(), (pg_current_wal_insert_lsn() - '0/0')::float8");
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return new(
            Environment.CpuUsage.TotalTime, ProcessorOfServer(row.GetInt32(0)), GC.GetTotalAllocatedBytes(), row.GetDouble(1));
    }

    public static Cost operator +(Cost one, Cost other) => new(
        one.Program + other.Program, one.Database + other.Database, one.Allocated + other.Allocated, one.Log + other.Log);

    public static Cost operator -(Cost one, Cost other) => new(
        one.Program - other.Program, one.Database - other.Database, one.Allocated - other.Allocated, one.Log - other.Log);

    /// <param name="key">Of the measurement: «burst».</param>
    /// <param name="what">«ráfaga».</param>
    public IEnumerable<LoadFigure> Figures(string key, string what, long count)
    {
        yield return new($"{key}.processor", $"  procesador del programa por {what}", Program.TotalMilliseconds / count, "ms");
        if (Database is { } database)
            yield return new($"{key}.database", $"  procesador de PostgreSQL por {what}", database.TotalMilliseconds / count, "ms");
        yield return new($"{key}.allocated", $"  memoria que pide el programa por {what}", Allocated / count / 1_000, "kB", Limit: 180);
        yield return new($"{key}.log", $"  bitácora de PostgreSQL por {what}", Log / count / 1_000, "kB", Limit: 10);
    }

    /// <summary>The whole family of processes: those that live, and those that ended and left their time to the first.</summary>
    private static TimeSpan? ProcessorOfServer(int backend)
    {
        if (Stat($"/proc/{backend}/stat") is not { } own)
            return null;
        var postmaster = own[1];
        var ticks = 0L;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
                || Stat($"{folder}/stat") is not { } stat)
                continue;
            if (stat[1] == postmaster)
                ticks += Ticks(stat, 11) + Ticks(stat, 12);
            else if (pid.ToString(CultureInfo.InvariantCulture) == postmaster)
                ticks += Ticks(stat, 11) + Ticks(stat, 12) + Ticks(stat, 13) + Ticks(stat, 14);
        }

        return TimeSpan.FromMilliseconds(ticks * 10);
    }

    /// <summary>What stands behind the name: state, parent, …, time in the program and in the kernel, the same of ended children.</summary>
    private static string[]? Stat(string file)
    {
        try
        {
            var text = File.ReadAllText(file);
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null; // it ended meanwhile, or the system has no such file
        }
    }

    private static long Ticks(string[] stat, int at) => long.Parse(stat[at], CultureInfo.InvariantCulture);
}
