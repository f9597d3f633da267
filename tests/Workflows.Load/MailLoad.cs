using System.Diagnostics;
using System.Globalization;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Outbox;

namespace Workflows.Load;

/// <summary>
/// The queue of mails the morning after: half are notices to authorities that leave as one mail each, half leave alone. One sender takes
/// and ends them as it does at work, without writing or sending them: what remains is what the queue itself costs.
/// </summary>
internal static class MailLoad
{
    private const int TimesMany = 5;
    private const int Authorities = 500;
    private const int Batch = 64;

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    public static async Task<IReadOnlyList<LoadFigure>> RunAsync(LoadDatabases databases, LoadSettings settings, CancellationToken ct)
    {
        await using var server = await LoadServer.StartAsync(await databases.FreshAsync("mails", ct), databases.DataFolder, ct);
        var half = TimesMany * settings.Many;
        await QueuedMailRows.FillAsync(server.Source, half, Authorities, half, ct);
        var table = new OutboxTable(() => server.Source);

        var claims = new List<double>();
        int taken = 0, letters = 0;
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var now = server.Clock.GetUtcNow();
            var started = Stopwatch.GetTimestamp();
            var mails = await table.ClaimAsync("carga/1", now, Batch, Lease, ct);
            claims.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            if (mails.Count == 0)
                break;
            await table.EndAsync(
                "carga/1", [.. mails.Select(mail => new MailEnding(mail.Id, MailState.Delivered, "250", "Delivered", now, TimeSpan.Zero))],
                ct);
            taken += mails.Count;
            letters += mails.Select(mail => mail.Bundle ?? mail.Id).Distinct(StringComparer.Ordinal).Count();
        }

        var elapsed = clock.Elapsed;
        if (taken != 2 * half)
            throw new InvalidOperationException($"Only {taken} of {2 * half} mails were taken.");
        claims.Sort();
        var chile = CultureInfo.GetCultureInfo("es-CL");
        return
        [
            new(
                "mails.seconds",
                $"{taken.ToString("N0", chile)} correos en cola, que salen como {letters.ToString("N0", chile)}, tomados y terminados",
                elapsed.TotalSeconds, "s", Limit: 600),
            new("mails.rate", "  correos", taken / elapsed.TotalSeconds, "/s"),
            new("mails.claimP50", "  tomar un lote, mediana", Rate.Percentile([.. claims], 0.5), "ms"),
            new("mails.claimMax", "  el mayor", claims[^1], "ms"),
        ];
    }
}
