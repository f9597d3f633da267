using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Engine;
using Workflows.Engine.Checking;
using Workflows.Engine.Json;
using Workflows.Server.Flows;
using Workflows.Server.Web;

namespace Workflows.Server.Authoring;

/// <summary>Says what is wrong with a drawing, naming each place. Keeps nothing.</summary>
public static class CheckDefinition
{
    /// <summary>A step of the drawing, with the ways out that it has as it is drawn now.</summary>
    public sealed record CheckedStep(string Id, IReadOnlyList<DrawnPort> Ports);

    /// <param name="CanPublish">No problem is an error.</param>
    /// <param name="Steps">The steps of the chart, in the order of the drawing; those of a kind that is not known here are missing.</param>
    /// <param name="Brought">What a file of another server brought that is kept without being used here.</param>
    public sealed record Response(
        bool CanPublish, IReadOnlyList<Problem> Problems, IReadOnlyList<CheckedStep> Steps, IReadOnlyList<InterchangeNote> Brought);

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        JsonElement document, ActivityCatalog catalog, DefinitionStore store, CancellationToken ct)
    {
        try
        {
            var graph = WorkflowGraph.Compile(WorkflowJson.Read(document.GetRawText()), catalog);
            var problems = await store.ProblemsAsync(graph, ct);
            return TypedResults.Ok(new Response(
                !problems.Any(problem => problem.IsError), problems,
                [.. graph.Root.Children.Where(node => node.Type is not null)
                    .Select(node => new CheckedStep(node.ActivityId, Palette.PortsOf(node)))],
                InterchangeReport.Of(graph).Notes));
        }
        catch (WorkflowFormatException error)
        {
            return Refusal.Field("document", error.Message);
        }
    }
}
