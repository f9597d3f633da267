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

    internal const int MaxProblems = 20;

    public static IReadOnlyList<TemplateProblem> Check(string subject, string text, string? html, ModelNames names)
    {
        var problems = new List<TemplateProblem>();
        if (string.IsNullOrWhiteSpace(subject)) problems.Add(new("asunto", 1, "el correo necesita un asunto."));
        if (subject.AsSpan().ContainsAny('\r', '\n')) problems.Add(new("asunto", 1, "el asunto va en una sola línea."));
        if (string.IsNullOrWhiteSpace(text))
            problems.Add(new("texto", 1, "el correo necesita un texto sin formato, también cuando lleva HTML."));
        new TemplatePartCheck("asunto", names, problems).Check(subject, MaxSubject);
        new TemplatePartCheck("texto", names, problems).Check(text, MaxText);
        if (html is not null)
        {
            new TemplatePartCheck("html", names, problems).Check(html, MaxHtml);
            foreach (Match match in Active().Matches(html))
            {
                problems.Add(new("html", LineOf(html, match.Index),
                    $"«{match.Value.Trim()}» no se permite en un correo: nada de programas ni páginas incrustadas."));
            }
        }

        return problems.Count <= MaxProblems ? problems : problems.GetRange(0, MaxProblems);
    }

    private static int LineOf(string text, int at) => 1 + text.AsSpan(0, at).Count('\n');

    [GeneratedRegex(
        @"<\s*(script|iframe|object|embed|form|base|link|meta\s+http-equiv)\b|javascript\s*:|\son[a-z]+\s*=",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Active();
}
