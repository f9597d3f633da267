using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Accounts;
using Workflows.Server.Audit;
using Workflows.Server.Commands;
using Workflows.Server.Mail.Links;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Persistence.Commands;
using Workflows.Server.Persistence.Outbox;

namespace Workflows.Server.Privacy;

/// <summary>
/// How long one kind of data is kept, what is too old before an instant, and how it goes. What is shown beforehand and what goes are one
/// question.
/// </summary>
/// <param name="Days">The term nobody has changed: «por confirmar».</param>
internal sealed record RetentionRule(
    RetentionKind Kind, string Label, string What, int Days, int Least, int Most,
    Func<WorkflowsDb, DateTimeOffset, CancellationToken, Task<int>> CountAsync,
    Func<WorkflowsDb, DateTimeOffset, CancellationToken, Task<int>> TakeAsync)
{
    private const int Year = 365;

    public static IReadOnlyList<RetentionRule> All { get; } =
    [
        // The database refuses to let a line go before two years.
        Deleting(RetentionKind.Readings, "Lecturas de datos personales", "Se borra la línea.", 2 * 366, 2 * 366, 20 * Year,
            (db, before) => db.Set<ReadingRow>().Where(row => row.At < before)),
        Deleting(RetentionKind.Sessions, "Sesiones", "Se borra la sesión desde su último uso.", 90, 1, 2 * Year,
            (db, before) => OldSessions(db, before)),
        Deleting(RetentionKind.AccountLinks, "Enlaces de invitación y de clave", "Se borra el enlace desde su vencimiento.", 30, 1, Year,
            (db, before) => db.Set<AccountLink>().Where(row => row.ExpiresAt < before)),
        Deleting(RetentionKind.LoginFailures, "Ingresos fallidos", "Se borra la cuenta de intentos.", 1, 1, 90,
            (db, before) => db.Set<LoginFailures>().Where(row => row.Since < before)),
        Deleting(RetentionKind.Answers, "Respuestas a acciones repetidas", "Se borra la respuesta guardada.", 30, 30, Year,
            (db, before) => db.Set<IdempotencyRow>().Where(row => row.CreatedAt < before)),
        new(RetentionKind.Drafts, "Borradores que nadie siguió", "Se borra lo escrito; la tarea queda.", 180, 30, 5 * Year,
            (db, before, ct) => OldDrafts(db, before).CountAsync(ct),
            (db, before, ct) => OldDrafts(db, before).ExecuteUpdateAsync(set => set.SetProperty(row => row.Draft, (string?)null), ct)),
        new(RetentionKind.MailTexts, "Textos de correos que no son parte de un proceso",
            "Se borran el texto, los datos y las direcciones de resúmenes, invitaciones y respuestas; queda que salió y cuándo.", 2 * Year,
            30, 10 * Year,
            (db, before, ct) => OldTexts(db, before).CountAsync(ct),
            (db, before, ct) => OldTexts(db, before).ExecuteUpdateAsync(set => set
                .SetProperty(row => row.Text, (string?)null).SetProperty(row => row.Html, (string?)null)
                    .SetProperty(row => row.Subject, (string?)null)
                .SetProperty(row => row.Model, "{}").SetProperty(row => row.Addressees, "[]")
                    .SetProperty(row => row.Emails, Array.Empty<string>()), ct)),
        new(
            RetentionKind.Accounts, "Cuentas de personas sin cargo", "Se borra cómo entraba; su nombre queda en lo que hizo.", 2 * Year, 90,
            10 * Year,
            (db, before, ct) => WithoutPost(db, before).CountAsync(ct),
            async (db, before, ct) =>
            {
                var people = await WithoutPost(db, before).Select(account => account.PersonId).ToArrayAsync(ct);
                await AccountAccess.ForgetAsync(db, people, ct);
                return people.Length;
            }),
        Deleting(
            RetentionKind.Requests, "Solicitudes sobre datos personales", "Se borra la solicitud respondida.", 5 * Year, Year, 20 * Year,
            (db, before) => db.Set<DataRequest>().Where(row => row.AnsweredAt < before)),
    ];

    public static RetentionRule Of(RetentionKind kind) => All.Single(rule => rule.Kind == kind);

    /// <summary>Sessions go by the machine's clock: one in use stays, however far business time was turned ahead of it.</summary>
    private static IQueryable<Session> OldSessions(WorkflowsDb db, DateTimeOffset before)
    {
        var idle = TimeProvider.System.GetUtcNow().AddDays(-1);
        return db.Set<Session>().Where(row => row.SeenAt < before && row.SeenAt < idle);
    }

    private static IQueryable<TaskRow> OldDrafts(WorkflowsDb db, DateTimeOffset before) =>
        db.Set<TaskRow>().Where(row => row.Draft != null && row.DraftSavedAt < before);

    private static IQueryable<MailRow> OldTexts(WorkflowsDb db, DateTimeOffset before) => db.Set<MailRow>().Where(row =>
        row.InstanceId == null && row.CreatedAt < before && row.Addressees != "[]"
        && row.State != MailState.Queued && row.State != MailState.Held && row.State != MailState.Claimed && row.State != MailState.Sending
            && row.State != MailState.Uncertain);

    /// <summary>Nobody who holds a post, will hold one, or held one since; nor who entered since, whatever they came for.</summary>
    private static IQueryable<Account> WithoutPost(WorkflowsDb db, DateTimeOffset before)
    {
        var day = SantiagoTime.DateAt(before);
        return db.Set<Account>().Where(account =>
            (account.LastLoginAt == null || account.LastLoginAt < before)
            && db.Set<Appointment>().Any(post => post.PersonId == account.PersonId)
            && !db.Set<Appointment>().Any(post => post.PersonId == account.PersonId && (post.ValidTo == null || post.ValidTo >= day)));
    }

    private static RetentionRule Deleting<T>(
        RetentionKind kind, string label, string what, int days, int least, int most,
        Func<WorkflowsDb, DateTimeOffset, IQueryable<T>> old) => new(
        kind, label, what, days, least, most,
        (db, before, ct) => old(db, before).CountAsync(ct), (db, before, ct) => old(db, before).ExecuteDeleteAsync(ct));
}
