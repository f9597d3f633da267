using Workflows.Definitions.Flows;
using Workflows.Definitions.Organisation;

namespace Workflows.Server.Tests.Year.Ways;

/// <summary>The programme of every ministry, put together twenty working days after the cut-off with those that came.</summary>
internal sealed class GovernmentProgrammeScript(Foretold told, IReadOnlyList<Ministry> ministries, DateOnly cutOff)
    : Script(ShippedFlows.GovernmentProgramme, told, null, 2026)
{
    public override DateTimeOffset? Run(DateTimeOffset opened)
    {
        var came = WithoutTheSilent(
            [.. ministries.Select(ministry => new ReportScript(
                ShippedFlows.SectorProgramme, Told, PlaceCases.OfASector,
                new Dictionary<string, string> { ["code"] = ministry.Code }).Run(opened))],
            CutOff(cutOff, workingDays: 20, new(18, 0)));
        return Tell("entrega", Do("consolidado", came)?.At);
    }
}
