using System.Text.RegularExpressions;

namespace Workflows.Definitions.Mail;

/// <summary>
/// Reads a template the way a reader would, and says in Spanish what our voice forbids. It also finds marks that a renderer
/// would swallow in silence: unknown blocks, blocks left open.
/// </summary>
public static partial class MailTemplateLint
{
    private const int MostWords = 20;
    private const string NotALegalNotice = "no es una notificación legal";

    private static readonly string[] Forbidden = ["aquí", "acá", "hoy", "mañana", "ayer", "24:00", "usted", "ustedes", "su tarea",
        "ingrese", "revise", "haga", "estimado"];

    public static IReadOnlyList<string> Problems(MailTemplate template)
    {
        var problems = new List<string>();
        problems.AddRange(MarkProblems(template.Subject, "asunto"));
        problems.AddRange(MarkProblems(template.Text, "texto"));
        problems.AddRange(MarkProblems(template.Html, "HTML"));
        problems.AddRange(VoiceProblems(template.Subject, "asunto"));
        problems.AddRange(VoiceProblems(template.Text, "texto"));
        problems.AddRange(VoiceProblems(TextOf(template.Html), "HTML"));
        foreach (var (body, place) in new[] { (template.Text, "texto"), (template.Html, "HTML") })
        {
            if (!body.Contains(NotALegalNotice, StringComparison.Ordinal))
                problems.Add($"El {place} no dice que este aviso {NotALegalNotice}.");
        }

        return problems;
    }

    /// <summary>The names a template uses, blocks included, without those of the things inside its lists.</summary>
    public static IReadOnlySet<string> Names(MailTemplate template) =>
        Mark().Matches($"{template.Subject}\n{template.Text}\n{template.Html}")
            .Select(match => match.Groups["body"].Value.Trim().TrimStart('#', '/', '.').Split(' ')[^1])
            .Where(name => name is not ("each" or "if" or "unless" or "else" or "this"))
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>What our voice forbids in any text people read.</summary>
    public static IEnumerable<string> VoiceProblems(string text, string place)
    {
        var plain = Mark().Replace(text,
            match => match.Groups["body"].Value.TrimStart()[0] is '#' or '/' || match.Groups["body"].Value.Trim() == "else" ? "" : "x");
        foreach (var word in Forbidden.Where(word => Regex.IsMatch(plain, $@"(?<!\w){Regex.Escape(word)}(?!\w)", RegexOptions.IgnoreCase)))
            yield return $"El {place} dice «{word}».";
        foreach (var sentence in Sentences(plain).Where(sentence => WordCount(sentence) > MostWords))
            yield return $"El {place} tiene una frase de más de {MostWords} palabras: «{sentence.Trim()}».";
    }

    private static IEnumerable<string> MarkProblems(string text, string place)
    {
        var open = new Stack<string>();
        foreach (Match match in Mark().Matches(text))
        {
            var body = match.Groups["body"].Value.Trim();
            if (body.StartsWith('#'))
            {
                var block = body[1..].Split(' ')[0];
                if (block is not ("each" or "if" or "unless"))
                    yield return $"El {place} usa el bloque «{block}», que no se conoce.";
                if (body.Split(' ').Length != 2)
                    yield return $"El {place} tiene un bloque «{block}» que no dice de qué.";
                open.Push(block);
            }
            else if (body.StartsWith('/'))
            {
                if (!open.TryPop(out var block) || block != body[1..])
                    yield return $"El {place} cierra un bloque «{body[1..]}» que no está abierto.";
            }
            else if (body != "else" && !Name().IsMatch(body))
            {
                yield return $"El {place} tiene una marca que no se entiende: «{{{{{body}}}}}».";
            }
        }

        foreach (var block in open)
            yield return $"El {place} no cierra un bloque «{block}».";
        if (text.Replace("{{", "", StringComparison.Ordinal).Length - text.Length != text.Replace(
            "}}", "", StringComparison.Ordinal).Length - text.Length)
            yield return $"El {place} tiene llaves sin pareja.";
    }

    /// <summary>What stays of an HTML body when a reader looks at it. The end of a block ends a sentence.</summary>
    private static string TextOf(string html) => Tag().Replace(BlockEnd().Replace(html, ".\n"), " ");

    private static string[] Sentences(string text) => SentenceEnd().Split(text);

    private static int WordCount(string sentence) => Word().Count(sentence);

    [GeneratedRegex(@"\{\{(?<body>[^{}]+)\}\}")]
    private static partial Regex Mark();

    [GeneratedRegex(@"^(\.\./)?[a-z_]+$")]
    private static partial Regex Name();

    [GeneratedRegex(@"</(p|li|h\d|td|tr|div|title|a)>")]
    private static partial Regex BlockEnd();

    [GeneratedRegex(@"<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"[.!?:]\s|\n")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"[\w/]+")]
    private static partial Regex Word();
}
