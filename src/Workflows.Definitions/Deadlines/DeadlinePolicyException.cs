namespace Workflows.Definitions.Deadlines;

/// <summary>A deadline policy was refused. The message, in Spanish, begins with the place in the JSON.</summary>
public sealed class DeadlinePolicyException(string place, string problem) : FormatException($"{place}: {problem}")
{
    public string Place { get; } = place;
}
