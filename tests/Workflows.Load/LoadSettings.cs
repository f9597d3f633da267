namespace Workflows.Load;

/// <summary>How much, and for how long.</summary>
/// <param name="Connections">Workers at once.</param>
/// <param name="Stretch">Of each rate.</param>
internal sealed record LoadSettings(int Connections, TimeSpan Stretch)
{
    /// <summary>Timers, and waiting instances, of the figures that count many.</summary>
    public int Many { get; init; } = 10_000;
}
