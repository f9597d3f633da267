using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Questions;

/// <summary>The year a question is about. It travels as the process gave it, so that a wrong one is refused in its own words.</summary>
internal static class Years
{
    private const int First = 2000;
    private const int Last = 2100;

    /// <param name="otherwise">For a process without a year; without it, one is needed.</param>
    public static int Of(object? year, int? otherwise = null) =>
        (year is null ? otherwise : year.AsWhole()) is { } one and >= First and <= Last
        ? one
        : throw new ActivityFaultException($"El año «{Values.ToText(year)}» no sirve: indica uno entre {First} y {Last}.");
}
