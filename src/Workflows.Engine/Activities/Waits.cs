using System.Globalization;

namespace Workflows.Engine.Activities;

/// <summary>Waits for a span of time.</summary>
public sealed class Delay : ActivityType
{
    public override string Type => "Elsa.Delay";
    public override string Label => "Esperar";
    public override IReadOnlyList<string> Inputs => ["timeSpan"];
    public override bool MayWait => true;

    public override bool Waits(CompiledNode node) => FixedSpan(node) is not { } span || span >= ShortestWait;

    /// <summary>Less than this is no wait: a loop through it keeps the machine busy instead of letting time pass.</summary>
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);

    public override string? TypeOf(string input) => "TimeSpan";

    /// <summary>The span, when the drawing fixes it.</summary>
    private static TimeSpan? FixedSpan(CompiledNode node) =>
        node.Input("timeSpan") is { IsConstant: true, Constant: { } value }
            && TimeSpan.TryParse(Values.ToText(value), CultureInfo.InvariantCulture, out var span)
            ? span
            : null;

    public override void Execute(ActivityContext context)
    {
        var text = context.Text("timeSpan");
        if (text.Length == 0)
            throw new ActivityFaultException("No se indicó cuánto esperar.");
        if (!TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) || span < TimeSpan.Zero)
            throw new ActivityFaultException($"«{text}» no es un tiempo de espera: usa días.horas:minutos:segundos.");
        try
        {
            context.Open(BookmarkKind.Timer, "Delay", context.DueAt + span);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new ActivityFaultException($"«{text}» es demasiado tiempo de espera.");
        }
    }

    public override IEnumerable<string> Check(CompiledNode node)
    {
        if (node.Input("timeSpan") is null)
            yield return "No se indicó cuánto esperar.";
        if (FixedSpan(node) is { } span && span < TimeSpan.Zero)
            yield return "Espera un tiempo negativo: escribe cuánto esperar, como 10.00:00:00 (diez días).";
    }
}

/// <summary>Waits for an event of a name. Its result is what came with the event.</summary>
public sealed class Event : ActivityType
{
    public override string Type => "Elsa.Event";
    public override string Label => "Esperar evento";
    public override IReadOnlyList<string> Inputs => ["eventName"];
    public override bool MayWait => true;

    public override void Execute(ActivityContext context)
    {
        var name = context.Text("eventName");
        if (name.Length == 0)
            throw new ActivityFaultException("No se indicó qué evento esperar.");
        context.Open(BookmarkKind.Event, name);
    }

    public override void Resume(ActivityContext context, Resumption resumption)
    {
        context.Output("result", resumption.Payload);
        context.Complete();
    }

    public override IEnumerable<string> Check(CompiledNode node)
    {
        if (node.Input("eventName") is null)
            yield return "No se indicó qué evento esperar.";
    }
}

/// <summary>Publishes an event to every instance that waits for it.</summary>
public sealed class PublishEvent : ActivityType
{
    public override string Type => "Elsa.PublishEvent";
    public override string Label => "Publicar evento";
    public override IReadOnlyList<string> Inputs => ["eventName", "correlationId", "isLocalEvent", "payload"];
    public override string? TypeOf(string input) => input == "isLocalEvent" ? "Boolean" : null;

    public override void Execute(ActivityContext context)
    {
        var name = context.Text("eventName");
        if (name.Length == 0)
            throw new ActivityFaultException("No se indicó qué evento publicar.");
        var correlation = context.Text("correlationId");
        context.Emit(new EventPublished(
            context.NextNumber(), name, correlation.Length > 0 ? correlation : null, context.Input("payload"),
            context.Flag("isLocalEvent") ? context.Instance.Id : null)
        {
            Chain = context.WakeUps,
        });
        context.Complete();
    }
}
