using Workflows.Engine;
using Workflows.Engine.Checking;

namespace Workflows.Definitions.Activities;

/// <summary>
/// A window between two moments: whoever comes before it waits until it opens, and whoever comes after it finds it closed. It does not
/// close what was begun inside.
/// </summary>
public sealed class Window : ActivityType
{
    internal const string Timer = "opens";
    private const string Open = "Open";
    private const string Closed = "Closed";

    public override string Type => "Workflows.Window";
    public override string Label => "Ventana";
    public override IReadOnlyList<string> Inputs => ["opens", "closes", "year"];
    public override bool MayWait => true;
    public override string? TypeOf(string input) => input == "year" ? "Int32" : null;
    public override IReadOnlyList<string> Ports(CompiledNode node) => [Open, Closed];

    /// <summary>Reached while it is open it does not wait.</summary>
    public override bool Waits(CompiledNode node) => false;

    public override bool ComputesItsWait => true;

    public override void Execute(ActivityContext context) => Enter(context, Instants.Cut(context.DueAt), why: null);

    public override void Resume(ActivityContext context, Resumption resumption) =>
        Enter(context, Instants.Parse(Values.ToText(context.State)), Moments.WhyAgain(resumption));

    public override IEnumerable<string> Check(CompiledNode node) => Moments.Check(node, "opens").Concat(Moments.Check(node, "closes"));

    public override IEnumerable<Finding> Findings(CompiledNode node)
    {
        if (Moments.Drawn(node, "opens") is { } opens && Moments.Drawn(node, "closes") is { } closes && closes.Against(opens) <= 0)
            yield return new(Severity.Error, "La ventana se cierra antes de abrirse: cambia una de sus fechas.", "windowNeverOpen");
    }

    private static void Enter(ActivityContext context, DateTimeOffset asked, string? why)
    {
        var first = context.Input("opens");
        var (opens, closes) = (Moments.At(context, first, asked), Moments.At(context, context.Input("closes"), asked));
        if (closes <= opens)
            throw new ActivityFaultException("La ventana se cierra antes de abrirse: revisa sus fechas.");
        context.Output("closesAt", Instants.ToText(closes));
        if (context.DueAt >= opens)
        {
            context.Complete(context.DueAt < closes ? Open : Closed);
            return;
        }

        context.State = Instants.ToText(asked);
        Moments.Wait(context, Timer, first, asked, opens, why);
    }
}
