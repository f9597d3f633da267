using System.Globalization;
using System.Text.RegularExpressions;

namespace Workflows.Server.Mail.Rendering;

/// <summary>
/// Reads one part of a template mark by mark and says what is wrong with each: what it names, where it stands, which blocks stay open. It
/// goes on after a mistake and never changes the text.
/// </summary>
/// <param name="part">As people know it: asunto, texto or html.</param>
internal sealed partial class TemplatePartCheck(string part, ModelNames names, List<TemplateProblem> problems)
{
    private readonly Stack<OpenBlock> _open = [];
    private readonly List<ModelNames> _scopes = [names];

    public void Check(string text, int limit)
    {
        if (text.Length > limit)
        {
            problems.Add(new(part, 1, string.Create(
                CultureInfo.InvariantCulture, $"tiene {text.Length} caracteres; el máximo es {limit}.")));
            return;
        }

        var tags = 0;
        foreach (var tag in TemplateTags.Read(text))
        {
            if (++tags > TemplateChecker.MaxTags)
            {
                Add(tag.Line, string.Create(CultureInfo.InvariantCulture, $"hay más de {TemplateChecker.MaxTags} marcas «{{{{…}}}}»."));
                return;
            }

            Check(tag);
        }

        foreach (var (block, line, _, _) in _open)
            Add(line, $"el bloque «{{{{#{block}}}}}» no se cierra: falta «{{{{/{block}}}}}».");
    }

    private void Check(TemplateTag tag)
    {
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
            case TemplateTagKind.Else:
                Else(tag);
                break;
            case TemplateTagKind.Close:
                Close(tag);
                break;
        }
    }

    private void Add(int line, string message)
    {
        // One mistake often shows many times: what comes after the first dozens helps nobody.
        if (problems.Count <= TemplateChecker.MaxProblems)
            problems.Add(new(part, line, message));
    }

    private void CheckValue(TemplateTag tag)
    {
        if (Split(tag) is not { } words)
            return;
        if (words.Count == 1 && !MailHelpers.Names.Contains(words[0]))
        {
            CheckArgument(words[0], tag.Line);
            return;
        }

        if (!MailHelpers.Arguments.TryGetValue(words[0], out var count))
            Add(tag.Line, $"la función «{words[0]}» no existe. Usa una de: {string.Join(", ", MailHelpers.Names)}.");
        else if (words.Count - 1 < count.Min || words.Count - 1 > count.Max)
        {
            Add(tag.Line, string.Create(
                CultureInfo.InvariantCulture, $"«{words[0]}» recibe {Range(count.Min, count.Max)} y aquí tiene {words.Count - 1}."));
        }

        foreach (var word in words.Skip(1))
            CheckArgument(word, tag.Line);
    }

    private void Open(TemplateTag tag)
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

        if (_open.Count >= TemplateChecker.MaxDepth)
            Add(tag.Line, string.Create(
                CultureInfo.InvariantCulture, $"hay más de {TemplateChecker.MaxDepth} bloques uno dentro de otro."));
        var outer = _scopes[^1];
        if (MovesInto(name))
            _scopes.Add((name == "each" ? inner?.Items : inner) ?? ModelNames.Anything);
        _open.Push(new(name, tag.Line, false, outer));
    }

    private void Else(TemplateTag tag)
    {
        if (!_open.TryPop(out var block))
        {
            Add(tag.Line, "hay un «{{else}}» fuera de un bloque.");
            return;
        }

        if (block.HasElse)
            Add(tag.Line, $"el bloque «{{{{#{block.Name}}}}}» tiene dos «{{{{else}}}}».");
        if (MovesInto(block.Name))
            _scopes[^1] = block.Outside; // nothing was found to stand on
        _open.Push(block with { HasElse = true });
    }

    private void Close(TemplateTag tag)
    {
        if (!_open.TryPop(out var block))
        {
            Add(tag.Line, $"«{{{{/{tag.Content}}}}}» cierra un bloque que no está abierto.");
            return;
        }

        if (MovesInto(block.Name))
            _scopes.RemoveAt(_scopes.Count - 1);
        if (block.Name != tag.Content)
        {
            Add(tag.Line, string.Create(
                CultureInfo.InvariantCulture,
                $"«{{{{/{tag.Content}}}}}» no cierra «{{{{#{block.Name}}}}}», abierto en la línea {block.Line}."));
        }
    }

    private List<string>? Split(TemplateTag tag)
    {
        var match = Words().Match(tag.Content);
        if (match.Success)
            return [.. match.Groups["word"].Captures.Select(word => word.Value)];
        Add(tag.Line, $"no entiendo «{{{{{Shorten(tag.Content)}}}}}». Escribe un dato, o una función y sus datos.");
        return null;
    }

    /// <summary>What a word names; null for a literal, and for what is no name.</summary>
    private ModelNames? CheckArgument(string word, int line)
    {
        if (word[0] is '"' or '\'' || Literal().IsMatch(word))
            return null;
        if (Path().IsMatch(word))
            return Resolve(word, line);
        Add(line, $"«{Shorten(word)}» no es el nombre de un dato.");
        return null;
    }

    private ModelNames? Resolve(string path, int line)
    {
        if (path is "@index" or "@first" or "@last" or "@key")
            return null;
        var level = _scopes.Count - 1;
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

        var at = _scopes[level];
        foreach (var name in path.Split('.'))
        {
            var next = name switch { "this" => at, "@root" => names, _ => at.Find(name) };
            if (next is null)
            {
                Add(line, $"el dato «{path}» no existe en este correo. Usa uno de: {string.Join(", ", at.Members)}.");
                return null;
            }

            at = next;
        }

        return at;
    }

    /// <summary>Conditions stay where they are; loops and «with» look from inside what they name.</summary>
    private static bool MovesInto(string block) => block is "each" or "with";

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

    /// <param name="Outside">What names mean where the block begins.</param>
    private readonly record struct OpenBlock(string Name, int Line, bool HasElse, ModelNames Outside);
}
