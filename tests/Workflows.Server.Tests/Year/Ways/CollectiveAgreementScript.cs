using Workflows.Definitions.Flows;
using Workflows.Definitions.Organisation;

namespace Workflows.Server.Tests.Year.Ways;

/// <summary>
/// The collective agreement of one team: agreed and signed in the year before, reported in June, certified after December.
/// </summary>
internal sealed class CollectiveAgreementScript(Foretold told, Institution institution, int year)
    : Script(ShippedFlows.CollectiveAgreement, told, institution, year)
{
    public override DateTimeOffset? Run(DateTimeOffset opened)
    {
        var partial = Do("parcial", NotBefore(new(Year, 6, 30), Agree(Do("equipo", opened)?.At)));
        return Tell("aviso", Certify(NotBefore(new(Year, 12, 31), partial?.At)));
    }

    private DateTimeOffset? Agree(DateTimeOffset? now)
    {
        for (var isReturned = false; ; isReturned = true)
        {
            var agreed = Do("acuerdo", Do("propuesta", now, isReturned)?.At);
            var endorsed = agreed is { Action: "return" } ? agreed : Do("visacion", Do("convenio", agreed?.At)?.At);
            if (endorsed is not { Action: "return" })
                return Do("resolucion", endorsed?.At)?.At;
            now = endorsed.Value.At;
        }
    }

    private DateTimeOffset? Certify(DateTimeOffset? now)
    {
        for (var isReturned = false; ; isReturned = true)
        {
            var certified = Do("certificado", Do("final", now, isReturned)?.At);
            if (certified is not { Action: "return" })
                return certified?.At;
            now = certified.Value.At;
        }
    }

    private static DateTimeOffset? NotBefore(DateOnly day, DateTimeOffset? when) => when is { } at && at < Midnight(day) ? Midnight(day)
        : when;
}
