using System.Net.Mail;
using System.Text;
using Workflows.Server.Mail.Transport;

namespace Workflows.Server.Tests.Mail;

internal static class SampleMail
{
    public static OutgoingMail Reminder { get; } = new()
    {
        MessageId = "<mail-42@flujos.gob.cl>",
        To = [new MailAddress("contraparte@institucion.cl", "Contraparte Ñuñoa")],
        Subject = "Recordatorio: la evaluación vence el 15 de octubre",
        Text = "Hola:\nLa evaluación vence el 15 de octubre.\n.\nFin",
        Html = "<p>La <b>evaluación</b> vence el 15 de octubre.</p>",
        ReplyTo = new MailAddress("coordinacion@segpres.cl"),
        Headers = new Dictionary<string, string>
        {
            ["In-Reply-To"] = "<mail-41@flujos.gob.cl>",
            ["Auto-Submitted"] = "auto-generated",
            ["List-Id"] = "<recordatorios.flujos.gob.cl>",
        },
    };

    public static OutgoingMail Invitation { get; } = Reminder with
    {
        Attachments = [
            new(
                "sesión.ics", "text/calendar; method=REQUEST; charset=utf-8",
                Encoding.UTF8.GetBytes("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"))],
    };
}
