using System.Text.Json.Nodes;
using Workflows.Server.Tests.Api;
using Workflows.Server.Tests.Flows;

namespace Workflows.Server.Tests.Processes;

/// <summary>
/// What is asked on Monday 3 August 2026 in two working days, with a plazo adicional of three: due on Wednesday 5, late from Tuesday 11.
/// </summary>
internal static class AdditionalTermFlow
{
    public const string Id = "adicional";

    public static string AskedOf(string role) => Drawn.Chart(
        Id,
        [
            Drawn.Start(),
            Drawn.Activity("entregar", "Workflows.RequestDeliverable", ("title", "Entregar el informe"), ("role", role))
                .With("deadline", "Object", JsonNode.Parse(
                    """{ "term": { "workingDays": 2 }, "additional": { "workingDays": 3 }, "ladder": [] }""")!),
            Drawn.Activity("revisar", "Workflows.Review", ("title", "Revisar el informe"), ("role", "national.technicalCommittee"))
                .With("subject", "Literal", "El informe")
                .With("deadline", "Object", JsonNode.Parse("""{ "term": { "workingDays": 20 } }""")!),
            Drawn.Activity("fin", "Elsa.End"),
        ],
        [
            Drawn.Arrow("start", "Done", "entregar"), Drawn.Arrow("entregar", "Submitted", "revisar"),
            Drawn.Arrow("revisar", "Approved", "fin"), Drawn.Arrow("revisar", "Returned", "fin"),
        ]);

    public static async Task<(string Process, string Task)> OpenAsync(ApiFixture server)
    {
        var opened = await server.OpenAsync(Id, "1", ("institution", ApiFixture.Institution), ("year", 2026d));
        return (opened.InstanceId, await server.OpenTaskOfAsync(opened.InstanceId));
    }
}
