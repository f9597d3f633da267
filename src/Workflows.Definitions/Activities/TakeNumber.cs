using Workflows.Definitions.Questions;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>
/// Takes the next number of a series: of a session, of an agreement. A number is never given twice, and a visit that is run again gets the
/// one
/// it has.
/// </summary>
public sealed class TakeNumber : ActivityType
{
    /// <summary>The longest name of a series.</summary>
    public const int LongestSeries = 200;

    public override string Type => "Workflows.TakeNumber";
    public override string Label => "Numerar";
    public override IReadOnlyList<string> Inputs => ["series"];

    public override void Execute(ActivityContext context)
    {
        var series = context.Text("series").Trim();
        if (series.Length == 0)
            throw new ActivityFaultException("No se indicó de qué serie es el número.");
        if (series.Length > LongestSeries)
            throw new ActivityFaultException($"El nombre de la serie es muy largo: puede tener hasta {LongestSeries} caracteres.");
        context.Output("number", (double)Next(context, series));
        context.Complete();
    }

    /// <param name="of">Which of several this visit takes.</param>
    internal static int Next(ActivityContext context, string series, int of = 0) => context.Ask(new NumberQuestion(
        series, context.Instance.Id, of == 0 ? context.Node.Id : $"{context.Node.Id}#{of}", context.Visit, context.Now));

    public override IEnumerable<string> Check(CompiledNode node)
    {
        if (node.Input("series") is not { } series)
            yield return "No dice de qué serie es el número, como «sesion/comite-tecnico-pmg/2026».";
        else if (series.IsConstant && Values.ToText(series.Constant).Trim() is not { Length: > 0 and <= LongestSeries })
            yield return $"El nombre de la serie tiene entre 1 y {LongestSeries} caracteres.";
    }
}
