namespace Workflows.Engine.Activities;

/// <summary>
/// A child that failed or was cancelled. Its parent leaves through the port for it where an arrow leads on from there, and is held
/// otherwise: it never goes on as if the child had done its work.
/// </summary>
internal sealed record ChildFailure(string ChildId, string Port, string Name, string? Why)
{
    public const string FaultedCode = "childFaulted";
    public const string CanceledCode = "childCanceled";

    /// <summary>The signal of a retry: start the child again.</summary>
    public const string RetrySignal = "Retry";

    private const string FaultedPort = "Faulted";
    private const string CanceledPort = "Canceled";

    public static readonly IReadOnlyList<string> Ports = [FaultedPort, CanceledPort];

    /// <summary>Null when the child did not fail.</summary>
    public static ChildFailure? Of(IReadOnlyDictionary<string, object?> report)
    {
        var port = report["subStatus"] switch
        {
            nameof(WorkflowSubStatus.Faulted) => FaultedPort,
            nameof(WorkflowSubStatus.Cancelled) => CanceledPort,
            _ => null,
        };
        var childId = (string)report["childId"]!;
        return port is null ? null : new ChildFailure(
            childId, port, report.GetValueOrDefault("name") as string ?? childId, report.GetValueOrDefault("why") as string);
    }

    public bool IsFault => Port == FaultedPort;

    /// <summary>«Aprobar la propuesta (id) falló: …» for people.</summary>
    public override string ToString() =>
        $"«{Name}» ({ChildId}) {(IsFault ? "falló" : "se anuló")}{(string.IsNullOrWhiteSpace(Why) ? "" : $": {Why.TrimEnd('.')}")}";

    public object ToValue() => new Dictionary<string, object?> { ["childId"] = ChildId, ["port"] = Port, ["name"] = Name, ["why"] = Why };

    public static ChildFailure FromValue(object? value) =>
        value is IReadOnlyDictionary<string, object?> values
            ? new((string)values["childId"]!, (string)values["port"]!, (string)values["name"]!, values.GetValueOrDefault("why") as string)
            : throw new ArgumentException("This is no failure of a child.", nameof(value));

    /// <summary>The incident of one or more of them, worst first.</summary>
    public static ActivityFaultException Incident(IReadOnlyList<ChildFailure> failures, object? remembers)
    {
        const int MostNamed = 5;
        var named = string.Join("; ", failures.Take(MostNamed));
        var more = failures.Count > MostNamed ? $"; y {SpanishNumbers.Whole(failures.Count - MostNamed)} más" : "";
        var whatToDo = failures.Count == 1
            ? "Decide sobre ese proceso y este sigue solo; o reintenta para iniciar otro, o sigue sin él por una salida"
            : "Decide sobre esos procesos y este sigue solo; o reintenta para iniciar otros, o sigue sin ellos por una salida";
        return new ActivityFaultException(
            $"{(failures.Count == 1 ? "el proceso que inició no terminó bien" : "hay procesos que inició y no terminaron bien")}: "
                + $"{named}{more}. {whatToDo}.",
            failures[0].IsFault ? FaultedCode : CanceledCode)
        {
            RetrySignal = RetrySignal,
            Remembers = remembers,
        };
    }
}
