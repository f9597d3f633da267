namespace Workflows.Engine.Checking;

/// <summary>How bad a problem is: an error keeps a definition from being published, a warning does not.</summary>
public enum Severity { Warning, Error }

/// <summary>Something wrong with a definition, in a Spanish sentence that names the place.</summary>
/// <param name="ActivityId">The activity it is about; null for the definition as a whole.</param>
/// <param name="Label">What people call that activity.</param>
/// <param name="Code">The rule that was broken, for programs.</param>
public sealed record Problem(Severity Severity, string? ActivityId, string? Label, string Message, string Code)
{
    public bool IsError => Severity == Severity.Error;

    /// <summary>How to mend it in one step, where that is obvious.</summary>
    public Fix? Fix { get; init; }

    /// <summary>The whole line a person reads.</summary>
    public override string ToString() =>
        (IsError ? "Error" : "Aviso") + (Label is null ? "" : $" en «{Label}»") + $": {Message}";
}
