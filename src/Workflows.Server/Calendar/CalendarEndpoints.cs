using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Engine;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Flows;
using Workflows.Server.Jobs;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Web;
using Workflows.Server.World;

namespace Workflows.Server.Calendar;

/// <summary>The working calendar as people read it, what falls when, and what a change of it would move.</summary>
internal static class CalendarEndpoints
{
    /// <summary>So many deadlines on one day are worth a warning.</summary>
    private const int ManyDeadlines = 25;

    private static readonly Sorts<ProposalRow> Sorts = new Sorts<ProposalRow>().By("createdAt", row => row.CreatedAt, row => row.Id);

    public static void MapCalendar(this IEndpointRouteBuilder api)
    {
        var calendar = api.MapGroup("/calendar").WithTags("Calendar").RequireAuthorization();
        calendar.MapGet("/years/{year:int}", YearAsync).ForKeys(KeyCommand.Read).WithName("GetCalendarYear")
            .WithSummary("Un año: feriados con su norma, qué vence cada día y días incómodos");
        calendar.MapGet("/next", NextDates.ReadAsync).ForKeys(KeyCommand.Read).WithName("ListNextDates")
            .WithSummary("Próximas fechas por día: plazos por paso, con cuántos procesos los tienen, y sesiones citadas");
        calendar.MapGet(
            "/places", () =>
                TypedResults.Ok<IReadOnlyList<PlaceView>>(
                    [.. Territory.All.Select(place => new PlaceView(place.Code, place.Name, place.Label))]))
            .ForKeys([.. KeyCommand.All]).WithName("ListPlaces").WithSummary("Regiones, provincias y comunas con su código");
        calendar.MapGet("/count", Count).ForKeys([.. KeyCommand.All]).WithName("CountDays")
            .WithSummary("Suma días a una fecha y explica el resultado");

        var proposals = api.MapGroup("/calendar/proposals").WithTags("Calendar").RequireAuthorization().AllowRoles(Acting.Overseers);
        proposals.MapGet("/", ListAsync).WithName("ListProposals").WithSummary("Cambios propuestos a plazos abiertos");
        proposals.MapGet("/{id}", ReadProposal.GetAsync).WithName("GetProposal").WithSummary("Un cambio propuesto y cada plazo que mueve");

        var decisions = proposals.MapGroup("").AllowRoles(ProposalView.Deciding);
        decisions.MapPost("/holidays", ProposeHoliday.HandleAsync).Command().WithName("ProposeHoliday")
            .WithSummary("Propone un feriado nuevo o que deja de serlo, con su norma");
        decisions.MapPost("/policies", ProposeChange.PolicyAsync).Command().WithName("ProposePolicy")
            .WithSummary("Propone corregir la política de plazo de las tareas abiertas de un paso");
        decisions.MapPost("/step-dates", ProposeDate.OfStepAsync).Command().WithName("ProposeStepDate")
            .WithSummary("Propone otra fecha para un paso de varios procesos");
        decisions.MapPost("/dates", ProposeDate.OfTasksAsync).Command().WithName("ProposeDate")
            .WithSummary("Propone otra fecha para tareas abiertas");
        decisions.MapPost("/suspensions", ProposeAdjustment.SuspensionAsync).Command().WithName("ProposeSuspension")
            .WithSummary("Propone suspender el plazo de tareas abiertas, o de un paso de varios procesos");
        decisions.MapPost("/office-extensions", ProposeAdjustment.OfficeExtensionAsync).Command().WithName("ProposeOfficeExtension")
            .WithSummary("Propone ampliar de oficio el plazo de tareas abiertas, o de un paso de varios procesos");
        decisions.MapPost("/{id}/approve", DecideProposal.ApproveAsync).Command().WithName("ApproveProposal")
            .WithSummary("Aprueba un cambio que propuso otra persona");
        decisions.MapPost("/{id}/discard", DecideProposal.DiscardAsync).Command().WithName("DiscardProposal")
            .WithSummary("Descarta un cambio propuesto");

        api.MapFeeds();
    }

    public sealed record PlaceView(string Code, string Name, string Label);

    /// <param name="IsUnverified">Nobody confirmed its norm yet: said only to those who oversee the server.</param>
    /// <param name="LawIds">Where LeyChile keeps the texts, for those same.</param>
    public sealed record HolidayView(
        DateOnly Date, string Name, HolidayScope Scope, string Territory, string Norm, string Rule, DateOnly BaseDate, bool Moved,
        string? Provenance, bool Counts, bool IsUnverified, string LawIds);

    /// <param name="Deadlines">Open deadlines of what the person may see.</param>
    public sealed record FallingView(DateOnly Date, int Deadlines);

    /// <param name="Edition">Names the calendar there is now: a deadline keeps that of the day on which it was computed.</param>
    /// <param name="WorkingDays">How many days hábiles the year has there.</param>
    public sealed record YearView(
        int Year, string? Place, string Edition, int WorkingDays, IReadOnlyList<HolidayView> Holidays, IReadOnlyList<AwkwardDay> Awkward,
        IReadOnlyList<FallingView> Falling);

    private static async Task<Results<Ok<YearView>, ProblemHttpResult>> YearAsync(
        int year, string? place, Acting acting, WorkflowsDb db, WorldSource world, CancellationToken ct)
    {
        var all = world.Calendar();
        if (year < all.FirstYear || year > all.LastYear)
            return Refusal.NotFound($"El calendario llega de {all.FirstYear} a {all.LastYear}.");
        if (PlaceOf(place) is not (var where, null))
            return Refusal.Field("place", "Elige una región, provincia o comuna de la lista.");

        var calendar = all.In(where);
        var oversees = Unconfirmed.IsFor(acting);
        var (from, to) = (SantiagoTime.StartOfDay(new(year, 1, 1)), SantiagoTime.EndOfDay(new(year, 12, 31)));
        var due = await db.Set<TaskRow>().VisibleTo(acting, db)
            .Where(task => task.State == TaskState.Open && task.DueAt >= from && task.DueAt <= to)
            .GroupBy(task => task.DueAt!.Value).Select(at => new { at.Key, Deadlines = at.Count() }).ToListAsync(ct);
        var falling = due.GroupBy(at => SantiagoTime.DateAt(at.Key), at => at.Deadlines).OrderBy(day => day.Key)
            .Select(day => new FallingView(day.Key, day.Sum())).ToList();
        var many = falling.Where(day => day.Deadlines >= ManyDeadlines)
            .Select(day => new AwkwardDay(day.Date, "manyDeadlines", $"Vencen {day.Deadlines} plazos."));
        return TypedResults.Ok(new YearView(
            year, where?.Code, all.Edition, calendar.WorkingDaysBetween(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31)),
            [.. calendar.Holidays.Where(holiday => holiday.Date.Year == year).Select(holiday => new HolidayView(
                holiday.Date, holiday.Name, holiday.Scope, holiday.Territory, holiday.Norm, holiday.Rule, holiday.BaseDate, holiday.Moved,
                holiday.Provenance, holiday.Scope != HolidayScope.Territorial || (where?.IsWithin(holiday.Territory) ?? false),
                oversees && holiday.IsUnverified, oversees ? holiday.LawIds : ""))],
            [.. AwkwardDay.In(year, calendar).Concat(many).OrderBy(day => day.Date)],
            falling));
    }

    /// <param name="Unit">workingDays or calendarDays.</param>
    internal sealed record CountOf(DateOnly From, int Days, string? Unit, string? Place);

    public sealed record Counted(DateOnly Date, IReadOnlyList<DayReason> Derivation);

    private static Results<Ok<Counted>, ProblemHttpResult> Count([AsParameters] CountOf asked, WorldSource world)
    {
        if (PlaceOf(asked.Place) is not (var where, null))
            return Refusal.Field("place", "Elige una región, provincia o comuna de la lista.");
        if (asked.Unit is not (null or "workingDays" or "calendarDays"))
            return Refusal.Field("unit", "«unit» puede ser workingDays o calendarDays.");
        try
        {
            var calendar = world.Calendar().In(where);
            var derivation = asked.Unit == "calendarDays"
                ? calendar.ExplainAddCalendarDays(asked.From, asked.Days)
                : calendar.ExplainAddWorkingDays(asked.From, asked.Days == int.MinValue ? 0 : asked.Days);
            return TypedResults.Ok(new Counted(derivation[^1].Date, derivation));
        }
        catch (CalendarRangeException outside)
        {
            return Refusal.Field("days", outside.Message);
        }
    }

    private static async Task<Results<Ok<Page<ProposalView>>, ProblemHttpResult>> ListAsync(
        [AsParameters] PageOf page, ProposalState? state, Acting acting, WorkflowsDb db, CancellationToken ct)
    {
        if (page.ProblemWith(Sorts) is { } problem)
            return Refusal.Invalid(problem);
        var rows = db.Set<ProposalRow>().AsNoTracking();
        if (state is { } wanted) rows = rows.Where(row => row.State == wanted);
        return TypedResults.Ok(await rows.ToPageAsync(
            page with { Sort = page.Sort ?? "-createdAt" }, Sorts, ReadProposal.ViewIn(db, acting), ct));
    }

    private static (Territory? Place, string? Unknown) PlaceOf(string? code) =>
        string.IsNullOrEmpty(code) ? (null, null) : Territory.All.FirstOrDefault(place => place.Code == code) is { } place
            ? (place, null)
            : (null, code);
}
