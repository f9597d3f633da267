using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Engine.Json;
using Workflows.Server.Web;

namespace Workflows.Server.Flows;

/// <summary>Says what is wrong with a drawing, naming each place. Keeps nothing.</summary>
public static class CheckDefinition
{
    /// <param name="CanPublish">No problem is an error.</param>
    public sealed record Response(bool CanPublish, IReadOnlyList<string> Problems);

    public static Results<Ok<Response>, ProblemHttpResult> HandleAsync(JsonElement document, DefinitionCheck check)
    {
        try
        {
            var problems = check(WorkflowJson.Read(document.GetRawText()));
            return TypedResults.Ok(new Response(problems.Count == 0, problems));
        }
        catch (WorkflowFormatException error)
        {
            return Refusal.Field("document", error.Message);
        }
    }
}
