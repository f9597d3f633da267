using Workflows.Definitions.Calendar;
using Workflows.Definitions.Flows;
using Workflows.Definitions.Organisation;

namespace Workflows.Server.Tests.Year.Ways;

/// <summary>A service that begins in mid-year: its own targets within ninety days, of which it is reminded at 60, 75 and 85.</summary>
internal sealed class NewServiceScript(Foretold told, Institution institution, int year, DateOnly begins)
    : Script(ShippedFlows.PmgNewService, told, institution, year)
{
    public override DateTimeOffset? Run(DateTimeOffset opened)
    {
        var targets = Do("metas", opened)?.At;
        foreach (var days in new[] { 60, 75, 85 })
        {
            var day = begins.AddDays(days);
            var at = SantiagoTime.ToInstant(Calendar.IsWorkingDay(day) ? day : Calendar.AddWorkingDays(day, 1), new(9, 0));
            if (targets is null || at < targets)
                Tell($"aviso{days}", at);
        }

        return Do("decreto", targets)?.At;
    }
}
