using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Committees;

/// <summary>What came of an item of the agenda.</summary>
internal readonly record struct ClosedItem(object? Values)
{
    public string? Number => Values.TextOf(Key.Number);
    public string? Outcome => Values.TextOf(Key.Outcome);
    public string? Changes => Values.TextOf(Key.Changes);
    public string? Remarks => Values.TextOf(ClosingAnswers.Key.Remarks);

    public static class Key
    {
        public const string Number = "punto";
        public const string Outcome = "resultado";
        public const string Changes = "cambios";
    }
}
