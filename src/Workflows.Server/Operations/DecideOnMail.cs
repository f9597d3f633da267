using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Mail;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Notifying;
using Workflows.Server.Persistence.Outbox;
using Workflows.Server.Web;

namespace Workflows.Server.Operations;

/// <summary>
/// A person decides about a mail: to send it once more, which is a new mail that names the first and goes to whoever did not get that one,
/// or what to believe of one that nobody
/// knows whether it left. A mail that is on its way by itself is left alone.
/// </summary>
public static class DecideOnMail
{
    /// <param name="Resend">True: send it again. False: take it as delivered.</param>
    public sealed record Request(bool Resend, string Reason);

    /// <param name="NewMailId">The mail that goes out instead, when there is one.</param>
    public sealed record Response(MailSummary Mail, string? NewMailId);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> ResendAsync(
        string id, ReasonRequest request, Acting acting, WorkflowsDb db, TimeProvider clock, IdempotentCommand command, WakeUps wakeUps,
        CancellationToken ct)
    {
        if (Reasons.Problem(request.Reason) is { } problem)
            return problem;
        var mail = await db.Set<MailRow>().SingleOrDefaultAsync(mail => mail.Id == id, ct);
        if (mail is null)
            return Refusal.NotFound();
        if (mail.State == MailState.Uncertain)
            return Refusal.Conflict("Este correo está incierto: primero decide si llegó o si se envía de nuevo.");
        if (mail.State is not (MailState.Delivered or MailState.Filed or MailState.Rejected or MailState.Withdrawn or MailState.Suspended))
            return Refusal.Conflict("Este correo todavía va a salir solo. Espera a que termine antes de enviarlo otra vez.");

        var again = await AddAgainAsync(mail, request.Reason, acting, db, clock, ct);
        var response = command.Remember(new Response(MailSummary.Of(mail), again.Id));
        var result = await SaveAsync(db, response, ct);
        wakeUps.Tell(WakeUp.Mails, again.AvailableAt);
        return result;
    }

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> DecideAsync(
        string id, Request request, Acting acting, WorkflowsDb db, TimeProvider clock, IdempotentCommand command, WakeUps wakeUps,
        CancellationToken ct)
    {
        if (Reasons.Problem(request.Reason) is { } problem)
            return problem;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var (state, note) = request.Resend
            ? (MailState.Rejected, $"Se dio por no enviado. Lo decidió {acting.Name}: {request.Reason}")
            : (MailState.Delivered, $"Se dio por entregado. Lo decidió {acting.Name}: {request.Reason}");
        // What left as one mail arrived or did not as one: whoever decides about a notice decides about those beside it.
        var bundle = await db.Set<MailRow>().Where(mail => mail.Id == id).Select(mail => mail.BundleId).SingleOrDefaultAsync(ct);
        var together = db.Set<MailRow>().Where(mail => mail.Id == id || (bundle != null && mail.BundleId == bundle));
        // The condition is in the update: of two people who decide at once, one decides.
        var decided = await together.Where(mail => mail.State == MailState.Uncertain)
            .ExecuteUpdateAsync(set => set.SetProperty(mail => mail.State, state).SetProperty(mail => mail.ServerAnswer, note), ct);
        var mails = await together.OrderBy(mail => mail.Id).ToListAsync(ct);
        if (mails.Find(mail => mail.Id == id) is not { } mail)
            return Refusal.NotFound();
        if (decided == 0)
            return Refusal.Conflict("Este correo no está incierto: nadie tiene que decidir sobre él. Vuelve a cargar la lista.");

        MailRow? again = null;
        foreach (var one in request.Resend ? mails : [])
        {
            var added = await AddAgainAsync(one, request.Reason, acting, db, clock, ct);
            again = one == mail ? added : again;
        }

        var response = command.Remember(new Response(MailSummary.Of(mail), again?.Id));
        var result = await SaveAsync(db, response, ct);
        await transaction.CommitAsync(ct);
        if (again is not null)
            wakeUps.Tell(WakeUp.Mails, again.AvailableAt);
        return result;
    }

    private static async Task<MailRow> AddAgainAsync(
        MailRow mail, string reason, Acting acting, WorkflowsDb db, TimeProvider clock, CancellationToken ct)
    {
        var first = mail.ResendOf ?? mail.Id;
        var times = await db.Set<MailRow>().CountAsync(other => other.ResendOf == first, ct);
        var id = string.Create(CultureInfo.InvariantCulture, $"{first}-r{times + 1}");
        var at = mail.MessageId.IndexOf('@', StringComparison.Ordinal);
        var now = clock.GetUtcNow();
        var (addressees, emails) = await AddresseesAgain.OfAsync(mail, db, ct);
        var again = new MailRow
        {
            Id = id,
            MessageId = at < 0 ? $"<{id}@workflows.localhost>" : $"<{id}{mail.MessageId[at..]}",
            InstanceId = mail.InstanceId,
            TaskId = mail.TaskId,
            InstitutionCode = mail.InstitutionCode,
            Level = mail.Level,
            Reason = $"{mail.Reason} (enviado otra vez por decisión de {acting.Name}: {reason})",
            Template = mail.Template,
            Model = mail.Model,
            Addressees = addressees,
            Emails = emails,
            State = MailState.Queued,
            AvailableAt = now,
            CreatedAt = now,
            ResendOf = first,
            LinkFor = mail.LinkFor,
            ReplyTo = mail.ReplyTo,
        };
        db.Add(again);
        return again;
    }

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> SaveAsync(WorkflowsDb db, Response response, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return TypedResults.Ok(response);
        }
        catch (DbUpdateException error) when (
            !IdempotentCommand.IsTakenKey(error)
                && error.InnerException is Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.UniqueViolation })
        {
            return Refusal.Conflict("Otra persona envió este correo otra vez en este mismo momento. Vuelve a cargar la lista.");
        }
    }
}
