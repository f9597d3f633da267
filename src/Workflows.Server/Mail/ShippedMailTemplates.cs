using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Mail;
using Workflows.Definitions.Tasks;
using Workflows.Server.Mail.Rendering;

namespace Workflows.Server.Mail;

/// <summary>The templates of the domain with what each may name: the names of a mail made from a sample, so they cannot drift from the code.</summary>
public static class ShippedMailTemplates
{
    private static readonly MailAddressee Addressee = new("persona", "Nombre", "nombre@servicio.cl", "institution.head", "por qué", false);

    private static readonly Deadline Deadline = new(new(2026, 10, 15));

    private static readonly TaskMail Task = new("tarea", "institución", "proceso", "/tareas/1", Deadline, "por qué esa fecha", "qué sigue")
    {
        Level = 1,
        Remarks = [new Dictionary<string, object?> { ["field"] = "campo", ["text"] = "texto" }],
    };

    public static IReadOnlyList<ShippedMailTemplate> OfDefinitions() =>
        [.. MailTemplateCatalog.All.Select(template => Of(template, ModelNames.Of(SampleOf(template.Name))))];

    public static ShippedMailTemplate Of(MailTemplate template, ModelNames names) =>
        new(new(template.Name, template.Version, template.Subject, template.Text, template.Html), names) { Label = template.Label };

    private static Dictionary<string, object?> SampleOf(string name) => name switch
    {
        MailTemplateCatalog.Receipt => MailModels.Receipt(Task, "comprobante", DateTimeOffset.UnixEpoch, "onTime", ["advertencia"], [Addressee]),
        MailTemplateCatalog.Approved => new(Task.ToModel([Addressee])) { ["resultado"] = "aprobado", ["quien"] = "nombre", ["recibido"] = "fecha", ["comentario"] = "texto" },
        MailTemplateCatalog.Escalations => MailModels.Escalations([("aviso", Task.ToModel([Addressee]))]),
        MailTemplateCatalog.DailyDigest => MailModels.DailyDigest("nombre", Deadline.Date, [Line(1), Line(0)]),
        MailTemplateCatalog.CoordinatorReminder => MailModels.CoordinatorReminder(Task, "mensaje", "nombre", [Addressee]),
        MailTemplateCatalog.IncidentAssigned => MailModels.IncidentAssigned("proceso", "institución", "actividad", "mensaje", "motivo", "/incidentes/1", [Addressee]),
        MailTemplateCatalog.Instruction => MailModels.Instruction(Task, "instruyó", "nombre", "texto", [Addressee]),
        MailTemplateCatalog.TaskPassed => MailModels.TaskPassed(Task, "nombre", "nota", [Addressee]),
        MailTemplateCatalog.InfectedFile => MailModels.InfectedFile("archivo", "amenaza", "tarea", "institución", "/tareas/1", [Addressee]),
        MailTemplateCatalog.HandOver => MailModels.HandOver("cargo", "lugar", "nombre", Deadline.Date, "nota", [("tarea", "/tareas/1", "plazo")], [Addressee]),
        MailTemplateCatalog.Decree => MailModels.Announcement("asunto", "mensaje", "institución", "proceso", [("nombre", "valor")], [Addressee]),
        MailTemplateCatalog.Invitation or MailTemplateCatalog.Recovery => MailModels.AccountLink("nombre", "correo", DateTimeOffset.UnixEpoch, [Addressee]),
        _ => Task.ToModel([Addressee]),
    };

    private static DigestLine Line(int late) => new("tarea", "institución", "/tareas/1", Deadline, late);
}
