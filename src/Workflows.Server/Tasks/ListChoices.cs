using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Commitments;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Server.Access;
using Workflows.Server.Commitments;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Web;
using Workflows.Server.World;

namespace Workflows.Server.Tasks;

/// <summary>
/// Whom and what a field of a task lets people choose, searched while they type. Only for whoever the task is asked of: the task and its
/// field say how far the list reaches, never the one who asks.
/// </summary>
public static class ListChoices
{
    private const int LongestSearch = 200;

    private static readonly Sorts<CommitmentRow> ByCode = new Sorts<CommitmentRow>().By("name", row => row.Code, row => row.Code);
    private static readonly Sorts<Choice> ByName = new Sorts<Choice>().By("name", choice => choice.Name, choice => choice.Id);

    internal static async Task<Results<Ok<Page<Choice>>, ProblemHttpResult>> HandleAsync(
        string id, string field, string? search, [AsParameters] PageOf page, Acting acting, WorldSource world, WorkflowsDb db,
        TimeProvider clock, CancellationToken ct)
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
        if (rule.What == Choosable.Commitment)
            return TypedResults.Ok(await CommitmentsAsync(rule, [task.InstitutionCode, task.ScopeCode], search, page, db, ct));
        if (world.Choices is not { } choices)
            return Refusal.Because(StatusCodes.Status503ServiceUnavailable, Refusal.DetailOf(StatusCodes.Status503ServiceUnavailable));

        var found = choices.Search(rule, new(task.InstitutionCode, task.ScopeCode), SantiagoTime.DateAt(clock.GetUtcNow()), search ?? "");
        var skip = (int)Math.Min((page.Number - 1L) * page.Size, int.MaxValue);
        return TypedResults.Ok(new Page<Choice>([.. found.Skip(skip).Take(page.Size)], page.Number, page.Size, found.Count));
    }

    /// <summary>The open commitments within reach of the field: those of the task's own places, or all.</summary>
    private static async Task<Page<Choice>> CommitmentsAsync(
        ChoosingRule rule, string?[] ofTask, string? search, PageOf page, WorkflowsDb db, CancellationToken ct)
    {
        var rows = db.Set<CommitmentRow>().AsNoTracking().Where(row => row.State != CommitmentState.Finished && !row.DoesNotApply);
        if (rule.Within == ChoosingReach.Own)
        {
            // A task of no institution reaches none: a commitment without one is not its own for that.
            var own = ofTask.OfType<string>().ToArray();
            rows = rows.Where(row => own.Contains(row.InstitutionCode) || own.Contains(row.RegionCode) || own.Contains(row.MinistryCode));
        }

        if (search is { Length: > 0 })
        {
            var like = Like.Containing(search.Trim());
            rows = rows.Where(row => EF.Functions.ILike(row.Code, like) || EF.Functions.ILike(row.Name, like));
        }

        var found = await rows.ToPageAsync(page, ByCode, row => row, ct);
        return new([.. found.Items.Select(row => new Choice(row.Code, row.Name, row.Code))], found.Number, found.Size, found.Total);
    }
}
