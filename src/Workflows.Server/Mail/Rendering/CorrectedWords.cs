using Workflows.Definitions.Mail;
using Workflows.Server.Persistence.Outbox;

namespace Workflows.Server.Mail.Rendering;

/// <summary>
/// The words a coordinator gave a notice, as a mail. They are words only: the personal link is a paragraph of its own that is added when
/// the mail is written, before the last paragraph when that says what the mail is not.
/// </summary>
internal static class CorrectedWords
{
    public static string Plain(string text)
    {
        var body = text.ReplaceLineEndings("\n").TrimEnd();
        return MailLayout.Text(body, MailLayout.SaysIt(body));
    }

    /// <summary>The paragraphs of a text as a page.</summary>
    public static string HtmlOf(string text) => MailLayout.Html(string.Join('\n', text.Split("\n\n")
        .Select(paragraph => $"<p>{HtmlTextEncoder.Encode(paragraph.Trim()).Replace("\n", "<br>\n", StringComparison.Ordinal)}</p>")),
        MailLayout.SaysIt(text));

    public static RenderedMail WithLink(string subject, string text, int templateVersion, string mailId, Uri site)
    {
        var links = new LinkDraft();
        var paragraph = $"""
            Toma conocimiento, instruye o reasigna: {site.AbsoluteUri.TrimEnd('/')}{links.PathOf(PersonalLink.Path, mailId)}
            El enlace es personal y sirve una vez. Vence cuando el aviso sube de nivel.
            """.ReplaceLineEndings("\n");
        var body = text.TrimEnd();
        var last = body.LastIndexOf("\n\n", StringComparison.Ordinal);
        var whole = last >= 0 && body.AsSpan(last + 2).StartsWith(MailRenderer.Notice, StringComparison.Ordinal)
            ? $"{body[..last]}\n\n{paragraph}{body[last..]}\n"
            : $"{body}\n\n{paragraph}\n";
        var (words, inText) = links.Cut(whole);
        var (html, inHtml) = links.Cut(HtmlOf(whole));
        return new(subject, words, html, templateVersion) { Slots = new(inText, inHtml) };
    }
}
