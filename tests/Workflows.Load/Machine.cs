using System.Globalization;

namespace Workflows.Load;

/// <summary>How busy the machine is with whatever else it does: a figure without it says little.</summary>
internal static class Machine
{
    private const string LoadFile = "/proc/loadavg";

    /// <summary>Processes that wanted to run, on average of the last minute; null where the system does not say.</summary>
    public static double? Load() =>
        File.Exists(LoadFile) && double.TryParse(File.ReadAllText(LoadFile).Split(' ')[0], CultureInfo.InvariantCulture, out var load)
            ? load
            : null;
}
