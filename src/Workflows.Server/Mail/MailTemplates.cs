using System.Collections.Concurrent;
using Workflows.Server.Mail.Rendering;
using Workflows.Server.Persistence.Outbox;

namespace Workflows.Server.Mail;

/// <summary>
/// The templates in force: those that ship, and over them the ones an office wrote. Every node asks the database which
/// version is the highest; words are kept in memory because a version never changes.
/// </summary>
public sealed class MailTemplates(IEnumerable<ShippedMailTemplate> shipped, MailTemplateTable table, TimeProvider clock)
{
    private readonly Dictionary<string, ShippedMailTemplate> _shipped =
        shipped.ToDictionary(template => template.Words.Name, StringComparer.Ordinal);

    private readonly ConcurrentDictionary<(string, int), MailTemplateText> _words = new();

    public IEnumerable<string> Names => _shipped.Keys.Order(StringComparer.Ordinal);

    public async Task<MailTemplateText?> FindAsync(string name, CancellationToken ct)
    {
        if (await table.HighestAsync(name, ct) is not { } version) return _shipped.GetValueOrDefault(name)?.Words;
        if (_words.TryGetValue((name, version), out var known)) return known;
        return await table.ReadAsync(name, version, ct) is { } read ? _words.GetOrAdd((name, version), read) : null;
    }

    /// <summary>What is wrong with a text for a template, without saving it.</summary>
    public IReadOnlyList<TemplateProblem> Check(string name, string subject, string text, string? html) =>
        _shipped.TryGetValue(name, out var template)
            ? TemplateChecker.Check(subject, text, html, template.Names)
            : [new("plantilla", 1, $"«{name}» no existe. Usa una de: {string.Join(", ", Names)}.")];

    /// <summary>Saves a new version over the one the editor started from. Nothing is saved when there is a problem.</summary>
    public async Task<SaveTemplateResult> SaveAsync(EditedTemplate edited, string editedBy, CancellationToken ct)
    {
        var problems = Check(edited.Name, edited.Subject, edited.Text, edited.Html);
        if (problems.Count > 0) return new(problems, null, false);

        var current = (await FindAsync(edited.Name, ct))!.Version;
        if (current != edited.BasedOnVersion) return new([], null, true);
        var saved = await table.AddAsync(
            new(edited.Name, current + 1, edited.Subject, edited.Text, edited.Html), editedBy, clock.GetUtcNow(), ct);
        return saved ? new([], current + 1, false) : new([], null, true);
    }
}

/// <summary>A template that comes with the product, and what it may name.</summary>
public sealed record ShippedMailTemplate(MailTemplateText Words, ModelNames Names)
{
    /// <summary>What people call it.</summary>
    public string Label { get; init; } = Words.Name;
}

/// <param name="BasedOnVersion">The version the editor saw: if it is no longer the one in force, somebody else saved first.</param>
public sealed record EditedTemplate(string Name, int BasedOnVersion, string Subject, string Text, string? Html);

/// <param name="Version">The new version; null when nothing was saved.</param>
/// <param name="WasOutdated">Somebody else saved first: show both and let the person choose.</param>
public sealed record SaveTemplateResult(IReadOnlyList<TemplateProblem> Problems, int? Version, bool WasOutdated);
