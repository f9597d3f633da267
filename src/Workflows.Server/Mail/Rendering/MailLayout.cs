namespace Workflows.Server.Mail.Rendering;

/// <summary>What every mail has around its words: a plain page, the rule that caused it and what the mail is not.</summary>
internal static class MailLayout
{
    public static string Text(string body, string? reason)
    {
        var why = string.IsNullOrWhiteSpace(reason) ? "" : $"Por qué llega: {reason.Trim()}\n";
        return $"{WithoutNotice(body)}\n\n-- \n{why}{MailRenderer.Notice}\n";
    }

    public static string Html(string subject, string body, string? reason)
    {
        var why = string.IsNullOrWhiteSpace(reason) ? "" : $"Por qué llega: {HtmlTextEncoder.Encode(reason.Trim())}<br>\n";
        return $"""
            <!DOCTYPE html>
            <html lang="es-CL">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{HtmlTextEncoder.Encode(subject)}</title></head>
            <body style="margin:0;padding:24px;background:#f4f5f7;font-family:Roboto,Arial,sans-serif;font-size:16px;line-height:1.5;color:#1f2933">
            <div style="max-width:640px;margin:0 auto;padding:24px;background:#ffffff">
            {body}
            </div>
            <p style="max-width:640px;margin:16px auto 0;font-size:13px;color:#52606d">
            {why}{MailRenderer.Notice}
            </p>
            </body>
            </html>

            """;
    }

    /// <summary>A text that already ends with the sentence says it once.</summary>
    private static string WithoutNotice(string body) =>
        body.EndsWith(MailRenderer.Notice, StringComparison.Ordinal) ? body[..^MailRenderer.Notice.Length].TrimEnd() : body;
}
