using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Workflows.Definitions.Mail;
using Workflows.Definitions.Tasks;
using Workflows.Server.Flows;
using Workflows.Server.Mail;
using Workflows.Server.Mail.Links;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Outbox;

namespace Workflows.Server.Privacy;

/// <summary>
/// What is written to whoever asks about their data, and to those who have to answer. It adds rows; the use case saves them.
/// </summary>
internal sealed class DataRequestMails(WorkflowsDb db, DispatcherOptions options, TimeProvider clock)
{
    public const string OwnPage = "/cuenta/datos";
    public const string AdministrationPage = "/proteccion-de-datos";

    private static readonly TimeSpan LinkLasts = TimeSpan.FromDays(7);
    private static readonly TimeSpan AnswerLasts = TimeSpan.FromDays(30);

    public static string LabelOf(DataRight right) => right switch
    {
        DataRight.Access => "acceso",
        DataRight.Rectification => "rectificación",
        DataRight.Erasure => "supresión",
        DataRight.Opposition => "oposición",
        DataRight.Portability => "portabilidad",
        _ => "bloqueo temporal",
    };

    public static string LabelOf(DataRequestOutcome outcome) => outcome switch
    {
        DataRequestOutcome.Granted => "aceptada",
        DataRequestOutcome.Partly => "aceptada en parte",
        _ => "negada",
    };

    /// <summary>Proves that whoever asks reads that mailbox.</summary>
    public void AskForProof(DataRequest request) => ToAsker(
        request, "Falta confirmar una solicitud sobre datos personales",
        $"Alguien pidió {LabelOf(request.Right)} de datos personales con esta dirección. Para seguir, hay que confirmarlo en siete días: "
        + "desde entonces corre el plazo de la respuesta. Si la pidió otra persona, no hay que hacer nada.", "Confirmar la solicitud", LinkLasts,
        withLink: true);

    public void Acknowledge(DataRequest request) => ToAsker(
        request, "Recibimos una solicitud sobre datos personales",
        $"Recibimos la solicitud de {LabelOf(request.Right)}. La respuesta llegará a más tardar el {MailText.Day(request.DueOn!.Value)}.",
        "Ver la solicitud", AnswerLasts);

    public void Extended(DataRequest request) => ToAsker(
        request, "Se prorrogó el plazo de una solicitud sobre datos personales",
        $"La respuesta llegará a más tardar el {MailText.Day(request.DueOn!.Value)}. Motivo: {request.ExtensionReason}", "Ver la solicitud",
        AnswerLasts);

    public void Answered(DataRequest request) => ToAsker(
        request, "Respondimos una solicitud sobre datos personales",
        $"La solicitud de {LabelOf(request.Right)} fue {LabelOf(request.Outcome!.Value)}. {request.Answer}", "Ver la respuesta",
        AnswerLasts);

    /// <summary>For those who administer, on days that matter; a second run of that day finds the first's.</summary>
    public static MailRow Remind(
        DataRequest request, Definitions.Organisation.Person reader, DateOnly today, string mailDomain, DateTimeOffset now)
    {
        var left = request.DueOn!.Value.DayNumber - today.DayNumber;
        var distance = left switch
        {
            < 0 => $"El plazo para responder venció el {MailText.Day(request.DueOn.Value)}.",
            0 => $"El plazo para responder vence el {MailText.Day(today)}.",
            _ => $"Se responde a más tardar el {MailText.Day(request.DueOn.Value)}.",
        };
        var addressee = new MailAddressee(
            reader.Id, reader.Name, reader.Email, "", "Este aviso va a quienes administran o auditan el sistema.", IsCopy: false);
        return PersonalMail.To(
            addressee, string.Create(CultureInfo.InvariantCulture, $"{request.Id}-{today:yyyyMMdd}-{ShortHashOf(reader.Id)}"),
            MailTemplateCatalog.PersonalData,
            MailModels.PersonalData(
                "Una solicitud sobre datos personales espera respuesta", $"Alguien pidió {LabelOf(request.Right)}. {distance}",
                AdministrationPage, "Ver las solicitudes", [addressee]),
            "solicitud sobre datos personales sin responder", mailDomain, now);
    }

    /// <summary>Names of mails are shorter than ids of people may be.</summary>
    private static string ShortHashOf(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..16];

    private void ToAsker(DataRequest request, string subject, string message, string action, TimeSpan lasts, bool withLink = false)
    {
        var now = clock.GetUtcNow();
        var id = $"datos-{Guid.CreateVersion7(now):n}";
        var addressee = new MailAddressee(
            request.PersonId ?? "", request.Email, request.Email, "", "Este correo llega por una solicitud sobre datos personales.",
            IsCopy: false);
        var hasAccount = request.PersonId is not null && !withLink && !request.Id.StartsWith(FromOutside, StringComparison.Ordinal);
        if (!hasAccount)
            db.Add(new AccountLink
            {
                Id = id, PersonId = request.Id, Purpose = AccountLinkPurpose.DataRequest, CreatedAt = now, CreatedBy = request.Id,
                ExpiresAt = now + lasts
            });
        db.Add(PersonalMail.To(
            addressee, id, MailTemplateCatalog.PersonalData,
            MailModels.PersonalData(subject, message, hasAccount ? OwnPage : PersonalLink.DataPath, action, [addressee]),
            "solicitud sobre datos personales", options.MailDomain, now));
    }

    /// <summary>How the id of a request from outside begins: what is answered to it goes by a link, never by an account.</summary>
    public const string FromOutside = "externa-";
}
