using System.Collections.Concurrent;
using System.Text;
using HandlebarsDotNet;
using Workflows.Server.Persistence.Outbox;

namespace Workflows.Server.Mail.Rendering;

/// <summary>A mail as it will be read.</summary>
public sealed record RenderedMail(string Subject, string Text, string? Html, int TemplateVersion)
{
    /// <summary>Where the secrets of its links go.</summary>
    public LinkSlots Slots { get; init; } = LinkSlots.None;
}

/// <summary>
/// Writes a mail from a template and its model. The result depends on nothing else; the cost is bounded, whatever the
/// template says.
/// </summary>
public sealed class MailRenderer
{
    public const string Notice = "Este aviso no es una notificación legal.";

    private const int MaxTurns = 5_000;
    private const int MaxCharacters = 400_000;
    private const int MaxSubject = 200;
    private const int MaxCached = 200;

    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(2);

    private readonly Func<Uri> _publicUrl;
    private readonly IHandlebars _plain;
    private readonly IHandlebars _html;
    private readonly ConcurrentDictionary<MailTemplateText, Compiled> _compiled = new();

    /// <param name="publicUrl">What people type to reach this server: links in mails are absolute.</param>
    public MailRenderer(Func<Uri> publicUrl)
    {
        _publicUrl = publicUrl;
        _plain = Create(new HandlebarsConfiguration { NoEscape = true }, publicUrl);
        _html = Create(new HandlebarsConfiguration { TextEncoder = new HtmlTextEncoder() }, publicUrl);
    }

    /// <exception cref="MailRenderingException">The template is broken or asks for too much; the message says what to do.</exception>
    public RenderedMail Render(MailTemplateText template, IReadOnlyDictionary<string, object?> model) => Render(template, model, null);

    /// <param name="links">Made the paths of links in the model; their places are cut out of the words.</param>
    internal RenderedMail Render(MailTemplateText template, IReadOnlyDictionary<string, object?> model, LinkDraft? links)
    {
        var compiled = Compile(template);
        // One budget for the three parts: together they are the mail.
        var budget = new RenderBudget(MaxTurns, MaxCharacters, MaxTime) { Site = _publicUrl().AbsoluteUri.TrimEnd('/') };
        var subject = OneLine(Write(compiled.Subject, model, budget));
        var text = Write(compiled.Text, model, budget).ReplaceLineEndings("\n").TrimEnd();
        var html = compiled.Html is null ? null : Write(compiled.Html, model, budget).ReplaceLineEndings("\n").Trim();
        // A secret has no place in a subject, which is shown where mails are listed.
        if (links is not null) subject = links.Cut(subject).Words;
        if (subject.Length == 0) throw new MailRenderingException($"La plantilla «{template.Name}» dio un asunto vacío.");
        text = MailLayout.Text(text, compiled.TextSaysIt);
        html = html is null ? null : MailLayout.Html(html, compiled.HtmlSaysIt);
        if (links is null) return new(subject, text, html, template.Version);
        var (words, inText) = links.Cut(text);
        (string? Words, IReadOnlyList<LinkSlot> Slots) page = html is null ? (null, []) : links.Cut(html);
        return new(subject, words, page.Words, template.Version) { Slots = new(inText, page.Slots) };
    }

    /// <summary>What people type to reach this server.</summary>
    internal Uri Site => _publicUrl();

    private Compiled Compile(MailTemplateText template)
    {
        if (_compiled.TryGetValue(template, out var known)) return known;

        // Checked again: what was saved by another version of the product may not be safe in this one.
        var problems = TemplateChecker.Check(template.Subject, template.Text, template.Html, ModelNames.Anything);
        if (problems.Count > 0) throw new MailRenderingException($"La plantilla «{template.Name}» tiene errores. {problems[0]}");
        try
        {
            var compiled = new Compiled(
                _plain.Compile(new StringReader(template.Subject)),
                _plain.Compile(new StringReader(template.Text)),
                template.Html is null ? null : _html.Compile(new StringReader(template.Html)),
                MailLayout.SaysIt(template.Text), template.Html is not null && MailLayout.SaysIt(template.Html));
            if (_compiled.Count >= MaxCached) _compiled.Clear();
            return _compiled.GetOrAdd(template, compiled);
        }
        catch (Exception error) when (error is HandlebarsException or ArgumentException or InvalidOperationException)
        {
            throw new MailRenderingException($"La plantilla «{template.Name}» no se puede leer: {error.Message}", error);
        }
    }

    private static string Write(
        HandlebarsTemplate<TextWriter, object, object> template, IReadOnlyDictionary<string, object?> model, RenderBudget budget)
    {
        using var writer = new BoundedWriter(budget);
        try
        {
            template(writer, budget.Wrap(model)!, null!);
        }
        catch (Exception error) when (Innermost(error) is MailRenderingException)
        {
            throw Innermost(error);
        }
        catch (HandlebarsException error)
        {
            throw new MailRenderingException($"La plantilla no se pudo escribir: {error.Message}", error);
        }

        return writer.ToString();
    }

    private static Exception Innermost(Exception error) => error.InnerException is { } inner ? Innermost(inner) : error;

    private static IHandlebars Create(HandlebarsConfiguration configuration, Func<Uri> publicUrl)
    {
        configuration.FormatProvider = MailHelpers.Numbers;
        configuration.ThrowOnUnresolvedBindingExpression = false;
        var handlebars = Handlebars.Create(configuration);
        MailHelpers.Register(handlebars, publicUrl);
        return handlebars;
    }

    /// <summary>A subject has no line breaks nor control characters: they would be headers.</summary>
    private static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsControl(c) && !char.IsWhiteSpace(c)) line.Append(c);
            else if (line.Length > 0 && line[^1] != ' ') line.Append(' ');
        }

        var subject = line.ToString().TrimEnd();
        if (subject.Length <= MaxSubject) return subject;
        var end = char.IsHighSurrogate(subject[MaxSubject - 2]) ? MaxSubject - 2 : MaxSubject - 1;
        return subject[..end] + "…";
    }

    private sealed record Compiled(
        HandlebarsTemplate<TextWriter, object, object> Subject,
        HandlebarsTemplate<TextWriter, object, object> Text,
        HandlebarsTemplate<TextWriter, object, object>? Html,
        bool TextSaysIt,
        bool HtmlSaysIt);
}
