using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Commitments;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Persistence;
using Workflows.Server.Web;
using Workflows.Server.World;

namespace Workflows.Server.Commitments;

/// <summary>The rule by which commitments become critical: what it says, what another would do before it counts, who wrote it.</summary>
internal static class CriticalRuleEndpoints
{
    private const int ExamplesShown = 20;

    public static void MapCriticalRules(this RouteGroupBuilder commitments)
    {
        commitments.MapGet("/critical-rule", GetAsync).AllowRoles(CommitmentScope.Followers).WithName("GetCriticalRule")
            .WithSummary("La regla que vuelve crítico un compromiso");
        var rules = commitments.MapGroup("/critical-rule").AllowRoles(CommitmentScope.Keepers);
        rules.MapPost("/reading", ReadAsync).WithName("ReadCriticalRule").WithSummary("Qué haría otra regla, antes de guardarla");
        rules.MapPost("/", WriteAsync).Command().WithName("WriteCriticalRule")
            .WithSummary("Guarda otra regla, con motivo; rige desde la próxima mañana hábil");
    }

    public sealed record CriticalRuleReadRequest(JsonElement Rule);

    /// <param name="All">It makes every open commitment critical: said on purpose, or the rule is refused.</param>
    public sealed record CriticalRuleRequest(JsonElement Rule, string Reason, bool All = false);

    /// <param name="Sentence">The rule in Spanish.</param>
    /// <param name="Open">How many commitments are open, critical or not.</param>
    /// <param name="WouldBecome">How many it would make critical that are not.</param>
    public sealed record CriticalRuleReading(
        JsonElement Rule, string Sentence, int Open, int Critical, int WouldBecome, IReadOnlyList<CriticalExample> Examples);

    public sealed record CriticalExample(string Code, string Name, IReadOnlyList<string> Why);

    /// <param name="IsUsual">Nobody wrote one: the usual one counts, which nobody verified.</param>
    public sealed record CriticalRuleView(
        CriticalRuleReading Reading, bool IsUsual, string? Reason, DateTimeOffset? At, string? PersonName);

    private static async Task<Ok<CriticalRuleView>> GetAsync(Acting acting, WorkflowsDb db, WorldSource world, CancellationToken ct)
    {
        var last = await CriticalCommitments.LastRuleAsync(db, ct);
        var reading = await ReadingAsync(last?.ReadRule() ?? CriticalRule.Usual, acting, db, world, ct);
        var name = (await Pseudonyms.ReadAsync(db, ct)).NameFor(last?.PersonId, last?.PersonName);
        return TypedResults.Ok(new CriticalRuleView(reading, last is null, last?.Reason, last?.At, name));
    }

    private static async Task<Results<Ok<CriticalRuleReading>, ProblemHttpResult>> ReadAsync(
        CriticalRuleReadRequest request, Acting acting, WorkflowsDb db, WorldSource world, CancellationToken ct) =>
        ProblemWith(request.Rule, out var rule) is { } problem ? problem : TypedResults.Ok(await ReadingAsync(rule, acting, db, world, ct));

    private static async Task<Results<Ok<CriticalRuleReading>, ProblemHttpResult>> WriteAsync(
        CriticalRuleRequest request, Acting acting, WorkflowsDb db, WorldSource world, TimeProvider clock, IdempotentCommand command,
        CancellationToken ct)
    {
        if (Reasons.Problem(request.Reason) is { } unreasoned)
            return unreasoned;
        if (ProblemWith(request.Rule, out var rule) is { } problem)
            return problem;
        var reading = await ReadingAsync(rule, acting, db, world, ct);
        if (!request.All && reading.Open > 1 && reading.Critical + reading.WouldBecome >= reading.Open)
        {
            return Refusal.Field("rule",
                $"Con esta regla los {reading.Open} compromisos abiertos serían críticos, y nada destacaría. Si es lo "
                + $"que quieres, confírmalo.");
        }

        var now = clock.GetUtcNow();
        db.Add(new CriticalRuleRow
        {
            Id = Guid.CreateVersion7(now).ToString("n"), Rule = JsonOf(rule), Reason = request.Reason, At = now, PersonId = acting.PersonId,
            PersonName = acting.Name,
        });
        command.Remember(reading);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(reading);
    }

    private static ProblemHttpResult? ProblemWith(JsonElement json, out CriticalRule rule)
    {
        rule = CriticalRule.Usual;
        try
        {
            rule = CriticalRule.Read(json);
            return null;
        }
        catch (FormatException wrong)
        {
            return Refusal.Field("rule", wrong.Message);
        }
    }

    private static async Task<CriticalRuleReading> ReadingAsync(
        CriticalRule rule, Acting acting, WorkflowsDb db, WorldSource world, CancellationToken ct)
    {
        var open = db.Set<CommitmentRow>().Where(row => row.State != CommitmentState.Finished && !row.DoesNotApply);
        var followUps = await FollowUps.ReadAsync(db, ct);
        var found = (await CriticalCommitments.FoundByAsync(db, rule, followUps, acting.Today, world.Calendar, ct))
            .FindAll(one => one.Row.CriticalSince is null);
        return new(
            JsonText.Parse(JsonOf(rule))!.Value, rule.Sentence, await open.CountAsync(ct),
            await open.CountAsync(row => row.CriticalSince != null, ct), found.Count,
            [.. found.Take(ExamplesShown).Select(one => new CriticalExample(one.Row.Code, one.Row.Name, one.Why))]);
    }

    private static string JsonOf(CriticalRule rule) => JsonSerializer.Serialize(rule, CommitmentJson.Options);
}
