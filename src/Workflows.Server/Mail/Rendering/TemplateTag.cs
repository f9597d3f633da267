namespace Workflows.Server.Mail.Rendering;

/// <summary>One <c>{{…}}</c> of a template and the line it is on. The reader finds tags; what they mean is checked elsewhere.</summary>
internal readonly record struct TemplateTag(TemplateTagKind Kind, string Content, int Line);

internal enum TemplateTagKind
{
    /// <summary>A value, with or without a helper.</summary>
    Value,
    Open,
    Close,
    Else,
    Comment,

    /// <summary>Something Handlebars knows and mails may not use; the content is the refusal.</summary>
    Refused,
}

/// <summary>Cuts a template into its tags. Linear in the text.</summary>
internal static class TemplateTags
{
    public static IEnumerable<TemplateTag> Read(string text)
    {
        var line = 1;
        var counted = 0;
        for (var at = text.IndexOf("{{", StringComparison.Ordinal); at >= 0; at = Next(text, at))
        {
            line += text.AsSpan(counted, at - counted).Count('\n');
            counted = at;
            var (tag, end) = ReadOne(text, at, line);
            yield return tag;
            if (end < 0) yield break;
            at = end;
        }
    }

    private static int Next(string text, int from) => from >= text.Length ? -1 : text.IndexOf("{{", from, StringComparison.Ordinal);

    private static (TemplateTag Tag, int End) ReadOne(string text, int at, int line)
    {
        if (at > 0 && text[at - 1] == '\\') return Refused("quita la barra invertida delante de «{{».");
        if (StartsAt(text, at, "{{{"))
            return Refused("las llaves triples «{{{» no se permiten: pondrían texto sin proteger en el correo. Usa «{{».");
        if (StartsAt(text, at, "{{!--") || StartsAt(text, at, "{{~!--")) return Comment("--}}", "--~}}");
        if (StartsAt(text, at, "{{!") || StartsAt(text, at, "{{~!")) return Comment("}}", "}}");

        var close = text.IndexOf("}}", at, StringComparison.Ordinal);
        if (close < 0) return Refused("hay un «{{» sin su «}}».", end: -1);
        var inside = text[(at + 2)..close];
        if (inside.Contains("{{", StringComparison.Ordinal)) return Refused("hay un «{{» sin su «}}».", end: -1);
        return (Classify(inside.Trim('~').Trim(), line), close + 2);

        (TemplateTag, int) Refused(string why, int? end = null) => (new(TemplateTagKind.Refused, why, line), end ?? at + 2);

        (TemplateTag, int) Comment(string shortEnd, string longEnd)
        {
            var ends =
                new[] { (At: text.IndexOf(shortEnd, at, StringComparison.Ordinal), shortEnd.Length), (
                    At: text.IndexOf(longEnd, at, StringComparison.Ordinal), longEnd.Length) }
                .Where(end => end.At >= 0).ToList();
            return ends.Count == 0
                ? Refused("hay un comentario sin cerrar.", end: -1)
                : (new(TemplateTagKind.Comment, "", line), ends.Min(end => end.At + end.Length));
        }
    }

    private static TemplateTag Classify(string content, int line)
    {
        if (content.Length == 0) return new(TemplateTagKind.Refused, "hay un «{{}}» vacío.", line);
        return content[0] switch
        {
            '#' when content.StartsWith("#>", StringComparison.Ordinal) || content.StartsWith("#*", StringComparison.Ordinal) =>
                new(TemplateTagKind.Refused, "las plantillas incluidas dentro de otras no se permiten.", line),
            '#' => new(TemplateTagKind.Open, content[1..].Trim(), line),
            '/' => new(TemplateTagKind.Close, content[1..].Trim(), line),
            '>' =>
                new(
                    TemplateTagKind.Refused, $"«{{{{{content}}}}}» incluye otra plantilla, y eso no se permite. Escribe el texto aquí.",
                    line),
            '&' => new(TemplateTagKind.Refused, "«{{&» no se permite: pondría texto sin proteger en el correo. Usa «{{».", line),
            '^' => new(TemplateTagKind.Refused, "«{{^» no se permite. Usa «{{else}}».", line),
            '*' => new(TemplateTagKind.Refused, "«{{*» no se permite.", line),
            _ when content == "else" => new(TemplateTagKind.Else, "", line),
            _ when content.StartsWith("else ", StringComparison.Ordinal) =>
                new(TemplateTagKind.Refused, "«else» va solo. Para otra condición abre un «{{#if …}}» dentro.", line),
            _ => new(TemplateTagKind.Value, content, line),
        };
    }

    private static bool StartsAt(string text, int at, string what) => text.AsSpan(at).StartsWith(what, StringComparison.Ordinal);
}
