using Workflows.Definitions.Flows;
using Workflows.Definitions.Organisation;

namespace Workflows.Server.Tests.Year.Ways;

/// <summary>
/// The evaluation of one service: its background, the external evaluator, its answer or claim, the minister's degree and the decree.
/// </summary>
internal sealed class EvaluationScript(Foretold told, Institution institution, int year)
    : Script(ShippedFlows.PmgEvaluation, told, institution, year)
{
    public override DateTimeOffset? Run(DateTimeOffset opened)
    {
        var now = HandIn(opened);
        for (var isReturned = false; ; isReturned = true)
        {
            now = Tell("avisoResultado", Do("evaluacion", now, isReturned)?.At);
            var answered = Do("respuesta", now);
            var settled = answered is { Action: "submit:reclama" } claim ? Do("decision", Do("opinion", claim.At)?.At) : answered;
            var degree = Do("grado", settled?.At);
            if (degree is not { Action: "return" })
                return Tell("aviso", Do("decreto", degree?.At)?.At);
            now = degree.Value.At;
        }
    }

    /// <summary>Until the minister agrees with what the service hands in, where the regime has that.</summary>
    private DateTimeOffset? HandIn(DateTimeOffset? now)
    {
        for (var isReturned = false; ; isReturned = true)
        {
            var handedIn = Do("antecedentes", now, isReturned);
            var agreed = Draws("evaluacionInicial") ? Do("evaluacionInicial", handedIn?.At) : handedIn;
            if (agreed is not { Action: "return" })
                return agreed?.At;
            now = agreed.Value.At;
        }
    }
}
