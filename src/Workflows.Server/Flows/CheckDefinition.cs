using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Engine;
using Workflows.Engine.Checking;
using Workflows.Engine.Json;
using Workflows.Server.Web;

namespace Workflows.Server.Flows;

/// <summary>Says what is wrong with a drawing, naming each place. Keeps nothing.</summary>
public static class CheckDefinition
{
    /// <param name="CanPublish">No problem is an error.</param>
    public sealed record Response(bool CanPublish, IReadOnlyList<Finding> Problems);

    public sealed record Finding(Severity Severity, string? ActivityId, string? Label, string Message, string Code);

    public static Results<Ok<Response>, ProblemHttpResult> HandleAsync(JsonElement document, ActivityCatalog catalog)
    {
        try
        {
            var problems = WorkflowChecker.Check(WorkflowGraph.Compile(WorkflowJson.Read(document.GetRawText()), catalog));
            return TypedResults.Ok(new Response(
                !problems.Any(problem => problem.IsError),
                [.. problems.Select(problem => new Finding(problem.Severity, problem.ActivityId, problem.Label, problem.Message, problem.Code))]));
        }
        catch (WorkflowFormatException error)
        {
            return Refusal.Field("document", error.Message);
        }
    }
}
