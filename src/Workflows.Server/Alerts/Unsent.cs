using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Organisation;
using Workflows.Server.Mail;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Persistence.Outbox;
using Workflows.Server.Persistence.Watch;
using Workflows.Server.Uploads;
using Workflows.Server.Uploads.Scanning;
using Workflows.Server.World;

namespace Workflows.Server.Alerts;

/// <summary>Why something that should have gone out did not.</summary>
public enum UnsentKind
{
    /// <summary>A reminder whose hour had passed.</summary>
    Suppressed,

    /// <summary>A coordinator stopped it.</summary>
    Suspended,

    /// <summary>Somebody it was for has no address.</summary>
    WithoutEmail,

    Rejected,

    /// <summary>The mail server took it for some and refused others.</summary>
    PartlyRejected,

    /// <summary>Nobody knows whether it left.</summary>
    Uncertain,

    /// <summary>A wait that failed too often, or that an incident holds.</summary>
    Parked,

    /// <summary>A post of an institution with late work that nobody acts in.</summary>
    Vacancy,

    /// <summary>What stands still: it is due, and nobody has it in hand.</summary>
    Stuck,

    /// <summary>A file that the antivirus failed too often: nobody can open it.</summary>
    Unscanned,
}

/// <summary>
/// «Lo que no salió»: everything that should have gone out and did not, why, and what a person can do about it. It only reads; each
/// action is a command of its own subject.
/// </summary>
internal static class Unsent
{
    private const int LongestList = 500;
    private const int HighestLevel = 4;

    private static readonly Dictionary<UnsentKind, (string Label, string Action, string Then)> Words = new()
    {
        [UnsentKind.Suppressed] = ("Recordatorio suprimido", "none", "El resumen diario ya muestra la tarea. No tienes que hacer nada."),
        [UnsentKind.Suspended] = ("Aviso suspendido", "resend", "Si el motivo ya no vale, envía el aviso."),
        [UnsentKind.WithoutEmail] = ("Persona sin correo", "organisation", "Avísale por otro medio y registra su correo en Organización."),
        [UnsentKind.Rejected] = (
            "Correo rechazado", "resend", "Corrige la dirección en Organización y envía el correo otra vez: sale a la de ahora."),
        [UnsentKind.PartlyRejected] = (
            "Destinatario rechazado", "resend",
            "Corrige su dirección en Organización y envía el correo otra vez: sale solo para quien no lo recibió."),
        [UnsentKind.Uncertain] = ("Correo incierto", "decide", "Pregunta si llegó y decide si se envía de nuevo."),
        [UnsentKind.Parked] = ("Espera detenida", "process", "Abre el proceso y decide qué hacer con la falla."),
        [UnsentKind.Stuck] = (
            "Detenido", "process",
            "Avisa a quien administra el servidor: /health dice qué parte no avanza. No se pierde nada; sale apenas avance."),
        [UnsentKind.Unscanned] = (
            "Archivo sin revisar", "scan", "Nadie puede abrirlo. Se pregunta otra vez cada hora; si no puede esperar, decide."),
        [UnsentKind.Vacancy] = ("Cargo vacante", "organisation", "Nombra a una persona o registra el orden de subrogancia."),
    };

    /// <param name="Kind">Only one kind.</param>
    /// <param name="From">From this day on; the last thirty without it.</param>
    internal sealed record Filter(UnsentKind? Kind, DateOnly? From);

    /// <param name="Why">The reason, in Spanish.</param>
    /// <param name="Action">none, resend, decide, organisation, process or scan: what the page offers.</param>
    /// <param name="Then">What to do, in words.</param>
    public sealed record UnsentView(
        UnsentKind Kind, string Label, DateTimeOffset At, string What, IReadOnlyList<string> To, string Why, string Action, string Then,
        string? InstitutionCode, string? InstanceId, string? TaskId, string? MailId, string? FileHash = null);

    public sealed record Response(IReadOnlyList<UnsentView> Items, IReadOnlyDictionary<UnsentKind, int> Counts, bool IsCut);

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        [AsParameters] Filter filter, WorkflowsDb db, Database database, WorldSource world, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var from = filter.From is { } day ? SantiagoTime.StartOfDay(day) : now.AddDays(-30);
        List<UnsentView> all =
        [
            .. await StuckAsync(db, database, now, ct), .. await MailsAsync(db, from, ct), .. await TimersAsync(
                db, ct), .. await StimuliAsync(db, ct),
            .. await SuppressedAsync(db, from, ct), .. await UnscannedAsync(db, ct),
            .. world.Current.World is SnapshotWorld { Snapshot.Organisation: var organisation }
                ? await VacanciesAsync(db, organisation, now, ct)
                : [],
        ];
        var shown = all.Where(item => filter.Kind is not { } kind || item.Kind == kind).OrderByDescending(item => item.At)
            .ThenBy(item => item.What, StringComparer.Ordinal).ToList();
        return TypedResults.Ok(new Response(
            [.. shown.Take(LongestList)],
            Enum.GetValues<UnsentKind>().ToDictionary(kind => kind, kind => all.Count(item => item.Kind == kind)),
            shown.Count > LongestList));
    }

    private static async Task<IEnumerable<UnsentView>> MailsAsync(WorkflowsDb db, DateTimeOffset from, CancellationToken ct)
    {
        var mails = await db.Set<MailRow>().AsNoTracking()
            // All that repeat a mail name the first: a later one settles those before it.
            .Where(mail => mail.CreatedAt >= from
                && !db.Set<MailRow>().Any(again => again.ResendOf == mail.Id
                    || (mail.ResendOf != null && again.ResendOf == mail.ResendOf && again.CreatedAt > mail.CreatedAt))
                && (mail.State == MailState.Rejected || mail.State == MailState.Uncertain || mail.State == MailState.Suspended
                    || mail.Emails.Contains("")
                    || (mail.State == MailState.Delivered && mail.Refused != null && mail.Refused.Length > 0)))
            .OrderByDescending(mail => mail.CreatedAt).Take(LongestList).ToListAsync(ct);
        return mails.Select(mail =>
        {
            var kind = mail.State switch
            {
                MailState.Suspended => UnsentKind.Suspended,
                MailState.Uncertain => UnsentKind.Uncertain,
                MailState.Delivered when mail.Refused is { Length: > 0 } => UnsentKind.PartlyRejected,
                _ => mail.Emails.Contains("") ? UnsentKind.WithoutEmail : UnsentKind.Rejected,
            };
            return Of(
                kind, mail.AvailableAt, mail.Subject ?? mail.Reason,
                kind == UnsentKind.PartlyRejected ? mail.Refused! : MailPeople.Of(mail.Addressees),
                WhyOf(kind, mail),
                mail.InstitutionCode, mail.InstanceId, mail.TaskId, mail.Id);
        });
    }

    private static string WhyOf(UnsentKind kind, MailRow mail) => kind switch
    {
        UnsentKind.WithoutEmail => "No hay una dirección de correo registrada.",
        UnsentKind.PartlyRejected => $"El servidor de correo rechazó esa dirección; a los demás les llegó. {mail.ServerAnswer}",
        _ => mail.ServerAnswer ?? mail.Reason,
    };

    private static async Task<IEnumerable<UnsentView>> TimersAsync(WorkflowsDb db, CancellationToken ct) =>
        (await db.Set<TimerRow>().AsNoTracking().Where(timer => timer.State == TimerState.Parked || timer.State == TimerState.Held)
            .OrderByDescending(timer => timer.DueAt).Take(LongestList).ToListAsync(ct))
        .Select(timer => Of(
            UnsentKind.Parked, timer.DueAt, NameOf(timer.Name), [], timer.Reason ?? "Espera una decisión.", timer.InstitutionCode,
            timer.InstanceId, null, null));

    /// <summary>Messages between processes that failed too often, or that an incident holds.</summary>
    private static async Task<IEnumerable<UnsentView>> StimuliAsync(WorkflowsDb db, CancellationToken ct) =>
        (await db.Set<StimulusRow>().AsNoTracking().Where(row => row.ParkedReason != null).OrderByDescending(row => row.AvailableAt)
            .Take(LongestList)
            .Select(row => new
            {
                Row = row,
                Institution = db.Set<InstanceRow>().Where(instance => instance.Id == row.TargetInstanceId)
                    .Select(instance => instance.InstitutionCode).FirstOrDefault(),
            }).ToListAsync(ct))
        .Select(one => Of(
            UnsentKind.Parked, one.Row.AvailableAt, "Mensaje entre procesos", [], one.Row.ParkedReason!, one.Institution,
            one.Row.TargetInstanceId, null, null));

    private static async Task<IEnumerable<UnsentView>> UnscannedAsync(WorkflowsDb db, CancellationToken ct) =>
        (await db.Set<FileScanRow>().AsNoTracking().Where(scan => scan.State == ScanState.Unjudged).OrderByDescending(scan => scan.At)
            .Take(LongestList)
            .Select(scan => new
            {
                scan.Hash, scan.At, scan.Tries, scan.Failure,
                Name = db.Set<FileRow>().Where(file => file.Hash == scan.Hash).Select(file => file.Name).FirstOrDefault(),
                Use = db.Set<FileUseRow>().Where(use => use.Hash == scan.Hash)
                    .Join(db.Set<TaskRow>(), use => use.TaskId, task => task.Id,
                    (use, task) => new { use.InstanceId, use.TaskId, task.InstitutionCode }).FirstOrDefault(),
            }).ToListAsync(ct))
        .Select(scan => Of(
            UnsentKind.Unscanned, scan.At, scan.Name ?? "Archivo sin nombre", [], $"{scan.Failure} Se le preguntó {scan.Tries} veces.",
            scan.Use?.InstitutionCode, scan.Use?.InstanceId, scan.Use?.TaskId, null) with
        { FileHash = scan.Hash });

    /// <summary>What the watchdog saw; before it looks, or when it stands still too, what the tables themselves say.</summary>
    private static async Task<IEnumerable<UnsentView>> StuckAsync(
        WorkflowsDb db, Database database, DateTimeOffset now, CancellationToken ct)
    {
        var alarms = await db.Set<AlarmRow>().AsNoTracking().Where(alarm => alarm.Looks >= AlarmRow.LooksToShow)
            .OrderBy(alarm => alarm.DueAt).Take(LongestList).ToListAsync(ct);
        if (alarms.Count > 0)
        {
            return alarms.Select(alarm => Of(
                UnsentKind.Stuck, alarm.DueAt, alarm.What, [], "Pasó su hora y sigue igual.", alarm.InstitutionCode, alarm.InstanceId,
                alarm.TaskId, alarm.MailId));
        }

        var overdue = await OverdueTable.ReadAsync(database.Source, now, ct);
        return new[] { (overdue.Timers, "Plazos y recordatorios"), (overdue.Stimuli, "Mensajes entre procesos"), (
            overdue.Mails, "Correos") }
            .Where(part => part.Item1 is not null)
            .Select(part => Of(
                UnsentKind.Stuck, part.Item1!.Value, part.Item2, [], "Debían salir hace más de diez minutos y siguen esperando.", null,
                null, null, null));
    }

    /// <summary>What bursts wrote down as suppressed. Few bursts do, so the text is searched only where it can be.</summary>
    private static async Task<IEnumerable<UnsentView>> SuppressedAsync(WorkflowsDb db, DateTimeOffset from, CancellationToken ct)
    {
        var pages = await db.Set<JournalRow>().AsNoTracking()
            .Where(page => page.At >= from && (page.Text.Contains("\"noticeSuppressed\"") || page.Text.Contains("\"noAddressee\"")))
            .OrderByDescending(page => page.At).Take(LongestList)
            .Select(page => new
            {
                page.InstanceId, page.At, page.Text,
                Institution = db.Set<InstanceRow>().Where(row => row.Id == page.InstanceId).Select(row => row.InstitutionCode)
                    .FirstOrDefault()
            })
            .ToListAsync(ct);
        return pages.SelectMany(page => EntriesOf(page.Text).Select(entry => Of(
            entry.IsVacant ? UnsentKind.Vacancy : UnsentKind.Suppressed, page.At, entry.What, [], entry.Why, page.Institution,
            page.InstanceId, null, null)));
    }

    private static List<(string What, string Why, bool IsVacant)> EntriesOf(string text)
    {
        using var burst = JsonDocument.Parse(text);
        return [.. burst.RootElement.GetProperty("entries").EnumerateArray()
            .Where(entry => entry.GetProperty("kind").GetString() is "noticeSuppressed" or "noAddressee")
            .Select(entry =>
            {
                var data = entry.GetProperty("data");
                return entry.GetProperty("kind").GetString() == "noAddressee"
                    ? (data.GetProperty("reason").GetString()!, "Nadie ocupa el cargo que debía recibirlo.", true)
                    : (NameOf(data.GetProperty("key").GetString()!), data.GetProperty("reason").GetString()!, false);
            })];
    }

    /// <summary>Posts nobody acts in, of institutions that have late work: where the next notice would climb.</summary>
    private static async Task<IEnumerable<UnsentView>> VacanciesAsync(
        WorkflowsDb db, OrganisationSnapshot organisation, DateTimeOffset now, CancellationToken ct)
    {
        var today = SantiagoTime.DateAt(now);
        var late = await db.Set<TaskRow>().Where(task => task.State == TaskState.Open && task.DueAt < now && task.LateFrom <= now
                && task.InstitutionCode != null)
            .Select(task => task.InstitutionCode!).Distinct().ToListAsync(ct);
        return late.Select(organisation.FindInstitution).OfType<Institution>()
            .SelectMany(institution => Enumerable.Range(1, HighestLevel)
                .SelectMany(level => organisation.ExplainAuthority(level, institution, today).Vacancies).Distinct()
                .Select(post => Of(
                    UnsentKind.Vacancy, now, $"{post}: {institution.Name}", [],
                    $"El cargo está vacante el {SpanishDate.Of(today)}: sus avisos suben de nivel.",
                    institution.Code, null, null, null)));
    }

    private static UnsentView Of(
        UnsentKind kind, DateTimeOffset at, string what, IReadOnlyList<string> to, string why, string? institution, string? instance,
        string? task, string? mail)
    {
        var (label, action, then) = Words[kind];
        return new(kind, label, at, what, to, why, action, then, institution, instance, task, mail);
    }

    private static string NameOf(string key) => NoticeKey.Find(key)?.Label ?? "Espera del proceso";
}
