using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Engine;
using Workflows.Engine.Checking;
using Workflows.Engine.Json;
using Workflows.Server.Web;

namespace Workflows.Server.Authoring;

/// <summary>Says what is wrong with a drawing, naming each place. Keeps nothing.</summary>
public static class CheckDefinition
{
    /// <param name="CanPublish">No problem is an error.</param>
    public sealed record Response(bool CanPublish, IReadOnlyList<Problem> Problems);

    public static Results<Ok<Response>, ProblemHttpResult> HandleAsync(JsonElement document, ActivityCatalog catalog)
    {
        try
        {
            var problems = WorkflowChecker.Check(WorkflowGraph.Compile(WorkflowJson.Read(document.GetRawText()), catalog));
            return TypedResults.Ok(new Response(!problems.Any(problem => problem.IsError), problems));
        }
        catch (WorkflowFormatException error)
        {
            return Refusal.Field("document", error.Message);
        }
    }
}
