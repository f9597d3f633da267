using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>
/// Waits for a moment: a date, a day of the year, or so many days after or before another date. One that has passed is no wait; one that
/// a change of the calendar moves is waited for again.
/// </summary>
public sealed class WaitUntil : ActivityType
{
    internal const string Timer = "date";

    public override string Type => "Workflows.WaitUntil";
    public override string Label => "Esperar una fecha";
    public override IReadOnlyList<string> Inputs => ["until", "year"];
    public override bool MayWait => true;
    public override string? TypeOf(string input) => input == "year" ? "Int32" : null;

    /// <summary>A fixed day passes and is not waited for again: a loop through it needs another wait.</summary>
    public override bool Waits(CompiledNode node) =>
        node.Input("until")?.Constant is not { } drawn || (drawn.Member("date") is null && drawn.Member("on") is null);

    public override bool ComputesItsWait => true;

    public override void Execute(ActivityContext context) => Wait(context, Instants.Cut(context.DueAt), why: null);

    public override void Resume(ActivityContext context, Resumption resumption) =>
        Wait(context, Instants.Parse(Values.ToText(context.State)), Moments.WhyAgain(resumption));

    public override IEnumerable<string> Check(CompiledNode node) => Moments.Check(node, "until");

    /// <param name="asked">When it was entered: days are counted from there, however often it is asked.</param>
    private static void Wait(ActivityContext context, DateTimeOffset asked, string? why)
    {
        var until = context.Input("until");
        var at = Moments.At(context, until, asked);
        if (at > context.DueAt)
        {
            context.State = Instants.ToText(asked);
            Moments.Wait(context, Timer, until, asked, at, why);
            return;
        }

        context.Output("result", Instants.ToText(at));
        context.Complete();
    }
}
