using Workflows.Definitions.Activities;
using Workflows.Engine;
using Workflows.Engine.Json;

namespace Workflows.Server.Authoring;

/// <summary>A way out of a step, with the words on its arrow.</summary>
/// <param name="IsFailure">Where it leaves when something went wrong; without an arrow it is an incident.</param>
public sealed record DrawnPort(string Name, string Label, bool IsFailure);

/// <summary>An input of a step: what it is called and the kind of control that edits it.</summary>
public sealed record PaletteStepInput(
    string Name, string Label, string? Help, string Editor, IReadOnlyList<PaletteChoice> Choices);

/// <summary>A kind of step that a flow may have.</summary>
/// <param name="Category">The subject under which the palette shows it.</param>
/// <param name="IsOffered">It may be added; what is not offered is shown where a file brings it.</param>
/// <param name="EndsTheFlow">Nothing follows it.</param>
/// <param name="Ports">Its ways out as it is when it is added; the check of a drawing says those of each of its steps.</param>
public sealed record PaletteStep(
    string Type, string Name, string Description, string Category, bool IsOffered, bool EndsTheFlow, IReadOnlyList<DrawnPort> Ports,
    IReadOnlyList<PaletteStepInput> Inputs);

/// <summary>Everything that flows are drawn with, in words: the kinds of step, their inputs and ports, and the types of field.</summary>
/// <param name="Ports">The words of every way out that the product gives; a branch that somebody named is not among them.</param>
public sealed record Palette(
    IReadOnlyList<PaletteStep> Steps, IReadOnlyList<PaletteField> Fields, IReadOnlyDictionary<string, string> Ports)
{
    internal static Palette Of(ActivityCatalog catalog) =>
        new(
            [.. PaletteTexts.Shipped.Activities.Select(words => StepOf(words, catalog)).OfType<PaletteStep>()],
            PaletteTexts.Shipped.Fields, PaletteTexts.Shipped.Ports);

    /// <summary>The ways out of a step as it is drawn.</summary>
    internal static IReadOnlyList<DrawnPort> PortsOf(CompiledNode node)
    {
        if (node.Type is not { IsTerminal: false } type)
            return [];
        var failures = type.FailurePorts;
        return [.. type.Ports(node).Concat(failures).Distinct(StringComparer.Ordinal)
            .Select(port => new DrawnPort(port, PaletteTexts.Shipped.LabelOfPort(port), failures.Contains(port)))];
    }

    private static PaletteStep? StepOf(PaletteActivity words, ActivityCatalog catalog)
    {
        if (catalog.Find(words.Type) is not { } type)
            return null;
        var bare = WorkflowJson.Read(
            $$$"""
            {"definitionId":"bare","root":{"id":"chart","type":"Elsa.Flowchart","activities":[{"id":"step","type":"{{{words.Type}}}"}]}}
            """);
        var node = WorkflowGraph.Compile(bare, catalog).Root.Children[0];
        return new PaletteStep(
            words.Type, words.Name, words.Description, words.Category, words.IsOffered, type.IsTerminal, PortsOf(node),
            [.. words.Inputs.Select(input => new PaletteStepInput(
                input.Key, input.Value.Label, input.Value.Help, input.Value.Editor, input.Value.Choices ?? []))]);
    }
}
