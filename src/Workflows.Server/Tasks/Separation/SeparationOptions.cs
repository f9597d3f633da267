namespace Workflows.Server.Tasks.Separation;

/// <summary>
/// What happens when a rule of the separation of duties is broken: it is refused, or it is let through and stays on record.
/// </summary>
public enum SeparationMode { Refuse, Record, Off }

/// <summary>
/// How strict this server is. It is configuration, out of reach of whoever administers over HTTP, and each change of it is told in the
/// organisation's history.
/// </summary>
public sealed record SeparationOptions
{
    public const string Section = "Separation";

    /// <summary>One person acting for two parties of the same process.</summary>
    public SeparationMode TwoParties { get; init; } = SeparationMode.Refuse;

    /// <summary>Whoever named a person, directly or through others, acting for another party of the same process.</summary>
    public SeparationMode Naming { get; init; } = SeparationMode.Refuse;

    public string Text =>
        $"Separación de funciones: una persona por dos partes de un proceso, {LabelOf(TwoParties)}; quien nombró a otra "
        + $"parte, {LabelOf(Naming)}.";

    private static string LabelOf(SeparationMode mode) => mode switch
    {
        SeparationMode.Refuse => "se impide",
        SeparationMode.Record => "se registra",
        _ => "no se controla",
    };
}
