using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Committees;

/// <summary>Somebody who came to a light meeting.</summary>
internal readonly record struct ClosedAttendee(object? Values)
{
    public string? Name => Values.TextOf(Key.Name);
    public string? Post => Values.TextOf(Key.Post);
    public string? Mode => Values.TextOf(ClosingAnswers.Key.Mode);

    public static class Key
    {
        public const string Name = "nombre";
        public const string Post = "cargo";
    }
}
