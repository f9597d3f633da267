namespace Workflows.Server.Mail.Rendering;

/// <summary>Makes sure that every mail says at its end what it is not, and that an HTML fragment becomes a page.</summary>
internal static class MailLayout
{
    public static string Text(string body) => SaysIt(body) ? body + "\n" : $"{body}\n\n{MailRenderer.Notice}\n";

    public static string Html(string subject, string body)
    {
        var notice = SaysIt(body) ? "" : $"<p style=\"font-size:13px\">{MailRenderer.Notice}</p>\n";
        var end = body.LastIndexOf("</body>", StringComparison.OrdinalIgnoreCase);
        if (end >= 0) return body.Insert(end, notice);
        return $"""
            <!doctype html>
            <html lang="es-CL">
            <head><meta charset="utf-8"><title>{HtmlTextEncoder.Encode(subject)}</title></head>
            <body style="font-family:Roboto,Arial,sans-serif;color:#4A4A4A;max-width:640px">
            {body}
            {notice}</body>
            </html>

            """;
    }

    // In its last lines: said in the middle of a text it is not the end of the mail.
    private static bool SaysIt(string body) =>
        body.AsSpan(Math.Max(0, body.Length - 400)).Contains(MailRenderer.Notice, StringComparison.Ordinal);
}
