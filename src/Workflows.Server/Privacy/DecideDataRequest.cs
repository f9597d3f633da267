using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Audit;
using Workflows.Server.Commands;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Notifying;
using Workflows.Server.Web;
using Workflows.Server.World;

namespace Workflows.Server.Privacy;

/// <summary>
/// Whoever administers reads what people ask about their data and answers it, once and with reasons. Who audits only reads.
/// </summary>
internal static class DecideDataRequest
{
    private static readonly Sorts<DataRequest> Sorts = new Sorts<DataRequest>()
        .By("dueOn", row => row.DueOn, row => row.Id)
        .By("askedAt", row => row.AskedAt, row => row.Id);

    /// <param name="PersonName">Whom of the organisation that address is; null when nobody's.</param>
    /// <param name="IsOverdue">Its term ended and nobody has answered.</param>
    public sealed record CaseView(
        AskForData.RequestView Request, string Email, string? PersonId, string? PersonName, bool IsOverdue, bool CanExtend,
        string? AnsweredBy);

    internal sealed record Filter(DataRequestState? State);

    /// <param name="Suppress">With a request of erasure that is granted: the person's name and address go.</param>
    public sealed record AnswerRequest(DataRequestOutcome Outcome, string Reason, bool Suppress = false);

    public static void MapDecideDataRequest(this RouteGroupBuilder privacy)
    {
        privacy.MapGet("/requests", ListAsync).ReadsPersonalData("solicitudes sobre datos personales").WithName("ListDataRequests")
            .WithSummary("Solicitudes sobre datos personales, la que vence antes primero");
        var decisions = privacy.MapGroup("/requests/{id}").AllowRoles(Role.Administrator);
        decisions.MapPost("/answer", AnswerAsync).Command().WithName("AnswerDataRequest")
            .WithSummary("Responde una solicitud, con sus razones; si se acepta una supresión, la hace");
        decisions.MapPost("/extend", ExtendAsync).Command().WithName("ExtendDataRequest")
            .WithSummary("Prorroga una vez el plazo para responder, con motivo");
    }

    private static async Task<Results<Ok<Page<CaseView>>, ProblemHttpResult>> ListAsync(
        [AsParameters] Filter filter, [AsParameters] PageOf page, WorkflowsDb db, TimeProvider clock, CancellationToken ct)
    {
        if (page.ProblemWith(Sorts) is { } problem)
            return Refusal.Invalid(problem);
        // What nobody has proven is nobody's yet.
        var rows = db.Set<DataRequest>().AsNoTracking().Where(row => row.ProvenAt != null);
        if (filter.State == DataRequestState.Open) rows = rows.Where(row => row.AnsweredAt == null);
        if (filter.State == DataRequestState.Answered) rows = rows.Where(row => row.AnsweredAt != null);
        var found = await rows.ToPageAsync(page, Sorts, row => row, ct);
        var ids = found.Items.SelectMany(row => new[] { row.PersonId, row.AnsweredBy }).OfType<string>().Distinct().ToArray();
        var names = await db.Set<Person>().Where(person => ids.Contains(person.Id))
            .ToDictionaryAsync(person => person.Id, person => person.Name, ct);
        var today = SantiagoTime.DateAt(clock.GetUtcNow());
        return TypedResults.Ok(
            new Page<CaseView>([.. found.Items.Select(row => ViewOf(row, names, today))], found.Number, found.Size, found.Total));
    }

    private static async Task<Results<Ok<CaseView>, ProblemHttpResult>> AnswerAsync(
        string id, AnswerRequest request, Acting acting, WorkflowsDb db, DataRequestMails mails, WorldKeeper world, TimeProvider clock,
        IdempotentCommand command, WakeUps wakeUps, CancellationToken ct)
    {
        if (Reasons.Problem(request.Reason) is { } problem)
            return problem;
        if (!Enum.IsDefined(request.Outcome))
            return Refusal.Field("outcome", "Elige si se acepta, se acepta en parte o se niega.");
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Set<DataRequest>().SingleOrDefaultAsync(row => row.Id == id && row.ProvenAt != null, ct) is not { } row)
            return Refusal.NotFound();
        if (row.AnsweredAt is not null)
            return Refusal.Conflict("Esta solicitud ya se respondió.");
        if (row.PersonId == acting.PersonId)
            return Refusal.Conflict("Esta solicitud es tuya: la responde otra persona que administre el sistema.");
        if (request.Suppress && (row.Right != DataRight.Erasure || request.Outcome == DataRequestOutcome.Refused || row.PersonId is null))
            return Refusal.Field("suppress", "Solo se suprime a una persona de la organización que pidió supresión, cuando se acepta.");
        var now = clock.GetUtcNow();
        if (request.Suppress && await SuppressPerson.ProblemAsync(row.PersonId!, db, now, ct) is { } notNow)
            return Refusal.Conflict(notNow);

        (row.Outcome, row.Answer, row.AnsweredAt, row.AnsweredBy) = (request.Outcome, request.Reason.Trim(), now, acting.PersonId);
        // Before the suppression: the mail that answers is the last that goes to that address.
        if (row.Email.Length > 0)
            mails.Answered(row);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refusal.Conflict("Otra persona acaba de responder esta solicitud. Vuelve a cargar la lista.");
        }

        if (request.Suppress)
            await SuppressPerson.RunAsync(row.PersonId!, row.Id, acting.PersonId, db, now, ct);
        var name = row.PersonId is { } person
            ? await db.Set<Person>().Where(one => one.Id == person).Select(one => one.Name).SingleAsync(ct)
            : null;
        var view = command.Remember(
            ViewOf(row, new() { [acting.PersonId] = acting.Name, [row.PersonId ?? ""] = name ?? "" }, SantiagoTime.DateAt(now)));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        if (request.Suppress)
            await world.ChangedAsync(ct);
        wakeUps.Tell(WakeUp.Mails);
        return TypedResults.Ok(view);
    }

    private static async Task<Results<Ok<CaseView>, ProblemHttpResult>> ExtendAsync(
        string id, ReasonRequest request, Acting acting, WorkflowsDb db, DataRequestMails mails, IOptions<PrivacyOptions> options,
        TimeProvider clock, IdempotentCommand command, WakeUps wakeUps, CancellationToken ct)
    {
        if (Reasons.Problem(request.Reason) is { } problem)
            return problem;
        if (await db.Set<DataRequest>().SingleOrDefaultAsync(row => row.Id == id && row.ProvenAt != null, ct) is not { } row)
            return Refusal.NotFound();
        var today = SantiagoTime.DateAt(clock.GetUtcNow());
        if (row.AnsweredAt is not null || row.ExtendedAt is not null)
            return Refusal.Conflict(row.AnsweredAt is not null ? "Esta solicitud ya se respondió." : "El plazo se prorroga una sola vez.");
        if (row.DueOn < today)
            return Refusal.Conflict("El plazo ya venció: no se puede prorrogar. Responde la solicitud.");
        if (row.Right == DataRight.Blocking)
            return Refusal.Conflict("El plazo de un bloqueo temporal no se prorroga.");
        (row.DueOn, row.ExtendedAt, row.ExtensionReason) =
            (row.DueOn!.Value.AddDays(options.Value.ExtensionDays), clock.GetUtcNow(), request.Reason.Trim());
        if (row.Email.Length > 0)
            mails.Extended(row);
        var view = command.Remember(ViewOf(row, [], today));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refusal.Conflict("Otra persona acaba de cambiar esta solicitud. Vuelve a cargar la lista.");
        }

        wakeUps.Tell(WakeUp.Mails);
        return TypedResults.Ok(view);
    }

    private static CaseView ViewOf(DataRequest row, Dictionary<string, string> names, DateOnly today) => new(
        AskForData.ViewOf(row), row.Email, row.PersonId, row.PersonId is { } id ? names.GetValueOrDefault(id) : null,
        row.AnsweredAt is null && row.DueOn < today,
        row.AnsweredAt is null && row.ExtendedAt is null && row.DueOn >= today && row.Right != DataRight.Blocking,
        row.AnsweredBy is { } by ? names.GetValueOrDefault(by, by) : null);
}
