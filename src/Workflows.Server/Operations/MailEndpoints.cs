using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Mail;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Server.Access;
using Workflows.Server.Audit;
using Workflows.Server.Commands;
using Workflows.Server.Mail;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Persistence.Outbox;
using Workflows.Server.Web;
using Workflows.Server.Web.Sheets;

namespace Workflows.Server.Operations;

/// <summary>Every mail: to whom, why, where it stands, as it was written. For those who coordinate; a mail carries personal data.</summary>
internal static class MailEndpoints
{
    private static readonly Sorts<MailRow> Sorts = new Sorts<MailRow>()
        .By("createdAt", mail => mail.CreatedAt, mail => mail.Id)
        .By("availableAt", mail => mail.AvailableAt, mail => mail.Id)
        .By("sentAt", mail => mail.SentAt, mail => mail.Id)
        .By("state", mail => mail.State, mail => mail.Id);

    private static readonly IReadOnlyList<Column<MailSummary>> Columns =
    [
        new("Pedido", mail => mail.CreatedAt), new("Estado", mail => LabelOf(mail.State)), new("Asunto", mail => mail.Subject),
        new("Para", mail => string.Join("; ", mail.Emails)), new("Motivo", mail => mail.Reason),
        new("Plantilla", mail => mail.TemplateLabel),
        new("Nivel", mail => mail.Level), new("Institución", mail => mail.InstitutionCode), new("Salió", mail => mail.SentAt),
        new("Intentos", mail => mail.Attempts), new("Respuesta", mail => mail.ServerAnswer),
    ];

    public static void MapMail(this IEndpointRouteBuilder api)
    {
        var mails = api.MapGroup("/mails").WithTags("Mail").RequireAuthorization()
            .AllowRoles(Acting.Overseers);
        mails.MapGet("/", ListAsync).ReadsPersonalData("lista de correos").WithName("ListMails")
            .WithSummary("Correos: a quién, por qué y en qué van");
        mails.MapGet("/export", ExportAsync).ReadsPersonalData("lista de correos, como archivo").WithName("ExportMails")
            .WithSummary("Los mismos correos como CSV o XLSX").ProducesSheet();
        mails.MapPost("/export", MailExport.StartAsync).ReadsPersonalData("lista de correos, como archivo").Command()
            .WithName("StartMailExport")
            .WithSummary("Lo mismo como trabajo, para una lista larga: el archivo espera en Trabajos en curso");
        mails.MapGet("/{id}", GetAsync).ReadsPersonalData("un correo").WithName("GetMail").WithSummary("Un correo como se escribió");

        var decisions = mails.MapGroup("").AllowRoles(Role.Coordinator, Role.Administrator);
        decisions.MapPost("/{id}/resend", DecideOnMail.ResendAsync).Command().WithName("ResendMail")
            .WithSummary("Envía otra vez, con motivo: es un correo nuevo");
        decisions.MapPost("/{id}/decide", DecideOnMail.DecideAsync).Command().WithName("DecideUncertainMail")
            .WithSummary("Resuelve un correo incierto: se da por entregado, o se envía de nuevo");
    }

    private static async Task<Results<Ok<Page<MailSummary>>, ProblemHttpResult>> ListAsync(
        [AsParameters] MailFilter filter, [AsParameters] PageOf page, Acting acting, WorkflowsDb db, CancellationToken ct)
    {
        if (page.ProblemWith(Sorts) is { } problem)
            return Refusal.Invalid(problem);
        return TypedResults.Ok(
            await Found(filter, acting, db).ToPageAsync(page with { Sort = page.Sort ?? "-createdAt" }, Sorts, MailSummary.OfRow, ct));
    }

    private static Sheet<MailSummary> ExportAsync([AsParameters] MailFilter filter, SheetFormat? format, Acting acting, WorkflowsDb db) =>
        SheetOf(Found(filter, acting, db), format);

    internal static Sheet<MailSummary> SheetOf(IQueryable<MailRow> found, SheetFormat? format) => new(
        "correos", format ?? SheetFormat.Csv, Columns,
        found.OrderByDescending(mail => mail.CreatedAt).ThenBy(mail => mail.Id).Select(MailSummary.OfRow).AsAsyncEnumerable());

    internal static IQueryable<MailRow> Found(MailFilter filter, Acting acting, WorkflowsDb db)
    {
        var mails = db.Set<MailRow>().AsNoTracking().VisibleTo(acting, db);
        if (filter.State is { } state) mails = mails.Where(mail => mail.State == state);
        if (filter.Institution is { } institution) mails = mails.Where(mail => mail.InstitutionCode == institution);
        if (filter.InstanceId is { } instance)
            mails = mails.Where(
                mail => mail.InstanceId == instance || db.Set<TaskRow>().Any(row => row.Id == mail.TaskId && row.InstanceId == instance));
        if (filter.TaskId is { } task)
        {
            // By the process of the task, which has an index; what a person wrote about it has none.
            var process = db.Set<TaskRow>().Where(row => row.Id == task).Select(row => row.InstanceId);
            mails = mails.Where(
                mail => mail.TaskId == task && (mail.InstanceId == null || mail.InstanceId == process.FirstOrDefault()));
        }

        if (filter.Level is { } level) mails = mails.Where(mail => mail.Level == level);
        if (filter.From is { } from) mails = mails.Where(mail => mail.AvailableAt >= from);
        if (filter.To is { } to) mails = mails.Where(mail => mail.AvailableAt <= to);
        if (filter.Email is { Length: > 0 } email)
        {
            var like = Like.Containing(email);
            mails = mails.Where(mail => mail.Emails.Any(address => EF.Functions.ILike(address, like)));
        }

        if (filter.Template is { } template) mails = mails.Where(mail => mail.Template == template);
        if (filter.Search is { Length: > 0 } text)
        {
            var like = Like.Containing(text);
            mails = mails.Where(mail =>
                EF.Functions.ILike(mail.Subject!, like) || EF.Functions.ILike(mail.Reason, like)
                    || mail.Emails.Any(address => EF.Functions.ILike(address, like))
                || db.Set<Institution>()
                    .Any(place => place.Code == mail.InstitutionCode && (EF.Functions.ILike(place.Name, like) || place.Code == text)));
        }

        return mails;
    }

    private static string LabelOf(MailState state) => state switch
    {
        MailState.Queued => "En cola",
        MailState.Held => "Retenido",
        MailState.Claimed => "Tomado",
        MailState.Sending => "Enviando",
        MailState.Delivered => "Entregado al servidor",
        MailState.Filed => "Dejado en una carpeta",
        MailState.Rejected => "Rechazado",
        MailState.Uncertain => "Incierto",
        MailState.Suspended => "Suspendido",
        _ => "Suprimido",
    };

    private static async Task<Results<Ok<MailView>, ProblemHttpResult>> GetAsync(
        string id, Acting acting, WorkflowsDb db, CancellationToken ct) =>
        await db.Set<MailRow>().AsNoTracking().VisibleTo(acting, db).SingleOrDefaultAsync(mail => mail.Id == id, ct) is { } row
            ? TypedResults.Ok(MailView.Of(row, await Pseudonyms.ReadAsync(db, ct)))
            : Refusal.NotFound();
}

/// <summary>A mail in a list.</summary>
public sealed record MailSummary(
    string Id, MailState State, string? Subject, IReadOnlyList<string> Emails, string Reason, string Template, int? Level,
    string? InstitutionCode,
    string? InstanceId, string? TaskId, DateTimeOffset CreatedAt, DateTimeOffset AvailableAt, DateTimeOffset? SentAt, int Attempts,
    string? ServerAnswer,
    string? ResendOf)
{
    /// <summary>The template as people call it.</summary>
    public string TemplateLabel { get; } = MailTemplateCatalog.Find(Template)?.Label ?? Template;

    internal static readonly System.Linq.Expressions.Expression<Func<MailRow, MailSummary>> OfRow = row => new MailSummary(
        row.Id, row.State, row.Subject, row.Emails, row.Reason, row.Template, row.Level, row.InstitutionCode, row.InstanceId, row.TaskId,
        row.CreatedAt,
        row.AvailableAt, row.SentAt, row.Attempts, row.ServerAnswer, row.ResendOf);

    private static readonly Func<MailRow, MailSummary> Read = OfRow.Compile();

    internal static MailSummary Of(MailRow row) => Read(row);
}

/// <summary>A mail as it was written. Text and subject are empty until it is rendered, just before it leaves.</summary>
/// <param name="Addressees">Who gets it and why each one does.</param>
/// <param name="QueueId">What the mail server calls it: whoever runs that server finds it by this.</param>
/// <param name="Refused">Whom the server refused while it took the mail for the others.</param>
/// <param name="Calendar">What it puts into its readers' calendars; null when it carries nothing for them.</param>
public sealed record MailView(
    MailSummary Summary, string MessageId, int TemplateVersion, JsonElement Addressees, string? Text, string? Html, string? QueueId,
    IReadOnlyList<string> Refused, MailCalendar? Calendar)
{
    internal static MailView Of(MailRow row, Pseudonyms pseudonyms)
    {
        var slots = LinkSlots.Read(row.LinkSlots);
        var (addressees, texts) = pseudonyms.InMail(
            row.Addressees, row.Subject, row.Text is { } text ? slots.FillText(text, _ => LinkSlots.Shown) : null,
            slots.FillHtml(row.Html, _ => LinkSlots.Shown));
        return new(
            MailSummary.Of(row) with { Subject = texts[0] }, row.MessageId, row.TemplateVersion, MailPeople.AsStored(addressees), texts[1],
            texts[2],
            row.QueueId, row.Refused ?? [], MailCalendar.Of(row));
    }
}

/// <summary>The meeting of a mail as calendars get it. Of two mails about one meeting the one with the higher sequence counts.</summary>
/// <param name="IsCalledOff">It takes the meeting out.</param>
public sealed record MailCalendar(bool IsCalledOff, int Sequence, DateTimeOffset Start, DateTimeOffset End)
{
    internal static MailCalendar? Of(MailRow row) =>
        row.Template == MailTemplateCatalog.Convening
            && CalendarEntry.Read(Engine.Values.FromJson(row.Model).Member(CalendarEntry.Name)) is { } entry
            ? new(entry.Method == CalendarMethod.Cancel, entry.Sequence, entry.Start, entry.End)
            : null;
}

/// <summary>Which mails a list shows.</summary>
/// <param name="Email">Part of an address.</param>
/// <param name="Search">Part of the subject, the reason, an address or the institution.</param>
internal sealed record MailFilter(
    MailState? State = null, string? Institution = null, string? InstanceId = null, string? TaskId = null, int? Level = null,
    string? Email = null,
    DateTimeOffset? From = null, DateTimeOffset? To = null, string? Template = null, string? Search = null);
