using System.Diagnostics;

namespace Workflows.Load;

/// <summary>How often something can be done, by some workers at once, in a stretch of time.</summary>
/// <param name="Latencies">In milliseconds, sorted.</param>
internal sealed record Rate(long Count, TimeSpan Elapsed, double[] Latencies)
{
    private const int MostRounds = 12;

    /// <summary>A round that gains less than this over the best before it gains no more.</summary>
    private const double Steady = 1.03;

    public double PerSecond => Count / Elapsed.TotalSeconds;

    public double Percentile(double share) => Percentile(Latencies, share);

    public static double Percentile(double[] sorted, double share) =>
        sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];

    public static Rate Sum(IReadOnlyCollection<Rate> rates) => new(
        rates.Sum(rate => rate.Count),
        rates.Aggregate(TimeSpan.Zero, (sum, rate) => sum + rate.Elapsed),
        [.. rates.SelectMany(rate => rate.Latencies).Order()]);

    /// <summary>
    /// Does it until its rate is steady: a program that has just started compiles what it runs often, and doubles its rate within a minute.
    /// </summary>
    public static async Task WarmUpAsync(
        int workers, TimeSpan stretch, Func<int, long, CancellationToken, Task> work, CancellationToken ct)
    {
        var before = 0d;
        for (var round = 0; round < MostRounds; round++)
        {
            var now = (await MeasureAsync(workers, stretch, work, ct)).PerSecond;
            if (now < before * Steady)
                return;
            before = Math.Max(before, now);
        }
    }

    /// <param name="work">Done again and again; it is given its worker and how many it did before.</param>
    public static async Task<Rate> MeasureAsync(
        int workers, TimeSpan stretch, Func<int, long, CancellationToken, Task> work, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        var latencies = await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(() => WorkAsync(worker), ct)));
        var elapsed = Stopwatch.GetElapsedTime(started);
        double[] all = [.. latencies.SelectMany(list => list).Order()];
        return new(all.Length, elapsed, all);

        async Task<List<double>> WorkAsync(int worker)
        {
            var own = new List<double>();
            while (Stopwatch.GetElapsedTime(started) < stretch)
            {
                ct.ThrowIfCancellationRequested();
                var begun = Stopwatch.GetTimestamp();
                await work(worker, own.Count, ct);
                own.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }

            return own;
        }
    }
}
