using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Mail;

/// <summary>
/// An invented model for each template: what it may use, and what its editor previews. Made by the same functions as real mails,
/// so that the two cannot differ.
/// </summary>
public static class MailSamples
{
    private static readonly MailAddressee Head = new(
        "jefatura", "Jefe/a de servicio · Servicio de Ejemplo", "jefatura@example.cl", "institution.head",
        "Recibe este aviso porque responde por «Servicio de Ejemplo», como Jefe/a superior de servicio.", IsCopy: false);

    private static readonly Deadline Monday = new(new DateOnly(2026, 3, 9), new TimeOnly(18, 0));

    private static readonly DateTimeOffset ReceivedAt = new(2026, 3, 9, 20, 45, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset SessionAt = new(2026, 3, 18, 18, 0, 0, TimeSpan.Zero);

    private static readonly TaskMail Task = new(
        "Proponer objetivos, indicadores y metas", "Servicio de Ejemplo", "Formulación PMG 2027", "/tareas/ejemplo-1", Monday,
        $"10 días hábiles desde que se abre la tarea: vence el {Monday.Sentence}.",
        "Si sigue pendiente el martes 10/03/2026, avisaremos a la Encargada o al Encargado PMG.")
    {
        Instructions = "Completa los indicadores de cada objetivo.",
    };

    /// <exception cref="KeyNotFoundException">No template has that name.</exception>
    public static IReadOnlyDictionary<string, object?> Of(string template) => template switch
    {
        MailTemplateCatalog.NewTask or MailTemplateCatalog.Expired => Task.ToModel([Head]),
        MailTemplateCatalog.Reminder => (Task with { Distance = MailText.Remaining(5) }).ToModel([Head]),
        MailTemplateCatalog.Escalation => (Task with
        {
            Distance = MailText.Lateness(3),
            State = "Atrasado 3 días hábiles",
            DayOfLateness = MailText.DayOfLateness(3),
            Level = 2,
            Before = "El aviso anterior no tuvo respuesta.",
            Next = "Si sigue pendiente el viernes 20/03/2026, avisaremos a la Subsecretaria o al Subsecretario.",
            RepliesTo = "Coordinador/a de flujos",
            Copies = "Secretaría Técnica · Dipres",
            HasLink = true,
        }).ToModel([Head]),
        MailTemplateCatalog.Escalations => MailModels.Escalations(
        [
            Of(MailTemplateCatalog.Escalation),
            new Dictionary<string, object?>(Of(MailTemplateCatalog.Escalation))
            {
                ["institucion"] = "Otro Servicio de Ejemplo", ["plazo"] = MailText.Until(new(new DateOnly(2026, 3, 6))),
                ["siguiente"] = "La tarea sigue abierta hasta que se complete.",
            },
        ]),
        MailTemplateCatalog.Instruction => MailModels.Instruction(
            Task, TaskWords.LabelOfAct(TaskWords.Instruct), "Jefe/a de servicio · Servicio de Ejemplo", "Entrega la propuesta esta semana.",
            [Head]),
        MailTemplateCatalog.Returned => (Task with
        {
            Remarks = [new TaskRemark("Meta", "Falta explicar cómo se calculó.").ToValues()],
        }).ToModel([Head]),
        MailTemplateCatalog.Approved => MailModels.Decision(Task, TaskWords.Approved, "Comité Técnico", "Conforme.", ReceivedAt, [Head]),
        MailTemplateCatalog.Receipt => MailModels.Receipt(
            Task, "ejemplo-9", ReceivedAt, ReceivedAt.AddDays(2), TaskWords.OnTime,
            ["La meta es menos exigente que el resultado del año anterior."], [Head]),
        MailTemplateCatalog.DailyDigest => MailModels.DailyDigest("Jefe/a de servicio", Monday.Date,
        [
            new DigestLine(
                "Registrar el decreto PMG", "Servicio de Ejemplo", "/tareas/ejemplo-2", new Deadline(new DateOnly(2026, 3, 4)), 3,
                "Jefe/a de servicio · Servicio de Ejemplo"),
            new DigestLine("Proponer objetivos, indicadores y metas", "Servicio de Ejemplo", "/tareas/ejemplo-1", Monday, 0),
        ]),
        MailTemplateCatalog.AuthorityWeek => MailModels.Week(
            "Gabinete de Ejemplo", "Ministerio de Ejemplo", new(2026, 3, 9), new(2026, 3, 15),
            [new("Informar el avance del compromiso", null, "Subsecretario/a · Ejemplo", MailText.Moment(SessionAt.AddDays(-14)), 4)],
            [new("Aprobar los objetivos", "Servicio de Ejemplo", "Ministro/a · Ejemplo (S)", MailText.Until(Monday), 0)],
            [new("Sesión ordinaria 5", "Comité de Ejemplo", "Ministro/a · Ejemplo (S)", MailText.Moment(SessionAt.AddDays(-6)), 0)],
            [new("gabinete", "Gabinete de Ejemplo", "gabinete@example.cl", "ministry.cabinet",
                "Recibe este aviso por integrar el gabinete: Ministerio de Ejemplo.", IsCopy: false)]),
        MailTemplateCatalog.TaskPassed =>
            MailModels.TaskPassed(Task, "Comité Técnico · Dipres", "Está con feriado legal hasta el lunes.", [Head]),
        MailTemplateCatalog.ExtensionAsked => MailModels.ExtensionAsked(
            Task, "Encargado/a PMG · Servicio de Ejemplo", "2 días hábiles", "Falta el oficio del ministerio.",
            new Deadline(new DateOnly(2026, 3, 11)), [Head]),
        MailTemplateCatalog.ExtensionDecided => MailModels.ExtensionDecided(
            Task, ExtensionOutcome.Granted, "Coordinación", "2 días hábiles", "El oficio está en trámite.", [Head]),
        MailTemplateCatalog.InfectedFile => MailModels.InfectedFile(
            "oficio.pdf", "Win.Test.EICAR_HDB-1", "Proponer objetivos, indicadores y metas", "Servicio de Ejemplo", "/tareas/ejemplo-1",
            [Head]),
        MailTemplateCatalog.HandOver => MailModels.HandOver(
            "Contraparte regional", "Biobío", "Contraparte anterior", Monday.Date, "Falta confirmar el hito 2 con la seremi.",
            [("Informar el avance trimestral", "/tareas/ejemplo-1", MailText.Until(Monday))], [Head]),
        MailTemplateCatalog.Decree => MailModels.Announcement(
            "Decreto PMG 2027 publicado", "El decreto que fija los objetivos ya está publicado.", "Servicio de Ejemplo",
            "Formulación PMG 2027",
            [("Número del decreto", "320"), ("Fecha de publicación", "2027-03-17")], [Head], "/documentos/ejemplo"),
        MailTemplateCatalog.CoordinatorReminder => MailModels.CoordinatorReminder(
            Task with { Distance = $"Lleva {MailText.Lateness(2)}." },
            "El comité sesiona el jueves 12/03/2026: necesitamos tu propuesta antes.", "Coordinación", [Head]),
        MailTemplateCatalog.IncidentAssigned => MailModels.IncidentAssigned(
            "Formulación PMG 2027", "Servicio de Ejemplo", "Propuesta del servicio", "La institución no existe en la organización.",
            "Conoces este proceso.", "/procesos/ejemplo", [Head]),
        MailTemplateCatalog.Convening => new ConveningMail(
            "Cambio de citación: Sesión ordinaria 5 · Comité de Ejemplo", "Cambió una sesión: Comité de Ejemplo.", "Comité de Ejemplo",
            "Sesión ordinaria 5", new("ejemplo-7", 1, CalendarMethod.Request, SessionAt, SessionAt.AddHours(2), ReceivedAt,
                "Sesión ordinaria 5")
            {
                Location = "Sala de Consejo", Link = "https://reuniones.example.cl/comite", Organizer = "Comité de Ejemplo",
                Attendees = [new(Head.Name, Head.Email, AttendeeRole.Chair)],
            })
        {
            Before = SessionAt.AddDays(-2),
            Reason = "Falta quórum por feriado legal.",
            Items = [("1", "Aprobación del acta anterior"), ("2", "Marco de evaluación 2027")],
            DocumentPath = "/documentos/ejemplo",
        }.ToModel([Head]),
        MailTemplateCatalog.Invitation or MailTemplateCatalog.Recovery =>
            MailModels.AccountLink("Jefe/a de servicio", "jefatura@example.cl", ReceivedAt, [Head]),
        MailTemplateCatalog.EmailChanged => MailModels.EmailChanged("Jefe/a de servicio", "Administración", ReceivedAt, [Head]),
        MailTemplateCatalog.PersonalData => MailModels.PersonalData(
            "Recibimos tu solicitud sobre datos personales",
            "Recibimos tu solicitud de acceso. Te responderemos a más tardar el miércoles 08/04/2026.", "/cuenta/datos",
            "Ver la solicitud", [Head]),
        _ => throw new KeyNotFoundException($"La plantilla «{template}» no existe."),
    };
}
