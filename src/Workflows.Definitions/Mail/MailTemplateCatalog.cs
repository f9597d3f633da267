namespace Workflows.Definitions.Mail;

/// <summary>The templates that ship with the product, each with a sample of the values it may use.</summary>
public static class MailTemplateCatalog
{
    public const string NewTask = "tarea-nueva";
    public const string Reminder = "recordatorio";
    public const string Expired = "vencido";
    public const string Escalation = "escalamiento";
    public const string Escalations = "escalamiento-varios";
    public const string Returned = "observado";
    public const string Approved = "aprobado";
    public const string Receipt = "acuse-recibo";
    public const string DailyDigest = "resumen-diario";
    public const string Decree = "decreto";
    public const string IncidentAssigned = "incidente-asignado";
    public const string CoordinatorReminder = "recordatorio-coordinacion";
    public const string Invitation = "invitacion";
    public const string Recovery = "recuperar-clave";
    public const string Instruction = "instruccion";
    public const string HandOver = "traspaso";
    public const string TaskPassed = "tarea-encargada";
    public const string ExtensionAsked = "prorroga-pedida";
    public const string ExtensionDecided = "prorroga-decidida";
    public const string Overtaken = "ley-posterior";
    public const string InfectedFile = "archivo-infectado";
    public const string PersonalData = "datos-personales";
    public const string EmailChanged = "correo-cambiado";
    public const string Convening = "citacion";
    public const string AuthorityWeek = "semana-autoridad";

    /// <summary>
    /// Given to every template by whoever renders it: the address of the site without a final slash. The model holds paths only.
    /// </summary>
    public const string Site = "sitio";

    private static readonly Lazy<IReadOnlyList<MailTemplate>> Shipped = new(() =>
        [.. new[]
        {
            NewTask, Reminder, Expired, Escalation, Escalations, Returned, Approved, Receipt, DailyDigest, Decree, IncidentAssigned,
            Instruction, HandOver,
            TaskPassed, ExtensionAsked, ExtensionDecided, Overtaken, InfectedFile, Invitation, Recovery, CoordinatorReminder, PersonalData,
            EmailChanged, Convening, AuthorityWeek,
        }.Select(Read)]);

    public static IReadOnlyList<MailTemplate> All => Shipped.Value;

    public static MailTemplate? Find(string name) => All.FirstOrDefault(template => template.Name == name);

    private static MailTemplate Read(string name)
    {
        using var stream = typeof(MailTemplateCatalog).Assembly.GetManifestResourceStream($"Workflows.Definitions.Mail.{name}.hbs")
            ?? throw new InvalidOperationException($"The assembly lacks the template '{name}'.");
        using var reader = new StreamReader(stream);
        return MailTemplate.Parse(name, reader.ReadToEnd());
    }
}
