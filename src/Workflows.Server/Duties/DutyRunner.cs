using System.Globalization;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Duties;

namespace Workflows.Server.Duties;

/// <summary>
/// Runs the duties whose hour has come, each date once for all nodes. It may be called at any moment and as often as one likes;
/// Hangfire calls it at their hours and every five minutes, tests after they turn the clock.
/// </summary>
public sealed partial class DutyRunner(
    DutyCatalog catalog, DutyTable table, Func<WorldSnapshot> world, string node, ILogger<DutyRunner> logger)
{
    private const int ShownDates = 20;

    // A duty that hangs keeps its date this long; nothing of it is done twice when another node takes it.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(60)];

    /// <summary>Writes what people see of the duties and their next dates. It runs none.</summary>
    public async Task DescribeAsync(DateTimeOffset now, CancellationToken ct)
    {
        var calendar = world().Calendar;
        foreach (var duty in catalog.All)
            await AloneAsync(duty, () => DescribeAsync(duty, now, calendar, ct), ct);
    }

    /// <summary>Returns how many dates ran.</summary>
    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken ct)
    {
        var snapshot = world();
        var ran = 0;
        foreach (var duty in catalog.All)
        {
            await AloneAsync(duty, async () =>
            {
                await DescribeAsync(duty, now, snapshot.Calendar, ct);
                foreach (var date in await DatesAsync(duty, now, snapshot.Calendar, ct))
                    if (await RunAsync(duty, date, now, snapshot, ct)) ran++;
            }, ct);
        }

        return ran;
    }

    public bool Knows(string name) => catalog.All.Any(duty => duty.Name == name);

    /// <summary>
    /// Runs one date because a person says so, also when it was skipped, parked or has not come yet. False when it is done or being done,
    /// or fails.
    /// </summary>
    public async Task<bool> RunNowAsync(string name, DateOnly date, DateTimeOffset now, CancellationToken ct)
    {
        await table.ReviveAsync(name, date, ct);
        return await RunAsync(catalog.All.Single(duty => duty.Name == name), date, now, world(), ct);
    }

    private Task DescribeAsync(Duty duty, DateTimeOffset now, WorkingCalendar calendar, CancellationToken ct) =>
        table.DescribeAsync(duty.Name, duty.Label, DutySchedule.Next(duty, now, ShownDates, calendar), ct);

    /// <summary>
    /// What goes wrong around one duty keeps none of the others. A database that is away is nobody's fault: then all wait for the next
    /// look.
    /// </summary>
    private async Task AloneAsync(Duty duty, Func<Task> work, CancellationToken ct)
    {
        try
        {
            await work();
        }
        catch (Exception failure) when (!ct.IsCancellationRequested && !Transients.IsUnavailable(failure))
        {
            NotPlanned(failure, duty.Name);
            await table.NoteAsync(
                duty.Name, $"No se pudo revisar qué fechas le tocan; se intentará de nuevo. {FailureWords.Of(failure)}", ct);
        }
    }

    /// <summary>The dates to run now; those that are not to run are written down with the reason.</summary>
    private async Task<IReadOnlyList<DateOnly>> DatesAsync(Duty duty, DateTimeOffset now, WorkingCalendar calendar, CancellationToken ct)
    {
        if (await table.LastDateAsync(duty.Name, ct) is not { } last)
        {
            // The first time there is nothing to catch up with.
            if (DutySchedule.Latest(duty, now, calendar) is { } before)
                await SkipAsync(duty, [before], "El servidor empezó a funcionar después de esta hora.", now, ct);
            return [];
        }

        var unfinished = await table.UnfinishedAsync(duty.Name, ct);
        var due = DutySchedule.DueAfter(duty, last, now, calendar);
        if (await table.PauseReasonAsync(duty.Name, ct) is { } reason)
        {
            await SkipAsync(duty, due, $"Estaba en pausa: {reason}", now, ct);
            return [];
        }

        DateOnly[] all = [.. unfinished, .. due];
        if (duty.WhenMissed == WhenMissed.RunEach || all.Length <= 1) return all;
        var latest = all[^1];
        await SkipAsync(duty, all[..^1], $"No salió a su hora; la reemplaza la del {SpanishDate.Of(latest)}.", now, ct);
        return [latest];
    }

    private async Task<bool> RunAsync(Duty duty, DateOnly date, DateTimeOffset now, WorldSnapshot snapshot, CancellationToken ct)
    {
        var dueAt = DutySchedule.InstantOf(duty, date);
        if (await table.BeginAsync(duty.Name, date, dueAt, node, Lease, now, ct) is not { } attempt) return false;
        try
        {
            var note = await duty.RunAsync(new(date, dueAt, now, snapshot), ct);
            await table.EndAsync(duty.Name, date, node, DutyRunState.Done, note, null, now, CancellationToken.None);
            Ran(duty.Name, date, attempt);
            return true;
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            Failed(failure, duty.Name, date, attempt);
            TimeSpan? pause = attempt <= Pauses.Length ? Pauses[attempt - 1] : null;
            var note = pause is null
                ? string.Create(CultureInfo.InvariantCulture, $"Requiere decisión: falló {attempt} veces. {FailureWords.Of(failure)}")
                : $"Falló y se intentará de nuevo. {FailureWords.Of(failure)}";
            await table.EndAsync(
                duty.Name, date, node, pause is null ? DutyRunState.Parked : DutyRunState.Failed, note, pause, now, CancellationToken.None);
            return false;
        }
    }

    private Task SkipAsync(Duty duty, IReadOnlyList<DateOnly> dates, string why, DateTimeOffset now, CancellationToken ct) =>
        table.SkipAsync(duty.Name, [.. dates.Select(date => (date, DutySchedule.InstantOf(duty, date)))], why, now, ct);

    [LoggerMessage(Level = LogLevel.Error, Message = "Nobody could say which dates of duty {Duty} are due")]
    private partial void NotPlanned(Exception failure, string duty);

    [LoggerMessage(Level = LogLevel.Information, Message = "Duty {Duty} ran for {Date} (try {Attempt})")]
    private partial void Ran(string duty, DateOnly date, int attempt);

    [LoggerMessage(Level = LogLevel.Error, Message = "Duty {Duty} failed for {Date} (try {Attempt})")]
    private partial void Failed(Exception failure, string duty, DateOnly date, int attempt);
}
