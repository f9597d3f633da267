namespace Workflows.Engine.Checking;

/// <summary>Sentences put together from what others say.</summary>
internal static class Sentences
{
    /// <summary>With one full stop at its end, whether it came with one or not.</summary>
    public static string Closed(string sentence) => sentence.EndsWith('.') || sentence.EndsWith('…') ? sentence : sentence + ".";
}
