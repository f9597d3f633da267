using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Definitions.Mail;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Server.Mail;
using Workflows.Server.Mail.Rendering;
using Workflows.Server.Organisation;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.Openings;

/// <summary>
/// What would happen if a flow were opened now with some inputs: who takes part, which terms they get, which mails leave, and what keeps it
/// from being opened. Asking changes nothing.
/// </summary>
internal static class Preflight
{
    public sealed record Request(string DefinitionId, IReadOnlyDictionary<string, JsonElement> Input);

    /// <param name="People">Empty when the post is vacant.</param>
    public sealed record Post(string Label, string PlaceName, IReadOnlyList<string> People);

    /// <summary>An institution or another place that takes part, and who acts first in it.</summary>
    public sealed record Participant(string Code, string Name, IReadOnlyList<Post> Posts);

    /// <summary>A first step of a flow: how many get it, and until when.</summary>
    /// <param name="Rule">The term in words; null without one.</param>
    /// <param name="LastDueAt">When not all have the same term.</param>
    public sealed record FirstStep(
        string Flow, string Step, string Post, int Tasks, DateTimeOffset? DueAt, DateTimeOffset? LastDueAt, string? Rule);

    /// <summary>What processes wait for before anybody has to do something.</summary>
    public sealed record Waiting(string Flow, string Step, int Processes, DateTimeOffset Until);

    /// <summary>The mails of one kind that leave on the first day, with one of them as it would arrive.</summary>
    /// <param name="Receivers">People who get one.</param>
    public sealed record FirstMails(
        string Template, string Label, string Post, int Mails, int Receivers, IReadOnlyList<string> SampleTo, string Subject, string Text);

    /// <summary>The stage page on which what it opens is followed.</summary>
    public sealed record StageOf(string DefinitionId, int Year);

    /// <param name="FirstDay">When the first tasks arrive; what follows is of that day.</param>
    /// <param name="Processes">What it starts besides itself.</param>
    /// <param name="Stage">Null when what it opens makes no stage.</param>
    public sealed record Response(
        string DefinitionId, int Version, string FlowName, string Name, string BusinessKey, DateOnly FirstDay, int Processes,
        IReadOnlyList<Participant> Participants, IReadOnlyList<FirstStep> Steps, IReadOnlyList<Waiting> Waits,
        IReadOnlyList<FirstMails> Mails, IReadOnlyList<PreflightFinding> Findings, bool CanOpen, StageOf? Stage);

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Request request, OpeningPreparation preparation, PreflightChecks checks, Holders holders, MailTemplates templates,
        MailRenderer renderer, CancellationToken ct)
    {
        var (opening, refusal) = await preparation.ReadAsync(request.DefinitionId, request.Input, ct);
        if (opening is null)
            return refusal!;
        var findings = await checks.FindAsync(opening, ct);
        var start = opening.Start;
        return TypedResults.Ok(new Response(
            opening.DefinitionId, opening.Version, opening.FlowName, opening.Name, opening.BusinessKey, start.FirstDay,
            start.Instances.Count - 1, ParticipantsOf(start, holders), StepsOf(opening), WaitsOf(opening),
            await MailsOf(opening, templates, renderer, ct),
            [.. findings.OrderBy(finding => finding.Weight)], findings.All(finding => finding.Weight != FindingWeight.Stops),
            StageIn(start)));
    }

    internal static StageOf? StageIn(ForetoldStart start) => start.Instances
        .Where(one => InstanceColumns.Institution(one) is not null && InstanceColumns.YearOf(one) is not null && one != start.Root)
        .GroupBy(one => new StageOf(one.DefinitionId, InstanceColumns.YearOf(one)!.Value))
        .OrderByDescending(stage => stage.Count()).Select(stage => stage.Key).FirstOrDefault();

    private static IReadOnlyList<Participant> ParticipantsOf(ForetoldStart start, Holders holders)
    {
        var posts = start.Tasks.ToLookup(
            task => task.Effect.InstitutionCode ?? task.Effect.ScopeCode, task => holders.Of(task.Effect.RoleCode, task.Effect.ScopeCode),
            StringComparer.Ordinal);
        var institutions = start.Instances.Select(InstanceColumns.Institution).OfType<string>();
        return
        [
            .. institutions.Concat(posts.Select(place => place.Key)).Distinct(StringComparer.Ordinal)
                .Select(code => new Participant(
                    code, holders.Organisation.FindInstitution(code)?.Name ?? posts[code].First().PlaceName,
                    [.. posts[code].DistinctBy(post => (post.RoleCode, post.ScopeCode))
                        .Select(post => new Post(post.RoleLabel, post.PlaceName, post.People))]))
                .OrderBy(place => place.Posts.Any(post => post.People.Count == 0) ? 0 : 1)
                .ThenBy(place => place.Name, StringComparer.Create(new("es-CL"), ignoreCase: true)),
        ];
    }

    private static IReadOnlyList<FirstStep> StepsOf(PreparedOpening opening) =>
    [
        .. opening.Start.Tasks
            .GroupBy(task => (
                Flow: opening.Flows[opening.Start.InstanceOf(task).DefinitionId].Definition.Name, Step: opening.StepOf(task),
                task.Effect.RoleCode))
            .Select(step =>
            {
                var (first, last) = (step.Min(task => task.Effect.DueAt), step.Max(task => task.Effect.DueAt));
                var soonest = step.FirstOrDefault(task => task.Effect.DueAt == first);
                return new FirstStep(
                    step.Key.Flow, step.Key.Step, Role.Find(step.Key.RoleCode)?.Label ?? step.Key.RoleCode, step.Count(), first,
                    last == first ? null : last, soonest?.Effect.Deadline.TextOf("sentence"));
            })
            .OrderBy(step => step.DueAt ?? DateTimeOffset.MaxValue),
    ];

    private static IReadOnlyList<Waiting> WaitsOf(PreparedOpening opening) =>
    [
        .. opening.Start.Waits
            .GroupBy(wait => (
                Flow: opening.Flows[wait.Instance.DefinitionId].Definition.Name, Step: opening.LabelOf(wait.Instance, wait.NodeId),
                wait.Until))
            .Select(wait => new Waiting(wait.Key.Flow, wait.Key.Step, wait.Count(), wait.Key.Until)),
    ];

    private static async Task<IReadOnlyList<FirstMails>> MailsOf(
        PreparedOpening opening, MailTemplates templates, MailRenderer renderer, CancellationToken ct)
    {
        var kinds = new List<FirstMails>();
        foreach (var kind in opening.Start.Mails.Select(mail => mail.Effect)
            .GroupBy(mail => (mail.Template, Role: mail.Addressees[0].RoleCode)).OrderByDescending(kind => kind.Count()))
        {
            var sample = kind.First();
            var words = await WrittenAsync(sample, templates, renderer, ct);
            kinds.Add(new(
                kind.Key.Template, MailTemplateCatalog.Find(kind.Key.Template)?.Label ?? kind.Key.Template,
                Role.Find(kind.Key.Role)?.Label ?? "Otras personas", kind.Count(),
                kind.SelectMany(mail => mail.Addressees).Select(one => one.PersonId).Distinct(StringComparer.Ordinal).Count(),
                [.. sample.Addressees.Select(one => one.IsCopy ? $"{one.Name} (copia)" : one.Name)], words.Subject, words.Text));
        }

        return kinds;
    }

    private static async Task<(string Subject, string Text)> WrittenAsync(
        MailRequested mail, MailTemplates templates, MailRenderer renderer, CancellationToken ct)
    {
        try
        {
            if (await templates.FindAsync(mail.Template, ct) is not { } template)
                return ("", $"No existe la plantilla «{mail.Template}».");
            var words = renderer.Render(template, mail.Model);
            return (words.Subject, words.Text);
        }
        catch (MailRenderingException broken)
        {
            return ("", broken.Message);
        }
    }
}
