using System.Globalization;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Mail;

/// <summary>A line of the daily digest.</summary>
/// <param name="InsteadOf">Whom the reader stands in for in it; null in what is their own.</param>
public sealed record DigestLine(
    string Task, string? Institution, string TaskPath, Deadline? Deadline, int WorkingDaysLate, string? InsteadOf = null)
{
    /// <summary>While its plazo adicional runs, when that ends: until then it is not late.</summary>
    public DateTimeOffset? LateFrom { get; init; }
}

/// <summary>The values of mails that are not about one task.</summary>
public static class MailModels
{
    /// <summary>Path of a task's page. Its page has one button; opening it changes nothing.</summary>
    public static string PathOfTask(string taskId) => $"/tareas/{taskId}";

    public static string PathOfProcess(string instanceId) => $"/procesos/{Uri.EscapeDataString(instanceId)}";

    /// <summary>Path of the page where extensions (prórrogas) are decided.</summary>
    public const string PathOfExtensions = "/prorrogas";

    /// <summary>Who receives the mail and why, for the foot of every mail.</summary>
    public static List<object?> Reasons(IReadOnlyList<MailAddressee> addressees) =>
        [.. addressees.Select(object? (addressee) => new Dictionary<string, object?>
        {
            ["nombre"] = addressee.Name,
            ["razon"] = addressee.Why,
            ["copia"] = addressee.IsCopy,
        })];

    /// <summary>Whether the mail is read by an authority or its cabinet, who are addressed as <em>usted</em>.</summary>
    public static bool IsFormal(IEnumerable<MailAddressee> addressees) =>
        addressees.Any(addressee => Role.Find(addressee.RoleCode) is { IsAuthority: true });

    /// <summary>Whether whoever has to act is an elected authority, who is asked for collaboration.</summary>
    public static bool AsksCollaboration(IEnumerable<MailAddressee> addressees) =>
        addressees.Any(addressee => !addressee.IsCopy && Role.Find(addressee.RoleCode) is { IsElected: true });

    /// <summary>
    /// What was handed in, for the receipt (acuse de recibo). Its number is given by the server when the mail is written: a burst counts
    /// nothing.
    /// </summary>
    /// <param name="countsAt">When it counts as received, when that is later.</param>
    public static Dictionary<string, object?> Receipt(
        TaskMail task, string submissionId, DateTimeOffset receivedAt, DateTimeOffset? countsAt, string timeliness,
        IReadOnlyList<string> warnings,
        IReadOnlyList<MailAddressee> addressees)
    {
        var model = task.ToModel(addressees);
        model["entrega"] = submissionId;
        model["comprobante"] = submissionId;
        model["recibido"] = MailText.Moment(receivedAt);
        model["cuenta"] = countsAt is { } later ? $"Se entiende recibida el {MailText.Moment(later)} (Ley 19.880 art. 25)." : "";
        model["oportunidad"] = TaskWords.LabelOfTimeliness(timeliness);
        model["advertencias"] = PlainValues.ToValues(warnings);
        return model;
    }

    /// <summary>What a review ended in, for those who wait for it.</summary>
    public static Dictionary<string, object?> Decision(
        TaskMail task, string port, string by, string? comment, DateTimeOffset at, IReadOnlyList<MailAddressee> addressees)
    {
        var model = task.ToModel(addressees);
        model["resultado"] = TaskWords.LabelOfPort(port).ToLowerInvariant();
        model["quien"] = by;
        model["comentario"] = comment ?? "";
        model["recibido"] = MailText.Moment(at);
        return model;
    }

    /// <summary>What an authority wrote to whoever has a late task.</summary>
    public static Dictionary<string, object?> Instruction(
        TaskMail task, string act, string by, string text, IReadOnlyList<MailAddressee> addressees)
    {
        var model = task.ToModel(addressees);
        model["acto"] = AsksCollaboration(addressees) ? "solicita su colaboración" : act;
        model["quien"] = by;
        model["texto"] = text;
        return model;
    }

    /// <summary>Somebody asks for more time, and the one who reads it decides.</summary>
    public static Dictionary<string, object?> ExtensionAsked(
        TaskMail task, string by, string days, string reason, Deadline proposed, IReadOnlyList<MailAddressee> addressees)
    {
        var model = task.ToModel(addressees);
        model["quien"] = by;
        model["dias"] = days;
        model["motivo"] = reason;
        model["propuesto"] = MailText.Until(proposed);
        return model;
    }

    /// <param name="by">Who decided; empty when the term ended before anybody did.</param>
    public static Dictionary<string, object?> ExtensionDecided(
        TaskMail task, ExtensionOutcome outcome, string by, string days, string reason, IReadOnlyList<MailAddressee> addressees)
    {
        var model = task.ToModel(addressees);
        (model["resultado"], model["detalle"]) = outcome switch
        {
            ExtensionOutcome.Granted => ("Prórroga otorgada", $"Hay {days} más para esta tarea."),
            ExtensionOutcome.Refused => ("Prórroga negada", "El plazo sigue siendo el mismo."),
            _ => ("Prórroga sin decidir", "El plazo venció antes de que se decidiera la prórroga."),
        };
        model["quien"] = by;
        model["motivo"] = reason;
        return model;
    }

    /// <summary>A law made a deadline another after the task was judged by it: what is said, and what is not done.</summary>
    public static Dictionary<string, object?> Overtaken(TaskMail task, OvertakenTask about, IReadOnlyList<MailAddressee> addressees)
    {
        var (judged, at) = (about.Judged, MailText.Moment(about.Judged.At));
        var model = task.ToModel(addressees);
        (model["resultado"], model["detalle"]) = judged.What == Judgement.Late
            ? ("Se recibió dentro de plazo", $"Lo que llegó el {at} se había dado por recibido fuera de plazo.")
            : ("El plazo no había terminado", $"La tarea se cerró sin respuesta el {at}.");
        model["motivo"] = about.Why;
        model["antes"] = MailText.Until(judged.From);
        model["siguiente"] = "El proceso no vuelve atrás: lo que se resolvió después sigue como está. Si hay algo que corregir, lo decide "
            + "la coordinación con un acto propio.";
        return model;
    }

    /// <summary>Somebody passes an open task to another person, with a note.</summary>
    public static Dictionary<string, object?> TaskPassed(TaskMail task, string by, string note, IReadOnlyList<MailAddressee> addressees)
    {
        var model = task.ToModel(addressees);
        model["quien"] = by;
        model["nota"] = note;
        return model;
    }

    /// <summary>The antivirus set a file apart after it was handed in.</summary>
    public static Dictionary<string, object?> InfectedFile(
        string file, string threat, string task, string? institution, string path, IReadOnlyList<MailAddressee> addressees) => new()
        {
            ["archivo"] = file,
            ["amenaza"] = threat,
            ["tarea"] = task,
            ["institucion"] = institution ?? "",
            ["ruta"] = path,
            ["destinatarios"] = Reasons(addressees),
        };

    /// <summary>A post passes to somebody, with what is open in it and a note of who leaves.</summary>
    public static Dictionary<string, object?> HandOver(
        string post, string place, string from, DateOnly on, string note, IReadOnlyList<(string Task, string Path, string Due)> tasks,
        IReadOnlyList<MailAddressee> addressees) => new()
        {
            ["formal"] = IsFormal(addressees),
            ["cargo"] = post,
            ["lugar"] = place,
            ["anterior"] = from,
            ["fecha"] = MailText.Day(on),
            ["nota"] = note,
            ["tareas"] = tasks.Select(object? (task) => new Dictionary<string, object?>
            {
                ["tarea"] = task.Task, ["ruta"] = task.Path, ["plazo"] = task.Due,
            }).ToList(),
            ["destinatarios"] = Reasons(addressees),
        };

    /// <summary>
    /// Several notices of one level to the same people, as one mail. Each keeps the values it would have left with alone.
    /// </summary>
    public static Dictionary<string, object?> Escalations(IReadOnlyList<IReadOnlyDictionary<string, object?>> notices)
    {
        var first = notices[0];
        return new()
        {
            ["nivel"] = first.GetValueOrDefault("nivel"),
            ["cantidad"] = (double)notices.Count,
            ["responde"] = first.GetValueOrDefault("responde"),
            ["colabora"] = first.GetValueOrDefault("colabora"),
            ["enlaces"] = !string.IsNullOrEmpty(first.TextOf("acuse")),
            ["avisos"] = notices.Cast<object?>().ToList(),
        };
    }

    /// <summary>One mail a day to each person with open tasks, the latest first.</summary>
    public static Dictionary<string, object?> DailyDigest(
        string personName, DateOnly date, IReadOnlyList<DigestLine> lines, bool isFormal = false)
    {
        var late = lines.Where(line => line.WorkingDaysLate > 0).OrderByDescending(line => line.WorkingDaysLate).ToList();
        var open = lines.Where(line => line.WorkingDaysLate <= 0).OrderBy(line => line.Deadline?.Local ?? DateTime.MaxValue).ToList();
        return new()
        {
            ["nombre"] = personName,
            ["fecha"] = MailText.Day(date),
            ["cantidad"] = (double)lines.Count,
            ["atrasadas"] = late.ConvertAll(object? (line) => Line(line, isFormal)),
            ["pendientes"] = open.ConvertAll(object? (line) => Line(line, isFormal)),
        };
    }

    /// <summary>What the authorities of a ministry owe, decide and attend in a week, for their cabinet.</summary>
    public static Dictionary<string, object?> Week(
        string personName, string ministry, DateOnly from, DateOnly to, IReadOnlyList<WeekLine> owes, IReadOnlyList<WeekLine> decides,
        IReadOnlyList<WeekLine> attends, IReadOnlyList<MailAddressee> addressees)
    {
        var count = owes.Count + decides.Count + attends.Count;
        var late = owes.Concat(decides).Count(line => line.WorkingDaysLate > 0);
        return new()
        {
            ["nombre"] = personName,
            ["ministerio"] = ministry,
            ["desde"] = MailText.Day(from),
            ["hasta"] = MailText.Day(to),
            ["asuntos"] = count == 1 ? "1 asunto" : string.Create(CultureInfo.InvariantCulture, $"{count} asuntos"),
            ["atrasados"] = late switch
            {
                0 => "",
                1 => "1 asunto atrasado",
                _ => string.Create(CultureInfo.InvariantCulture, $"{late} asuntos atrasados"),
            },
            ["debe"] = owes.Select(object? (line) => line.ToValues()).ToList(),
            ["decide"] = decides.Select(object? (line) => line.ToValues()).ToList(),
            ["asiste"] = attends.Select(object? (line) => line.ToValues()).ToList(),
            ["destinatarios"] = Reasons(addressees),
        };
    }

    /// <summary>A coordinator reminds of an open task in their own words.</summary>
    public static Dictionary<string, object?> CoordinatorReminder(
        TaskMail task, string message, string sender, IReadOnlyList<MailAddressee> addressees)
    {
        var model = task.ToModel(addressees);
        model["mensaje"] = message;
        model["remitente"] = sender;
        return model;
    }

    /// <summary>A failure of a process that somebody has to decide about.</summary>
    public static Dictionary<string, object?> IncidentAssigned(
        string process, string? institution, string activity, string message, string? reason, string path,
        IReadOnlyList<MailAddressee> addressees) => new()
        {
            ["proceso"] = process,
            ["institucion"] = institution ?? "",
            ["actividad"] = activity,
            ["mensaje"] = message,
            ["motivo"] = reason ?? "",
            ["ruta"] = path,
            ["destinatarios"] = Reasons(addressees),
        };

    /// <summary>Something the institution has to know and need not answer: a decree, a certificate.</summary>
    /// <param name="documentPath">Path of the document that the mail tells of; null when there is none.</param>
    public static Dictionary<string, object?> Announcement(
        string subject, string message, string? institution, string process, IReadOnlyList<(string Name, string Value)> facts,
        IReadOnlyList<MailAddressee> addressees, string? documentPath = null) => new()
        {
            ["formal"] = IsFormal(addressees),
            ["asunto"] = subject,
            ["mensaje"] = message,
            ["institucion"] = institution ?? "",
            ["proceso"] = process,
            ["datos"] = facts.Select(object? (fact) => new Dictionary<string, object?> { ["nombre"] = fact.Name, ["valor"] = fact.Value })
            .ToList(),
            ["documentos"] = documentPath is null ? [] : new List<object?> { new Dictionary<string, object?> { ["ruta"] = documentPath } },
            ["destinatarios"] = Reasons(addressees),
        };

    /// <summary>Something about a request on personal data: to whoever asked, or to those who answer.</summary>
    /// <param name="action">What the link does, as its words.</param>
    public static Dictionary<string, object?> PersonalData(
        string subject, string message, string path, string action, IReadOnlyList<MailAddressee> addressees) => new()
        {
            ["asunto"] = subject,
            ["mensaje"] = message,
            ["ruta"] = path,
            ["accion"] = action,
            ["destinatarios"] = Reasons(addressees),
        };

    /// <summary>A link to set a password. The model names its page; the secret is joined when the mail leaves.</summary>
    public static Dictionary<string, object?> AccountLink(
        string personName, string email, DateTimeOffset expiresAt, IReadOnlyList<MailAddressee> addressees) => new()
        {
            ["nombre"] = personName,
            ["correo"] = email,
            ["vence"] = MailText.Moment(expiresAt),
            ["ruta"] = PersonalLink.AccountPath,
            ["destinatarios"] = Reasons(addressees),
        };

    /// <summary>To the address that an account had. It does not name the new one: this one may never have been that person's.</summary>
    public static Dictionary<string, object?> EmailChanged(
        string personName, string by, DateTimeOffset at, IReadOnlyList<MailAddressee> addressees) => new()
        {
            ["nombre"] = personName,
            ["quien"] = by,
            ["cuando"] = MailText.Moment(at),
            ["ruta"] = "/cuenta",
            ["destinatarios"] = Reasons(addressees),
        };

    private static Dictionary<string, object?> Line(DigestLine line, bool isFormal) => new()
    {
        ["tarea"] = line.Task,
        ["institucion"] = line.Institution ?? "",
        ["ruta"] = line.TaskPath,
        ["plazo"] = line.Deadline is { } deadline ? MailText.Until(deadline, place: null, line.Institution) : "",
        ["distancia"] = line.WorkingDaysLate > 0 ? MailText.Lateness(line.WorkingDaysLate) : "",
        ["atraso"] = line.WorkingDaysLate > 0 ? $"Atrasada {SpanishDate.WorkingDays(line.WorkingDaysLate)}"
            : line.LateFrom is { } late ? MailText.InAdditionalTerm(late)
            : "",
        ["subroga"] = line.InsteadOf is { } absent ? $"{(isFormal ? "Subroga" : "Subrogas")} a {absent}." : "",
    };
}
