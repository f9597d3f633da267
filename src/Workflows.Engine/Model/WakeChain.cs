namespace Workflows.Engine;

/// <summary>
/// How many wake-ups led to this one without time passing, and since when. It travels with whatever a burst sets off (a timer due
/// at once, an event, a child, a report), so that instances which wake themselves or each other for ever are noticed. A person, or
/// a minute of business time, breaks it.
/// </summary>
public sealed record WakeChain(int Length, DateTimeOffset Since)
{
    /// <summary>Wake-ups further apart than this are waits, not haste.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    internal static WakeChain At(DateTimeOffset now, WakeChain? before) =>
        before is null || now - before.Since >= Window ? new WakeChain(0, now) : before;

    internal WakeChain Next => this with { Length = Length + 1 };

    /// <summary>As values, for what travels between instances and for the stored state.</summary>
    public object ToValue() => new object?[] { (double)Length, Instants.ToText(Since) };

    public static WakeChain? FromValue(object? value) =>
        value is IReadOnlyList<object?> { Count: 2 } pair && pair[0] is double length && pair[1] is string since
            ? new WakeChain((int)length, Instants.Parse(since))
            : null;
}
