using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Commitments;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Duties;
using Workflows.Server.Flows;
using Workflows.Server.Persistence;
using Workflows.Server.Web;

namespace Workflows.Server.Commitments;

/// <summary>
/// Opens the follow-up of what is critical: by the rule, each working morning, or because whoever coordinates says so. What is followed
/// already gets no second one, and only a decision ends a critical situation.
/// </summary>
public sealed class CriticalCommitments(Func<NpgsqlDataSource> source, Dispatcher dispatcher)
{
    public const string Name = "compromisos-criticos";

    public Duty Duty => new(Name, "Compromisos que pasan a críticos", DutyDays.Working, new(7, 30), RunAsync);

    /// <summary>The rule that somebody wrote last; null while the usual one counts.</summary>
    internal static Task<CriticalRuleRow?> LastRuleAsync(WorkflowsDb db, CancellationToken ct) =>
        db.Set<CriticalRuleRow>().AsNoTracking().OrderByDescending(row => row.At).ThenByDescending(row => row.Id).FirstOrDefaultAsync(ct);

    internal static async Task<CriticalRule> RuleAsync(WorkflowsDb db, CancellationToken ct) =>
        (await LastRuleAsync(db, ct))?.ReadRule() ?? CriticalRule.Usual;

    /// <summary>Open commitments that a rule makes critical and nobody follows, each with why.</summary>
    internal static async Task<List<(CommitmentRow Row, IReadOnlyList<string> Why)>> FoundByAsync(
        WorkflowsDb db, CriticalRule rule, FollowUps followUps, DateOnly today, WorkingCalendar calendar, CancellationToken ct)
    {
        var open = await db.Set<CommitmentRow>().AsNoTracking().Where(row => row.State != CommitmentState.Finished && !row.DoesNotApply)
            .OrderBy(row => row.Code).ToListAsync(ct);
        return [.. open.Where(row => followUps.OpenOf(row.Code) is null)
            .Select(row => (row, Why: rule.ReasonsOf(row.ToCommitment(), today, calendar))).Where(found => found.Why.Count > 0)];
    }

    internal static async Task<Results<Created<CriticalOpened>, ProblemHttpResult>> FlagAsync(
        string code, ReasonRequest request, Acting acting, WorkflowsDb db, Dispatcher dispatcher, IdempotentCommand command,
        CancellationToken ct)
    {
        if (Reasons.Problem(request.Reason) is { } problem)
            return problem;
        var row = await db.Set<CommitmentRow>().AsNoTracking().VisibleTo(acting).SingleOrDefaultAsync(row => row.Code == code, ct);
        if (row is null)
            return Refusal.NotFound();
        if (row.State == CommitmentState.Finished || row.DoesNotApply)
            return Refusal.Conflict($"«{row.Name}» está terminado o no aplica: no puede pasar a crítico.");
        var followUps = await FollowUps.ReadAsync(db, ct);
        if (followUps.OpenOf(code) is not null)
            return Refusal.Conflict(AlreadyFollowed(row));
        var opened = await dispatcher.OpenAsync(Opening(row, request.Reason, followUps, acting.Today), new()
        {
            Actor = acting.As(acting.PostIn(CommitmentScope.Keepers)?.Role.Label),
            AlongsideOf = burst => [command.RowOf(new CriticalOpened(burst.Instance.Id), StatusCodes.Status201Created)],
        }, ct);
        if (opened.Dispatch.Status == DispatchStatus.NotFound)
            return Refusal.Conflict("El flujo de compromisos críticos no está publicado. Publícalo antes.");
        return opened.IsNew
            ? TypedResults.Created($"/api/instances/{opened.InstanceId}", new CriticalOpened(opened.InstanceId))
            : Refusal.Conflict(AlreadyFollowed(row));
    }

    public sealed record CriticalOpened(string InstanceId);

    private static string AlreadyFollowed(CommitmentRow row) => $"«{row.Name}» ya está en situación crítica: su seguimiento está abierto.";

    private async Task<string> RunAsync(DutyContext context, CancellationToken ct)
    {
        await using var db = new WorkflowsDb(Database.Options(source()));
        var followUps = await FollowUps.ReadAsync(db, ct);
        var found = await FoundByAsync(db, await RuleAsync(db, ct), followUps, context.Date, context.World.Calendar, ct);
        var (opened, failed) = (0, 0);
        Exception? first = null;
        foreach (var (row, why) in found)
        {
            try
            {
                var result = await dispatcher.OpenAsync(Opening(row, string.Join(' ', why), followUps, context.Date), new(), ct);
                if (result.Dispatch.Status == DispatchStatus.NotFound)
                    return "El flujo de compromisos críticos no está publicado: no se abrió ninguno.";
                opened += result.IsNew ? 1 : 0;
            }
            catch (Exception error) when (error is not OperationCanceledException && !Transients.IsTransient(error))
            {
                // One that cannot be opened keeps none of the others.
                failed++;
                first ??= error;
            }
        }

        var note = opened switch
        {
            0 => "Ningún compromiso pasó a crítico.",
            1 => "Un compromiso pasó a crítico.",
            _ => string.Create(CultureInfo.InvariantCulture, $"{opened} compromisos pasaron a críticos."),
        };
        return first is null ? note : throw new DutyFailedException(
            string.Create(CultureInfo.InvariantCulture, $"{note} No se pudieron abrir {failed}. {FailureWords.Of(first)}"), first);
    }

    private static OpenInstance Opening(CommitmentRow row, string why, FollowUps followUps, DateOnly today)
    {
        var (role, scope) = row.ToCommitment().Post;
        var input = new Dictionary<string, object?>
        {
            ["year"] = (double)today.Year,
            ["codigo"] = row.Code,
            ["compromiso"] = row.Name,
            ["motivo"] = why,
            ["rol"] = role.Code,
            ["lugar"] = scope,
        };
        if (row.InstitutionCode is { } institution)
            input["institution"] = institution;
        return new(FollowUps.Flow, followUps.NextKeyOf(row.Code), input);
    }
}
