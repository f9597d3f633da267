using Workflows.Engine;

namespace Workflows.Definitions.Tasks;

/// <summary>The rules over the whole form of one task: which set, and its parameters as they were when the task opened.</summary>
public sealed record FormRuleSet(string Set, object? Parameters)
{
    public IEnumerable<TaskFinding> Check(object? answers) => RuleSets.Get(Set).Check(Parameters, answers);

    internal Dictionary<string, object?> ToValues() => new() { ["set"] = Set, ["parameters"] = Parameters };

    public static FormRuleSet? FromValues(object? values) =>
        values is null ? null : new(Values.ToText(values.Member("set")), values.Member("parameters"));
}
