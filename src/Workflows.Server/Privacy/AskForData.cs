using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Accounts;
using Workflows.Server.Commands;
using Workflows.Server.Mail;
using Workflows.Server.Mail.Links;
using Workflows.Server.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Notifying;
using Workflows.Server.Web;
using Workflows.Server.World;

namespace Workflows.Server.Privacy;

/// <summary>
/// A person asks about their data: from their account, or from outside with a link that proves who reads the mailbox. From outside the
/// answer never says whether the server knows that address.
/// </summary>
internal static class AskForData
{
    private const int LongestText = 4_000;

    /// <summary>Enough for whoever means it, too few to fill a mailbox.</summary>
    private const int MostADay = 3;

    public sealed record Request(DataRight Right, string Text);

    public sealed record OutsideRequest(string Email, DataRight Right, string Text);

    public sealed record SecretRequest(string Secret);

    public sealed record Said(string Message);

    /// <param name="CanRead">The answer gives the data: they can be read and downloaded.</param>
    public sealed record RequestView(
        string Id, DataRight Right, string Text, DataRequestState State, DateTimeOffset AskedAt, DateOnly? DueOn,
        DateTimeOffset? ExtendedAt, string? ExtensionReason, DataRequestOutcome? Outcome, string? Answer, DateTimeOffset? AnsweredAt,
        bool CanRead);

    public static void MapAskForData(this IEndpointRouteBuilder api)
    {
        var own = api.MapGroup("/account/data").WithTags("Privacy").RequireAuthorization(OwnAccount.Policy);
        own.MapGet("/", OwnAsync).WithName("GetOwnData").WithSummary("Los datos que el sistema guarda de ti");
        own.MapGet("/requests", OwnRequestsAsync).WithName("ListOwnDataRequests")
            .WithSummary("Lo que pediste sobre tus datos y qué se respondió");
        own.MapPost("/requests", AskAsync).Command().WithName("AskForData")
            .WithSummary("Pide acceso, rectificación, supresión, oposición, portabilidad o bloqueo de tus datos");

        var outside = api.MapGroup("/data-requests").WithTags("Privacy").AllowAnonymous().RequireRateLimiting(RateLimits.Login);
        outside.MapPost("/", AskFromOutsideAsync).RequireRateLimiting(RateLimits.Recovery).WithName("AskForDataFromOutside")
            .WithSummary(
                "Pide algo sobre tus datos sin tener cuenta; un correo prueba quién pide, y la respuesta es igual se "
                + "conozca o no la dirección");
        outside.MapPost("/look", LookAsync).WithName("LookAtDataRequest")
            .WithSummary("Una solicitud, por el enlace del correo; no cambia nada");
        outside.MapPost("/prove", ProveAsync).WithName("ProveDataRequest")
            .WithSummary("Confirma una solicitud con el enlace del correo: desde ahora corre su plazo");
        outside.MapPost("/data", DataByLinkAsync).WithName("ReadDataByLink")
            .WithSummary("Los datos de quien los pidió, si la respuesta los da");
    }

    private static async Task<Ok<OwnData>> OwnAsync(
        Acting acting, WorkflowsDb db, Places places, IOptions<PrivacyOptions> options, TimeProvider clock, CancellationToken ct) =>
        TypedResults.Ok(await OwnData.OfAsync(acting.PersonId, db, places, options, clock.GetUtcNow(), ct));

    private static async Task<Ok<IReadOnlyList<RequestView>>> OwnRequestsAsync(Acting acting, WorkflowsDb db, CancellationToken ct)
    {
        var rows = await db.Set<DataRequest>().AsNoTracking().Where(row => row.PersonId == acting.PersonId && row.ProvenAt != null)
            .OrderByDescending(row => row.AskedAt).ToListAsync(ct);
        return TypedResults.Ok<IReadOnlyList<RequestView>>([.. rows.Select(ViewOf)]);
    }

    private static async Task<Results<Ok<RequestView>, ProblemHttpResult>> AskAsync(
        Request request, Acting acting, WorkflowsDb db, WorldSource world, DataRequestMails mails, IOptions<PrivacyOptions> options,
        TimeProvider clock, IdempotentCommand command, WakeUps wakeUps, CancellationToken ct)
    {
        if (ProblemWith(request.Right, request.Text) is { } problem)
            return problem;
        var now = clock.GetUtcNow();
        var row = new DataRequest
        {
            Id = $"solicitud-{Guid.CreateVersion7(now):n}", Right = request.Right, PersonId = acting.PersonId, Email = acting.Email,
            Text = request.Text.Trim(), AskedAt = now,
            ProvenAt = now, DueOn = DueOn(request.Right, now, world, options.Value),
        };
        db.Add(row);
        if (acting.Email.Length > 0)
            mails.Acknowledge(row);
        var view = command.Remember(ViewOf(row));
        await db.SaveChangesAsync(ct);
        wakeUps.Tell(WakeUp.Mails);
        return TypedResults.Ok(view);
    }

    private static async Task<Results<Accepted<Said>, ProblemHttpResult>> AskFromOutsideAsync(
        OutsideRequest request, WorkflowsDb db, DataRequestMails mails, TimeProvider clock, WakeUps wakeUps, CancellationToken ct)
    {
        if (ProblemWith(request.Right, request.Text) is { } problem)
            return problem;
        var email = request.Email.Trim().ToLowerInvariant();
        if (MailableAddress.ProblemWith(email) is { } unmailable)
            return Refusal.Field("email", unmailable);
        var now = clock.GetUtcNow();
        var yesterday = now.AddDays(-1);
        if (await db.Set<DataRequest>().CountAsync(row => row.Email == email && row.AskedAt > yesterday, ct) < MostADay)
        {
            var row = new DataRequest
            {
                Id = $"{DataRequestMails.FromOutside}{Guid.CreateVersion7(now):n}", Right = request.Right, Email = email,
                Text = request.Text.Trim(), AskedAt = now,
                PersonId = await db.Set<Person>().Where(person => person.Email == email).Select(person => person.Id)
                    .FirstOrDefaultAsync(ct),
            };
            db.Add(row);
            mails.AskForProof(row);
            await db.SaveChangesAsync(ct);
            wakeUps.Tell(WakeUp.Mails);
        }

        return TypedResults.Accepted(
            (string?)null,
            new Said("Te enviamos un correo con un enlace para confirmar la solicitud. Mientras no la confirmes, nadie la ve."));
    }

    private static async Task<Results<Ok<RequestView>, ProblemHttpResult>> LookAsync(
        SecretRequest request, WorkflowsDb db, TimeProvider clock, CancellationToken ct) =>
        await FindAsync(request.Secret, db, clock.GetUtcNow(), ct) is { } row ? TypedResults.Ok(ViewOf(row)) : NoLink;

    private static async Task<Results<Ok<RequestView>, ProblemHttpResult>> ProveAsync(
        SecretRequest request, WorkflowsDb db, WorldSource world, DataRequestMails mails, IOptions<PrivacyOptions> options,
        TimeProvider clock, WakeUps wakeUps, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await FindAsync(request.Secret, db, now, ct) is not { } row)
            return NoLink;
        if (row.ProvenAt is not null)
            return TypedResults.Ok(ViewOf(row));
        (row.ProvenAt, row.DueOn) = (now, DueOn(row.Right, now, world, options.Value));
        mails.Acknowledge(row);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refusal.Conflict("Esta solicitud se está confirmando en otra ventana. Vuelve a abrir el enlace.");
        }

        wakeUps.Tell(WakeUp.Mails);
        return TypedResults.Ok(ViewOf(row));
    }

    private static async Task<Results<Ok<OwnData>, ProblemHttpResult>> DataByLinkAsync(
        SecretRequest request, WorkflowsDb db, Places places, IOptions<PrivacyOptions> options, TimeProvider clock, CancellationToken ct) =>
        await FindAsync(request.Secret, db, clock.GetUtcNow(), ct) is not { } row ? NoLink
            : !ViewOf(row).CanRead ? Refusal.Conflict("La respuesta a esta solicitud no incluye los datos, o todavía no se responde.")
            : TypedResults.Ok(await OwnData.OfAsync(row.PersonId!, db, places, options, clock.GetUtcNow(), ct));

    internal static RequestView ViewOf(DataRequest row) => new(
        row.Id, row.Right, row.Text, row.State, row.AskedAt, row.DueOn, row.ExtendedAt, row.ExtensionReason, row.Outcome, row.Answer,
        row.AnsweredAt,
        row is
        {
            PersonId: not null, Right: DataRight.Access or DataRight.Portability, Outcome: DataRequestOutcome.Granted
            or DataRequestOutcome.Partly
        });

    /// <summary>Calendar days from the day it is certain who asks; a block is answered in working days.</summary>
    private static DateOnly DueOn(DataRight right, DateTimeOffset now, WorldSource world, PrivacyOptions options)
    {
        var today = SantiagoTime.DateAt(now);
        return right == DataRight.Blocking && world.Current.World is SnapshotWorld { Snapshot: var snapshot }
            ? snapshot.Calendar.AddWorkingDays(today, options.BlockingDays)
            : today.AddDays(options.AnswerDays);
    }

    private static async Task<DataRequest?> FindAsync(string secret, WorkflowsDb db, DateTimeOffset now, CancellationToken ct)
    {
        var hash = AccountLinkSecret.HashOf(secret.Trim());
        return await (from kept in db.Set<AccountLinkSecret>()
                      join link in db.Set<AccountLink>() on kept.LinkId equals link.Id
                      join row in db.Set<DataRequest>() on link.PersonId equals row.Id
                      where kept.Hash == hash && link.Purpose == AccountLinkPurpose.DataRequest && link.ExpiresAt > now
                      select row).SingleOrDefaultAsync(ct);
    }

    private static ProblemHttpResult? ProblemWith(DataRight right, string text) =>
        !Enum.IsDefined(right) ? Refusal.Field("right", "Elige qué pides.")
        : string.IsNullOrWhiteSpace(text) ? Refusal.Field("text", "Escribe qué pides: qué dato, qué está mal o por qué.")
        : text.Length > LongestText ? Refusal.Field("text", $"Puede tener hasta {LongestText} letras.")
        : null;

    private static ProblemHttpResult NoLink =>
        Refusal.NotFound("Este enlace no existe, está incompleto o venció. Ábrelo otra vez desde el correo, o haz una solicitud nueva.");
}
