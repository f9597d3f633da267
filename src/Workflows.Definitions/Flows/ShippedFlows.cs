using System.Security.Cryptography;
using System.Text;

namespace Workflows.Definitions.Flows;

/// <summary>A flow that comes with the product, as JSON. Imported once by its hash; an edited copy is never overwritten.</summary>
/// <param name="Hash">SHA-256 of the text, in hexadecimal.</param>
public sealed record ShippedFlow(string DefinitionId, string Json, string Hash);

/// <summary>The flows that come with the product: children before the parents that start them.</summary>
public static class ShippedFlows
{
    public const string PmgSurvey = "pmg-encuesta";
    public const string PmgNetworkOpinion = "pmg-opinion-red";
    public const string PmgDesign = "pmg-diseno";
    public const string PmgFormulation = "pmg-formulacion";
    public const string PmgFormulationYear = "pmg-formulacion-anual";
    public const string PmgRequirement = "pmg-requisito";
    public const string PmgMonitoring = "pmg-seguimiento";
    public const string PmgImplementation = "pmg-implementacion";
    public const string PmgImplementationYear = "pmg-implementacion-anual";
    public const string PmgNewService = "pmg-servicio-nuevo";
    public const string PmgEvaluation = "pmg-evaluacion";
    public const string PmgEvaluationYear = "pmg-evaluacion-anual";
    public const string PmgYear = "pmg-anual";
    public const string CollectiveAgreement = "cdc";
    public const string DigitalMilestone = "transformacion-digital-hito-1";
    public const string DigitalMilestoneYear = "transformacion-digital-hito-1-anual";

    public const string RegionalReport = "informe-regional";
    public const string RegionalReports = "informes-regionales";
    public const string CriticalCommitment = "compromiso-critico";
    public const string ContingencyReport = "informe-contingencia";
    public const string RegionalAgenda = "agenda-regional";
    public const string TerritorialDiagnosis = "diagnostico-territorial";
    public const string SectorProgramme = "programacion-sector";
    public const string GovernmentProgramme = "programacion-gubernamental";

    public const string CommitteeAgreement = "comite-acuerdo";
    public const string WrittenVote = "votacion-escrita";
    public const string CommitteeSession = "comite-sesion";
    public const string PlannedSession = "comite-sesion-prevista";
    public const string CommitteeCalendar = "comite-calendario";

    private static readonly Lazy<IReadOnlyList<ShippedFlow>> Read = new(() =>
    [
        .. new[]
        {
            PmgSurvey, PmgNetworkOpinion, PmgDesign, PmgFormulation, PmgFormulationYear,
            PmgRequirement, PmgMonitoring, PmgImplementation, PmgImplementationYear, PmgNewService,
            PmgEvaluation, PmgEvaluationYear, PmgYear, CollectiveAgreement, DigitalMilestone, DigitalMilestoneYear,
            RegionalReport, RegionalReports, CriticalCommitment, ContingencyReport, RegionalAgenda, TerritorialDiagnosis,
            SectorProgramme, GovernmentProgramme,
            CommitteeAgreement, WrittenVote, CommitteeSession, PlannedSession, CommitteeCalendar,
        }.Select(Load),
    ]);

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
