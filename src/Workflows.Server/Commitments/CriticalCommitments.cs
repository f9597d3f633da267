using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Commitments;
using Workflows.Definitions.Flows;
using Workflows.Server.Flows;
using Workflows.Server.People;
using Workflows.Server.Persistence;
using Workflows.Server.Scheduling.Duties;
using Workflows.Server.Web;

namespace Workflows.Server.Commitments;

/// <summary>
/// Opens the follow-up of what is critical: by the rule, each morning of a working day, or because whoever coordinates says so. A commitment
/// that is critical already gets no second one, and only a decision ends it.
/// </summary>
public sealed class CriticalCommitments(Func<NpgsqlDataSource> source, Dispatcher dispatcher)
{
    public const string Name = "compromisos-criticos";

    private const string Flow = ShippedFlows.CriticalCommitment;

    public Duty Duty => new(Name, "Compromisos que pasan a críticos", DutyDays.Working, new(7, 30), RunAsync);

    /// <summary>The rule that counts: the last one written, or the usual one.</summary>
    internal static async Task<CriticalRule> RuleAsync(WorkflowsDb db, CancellationToken ct) =>
        (await db.Set<CriticalRuleRow>().AsNoTracking().OrderByDescending(row => row.At).ThenByDescending(row => row.Id).FirstOrDefaultAsync(ct))?.ReadRule()
        ?? CriticalRule.Usual;

    /// <summary>Those a rule makes critical that are not yet, each with why.</summary>
    internal static async Task<List<(CommitmentRow Row, IReadOnlyList<string> Why)>> FoundByAsync(
        WorkflowsDb db, CriticalRule rule, DateOnly today, WorkingCalendar calendar, CancellationToken ct) =>
        [.. (await db.Set<CommitmentRow>().AsNoTracking()
                .Where(row => row.CriticalSince == null && row.State != CommitmentState.Finished && !row.DoesNotApply).OrderBy(row => row.Code).ToListAsync(ct))
            .Select(row => (row, rule.ReasonsOf(row.ToCommitment(), today, calendar))).Where(found => found.Item2.Count > 0)];

    internal static async Task<Results<Created<CriticalOpened>, ProblemHttpResult>> FlagAsync(
        string code, ReasonRequest request, Acting acting, WorkflowsDb db, Dispatcher dispatcher, IdempotentCommand command, CancellationToken ct)
    {
        if (Reasons.Problem(request.Reason) is { } problem)
            return problem;
        var row = await db.Set<CommitmentRow>().AsNoTracking().VisibleTo(acting).SingleOrDefaultAsync(row => row.Code == code, ct);
        if (row is null)
            return Refusal.NotFound();
        if (row.CriticalSince is not null)
            return Refusal.Conflict($"«{row.Name}» ya está en situación crítica: su seguimiento está abierto.");
        if (row.State == CommitmentState.Finished || row.DoesNotApply)
            return Refusal.Conflict($"«{row.Name}» está terminado o no aplica: no puede pasar a crítico.");
        var actor = acting.As(acting.PostIn(CommitmentScope.Keepers)?.Role.Label);
        var opened = await dispatcher.OpenAsync(Opening(row, request.Reason, acting.Today), new()
        {
            Actor = actor,
            AlongsideOf = burst => [command.RowOf(new CriticalOpened(burst.Instance.Id), StatusCodes.Status201Created)],
        }, ct);
        if (opened.Dispatch.Status == DispatchStatus.NotFound)
            return Refusal.Conflict("El flujo de compromisos críticos no está publicado. Publícalo antes.");
        return opened.IsNew
            ? TypedResults.Created($"/api/instances/{opened.InstanceId}", new CriticalOpened(opened.InstanceId))
            : Refusal.Conflict($"«{row.Name}» ya tiene un seguimiento abierto hoy.");
    }

    public sealed record CriticalOpened(string InstanceId);

    private async Task<string> RunAsync(DutyContext context, CancellationToken ct)
    {
        await using var db = new WorkflowsDb(Database.Options(source()));
        var rule = await RuleAsync(db, ct);
        var (opened, failed) = (0, 0);
        Exception? first = null;
        foreach (var (row, why) in await FoundByAsync(db, rule, context.Date, context.World.Calendar, ct))
        {
            try
            {
                var result = await dispatcher.OpenAsync(Opening(row, string.Join(' ', why), context.Date), new(), ct);
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

    /// <summary>One a day: the same commitment may become critical again later.</summary>
    private static OpenInstance Opening(CommitmentRow row, string why, DateOnly today)
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
        return new(Flow, $"{row.Code}/{today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}", input);
    }
}
