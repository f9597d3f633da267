using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Definitions.Calendar;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Persistence;
using Workflows.Server.Web;
using Workflows.Server.World;

namespace Workflows.Server.Calendar;

/// <summary>
/// A law makes a day a holiday, in the whole country or in some places, or takes a holiday away: one by rule, one that somebody entered, or
/// one that another law took away before and brings back. One law is one proposal, wherever it counts.
/// </summary>
internal static class ProposeHoliday
{
    private const int LongestName = 200;
    private const int LongestNorm = 300;
    private const int MostPlaces = 16;

    /// <param name="Places">Territorial codes; the whole country without any. A holiday that is taken away has none: it goes whole.</param>
    public sealed record Request(
        DateOnly Date, string Name, string Norm, string Reason, bool Adds = true, IReadOnlyList<string>? Places = null);

    public static async Task<Results<Ok<ProposalView>, ProblemHttpResult>> HandleAsync(
        Request request, Acting acting, WorkflowsDb db, WorldSource world, TimeProvider clock, IdempotentCommand command,
        CancellationToken ct)
    {
        var places = (request.Places ?? []).Distinct().ToList();
        if (ProblemOf(request, places) is { } problem)
            return problem;
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7().ToString("N");
        var change = new HolidayOverrideRow
        {
            Id = Guid.CreateVersion7().ToString("N"), ProposalId = id, Date = request.Date, Name = request.Name.Trim(), Adds = request.Adds,
            PlaceCode = places.Count == 0 ? null : string.Join(' ', places), Norm = request.Norm.Trim(), EnteredBy = acting.PersonId,
            EnteredAt = now,
        };
        var current = world.Calendar();
        if (WhyNothing(change, current) is { } nothing)
            return Refusal.Field("name", nothing);

        db.Add(change);
        var impacts = await ImpactOfChange.OfCalendarAsync(id, db, With(current, change), now, OvertakenTasks.ReachOf(change), ct);
        return await ProposeChange.SaveAsync(
            id, ChangeKind.Holiday, TitleOf(change), request.Reason, change.Norm, impacts, acting, db, now, command, ct);
    }

    /// <summary>The calendar as it would be with one change more.</summary>
    internal static WorkingCalendar With(WorkingCalendar calendar, HolidayOverrideRow change) =>
        new(HolidayOverride.Apply(calendar.Holidays, [StoredCalendar.OverrideOf(change)]));

    /// <summary>Why the change would do nothing to the calendar there is; null when it would.</summary>
    internal static string? WhyNothing(HolidayOverrideRow change, WorkingCalendar current)
    {
        if (StoredCalendar.OverrideOf(change).Changes(current.Holidays))
            return null;
        if (change.Adds)
            return "Ese feriado ya está en esa fecha.";
        var others = current.Holidays.Where(holiday => holiday.Date == change.Date).Select(holiday => $"«{holiday.Name}»").ToList();
        return others.Count == 0
            ? "Ese día no es feriado: no hay nada que quitar."
            : $"No hay un feriado con ese nombre en esa fecha. Ese día está {string.Join(" y ", others)}.";
    }

    private static ProblemHttpResult? ProblemOf(Request request, List<string> places)
    {
        if (Reasons.Problem(request.Reason) is { } problem)
            return problem;
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > LongestName)
            return Refusal.Field("name", $"Escribe el nombre del feriado, de hasta {LongestName} letras.");
        if (string.IsNullOrWhiteSpace(request.Norm) || request.Norm.Length > LongestNorm)
            return Refusal.Field("norm", "Cita la norma que lo dice, como «Ley 21.704».");
        if (request.Date.Year is < ChileanHolidays.FirstYear or > ChileanHolidays.LastYear)
            return Refusal.Field("date", $"El calendario llega de {ChileanHolidays.FirstYear} a {ChileanHolidays.LastYear}.");
        if (places.Count > MostPlaces || places.Exists(code => !new Territory(code).Exists))
            return Refusal.Field("places", $"Elige hasta {MostPlaces} regiones, provincias o comunas de la lista.");
        return !request.Adds && places.Count > 0
            ? Refusal.Field("places", "Un feriado deja de serlo entero: quítalo, y si en algún lugar sigue, ingrésalo de nuevo ahí.")
            : null;
    }

    private static string TitleOf(HolidayOverrideRow change)
    {
        var places = StoredCalendar.PlacesOf(change).Select(place => $"la {place.Label}").ToList();
        var where = places.Count switch
        {
            0 => "",
            1 => $" en {places[0]}",
            _ => $" en {string.Join(", ", places.SkipLast(1))} y {places[^1]}",
        };
        return change.Adds
            ? $"Nuevo feriado{where}: {change.Name}, el {SpanishDate.WithWeekday(change.Date)}."
            : $"Deja de ser feriado: {change.Name}, el {SpanishDate.WithWeekday(change.Date)}.";
    }
}
