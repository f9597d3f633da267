using System.Text.Json.Nodes;
using Workflows.Server.Tests.Flows;

namespace Workflows.Server.Tests.Api;

/// <summary>One deliverable and its review, as short as a real flow can be.</summary>
internal static class DeliveryFlow
{
    public const string Id = "entrega";

    /// <summary>A field in which somebody of the institution is chosen.</summary>
    public const string Person = "responsable";

    public static string Json { get; } = Drawn.Chart(
        Id,
        [
            Drawn.Start(),
            Drawn.Activity("entregar", "Workflows.RequestDeliverable", ("title", "Entregar el informe"), ("role", "institution.pmgOfficer"))
                .With("form", "Object", JsonNode.Parse(
                    """
                    [{ "id": "resumen", "label": "Resumen", "type": "text", "required": true, "rules": { "maxLength": 50 } },
                     { "id": "responsable", "label": "Responsable", "type": "person" }]
                    """)!)
                .With(
                    "evidence", "Object",
                    JsonNode.Parse("""[{ "id": "oficio", "label": "Oficio", "required": false, "types": ["pdf"] }]""")!)
                .With(
                    "deadline", "Object",
                    JsonNode.Parse("""{ "term": { "workingDays": 5 }, "correction": { "term": { "workingDays": 3 } } }""")!),
            Drawn.Activity("revisar", "Workflows.Review", ("title", "Revisar el informe"), ("role", "national.technicalCommittee"))
                .With("subject", "Literal", "El informe")
                .With("deadline", "Object", JsonNode.Parse("""{ "term": { "workingDays": 5 } }""")!),
            Drawn.Activity("fin", "Elsa.End"),
        ],
        [
            Drawn.Arrow("start", "Done", "entregar"), Drawn.Arrow("entregar", "Submitted", "revisar"),
            Drawn.Arrow("revisar", "Approved", "fin"), Drawn.Arrow("revisar", "Returned", "fin"),
        ]);
}
