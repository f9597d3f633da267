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
        Instructions = "Completar los indicadores de cada objetivo.",
    };

    /// <exception cref="KeyNotFoundException">No template has that name.</exception>
    public static IReadOnlyDictionary<string, object?> Of(string template) => Of(template, Head);

    /// <summary>As somebody else would read it.</summary>
    /// <exception cref="KeyNotFoundException">No template has that name.</exception>
    public static IReadOnlyDictionary<string, object?> Of(string template, MailAddressee reader) => template switch
    {
        MailTemplateCatalog.NewTask or MailTemplateCatalog.Expired => Task.ToModel([reader]),
        MailTemplateCatalog.Reminder => (Task with { Distance = MailText.Remaining(5) }).ToModel([reader]),
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
        }).ToModel([reader]),
        MailTemplateCatalog.Escalations => MailModels.Escalations(
        [
            Of(MailTemplateCatalog.Escalation, reader),
            new Dictionary<string, object?>(Of(MailTemplateCatalog.Escalation, reader))
            {
                ["institucion"] = "Otro Servicio de Ejemplo", ["plazo"] = MailText.Until(new(new DateOnly(2026, 3, 6))),
                ["siguiente"] = "La tarea sigue abierta hasta que se complete.",
            },
        ]),
        MailTemplateCatalog.Instruction => MailModels.Instruction(
            Task, TaskWords.LabelOfAct(TaskWords.Instruct), "Jefe/a de servicio · Servicio de Ejemplo",
            "Esperamos la propuesta esta semana.", [reader]),
        MailTemplateCatalog.Returned => (Task with
        {
            Remarks = [new TaskRemark("Meta", "Falta explicar cómo se calculó.").ToValues()],
        }).ToModel([reader]),
        MailTemplateCatalog.Approved =>
            MailModels.Decision(Task, TaskWords.Approved, "Comité Técnico", "Conforme.", ReceivedAt, [reader]),
        MailTemplateCatalog.Receipt => MailModels.Receipt(
            Task, "ejemplo-9", ReceivedAt, ReceivedAt.AddDays(2), TaskWords.OnTime,
            ["La meta es menos exigente que el resultado del año anterior."], [reader]),
        MailTemplateCatalog.DailyDigest => MailModels.DailyDigest("Jefe/a de servicio", Monday.Date,
        [
            new DigestLine(
                "Registrar el decreto PMG", "Servicio de Ejemplo", "/tareas/ejemplo-2", new Deadline(new DateOnly(2026, 3, 4)), 3,
                "Jefe/a de servicio · Servicio de Ejemplo"),
            new DigestLine("Proponer objetivos, indicadores y metas", "Servicio de Ejemplo", "/tareas/ejemplo-1", Monday, 0),
        ], MailModels.IsFormal([reader])),
        MailTemplateCatalog.AuthorityWeek => MailModels.Week(
            "Gabinete de Ejemplo", "Ministerio de Ejemplo", new(2026, 3, 9), new(2026, 3, 15),
            [new("Informar el avance del compromiso", null, "Subsecretario/a · Ejemplo", MailText.Moment(SessionAt.AddDays(-14)), 4)],
            [new("Aprobar los objetivos", "Servicio de Ejemplo", "Ministro/a · Ejemplo (S)", MailText.Until(Monday), 0)],
            [new("Sesión ordinaria 5", "Comité de Ejemplo", "Ministro/a · Ejemplo (S)", MailText.Moment(SessionAt.AddDays(-6)), 0)],
            [new("gabinete", "Gabinete de Ejemplo", "gabinete@example.cl", "ministry.cabinet",
                "Recibe este aviso por integrar el gabinete: Ministerio de Ejemplo.", IsCopy: false)]),
        MailTemplateCatalog.TaskPassed =>
            MailModels.TaskPassed(Task, "Comité Técnico · Dipres", "Está con feriado legal hasta el lunes.", [reader]),
        MailTemplateCatalog.ExtensionAsked => MailModels.ExtensionAsked(
            Task, "Encargado/a PMG · Servicio de Ejemplo", "2 días hábiles", "Falta el oficio del ministerio.",
            new Deadline(new DateOnly(2026, 3, 11)), [reader]),
        MailTemplateCatalog.ExtensionDecided => MailModels.ExtensionDecided(
            Task, ExtensionOutcome.Granted, "Coordinación", "2 días hábiles", "El oficio está en trámite.", [reader]),
        MailTemplateCatalog.Overtaken => MailModels.Overtaken(
            Task with { Deadline = new Deadline(new DateOnly(2026, 3, 10)) },
            new OvertakenTask(
                "ejemplo-3", "Nuevo feriado: Día de ejemplo, el lunes 09/03/2026. Norma: Ley de ejemplo.", "ejemplo-1",
                "Proponer objetivos, indicadores y metas", "institution.pmgOfficer", "EJEMPLO", "EJEMPLO", "Servicio de Ejemplo",
                new(Judgement.Late, Monday, new Deadline(new DateOnly(2026, 3, 10)), ReceivedAt)),
            [reader]),
        MailTemplateCatalog.InfectedFile => MailModels.InfectedFile(
            "oficio.pdf", "Win.Test.EICAR_HDB-1", "Proponer objetivos, indicadores y metas", "Servicio de Ejemplo", "/tareas/ejemplo-1",
            [reader]),
        MailTemplateCatalog.HandOver => MailModels.HandOver(
            "Contraparte regional", "Biobío", "Contraparte anterior", Monday.Date, "Falta confirmar el hito 2 con la seremi.",
            [("Informar el avance trimestral", "/tareas/ejemplo-1", MailText.Until(Monday))], [reader]),
        MailTemplateCatalog.Decree => MailModels.Announcement(
            "Decreto PMG 2027 publicado", "El decreto que fija los objetivos ya está publicado.", "Servicio de Ejemplo",
            "Formulación PMG 2027",
            [("Número del decreto", "320"), ("Fecha de publicación", "2027-03-17")], [reader], "/documentos/ejemplo"),
        MailTemplateCatalog.CoordinatorReminder => MailModels.CoordinatorReminder(
            Task with { Distance = $"Lleva {MailText.Lateness(2)}." },
            "El comité sesiona el jueves 12/03/2026: necesitamos la propuesta antes.", "Coordinación", [reader]),
        MailTemplateCatalog.IncidentAssigned => MailModels.IncidentAssigned(
            "Formulación PMG 2027", "Servicio de Ejemplo", "Propuesta del servicio", "La institución no existe en la organización.",
            "Es quien conoce este proceso.", "/procesos/ejemplo", [reader]),
        MailTemplateCatalog.Convening => new ConveningMail(
            "Cambio de citación: Sesión ordinaria 5 · Comité de Ejemplo", "Cambió una sesión: Comité de Ejemplo.", "Comité de Ejemplo",
            "Sesión ordinaria 5", new("ejemplo-7", 1, CalendarMethod.Request, SessionAt, SessionAt.AddHours(2), ReceivedAt,
                "Sesión ordinaria 5")
            {
                Location = "Sala de Consejo", Link = "https://reuniones.example.cl/comite", Organizer = "Comité de Ejemplo",
                Attendees = [new(reader.Name, reader.Email, AttendeeRole.Chair)],
            })
        {
            Before = SessionAt.AddDays(-2),
            Reason = "Falta quórum por feriado legal.",
            Items = [("1", "Aprobación del acta anterior"), ("2", "Marco de evaluación 2027")],
            DocumentPath = "/documentos/ejemplo",
        }.ToModel([reader]),
        MailTemplateCatalog.Invitation or MailTemplateCatalog.Recovery =>
            MailModels.AccountLink("Jefe/a de servicio", "jefatura@example.cl", ReceivedAt, [reader]),
        MailTemplateCatalog.EmailChanged => MailModels.EmailChanged("Jefe/a de servicio", "Administración", ReceivedAt, [reader]),
        MailTemplateCatalog.PersonalData => MailModels.PersonalData(
            "Recibimos una solicitud sobre datos personales",
            "Recibimos la solicitud de acceso. La respuesta llegará a más tardar el miércoles 08/04/2026.", "/cuenta/datos",
            "Ver la solicitud", [reader]),
        _ => throw new KeyNotFoundException($"La plantilla «{template}» no existe."),
    };
}
