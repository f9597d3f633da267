using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Mail;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Server.Access;
using Workflows.Server.Calendar;
using Workflows.Server.Files.Store;
using Workflows.Server.Jobs;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Web;

namespace Workflows.Server.Tasks;

/// <summary>
/// The receipt as one page to keep or print, complete in itself. It carries what was received word for word, so that anybody can
/// compute the hash again without us.
/// </summary>
internal static class ReceiptDocument
{
    private const string Style =
        "body{font:16px/1.5 Roboto,Arial,sans-serif;color:#0A132D;max-width:44rem;margin:2rem auto;padding:0 1rem}"
        + "h1{font-size:1.5rem;border-top:6px solid #0F69B4;padding-top:1rem}table{border-collapse:collapse;width:100%}"
        + "caption{text-align:left;font-weight:bold;padding:1rem 0 .25rem}th,td{text-align:left;vertical-align:top;padding:.25rem .75rem "
        + ".25rem 0;border-bottom:1px solid #767676}"
        + "th{width:14rem}code,pre{font-family:monospace;font-size:.8rem;white-space:pre-wrap;overflow-wrap:anywhere}"
        + "@media print{body{margin:0;max-width:none}}";

    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> HandleAsync(
        string id, Acting acting, WorkflowsDb db, HttpResponse response, CancellationToken ct)
    {
        var found = await db.Set<SubmissionRow>().AsNoTracking().VisibleTo(acting, db).Where(row => row.Id == id)
            .Join(db.Set<TaskRow>(), row => row.TaskId, task => task.Id, (row, task) => new
            {
                Row = row,
                task.Title,
                Institution = db.Set<Institution>().Where(place => place.Code == row.InstitutionCode).Select(place => place.Name)
                    .FirstOrDefault(),
                Person = db.Set<ActorName>().Where(actor => actor.Id == row.PersonId).Select(actor => actor.Name).FirstOrDefault(),
            })
            .SingleOrDefaultAsync(ct);
        if (found is null)
            return Refusal.NotFound();

        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        var law = (await OvertakenTasks.LaterLawsAsync([found.Row.TaskId], db, ct)).GetValueOrDefault(found.Row.TaskId);
        var page = PageOf(found.Row, found.Title, found.Institution, found.Person, law);
        return TypedResults.File(
            Encoding.UTF8.GetBytes(page), "text/html; charset=utf-8", FileName.Clean($"comprobante-{found.Row.Folio}.html"));
    }

    private static string PageOf(SubmissionRow row, string title, string? institution, string? person, LaterLaw? law)
    {
        var files = Values.FromJson(row.Body).ListOf("evidence");
        var page = new StringBuilder()
            .Append(
                "<!doctype html>\n<html lang=\"es-CL\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" "
                + "content=\"width=device-width\">")
            .Append(CultureInfo.InvariantCulture, $"<title>Comprobante {Html(row.Folio)}</title><style>{Style}</style></head>\n<body>\n")
            .Append(CultureInfo.InvariantCulture, $"<h1>Comprobante {Html(row.Folio)}</h1>\n");
        if (row.WithdrawnAt is { } withdrawn)
            page.Append(
                CultureInfo.InvariantCulture, $"<p><strong>Esta entrega se retiró el {Html(MailText.Moment(withdrawn))}.</strong></p>\n");
        page.Append("<table><caption>Qué se recibió</caption>\n");
        Row("Qué se hizo", $"{TaskWords.LabelOfAction(row.Action)}: {title}");
        Row("Recibido", MailText.Moment(row.ReceivedAt));
        Row("Se entiende recibido", row.CountsAt is { } later ? $"{MailText.Moment(later)} (Ley 19.880 art. 25)" : null);
        Row("Oportunidad", TaskWords.LabelOfTimeliness(row.Timeliness));
        Row("Cambio posterior del calendario", law?.Text);
        Row("Institución", institution);
        Row(row.PersonId?.StartsWith(ApiKey.ActorMark, StringComparison.Ordinal) is true ? "Clave de API" : "Persona", person);
        Row("En representación de", row.OnBehalfOf);
        Row("Código del contenido (SHA-256)", row.BodyHash);
        page.Append("</table>\n");
        if (files.Count > 0)
        {
            page.Append("<table><caption>Archivos</caption>\n");
            foreach (var file in files)
                Row(file.TextOf("fileName") ?? "", Official(file) + "SHA-256 " + file.TextOf("fileHash"));
            page.Append("</table>\n");
        }

        return page
            .Append("<h2>Contenido recibido</h2>\n<p>El código de arriba es el SHA-256 de este texto, en UTF-8, sin nada más.</p>\n")
            .Append(CultureInfo.InvariantCulture, $"<pre>{Html(row.Body)}</pre>\n</body>\n</html>\n").ToString();

        void Row(string name, string? value)
        {
            if (value is { Length: > 0 })
                page.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Html(name)}</th><td>{Html(value)}</td></tr>\n");
        }
    }

    private static string Official(object? file) => file.TextOf("officialNumber") is { } number
        ? $"N.º {number}{(file.DateOf("officialDate") is { } date ? $" del {MailText.Day(date)}" : "")}. "
        : "";

    private static string Html(string text) => WebUtility.HtmlEncode(text);
}
