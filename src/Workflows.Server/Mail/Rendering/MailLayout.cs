namespace Workflows.Server.Mail.Rendering;

/// <summary>Makes sure that every mail says at its end what it is not, and that an HTML fragment becomes a page.</summary>
internal static class MailLayout
{
    /// <param name="saysIt">The template says it itself. What a value says never counts: it is somebody's words, not the mail's.</param>
    public static string Text(string body, bool saysIt) => saysIt ? body + "\n" : $"{body}\n\n{MailRenderer.Notice}\n";

    /// <inheritdoc cref="Text"/>
    public static string Html(string body, bool saysIt)
    {
        var end = body.LastIndexOf("</body>", StringComparison.OrdinalIgnoreCase);
        if (end >= 0) return body.Insert(end, saysIt ? "" : $"<p style=\"font-size:13px\">{MailRenderer.Notice}</p>\n");
        return MailLook.Dress(saysIt ? body : $"{body}\n<p class=\"pie\">{MailRenderer.Notice}</p>");
    }

    // In its last lines: said in the middle of a text it is not the end of the mail. Inside a block it may not be said at all.
    public static bool SaysIt(string source)
    {
        var end = source.AsSpan(Math.Max(0, source.Length - 400));
        var at = end.LastIndexOf(MailRenderer.Notice, StringComparison.Ordinal);
        return at >= 0 && !end[at..].Contains("{{", StringComparison.Ordinal) && !end[at..].Contains("}}", StringComparison.Ordinal);
    }
}
