using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Openings;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Audit;
using Workflows.Server.Commands;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Web;
using Workflows.Server.World;

namespace Workflows.Server.Openings;

/// <summary>Calendars of processes: read by who oversees, kept by who coordinates, each change with its reason.</summary>
internal static class OpeningEndpoints
{
    private const string Kind = "opening-calendars";
    private const int ShownOpenings = 6;
    private const int Most = 200;

    public static void MapOpenings(this IEndpointRouteBuilder api)
    {
        var calendars = api.MapGroup($"/{Kind}").WithTags("Openings").RequireAuthorization().AllowRoles(Acting.Overseers);
        calendars.MapGet("/", ListAsync).WithName("ListOpeningCalendars")
            .WithSummary("Calendarios que abren procesos por sí solos, con sus próximas fechas");

        var keeping = calendars.MapGroup("").AllowRoles(Role.Coordinator, Role.Administrator);
        keeping.MapPost("/reading", Read).WithName("ReadOpeningRule")
            .WithSummary("La regla de un calendario como frase, y las fechas que daría");
        keeping.MapPost("/", CreateAsync).Command().WithName("CreateOpeningCalendar").WithSummary("Crea un calendario, con motivo");
        keeping.MapPut("/{id}", EditAsync).WithName("EditOpeningCalendar").WithSummary("Cambia un calendario, con motivo y con If-Match");
        keeping.MapPost("/{id}/pause", PauseAsync).Command().WithName("PauseOpeningCalendar")
            .WithSummary("Pausa un calendario, con motivo");
        keeping.MapPost("/{id}/resume", ResumeAsync).Command().WithName("ResumeOpeningCalendar")
            .WithSummary("Reanuda un calendario: lo que tocaba durante la pausa no se abre");
    }

    /// <param name="Rule">See the manual: every, month, day or weekday with nth, workingDaysAfter, roll, hour.</param>
    /// <param name="Place">A territory: its holidays count. The whole country without one.</param>
    public sealed record OpeningCalendarRequest(string Name, JsonElement Rule, string Reason, string? Place = null);

    public sealed record NewOpeningCalendarRequest(string Name, string DefinitionId, JsonElement Rule, string Reason, string? Place = null);

    public sealed record OpeningRuleRequest(JsonElement Rule, string? Place = null);

    public sealed record OpeningView(string Period, DateOnly CutOff, DateTimeOffset At);

    /// <param name="Sentence">The rule in Spanish.</param>
    /// <param name="Next">What it opens next; empty when the calendar of holidays ends before.</param>
    public sealed record OpeningRuleReading(string Sentence, IReadOnlyList<OpeningView> Next);

    /// <param name="IsOwed">An opening came and could not be opened: it is tried again every few minutes.</param>
    public sealed record OpeningCalendarView(
        string Id, string Name, string DefinitionId, JsonElement Rule, string? Place, OpeningRuleReading Reading, bool IsPaused,
        string? PauseReason, string? PausedBy, string? LastResult, bool IsOwed, string ETag);

    private static async Task<Ok<IReadOnlyList<OpeningCalendarView>>> ListAsync(
        WorkflowsDb db, WorldSource world, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return TypedResults.Ok<IReadOnlyList<OpeningCalendarView>>(
            [.. (await db.Set<OpeningCalendarRow>().AsNoTracking().OrderBy(row => row.Name).ThenBy(row => row.Id).ToListAsync(ct))
                .Select(row => Of(row, world, now))]);
    }

    private static Results<Ok<OpeningRuleReading>, ProblemHttpResult> Read(
        OpeningRuleRequest request, WorldSource world, TimeProvider clock) =>
        ProblemWith(request.Rule, request.Place) is { } problem
            ? problem
            : TypedResults.Ok(Reading(OpeningRule.Read(request.Rule), request.Place, world, clock.GetUtcNow()));

    private static async Task<Results<Created<OpeningCalendarView>, ProblemHttpResult>> CreateAsync(
        NewOpeningCalendarRequest request, Acting acting, WorkflowsDb db, WorldSource world, TimeProvider clock, IdempotentCommand command,
        CancellationToken ct)
    {
        if (ProblemWith(request.Name, request.Rule, request.Place, request.Reason) is { } problem)
            return problem;
        if (!await db.Set<DefinitionVersion>().AnyAsync(
            version => version.DefinitionId == request.DefinitionId && version.State == DefinitionState.Published, ct))
            return Refusal.Field("definitionId", "Ese flujo no existe o no está publicado.");
        if (await db.Set<OpeningCalendarRow>().CountAsync(ct) >= Most)
            return Refusal.Conflict($"Puede haber hasta {Most} calendarios. Cambia uno que ya no sirva.");
        var now = clock.GetUtcNow();
        var row = new OpeningCalendarRow
        {
            Id = Guid.CreateVersion7(now).ToString("n"), Name = request.Name.Trim(), DefinitionId = request.DefinitionId,
            Rule = request.Rule.GetRawText(), Place = request.Place, SettledUntil = now, CreatedAt = now, CreatedBy = acting.PersonId,
        };
        db.Add(row);
        InterventionEndpoints.Add(db, acting, clock, Kind, row.Id, $"Creó el calendario «{row.Name}»", request.Reason);
        var view = Of(row, world, now);
        command.Remember(view, StatusCodes.Status201Created);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/api/{Kind}/{row.Id}", Of(row, world, now));
    }

    private static async Task<Results<Ok<OpeningCalendarView>, ProblemHttpResult>> EditAsync(
        string id, OpeningCalendarRequest request, HttpRequest http, Acting acting, WorkflowsDb db, WorldSource world, TimeProvider clock,
        CancellationToken ct)
    {
        if (ProblemWith(request.Name, request.Rule, request.Place, request.Reason) is { } problem)
            return problem;
        var now = clock.GetUtcNow();
        return await ChangeAsync(
            id, request.Reason, row => http.StaleAgainst(row.RowVersion), "Cambió el calendario",
            row =>
            {
                (row.Name, row.Rule, row.Place) = (request.Name.Trim(), request.Rule.GetRawText(), request.Place);
                // What the new rule would have opened before today is nobody's wish.
                (row.SettledUntil, row.OwedSince) = (now, null);
            },
            acting, db, world, clock, null, ct);
    }

    private static Task<Results<Ok<OpeningCalendarView>, ProblemHttpResult>> PauseAsync(
        string id, ReasonRequest request, Acting acting, WorkflowsDb db, WorldSource world, TimeProvider clock, IdempotentCommand command,
        CancellationToken ct) =>
        ChangeAsync(
            id, request.Reason, _ => null, "Pausó el calendario",
            row => (row.IsPaused, row.PauseReason, row.PausedBy) = (true, request.Reason, acting.Name),
            acting, db, world, clock, command, ct);

    private static Task<Results<Ok<OpeningCalendarView>, ProblemHttpResult>> ResumeAsync(
        string id, ReasonRequest request, Acting acting, WorkflowsDb db, WorldSource world, TimeProvider clock, IdempotentCommand command,
        CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return ChangeAsync(
            id, request.Reason, _ => null, "Reanudó el calendario",
            row =>
            {
                (row.IsPaused, row.PauseReason, row.PausedBy) = (false, null, null);
                (row.SettledUntil, row.OwedSince) = (now, null);
            },
            acting, db, world, clock, command, ct);
    }

    private static async Task<Results<Ok<OpeningCalendarView>, ProblemHttpResult>> ChangeAsync(
        string id, string reason, Func<OpeningCalendarRow, ProblemHttpResult?> check, string what, Action<OpeningCalendarRow> change,
        Acting acting, WorkflowsDb db, WorldSource world, TimeProvider clock, IdempotentCommand? command, CancellationToken ct)
    {
        if (Reasons.Problem(reason) is { } problem)
            return problem;
        var row = await db.Set<OpeningCalendarRow>().AsTracking().SingleOrDefaultAsync(row => row.Id == id, ct);
        if (row is null)
            return Refusal.NotFound();
        if (check(row) is { } refusal)
            return refusal;
        change(row);
        InterventionEndpoints.Add(db, acting, clock, Kind, id, $"{what} «{row.Name}»", reason);
        command?.Remember(Of(row, world, clock.GetUtcNow()));
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(Of(row, world, clock.GetUtcNow()));
    }

    private static ProblemHttpResult? ProblemWith(string? name, JsonElement rule, string? place, string? reason) =>
        string.IsNullOrWhiteSpace(name) || name.Length > OpeningCalendarRow.LongestName
            ? Refusal.Field("name", $"Escribe un nombre de hasta {OpeningCalendarRow.LongestName} letras.")
            : Reasons.Problem(reason) ?? ProblemWith(rule, place);

    private static ProblemHttpResult? ProblemWith(JsonElement rule, string? place)
    {
        try
        {
            OpeningRule.Read(rule);
        }
        catch (FormatException wrong)
        {
            return Refusal.Field("rule", wrong.Message);
        }

        try
        {
            _ = place is null ? null : Territory.Parse(place);
            return null;
        }
        catch (FormatException wrong)
        {
            return Refusal.Field("place", wrong.Message);
        }
    }

    private static OpeningCalendarView Of(OpeningCalendarRow row, WorldSource world, DateTimeOffset now)
    {
        var rule = row.ReadRule();
        return new(
            row.Id, row.Name, row.DefinitionId, JsonText.Parse(row.Rule)!.Value, row.Place, Reading(rule, row.Place, world, now),
            row.IsPaused, row.PauseReason, row.PausedBy, row.LastResult, row.OwedSince is not null, RowVersions.ToTag(row.RowVersion));
    }

    private static OpeningRuleReading Reading(OpeningRule rule, string? place, WorldSource world, DateTimeOffset now) => new(
        rule.Sentence,
        [.. rule.From(SantiagoTime.DateAt(now), world.Calendar.In(place is null ? null : Territory.Parse(place)))
            .SkipWhile(opening => opening.At <= now).Take(ShownOpenings)
            .Select(opening => new OpeningView(opening.Period, opening.CutOff, opening.At))]);
}
