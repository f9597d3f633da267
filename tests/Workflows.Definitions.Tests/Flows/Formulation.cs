using Workflows.Definitions.Activities;
using Workflows.Definitions.Flows;
using Workflows.Engine;
using Workflows.Engine.Json;

namespace Workflows.Definitions.Tests.Flows;

/// <summary>The PMG formulation of one institution, and what people hand in along it.</summary>
internal static class Formulation
{
    public const string Service = "CA-CON-00725";
    public const string RegionalGovernment = "PE-GOR-00036";

    public static readonly WorkflowGraph Graph = WorkflowGraph.Compile(
        WorkflowJson.Read(ShippedFlows.Get(ShippedFlows.PmgFormulation).Json), DomainActivities.Catalog);

    /// <summary>Opens on Wednesday 1 October 2025: the formulation of 2026 happens the year before.</summary>
    public static Story Open(string institution = Service)
    {
        var found = Story.Demo.Organisation.InstitutionOf(institution);
        return new Story(Graph, Story.At(2025, 10, 1), Story.Values(
            ("institution", found.Code), ("year", 2026d), ("ministry", found.MinistryCode), ("name", found.Name)));
    }

    /// <summary>Three indicators of three objectives, each of a system that another network owns.</summary>
    public static Dictionary<string, object?> Proposal(params double[] weights) =>
        Proposal(["equidad-de-genero", "cambio-climatico", "experiencia-usuaria"], weights);

    public static Dictionary<string, object?> Proposal(string[] topics, params double[] weights)
    {
        string[] objectives = ["gestion-eficaz", "eficiencia-institucional", "calidad-de-servicio"];
        if (weights.Length == 0)
            weights = [40, 20, 40];
        return Story.Values(("answers", Story.Values(("indicadores", weights.Select(object? (weight, i) => Story.Values(
            ("objetivo", objectives[i % 3]), ("tema", topics[i % topics.Length]), ("indicador", $"Indicador {i + 1}"), ("meta", 95d),
            ("ponderacion", weight))).ToList()))));
    }

    public static Dictionary<string, object?> Remarks(params string[] texts) =>
        Story.Values(("remarks", texts.Select(object? (text) => Story.Values(("text", text))).ToList()));

    public static Dictionary<string, object?> Numbered(string number, string date) =>
        Story.Values(("answers", Story.Values(("numero", number), ("fecha", date))));

    public static Dictionary<string, object?> Decree(string number, string date)
    {
        var payload = Numbered(number, date);
        payload["evidence"] = new List<object?>
        {
            Story.Values(("requirement", "decreto"), ("fileHash", new string('a', 64)), ("fileName", "decreto.pdf"), ("size", 1024d)),
        };
        return payload;
    }

    public static Dictionary<string, object?> Published(string date) =>
        Story.Values(("answers", Story.Values(("fecha_publicacion", date))));

    public static void Submit(this Story story, Dictionary<string, object?>? proposal = null) =>
        Assert.Equal(AdvanceStatus.Applied, story.Act("propuesta", "submit", proposal ?? Proposal()));

    /// <summary>The head of service proposes what was prepared.</summary>
    public static void Propose(this Story story, Dictionary<string, object?>? proposal = null)
    {
        story.Submit(proposal);
        story.Approve("jefatura");
    }

    /// <summary>Prepared, read by an association that says nothing, and proposed.</summary>
    public static Story ProposeAfterParticipation(this Story story, Dictionary<string, object?>? proposal = null)
    {
        story.Submit(proposal);
        story.Act("comentarios", "decline");
        story.Approve("jefatura");
        return story;
    }

    public static void Approve(this Story story, params string[] activities)
    {
        foreach (var activity in activities)
            Assert.Equal(
                AdvanceStatus.Applied, story.Act(activity, "approve", activity == "certificado" ? Numbered("CT-12", "2025-12-15") : null));
    }

    /// <summary>From the approval of the ministry to the end, without remarks.</summary>
    public static void FinishFromNetworks(this Story story)
    {
        story.Approve("redGenero", "redClima", "redExperiencia", "certificado");
        story.Act("decreto", "submit", Decree("320", "2025-12-31"));
        story.Act("publicacion", "submit", Published("2026-03-17"));
    }
}
