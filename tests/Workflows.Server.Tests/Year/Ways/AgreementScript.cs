using Workflows.Definitions.Flows;

namespace Workflows.Server.Tests.Year.Ways;

/// <summary>
/// An agreement of a committee: whoever answers for it reports every three months, and in its term says how it was done until the
/// secretariat agrees. Then nobody is asked for another report.
/// </summary>
internal sealed class AgreementScript(Foretold told, IReadOnlyDictionary<string, string> given)
    : Script(ShippedFlows.CommitteeAgreement, told, null, 2026, given)
{
    public override DateTimeOffset? Run(DateTimeOffset opened)
    {
        DateTimeOffset? ended;
        for (DateTimeOffset? now = opened; ;)
        {
            var seen = Do("revision", Do("cumplimiento", now, isReturned: now != opened)?.At);
            ended = Tell("aviso", seen is { Action: "approve" } ? seen.Value.At : null);
            if (seen is not { Action: "return" })
                break;
            now = seen.Value.At;
        }

        Beside(ended, () =>
        {
            for (DateTimeOffset? now = opened; now is not null;)
                now = Do("avance", now)?.At;
        });
        return ended;
    }
}
