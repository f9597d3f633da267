using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Server.Flows;
using Workflows.Server.People;
using Workflows.Server.Persistence;
using Workflows.Server.Web;

namespace Workflows.Server.Tasks;

/// <summary>
/// Whom and what a field of a task lets people choose, searched while they type. Only for whoever the task is asked of: the task and its
/// field say how far the list reaches, never the one who asks.
/// </summary>
public static class ListChoices
{
    private const int LongestSearch = 200;

    private static readonly Sorts<Choice> ByName = new Sorts<Choice>().By("name", choice => choice.Name, choice => choice.Id);

    internal static async Task<Results<Ok<Page<Choice>>, ProblemHttpResult>> HandleAsync(
        string id, string field, string? search, [AsParameters] PageOf page, Acting acting, WorldSource world, WorkflowsDb db, TimeProvider clock,
        CancellationToken ct)
    {
        var task = await db.Set<TaskRow>().AsNoTracking().AskedOf(acting).Where(task => task.Id == id && task.State == TaskState.Open)
            .Select(task => new { task.Content, task.InstitutionCode, task.ScopeCode }).SingleOrDefaultAsync(ct);
        if (task is null)
            return Refusal.NotFound();
        if (page.ProblemWith(ByName) is { } problem)
            return Refusal.Invalid(problem);
        if (search is { Length: > LongestSearch })
            return Refusal.Invalid($"Busca con hasta {LongestSearch} caracteres.");
        if (TaskChoices.RuleOf(Values.FromJson(task.Content), field) is not { } rule)
            return Refusal.Invalid($"El formulario no deja elegir nada en «{field}».");
        if (world.Choices is not { } choices)
            return Refusal.Because(StatusCodes.Status503ServiceUnavailable, Refusal.DetailOf(StatusCodes.Status503ServiceUnavailable));

        var found = choices.Search(rule, new(task.InstitutionCode, task.ScopeCode), SantiagoTime.DateAt(clock.GetUtcNow()), search ?? "");
        var skip = (int)Math.Min((page.Number - 1L) * page.Size, int.MaxValue);
        return TypedResults.Ok(new Page<Choice>([.. found.Skip(skip).Take(page.Size)], page.Number, page.Size, found.Count));
    }
}
