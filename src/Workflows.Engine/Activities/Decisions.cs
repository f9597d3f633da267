using System.Text.Json.Nodes;
using Workflows.Engine.Json;

namespace Workflows.Engine.Activities;

/// <summary>Leaves through True or False.</summary>
public sealed class FlowDecision : ActivityType
{
    public override string Type => "Elsa.FlowDecision";
    public override string Label => "Decisión";
    public override IReadOnlyList<string> Inputs => ["condition"];
    public override IReadOnlyList<string> Ports(CompiledNode node) => ["True", "False"];
    public override string? TypeOf(string input) => "Boolean";

    public override void Execute(ActivityContext context)
    {
        var isTrue = context.Flag("condition");
        context.Output("result", isTrue);
        context.Complete(isTrue ? "True" : "False");
    }

    public override IEnumerable<string> Check(CompiledNode node)
    {
        if (node.Input("condition") is null)
            yield return "La decisión no tiene condición: siempre saldrá por «False».";
    }
}

/// <summary>Leaves through the first case that holds, or through all that hold, or through Default.</summary>
public sealed class FlowSwitch : ActivityType
{
    public override string Type => "Elsa.FlowSwitch";
    public override string Label => "Selección";
    public override IReadOnlyList<string> Inputs => ["mode"];

    public override IReadOnlyList<string> Ports(CompiledNode node) =>
        [.. Cases(node).Select(one => one.Label), "Default"];

    public override void Execute(ActivityContext context)
    {
        var matchesAny = context.Text("mode", "MatchFirst") is "MatchAny" or "1";
        var labels = new List<string>();
        foreach (var (label, condition) in Cases(context.Node))
        {
            if (condition is null || Values.Convert(context.Evaluate(condition), "Boolean") is not true)
                continue;
            labels.Add(label);
            if (!matchesAny)
                break;
        }

        if (labels.Count == 0)
            labels.Add("Default");
        context.Complete(labels);
    }

    public override IEnumerable<string> Check(CompiledNode node)
    {
        var cases = Cases(node);
        if (cases.Count == 0)
            yield return "La selección no tiene casos: siempre saldrá por «Default».";
        foreach (var (label, condition) in cases)
        {
            if (condition?.Problem is { } problem)
                yield return Checking.Sentences.Closed($"El caso «{label}»: {problem}");
        }
    }

    /// <summary>True when it certainly leaves by one way only.</summary>
    internal static bool ChoosesOne(CompiledNode node) =>
        node.Input("mode") is null or { IsConstant: true, Constant: null or "MatchFirst" or "0" or 0d };

    /// <summary>The cases as drawn. Parsed once per node.</summary>
    internal static IReadOnlyList<(string Label, CompiledArgument? Condition)> Cases(CompiledNode node) =>
        node.Derived(static node =>
        {
            var cases = node.Source.Json["cases"] switch
            {
                JsonArray array => array,
                JsonObject wrapped when wrapped["$values"] is JsonArray { Count: > 0 } values => values,
                JsonObject wrapped => (wrapped["expression"] as JsonObject)?["value"] as JsonArray ?? [],
                _ => [],
            };
            var parsed = new List<(string, CompiledArgument?)>();
            foreach (var item in cases.OfType<JsonObject>())
            {
                var label = DocumentShape.Text(item["label"] ?? item["Label"]) ?? "";
                var condition = item["condition"] ?? item["Condition"];
                parsed.Add((label, condition is null ? null : Condition(condition)));
            }

            return parsed;
        });

    private static CompiledArgument? Condition(JsonNode condition)
    {
        // A case stores its expression bare: {type, value}.
        var wrapped = condition is JsonObject json && json["expression"] is null && json["Expression"] is null
            && (json["type"] ?? json["Type"]) is not null
            ? new JsonObject { ["typeName"] = "Boolean", ["expression"] = json.DeepClone() }
            : condition;
        return DefinitionReader.Input(wrapped) is { } binding ? CompiledArgument.Compile(binding) : null;
    }
}
