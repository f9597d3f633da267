using System.Globalization;

namespace Workflows.Engine;

/// <summary>Numbers inside sentences for people, as they are written in Chile whatever the machine's language: 10.000.</summary>
internal static class SpanishNumbers
{
    private static readonly NumberFormatInfo Format = new() { NumberGroupSeparator = "." };

    public static string Whole(long number) => number.ToString("#,0", Format);
}
