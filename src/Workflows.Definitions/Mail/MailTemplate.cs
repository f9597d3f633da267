using System.Security.Cryptography;
using System.Text;

namespace Workflows.Definitions.Mail;

/// <summary>A mail template was refused. The message, in Spanish, names the template and what is wrong.</summary>
public sealed class MailTemplateException(string name, string problem) : FormatException($"Plantilla «{name}»: {problem}");

/// <summary>
/// A versioned text for one kind of mail: a subject, a text body and an HTML body with Handlebars marks. It holds texts and
/// never renders them.
/// </summary>
public sealed record MailTemplate(string Name, int Version, string Label, string Subject, string Text, string Html)
{
    private const int LongestFile = 100_000;
    private const string TextMark = "--- text";
    private const string HtmlMark = "--- html";

    /// <summary>SHA-256 of everything that is sent, so an edited text is told from the one that shipped.</summary>
    public string ContentHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Subject}\n{Text}\n{Html}")));

    /// <summary>
    /// Reads a template file: front lines <c>version:</c>, <c>label:</c> and <c>subject:</c>, then <c>--- text</c> and
    /// <c>--- html</c>, each followed by its body.
    /// </summary>
    public static MailTemplate Parse(string name, string file)
    {
        if (file.Length > LongestFile)
            throw new MailTemplateException(name, $"puede tener hasta {LongestFile} caracteres.");

        var lines = file.ReplaceLineEndings("\n").Split('\n');
        var (textAt, htmlAt) = (Array.IndexOf(lines, TextMark), Array.IndexOf(lines, HtmlMark));
        if (textAt < 0 || htmlAt < textAt)
            throw new MailTemplateException(name, $"necesita una parte «{TextMark}» y después una parte «{HtmlMark}».");

        var front = lines[..textAt].Where(line => line.Contains(':')).ToLookup(
            line => line[..line.IndexOf(':')].Trim(), line => line[(line.IndexOf(':') + 1)..].Trim(), StringComparer.Ordinal);
        if (!int.TryParse(front["version"].FirstOrDefault(), out var version) || version < 1)
            throw new MailTemplateException(name, "la línea «version:» tiene que llevar un número desde 1.");

        return new MailTemplate(name, version,
            front["label"].FirstOrDefault() is { Length: > 0 } label ? label : name,
            front["subject"].FirstOrDefault() is { Length: > 0 } subject
                ? subject
                : throw new MailTemplateException(name, "falta la línea «subject:»."),
            string.Join('\n', lines[(textAt + 1)..htmlAt]).Trim() + "\n",
            string.Join('\n', lines[(htmlAt + 1)..]).Trim() + "\n");
    }

    /// <summary>The same template as a file.</summary>
    public string ToFile() => $"version: {Version}\nlabel: {Label}\nsubject: {Subject}\n{TextMark}\n{Text}{HtmlMark}\n{Html}";
}
