using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Duties;
using Workflows.Server.Persistence;
using Workflows.Server.Web;

namespace Workflows.Server.Privacy;

/// <summary>
/// What is past its term goes every night, and what went is written down. Whoever administers sets the terms, with a reason, and sees
/// beforehand what the next run takes.
/// </summary>
internal static class Retention
{
    public const string DutyName = "retencion";

    private const int RunsShown = 100;

    /// <param name="IsUnconfirmed">Nobody has decided this term yet: it is the one the product came with.</param>
    /// <param name="ReasonOfTerm">Why it is what it is, when somebody decided it.</param>
    /// <param name="Next">How many would go if it ran now.</param>
    public sealed record TermView(
        RetentionKind Kind, string Label, string What, int Days, int Least, int Most, bool IsUnconfirmed, string? SetBy,
        DateTimeOffset? SetAt, string? ReasonOfTerm, int Next);

    public sealed record RunView(DateOnly Date, RetentionKind Kind, string Label, int Days, int Taken);

    public sealed record Response(IReadOnlyList<TermView> Terms, IReadOnlyList<RunView> Runs);

    public sealed record Request(int Days, string Reason);

    public static void MapRetention(this RouteGroupBuilder privacy)
    {
        privacy.MapGet("/retention", GetAsync).WithName("GetRetention")
            .WithSummary("Cuánto se guarda cada tipo de dato, qué se borraría ahora y qué se borró");
        privacy.MapPost("/retention/{kind}", SetAsync).AllowRoles(Role.Administrator).Command().WithName("SetRetentionTerm")
            .WithSummary("Cambia el término de un tipo de dato, con motivo");
    }

    public static Duty DutyOf(Func<NpgsqlDataSource> source) =>
        new(DutyName, "Retención de datos personales", DutyDays.Every, new(4, 0), async (context, ct) =>
    {
        await using var db = new WorkflowsDb(Database.Options(source()));
        var terms = await TermsAsync(db, ct);
        var said = new List<string>();
        foreach (var rule in RetentionRule.All)
        {
            var days = terms.GetValueOrDefault(rule.Kind)?.Days ?? rule.Days;
            // One kind, one commit: what it took and that it did.
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await db.AllowPseudonymsAsync($"retención: {rule.Label}", ct);
            var taken = await rule.TakeAsync(db, context.Now.AddDays(-days), ct);
            await db.AllowPseudonymsAsync("", ct);
            var run = await db.Set<RetentionRunRow>().SingleOrDefaultAsync(row => row.Date == context.Date && row.Kind == rule.Kind, ct);
            if (run is null)
                db.Add(run = new() { Date = context.Date, Kind = rule.Kind, At = context.Now, Days = days, Taken = 0 });
            (run.At, run.Days, run.Taken) = (context.Now, days, run.Taken + taken);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            if (taken > 0)
                said.Add(string.Create(CultureInfo.InvariantCulture, $"{rule.Label}: {taken}"));
        }

        return said.Count == 0 ? "Nada había cumplido su término." : $"{string.Join(". ", said)}.";
    });

    internal static async Task<Dictionary<RetentionKind, RetentionTermRow>> TermsAsync(WorkflowsDb db, CancellationToken ct) =>
        (await db.Set<RetentionTermRow>().AsNoTracking().OrderBy(row => row.Id).ToListAsync(ct))
        .GroupBy(row => row.Kind).ToDictionary(rows => rows.Key, rows => rows.Last());

    /// <summary>«Sesiones: 90 días corridos.»</summary>
    internal static string SentenceOf(RetentionRule rule, RetentionTermRow? term) => string.Create(
        CultureInfo.InvariantCulture, $"{rule.Label}: {term?.Days ?? rule.Days} días corridos{(term is null ? " (por confirmar)" : "")}.");

    private static async Task<Ok<Response>> GetAsync(WorkflowsDb db, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var terms = await TermsAsync(db, ct);
        var setters = terms.Values.Select(term => term.PersonId).Distinct().ToArray();
        var names = await db.Set<Person>().Where(person => setters.Contains(person.Id))
            .ToDictionaryAsync(person => person.Id, person => person.Name, ct);
        var views = new List<TermView>();
        foreach (var rule in RetentionRule.All)
        {
            var term = terms.GetValueOrDefault(rule.Kind);
            var days = term?.Days ?? rule.Days;
            views.Add(new(
                rule.Kind, rule.Label, rule.What, days, rule.Least, rule.Most, term is null,
                term is null ? null : names.GetValueOrDefault(term.PersonId, term.PersonId), term?.At, term?.Reason,
                await rule.CountAsync(db, now.AddDays(-days), ct)));
        }

        var runs = await db.Set<RetentionRunRow>().AsNoTracking().Where(row => row.Taken > 0).OrderByDescending(row => row.Date)
            .ThenBy(row => row.Kind)
            .Take(RunsShown).ToListAsync(ct);
        return TypedResults.Ok(
            new Response(
                views, [.. runs.Select(run => new RunView(run.Date, run.Kind, RetentionRule.Of(run.Kind).Label, run.Days, run.Taken))]));
    }

    private static async Task<Results<Ok<TermView>, ProblemHttpResult>> SetAsync(
        RetentionKind kind, Request request, Acting acting, WorkflowsDb db, TimeProvider clock, IdempotentCommand command,
        CancellationToken ct)
    {
        if (Reasons.Problem(request.Reason) is { } problem)
            return problem;
        var rule = RetentionRule.All.FirstOrDefault(rule => rule.Kind == kind);
        if (rule is null)
            return Refusal.NotFound();
        if (request.Days < rule.Least || request.Days > rule.Most)
            return Refusal.Field(
                "days", string.Create(CultureInfo.InvariantCulture, $"El término puede ir de {rule.Least} a {rule.Most} días corridos."));
        var now = clock.GetUtcNow();
        db.Add(new RetentionTermRow
        {
            Kind = kind, Days = request.Days, Reason = request.Reason.Trim(), PersonId = acting.PersonId, At = now
        });
        var view = command.Remember(new TermView(
            kind, rule.Label, rule.What, request.Days, rule.Least, rule.Most, false, acting.Name, now, request.Reason.Trim(),
            await rule.CountAsync(db, now.AddDays(-request.Days), ct)));
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(view);
    }
}
