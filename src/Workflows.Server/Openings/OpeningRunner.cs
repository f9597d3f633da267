using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Openings;
using Workflows.Server.Flows;
using Workflows.Server.Persistence;
using Workflows.Server.World;

namespace Workflows.Server.Openings;

/// <summary>
/// Opens what calendars say is due. It may be called at any moment, as often as one likes and by all nodes at once: a period is the key of
/// its process, so it opens once.
/// </summary>
public sealed partial class OpeningRunner(
    IServiceScopeFactory scopes, Dispatcher dispatcher, WorldSource world, ILogger<OpeningRunner> logger)
{
    // After a long time without a server the rest comes with the next look.
    private const int MostAtOnce = 24;

    /// <summary>Returns how many processes opened.</summary>
    public async Task<int> OpenDueAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowsDb>();
        var opened = 0;
        foreach (var calendar in await db.Set<OpeningCalendarRow>().AsNoTracking().OrderBy(row => row.Id).ToListAsync(ct))
        {
            try
            {
                opened += await OpenDueAsync(db, calendar, now, ct);
            }
            catch (Exception failure) when (!ct.IsCancellationRequested && !Transients.IsUnavailable(failure))
            {
                // What fails in one calendar keeps none of the others.
                Failed(failure, calendar.Id);
                await OweAsync(db, calendar, "No se pudo abrir por una falla del servidor.", now, ct);
            }
        }

        return opened;
    }

    private async Task<int> OpenDueAsync(WorkflowsDb db, OpeningCalendarRow calendar, DateTimeOffset now, CancellationToken ct)
    {
        var days = world.Calendar.In(calendar.Place is { } place ? Territory.Parse(place) : null);
        var due = calendar.ReadRule().From(SantiagoTime.DateAt(calendar.SettledUntil), days)
            .Where(opening => opening.At > calendar.SettledUntil).TakeWhile(opening => opening.At <= now).Take(MostAtOnce);
        var opened = 0;
        foreach (var opening in due)
        {
            if (calendar.IsPaused)
            {
                await SettleAsync(db, calendar, opening, $"{opening.Period} no se abrió: el calendario estaba en pausa.", ct);
                continue;
            }

            var result = await dispatcher.OpenAsync(
                new(calendar.DefinitionId, KeyOf(calendar, opening), InputOf(calendar, opening)), new() { DueAt = opening.At }, ct);
            if (!result.IsNew && result.Dispatch.Status == DispatchStatus.NotFound)
            {
                await OweAsync(db, calendar, $"{opening.Period} no se ha abierto: el flujo no está publicado.", now, ct);
                return opened;
            }

            opened += result.IsNew ? 1 : 0;
            await SettleAsync(
                db, calendar, opening, $"{opening.Period} {(result.IsNew ? "se abrió" : "ya estaba abierto")}.", ct, opened: result.IsNew);
        }

        return opened;
    }

    private static string KeyOf(OpeningCalendarRow calendar, Opening opening) =>
        calendar.Place is { } place ? $"{opening.Period}/{place}" : opening.Period;

    private static Dictionary<string, object?> InputOf(OpeningCalendarRow calendar, Opening opening)
    {
        var input = new Dictionary<string, object?>
        {
            ["year"] = double.Parse(opening.Period.AsSpan(0, 4), CultureInfo.InvariantCulture),
            ["period"] = opening.Period,
            ["cutOff"] = opening.CutOff.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
        if (calendar.Place is { } place)
            input["place"] = place;
        return input;
    }

    /// <summary>
    /// Never back: another node, or somebody who edits the rule meanwhile, may be further. Of two nodes that look at once, the word of the
    /// one that opened it stays, though the other may have written first.
    /// </summary>
    private static Task<int> SettleAsync(
        WorkflowsDb db, OpeningCalendarRow calendar, Opening opening, string result, CancellationToken ct, bool opened = false) =>
        db.Set<OpeningCalendarRow>()
            .Where(row => row.Id == calendar.Id && (row.SettledUntil < opening.At || (opened && row.SettledUntil == opening.At)))
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.SettledUntil, opening.At).SetProperty(row => row.LastResult, result)
                    .SetProperty(row => row.OwedSince, (DateTimeOffset?)null),
                ct);

    private static Task<int> OweAsync(WorkflowsDb db, OpeningCalendarRow calendar, string why, DateTimeOffset now, CancellationToken ct) =>
        db.Set<OpeningCalendarRow>().Where(row => row.Id == calendar.Id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.LastResult, why).SetProperty(row => row.OwedSince, row => row.OwedSince ?? now), ct);

    [LoggerMessage(Level = LogLevel.Error, Message = "Calendar {Calendar} could not open what is due; the next look tries again")]
    private partial void Failed(Exception failure, string calendar);
}
