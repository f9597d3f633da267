using Workflows.Definitions.Calendar;
using Workflows.Definitions.Flows;
using Workflows.Definitions.Organisation;

namespace Workflows.Server.Tests.Year.Ways;

/// <summary>
/// The design of a framework: a survey of every service, opinions in parallel, a body that decides, three signatures, a decree. It goes on
/// without the services and networks that are silent at their cut-off.
/// </summary>
internal sealed class DesignScript(Foretold told, IReadOnlyList<Institution> institutions, IReadOnlyCollection<Network> networks, int year)
    : Script(ShippedFlows.PmgDesign, told, null, year)
{
    public override DateTimeOffset? Run(DateTimeOffset opened)
    {
        var asked = WithoutTheSilent(
            [.. institutions.Select(institution => new SurveyScript(Told, institution, Year).Run(opened))],
                CutOff(new(Year - 1, 1, 31), workingDays: 5, new(23, 59)));
        if (asked >= Told.Until)
            return null;
        var opinions = WithoutTheSilent(
            [.. networks.Select(network => new NetworkOpinionScript(Told, network, Year).Run(asked))],
                CutOff(new(Year - 1, 10, 31), workingDays: 3, new(23, 59)));
        var now = Joined(opinions, Do("lineamientos", asked)?.At, Do("opinionSecretaria", asked)?.At, Do("informe", asked)?.At);

        for (var isReturned = false; ; isReturned = true)
        {
            var decided = Do("definicion", Do("propuesta", now, isReturned)?.At);
            if (decided is { Action: "record:nadie" })
                decided = Do("extraordinaria", decided.Value.At);
            var signatures = new[] { "firmaInterior", "firmaHacienda", "firmaSegpres" }.Select(signature => Do(signature, decided?.At))
                .ToList();
            now = Joined([.. signatures.Select(signature => signature?.At)]);
            if (signatures.TrueForAll(signature => signature is not { Action: "return" }))
                break;
        }

        return Tell("aviso", Do("publicacion", Do("decreto", now)?.At)?.At);
    }
}

/// <summary>The survey of one service.</summary>
internal sealed class SurveyScript(Foretold told, Institution institution, int year)
    : Script(ShippedFlows.PmgSurvey, told, institution, year)
{
    public override DateTimeOffset? Run(DateTimeOffset opened) => Do("encuesta", opened)?.At;
}

/// <summary>The opinion of one network of experts.</summary>
internal sealed class NetworkOpinionScript(Foretold told, Network network, int year)
    : Script(ShippedFlows.PmgNetworkOpinion, told, null, year, new Dictionary<string, string> { ["code"] = network.Code })
{
    public override DateTimeOffset? Run(DateTimeOffset opened) => Do("opinion", opened)?.At;
}
