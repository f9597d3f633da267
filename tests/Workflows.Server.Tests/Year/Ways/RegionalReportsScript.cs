using Workflows.Definitions.Flows;
using Workflows.Server.Tests.Commitments;

namespace Workflows.Server.Tests.Year.Ways;

/// <summary>
/// The reports of every region, put together fifteen working days after the cut-off with those that came, and approved before anybody
/// gets them.
/// </summary>
internal sealed class RegionalReportsScript(Foretold told, DateOnly cutOff) : Script(ShippedFlows.RegionalReports, told, null, 2026)
{
    public override DateTimeOffset? Run(DateTimeOffset opened)
    {
        DateTimeOffset? now = WithoutTheSilent(
            [.. Programme.Regions.Select(region => new ReportScript(
                ShippedFlows.RegionalReport, Told, PlaceCases.OfARegion,
                new Dictionary<string, string> { ["code"] = region }).Run(opened))],
            CutOff(cutOff, workingDays: 15, new(18, 0)));
        for (var isReturned = false; ; isReturned = true)
        {
            var seen = Do("visto", Do("consolidado", now, isReturned)?.At);
            if (seen is not { Action: "return" })
                return Tell("entrega", seen?.At);
            now = seen.Value.At;
        }
    }
}
