using System.Security.Cryptography;
using System.Text;

namespace Workflows.Definitions.Flows;

/// <summary>A flow that comes with the product, as JSON. Imported once by its hash; an edited copy is never overwritten.</summary>
/// <param name="Hash">SHA-256 of the text, in hexadecimal.</param>
public sealed record ShippedFlow(string DefinitionId, string Json, string Hash);

/// <summary>The flows that come with the product: children before the parents that start them.</summary>
public static class ShippedFlows
{
    public const string PmgFormulation = "pmg-formulacion";
    public const string PmgFormulationYear = "pmg-formulacion-anual";
    public const string PmgEvaluation = "pmg-evaluacion";
    public const string PmgEvaluationYear = "pmg-evaluacion-anual";
    public const string DigitalMilestone = "transformacion-digital-hito-1";
    public const string DigitalMilestoneYear = "transformacion-digital-hito-1-anual";

    private static readonly Lazy<IReadOnlyList<ShippedFlow>> Read = new(() =>
        [Load(PmgFormulation), Load(PmgFormulationYear), Load(PmgEvaluation), Load(PmgEvaluationYear), Load(DigitalMilestone), Load(DigitalMilestoneYear)]);

    public static IReadOnlyList<ShippedFlow> All => Read.Value;

    public static ShippedFlow Get(string definitionId) => All.First(flow => flow.DefinitionId == definitionId);

    private static ShippedFlow Load(string definitionId)
    {
        var resource = $"Workflows.Definitions.Flows.{definitionId}.json";
        using var stream = typeof(ShippedFlows).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The assembly lacks {resource}.");
        using var reader = new StreamReader(stream);
        var json = reader.ReadToEnd();
        return new ShippedFlow(definitionId, json, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json))));
    }
}
