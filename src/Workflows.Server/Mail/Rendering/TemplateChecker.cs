using System.Globalization;
using System.Text.RegularExpressions;

namespace Workflows.Server.Mail.Rendering;

/// <summary>
/// Says what is wrong with a template before it is saved or used. Only a small part of Handlebars is allowed (values, helpers
/// of ours, if/unless/each/with): what passes here compiles, cannot run away and cannot put raw text into a page.
/// </summary>
public static partial class TemplateChecker
{
    public const int MaxSubject = 300;
    public const int MaxText = 20_000;
    public const int MaxHtml = 60_000;
    public const int MaxTags = 500;
    public const int MaxDepth = 6;

    private const int MaxProblems = 20;

    public static IReadOnlyList<TemplateProblem> Check(string subject, string text, string? html, ModelNames names)
    {
        var problems = new List<TemplateProblem>();
        if (string.IsNullOrWhiteSpace(subject)) problems.Add(new("asunto", 1, "el correo necesita un asunto."));
        if (subject.AsSpan().ContainsAny('\r', '\n')) problems.Add(new("asunto", 1, "el asunto va en una sola línea."));
        if (string.IsNullOrWhiteSpace(text))
            problems.Add(new("texto", 1, "el correo necesita un texto sin formato, también cuando lleva HTML."));
        CheckPart("asunto", subject, MaxSubject, names, problems);
        CheckPart("texto", text, MaxText, names, problems);
        if (html is not null)
        {
            CheckPart("html", html, MaxHtml, names, problems);
            foreach (Match match in Active().Matches(html))
                problems.Add(
                    new(
                        "html", LineOf(html, match.Index),
                        $"«{match.Value.Trim()}» no se permite en un correo: nada de programas ni páginas incrustadas."));
        }

        return problems.Count <= MaxProblems ? problems : problems.GetRange(0, MaxProblems);
    }

    private static void CheckPart(string part, string text, int limit, ModelNames names, List<TemplateProblem> problems)
    {
        if (text.Length > limit)
        {
            problems.Add(
                new(part, 1, string.Create(CultureInfo.InvariantCulture, $"tiene {text.Length} caracteres; el máximo es {limit}.")));
            return;
        }

        var open = new Stack<(string Block, int Line, bool HasElse, ModelNames Names)>();
        var scopes = new List<ModelNames> { names };
        var tags = 0;
        foreach (var tag in TemplateTags.Read(text))
        {
            if (++tags > MaxTags)
            {
                Add(tag.Line, string.Create(CultureInfo.InvariantCulture, $"hay más de {MaxTags} marcas «{{{{…}}}}»."));
                return;
            }

            switch (tag.Kind)
            {
                case TemplateTagKind.Refused:
                    Add(tag.Line, tag.Content);
                    break;
                case TemplateTagKind.Value:
                    CheckValue(tag);
                    break;
                case TemplateTagKind.Open:
                    Open(tag);
                    break;
                case TemplateTagKind.Else when open.Count == 0:
                    Add(tag.Line, "hay un «{{else}}» fuera de un bloque.");
                    break;
                case TemplateTagKind.Else:
                    var block = open.Pop();
                    if (block.HasElse) Add(tag.Line, $"el bloque «{{{{#{block.Block}}}}}» tiene dos «{{{{else}}}}».");
                    if (MovesInto(block.Block)) scopes[^1] = block.Names; // nothing was found to stand on
                    open.Push(block with { HasElse = true });
                    break;
                case TemplateTagKind.Close:
                    Close(tag);
                    break;
            }
        }

        foreach (var (block, line, _, _) in open) Add(line, $"el bloque «{{{{#{block}}}}}» no se cierra: falta «{{{{/{block}}}}}».");

        void Add(int line, string message)
        {
            // One mistake often shows many times: what comes after the first dozens helps nobody.
            if (problems.Count <= MaxProblems) problems.Add(new(part, line, message));
        }

        void CheckValue(TemplateTag tag)
        {
            if (Split(tag) is not { } words) return;
            if (words.Count == 1 && !MailHelpers.Names.Contains(words[0]))
            {
                CheckArgument(words[0], tag.Line);
                return;
            }

            if (!MailHelpers.Arguments.TryGetValue(words[0], out var count))
                Add(tag.Line, $"la función «{words[0]}» no existe. Usa una de: {string.Join(", ", MailHelpers.Names)}.");
            else if (words.Count - 1 < count.Min || words.Count - 1 > count.Max)
                Add(
                    tag.Line,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"«{words[0]}» recibe {Range(count.Min, count.Max)} y aquí tiene {words.Count - 1}."));
            foreach (var word in words.Skip(1)) CheckArgument(word, tag.Line);
        }

        void Open(TemplateTag tag)
        {
            var words = Split(tag) ?? [];
            var name = words.Count > 0 ? words[0] : tag.Content;
            ModelNames? inner = null;
            if (name is not ("if" or "unless" or "each" or "with"))
                Add(tag.Line, $"el bloque «{{{{#{name}}}}}» no existe. Usa if, unless, each o with.");
            else if (words.Count != 2)
                Add(tag.Line, $"el bloque «{{{{#{name}}}}}» necesita decir sobre qué, y nada más: «{{{{#{name} dato}}}}».");
            else
                inner = CheckArgument(words[1], tag.Line);

            if (open.Count >= MaxDepth)
                Add(tag.Line, string.Create(CultureInfo.InvariantCulture, $"hay más de {MaxDepth} bloques uno dentro de otro."));
            var outer = scopes[^1];
            if (MovesInto(name)) scopes.Add((name == "each" ? inner?.Items : inner) ?? ModelNames.Anything);
            open.Push((name, tag.Line, false, outer));
        }

        void Close(TemplateTag tag)
        {
            if (open.Count == 0)
            {
                Add(tag.Line, $"«{{{{/{tag.Content}}}}}» cierra un bloque que no está abierto.");
                return;
            }

            var (block, line, _, _) = open.Pop();
            if (MovesInto(block)) scopes.RemoveAt(scopes.Count - 1);
            if (block != tag.Content)
                Add(
                    tag.Line,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"«{{{{/{tag.Content}}}}}» no cierra «{{{{#{block}}}}}», abierto en la línea {line}."));
        }

        List<string>? Split(TemplateTag tag)
        {
            var match = Words().Match(tag.Content);
            if (match.Success) return [.. match.Groups["word"].Captures.Select(word => word.Value)];
            Add(tag.Line, $"no entiendo «{{{{{Shorten(tag.Content)}}}}}». Escribe un dato, o una función y sus datos.");
            return null;
        }

        ModelNames? CheckArgument(string word, int line)
        {
            if (word[0] is '"' or '\'' || Literal().IsMatch(word)) return null;
            if (!Path().IsMatch(word))
            {
                Add(line, $"«{Shorten(word)}» no es el nombre de un dato.");
                return null;
            }

            return Resolve(word, line);
        }

        ModelNames? Resolve(string path, int line)
        {
            if (path is "@index" or "@first" or "@last" or "@key") return null;
            var level = scopes.Count - 1;
            while (path.StartsWith("../", StringComparison.Ordinal))
            {
                path = path[3..];
                level--;
            }

            if (level < 0)
            {
                Add(line, "«../» sale del correo: hay más «../» que bloques abiertos.");
                return null;
            }

            var at = scopes[level];
            foreach (var name in path.Split('.'))
            {
                if (name == "this") continue;
                if (name == "@root")
                {
                    at = names;
                    continue;
                }

                var next = at.Find(name);
                if (next is null)
                {
                    Add(line, $"el dato «{path}» no existe en este correo. Usa uno de: {string.Join(", ", at.Members)}.");
                    return null;
                }

                at = next;
            }

            return at;
        }
    }

    /// <summary>Conditions stay where they are; loops and «with» look from inside what they name.</summary>
    private static bool MovesInto(string block) => block is "each" or "with";

    private static int LineOf(string text, int at) => 1 + text.AsSpan(0, at).Count('\n');

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private static string Range(int min, int max) =>
        min == 1 && max == 1 ? "un dato" : string.Create(CultureInfo.InvariantCulture, $"de {min} a {max} datos");

    /// <summary>Words apart by spaces; a text in quotes is one word.</summary>
    [GeneratedRegex("""^(?:(?<word>"[^"\\]*"|'[^'\\]*'|[^\s"'()=|]+)(?:\s+|$))+$""", RegexOptions.ExplicitCapture)]
    private static partial Regex Words();

    [GeneratedRegex(@"^(true|false|null|-?[0-9]{1,9}(\.[0-9]{1,6})?)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Literal();

    [GeneratedRegex(
        @"^(@(index|first|last|key)|(\.\./){0,6}(this|@root|[A-Za-z_][A-Za-z0-9_]{0,60})(\.[A-Za-z_][A-Za-z0-9_]{0,60}){0,6})$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Path();

    [GeneratedRegex(
        @"<\s*(script|iframe|object|embed|form|base|link|meta\s+http-equiv)\b|javascript\s*:|\son[a-z]+\s*=",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Active();
}
