using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Commitments;
using Workflows.Definitions.Organisation;
using Workflows.Server.Audit;
using Workflows.Server.Flows;
using Workflows.Server.People;
using Workflows.Server.Persistence;
using Workflows.Server.Web;
using Workflows.Server.Web.Sheets;

namespace Workflows.Server.Commitments;

/// <summary>Commitments as a list, one by one and summed up; kept by whoever coordinates them, each change with its reason.</summary>
internal static class CommitmentEndpoints
{
    private const int MostChanges = 200;

    private static readonly Sorts<CommitmentRow> Sorts = new Sorts<CommitmentRow>()
        .By("critical", (rows, down) => (down ? rows.OrderByDescending(row => row.CriticalSince != null) : rows.OrderBy(row => row.CriticalSince == null))
            .ThenBy(row => row.DueOn).ThenBy(row => row.Code))
        .By("code", row => row.Code, row => row.Code)
        .By("dueOn", row => row.DueOn, row => row.Code)
        .By("state", row => row.State, row => row.Code);

    public static void MapCommitments(this IEndpointRouteBuilder api)
    {
        var commitments = api.MapGroup("/commitments").WithTags("Commitments").RequireAuthorization();
        commitments.MapGet("/", ListAsync).WithName("ListCommitments").WithSummary("Compromisos que ves, los críticos primero");
        commitments.MapGet("/summary", SummaryAsync).WithName("SummariseCommitments")
            .WithSummary("Avance y brecha por ministerio, región, origen o nivel: cuántos respondieron, cuántos faltan y cuántos no aplican");
        commitments.MapGet("/{code}", GetAsync).ReadsPersonalData("cambios de un compromiso").WithName("GetCommitment")
            .WithSummary("Un compromiso, lo que lo forma y todo lo que se dijo de él");

        var keeping = commitments.MapGroup("").AllowRoles(CommitmentScope.Keepers);
        keeping.MapPost("/import", ImportCommitments.HandleAsync).Command().Accepts<string>("text/csv", SheetTypes.Xlsx).WithName(nameof(ImportCommitments))
            .WithSummary("Importa compromisos desde CSV o XLSX; con preview=true solo muestra qué cambiaría");
        keeping.MapPut("/{code}", EditAsync).WithName("EditCommitment").WithSummary("Cambia cómo está un compromiso, con motivo y con If-Match");
        keeping.MapPost("/{code}/critical", CriticalCommitments.FlagAsync).Command().WithName("FlagCriticalCommitment")
            .WithSummary("Declara crítico un compromiso y abre su seguimiento, con motivo");
        commitments.MapCriticalRules();
    }

    /// <param name="OnlyCritical">Only those in a critical situation.</param>
    internal sealed record CommitmentFilter(
        string? Ministry, string? Region, CommitmentSource? Source, CommitmentTier? Tier, CommitmentState? State, bool? OnlyCritical, string? PartOf,
        string? Search);

    /// <param name="Progress">Per cent that counts: finished is 100, then what was verified, then what was declared; null when nobody said.</param>
    /// <param name="Place">Whose it is, in words: ministry, region and service.</param>
    public sealed record CommitmentLine(
        string Code, string Name, CommitmentTier Tier, CommitmentSource Source, string? PartOf, string? Ministry, string? Region, string? Institution, string Place,
        DateOnly? DueOn, CommitmentState State, decimal? Declared, decimal? Verified, decimal? Progress, bool DoesNotApply, bool IsCritical, string? Obstacle);

    /// <param name="On">The day it is of; <paramref name="At"/> is when it was written down.</param>
    /// <param name="Data">What was told, by name.</param>
    public sealed record CommitmentChangeView(DateTimeOffset At, DateOnly On, string Origin, string? InstanceId, string? PersonName, JsonElement Data);

    public sealed record MilestoneView(string Name, DateOnly DueOn, DateOnly? DoneOn = null);

    public sealed record ObstacleView(string What, string? Who = null, DateOnly? By = null);

    /// <param name="Why">Why it is critical, a sentence each, by the rule that counts now.</param>
    /// <param name="Parts">What is part of it.</param>
    public sealed record CommitmentView(
        CommitmentLine Line, IReadOnlyList<MilestoneView> Milestones, ObstacleView? Obstacle, IReadOnlyList<string> Requires, int ReportsWithoutProgress,
        DateTimeOffset? CriticalSince, string? CriticalWhy, IReadOnlyList<string> Why, IReadOnlyList<CommitmentLine> Parts,
        IReadOnlyList<CommitmentChangeView> Changes, string ETag);

    /// <param name="Name">What people call the group; null for what is in none.</param>
    /// <param name="Average">Per cent, unrounded; null when nobody answered.</param>
    /// <param name="Gap">What is missing to 100 %.</param>
    public sealed record CommitmentGroup(
        string? Group, string? Name, int Total, int Answered, int Missing, int NotApplicable, decimal? Average, decimal? Gap, int Critical, int NotStarted, int InProgress,
        int InProcessing, int Finished);

    public sealed record CommitmentSummaryView(CommitmentGroup Whole, IReadOnlyList<CommitmentGroup> Groups);

    public enum CommitmentGrouping { Ministry, Region, Source, Tier }

    /// <param name="Verified">Per cent as interministerial coordination saw it.</param>
    public sealed record CommitmentEditRequest(
        CommitmentState State, string Reason, DateOnly? DueOn = null, decimal? Declared = null, decimal? Verified = null, bool DoesNotApply = false,
        IReadOnlyList<MilestoneView>? Milestones = null, ObstacleView? Obstacle = null);

    private static async Task<Results<Ok<Page<CommitmentLine>>, ProblemHttpResult>> ListAsync(
        [AsParameters] CommitmentFilter filter, [AsParameters] PageOf page, Acting acting, WorkflowsDb db, WorldSource world, CancellationToken ct)
    {
        if (page.ProblemWith(Sorts) is { } problem)
            return Refusal.Invalid(problem);
        var rows = await Filtered(filter, acting, db).ToPageAsync(page, Sorts, row => row, ct);
        return TypedResults.Ok(new Page<CommitmentLine>([.. rows.Items.Select(row => LineOf(row, world.Organisation))], rows.Number, rows.Size, rows.Total));
    }

    private static async Task<Ok<CommitmentSummaryView>> SummaryAsync(
        [AsParameters] CommitmentFilter filter, CommitmentGrouping? by, Acting acting, WorkflowsDb db, WorldSource world, CancellationToken ct)
    {
        var rows = await Filtered(filter, acting, db).ToListAsync(ct);
        var (groupOf, nameOf) = GroupingBy(by ?? CommitmentGrouping.Ministry, world.Organisation);
        return TypedResults.Ok(new CommitmentSummaryView(
            Sum(null, null, rows),
            [.. rows.GroupBy(groupOf).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => Sum(group.Key, group.Key is { } key ? nameOf(key) : null, [.. group]))]));
    }

    private static (Func<CommitmentRow, string?> GroupOf, Func<string, string> NameOf) GroupingBy(CommitmentGrouping by, OrganisationSnapshot organisation) => by switch
    {
        CommitmentGrouping.Region => (row => row.RegionCode, code => organisation.ScopeName(RoleScope.Region, code)),
        CommitmentGrouping.Source => (row => row.Source.ToString(), code => CommitmentWords.Sources.First(word => word.Value.ToString() == code).Key),
        CommitmentGrouping.Tier => (row => row.Tier.ToString(), code => CommitmentWords.Tiers.First(word => word.Value.ToString() == code).Key),
        _ => (row => row.MinistryCode, code => organisation.ScopeName(RoleScope.Ministry, code)),
    };

    private static async Task<Results<Ok<CommitmentView>, ProblemHttpResult>> GetAsync(
        string code, Acting acting, WorkflowsDb db, WorldSource world, CancellationToken ct) =>
        await db.Set<CommitmentRow>().AsNoTracking().VisibleTo(acting).SingleOrDefaultAsync(row => row.Code == code, ct) is { } row
            ? TypedResults.Ok(await ViewOfAsync(row, acting, db, world, ct))
            : Refusal.NotFound();

    private static async Task<Results<Ok<CommitmentView>, ProblemHttpResult>> EditAsync(
        string code, CommitmentEditRequest request, HttpRequest http, Acting acting, WorkflowsDb db, WorldSource world, TimeProvider clock,
        CancellationToken ct)
    {
        if ((Reasons.Problem(request.Reason) ?? ProblemWith(request)) is { } problem)
            return problem;
        var row = await db.Set<CommitmentRow>().AsTracking().VisibleTo(acting).SingleOrDefaultAsync(row => row.Code == code, ct);
        if (row is null)
            return Refusal.NotFound();
        if (http.StaleAgainst(row.RowVersion) is { } stale)
            return stale;
        (row.State, row.DueOn, row.Declared, row.Verified, row.DoesNotApply) =
            (request.State, request.DueOn, request.Declared, request.Verified, request.DoesNotApply);
        row.Milestones = CommitmentJson.Of([.. (request.Milestones ?? []).Select(one => new Milestone(one.Name.Trim(), one.DueOn, one.DoneOn))]);
        row.Obstacle = CommitmentJson.Of(request.Obstacle is { } blocks ? new Obstacle(blocks.What.Trim(), blocks.Who, blocks.By) : null);
        row.KnownOn = acting.Today;
        db.Add(CommitmentChangeRow.Of(acting, code, clock.GetUtcNow(), $"Edición: {request.Reason}", new
        {
            row.State, row.DueOn, row.Declared, row.Verified, row.DoesNotApply, request.Milestones, request.Obstacle,
        }));
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(await ViewOfAsync(row, acting, db, world, ct));
    }

    private static ProblemHttpResult? ProblemWith(CommitmentEditRequest request)
    {
        if (request.Declared is < 0 or > 100)
            return Refusal.Field("declared", "Escribe un avance de 0 a 100.");
        if (request.Verified is < 0 or > 100)
            return Refusal.Field("verified", "Escribe un avance de 0 a 100.");
        if (request.Milestones is { Count: > 50 } || request.Milestones?.Any(one => string.IsNullOrWhiteSpace(one.Name) || one.Name.Length > Commitment.LongestName) is true)
            return Refusal.Field("milestones", $"Hasta 50 hitos, cada uno con un nombre de hasta {Commitment.LongestName} letras.");
        return request.Obstacle is { } blocks && (string.IsNullOrWhiteSpace(blocks.What) || blocks.What.Length > 2000 || blocks.Who is { Length: > 200 })
            ? Refusal.Field("obstacle", "Di qué lo traba, en hasta 2000 letras, y quién puede destrabarlo, en hasta 200.")
            : null;
    }

    private static IQueryable<CommitmentRow> Filtered(CommitmentFilter filter, Acting acting, WorkflowsDb db)
    {
        var rows = db.Set<CommitmentRow>().AsNoTracking().VisibleTo(acting);
        if (filter.Ministry is { } ministry) rows = rows.Where(row => row.MinistryCode == ministry);
        if (filter.Region is { } region) rows = rows.Where(row => row.RegionCode == region);
        if (filter.Source is { } source) rows = rows.Where(row => row.Source == source);
        if (filter.Tier is { } tier) rows = rows.Where(row => row.Tier == tier);
        if (filter.State is { } state) rows = rows.Where(row => row.State == state && !row.DoesNotApply);
        if (filter.OnlyCritical is true) rows = rows.Where(row => row.CriticalSince != null);
        if (filter.PartOf is { } parent) rows = rows.Where(row => row.ParentCode == parent);
        if (filter.Search is not { Length: > 0 } text)
            return rows;
        var like = Like.Containing(text);
        return rows.Where(row => EF.Functions.ILike(row.Code, like) || EF.Functions.ILike(row.Name, like));
    }

    private static async Task<CommitmentView> ViewOfAsync(CommitmentRow row, Acting acting, WorkflowsDb db, WorldSource world, CancellationToken ct)
    {
        var commitment = row.ToCommitment();
        var rule = await CriticalCommitments.RuleAsync(db, ct);
        var parts = await db.Set<CommitmentRow>().AsNoTracking().VisibleTo(acting).Where(part => part.ParentCode == row.Code).OrderBy(part => part.Code).ToListAsync(ct);
        var changes = await db.Set<CommitmentChangeRow>().AsNoTracking().Where(change => change.Code == row.Code)
            .OrderByDescending(change => change.At).ThenByDescending(change => change.Id).Take(MostChanges).ToListAsync(ct);
        return new(
            LineOf(row, world.Organisation), [.. commitment.Milestones.Select(one => new MilestoneView(one.Name, one.DueOn, one.DoneOn))],
            commitment.Obstacle is { } blocks ? new(blocks.What, blocks.Who, blocks.By) : null, row.Requires, row.ReportsWithoutProgress, row.CriticalSince,
            row.CriticalWhy, rule.ReasonsOf(commitment, acting.Today, world.Calendar), [.. parts.Select(part => LineOf(part, world.Organisation))],
            [.. changes.Select(change => new CommitmentChangeView(
                change.At, change.On, change.Origin, change.InstanceId, change.PersonName, JsonText.Parse(change.Data)!.Value))],
            RowVersions.ToTag(row.RowVersion));
    }

    private static CommitmentLine LineOf(CommitmentRow row, OrganisationSnapshot organisation)
    {
        var commitment = row.ToCommitment();
        string?[] places =
        [
            row.InstitutionCode is { } institution ? organisation.ScopeName(RoleScope.Institution, institution) : null,
            row.MinistryCode is { } ministry ? organisation.ScopeName(RoleScope.Ministry, ministry) : null,
            row.RegionCode is { } region ? organisation.ScopeName(RoleScope.Region, region) : null,
        ];
        return new(
            row.Code, row.Name, row.Tier, row.Source, row.ParentCode, row.MinistryCode, row.RegionCode, row.InstitutionCode,
            string.Join(", ", places.OfType<string>()), row.DueOn, row.State, row.Declared, row.Verified, commitment.Progress, row.DoesNotApply, row.CriticalSince is not null, commitment.Obstacle?.What);
    }

    private static CommitmentGroup Sum(string? group, string? name, List<CommitmentRow> rows)
    {
        var critical = rows.Where(row => row.CriticalSince is not null).Select(row => row.Code).ToHashSet(StringComparer.Ordinal);
        var sum = CommitmentSummary.Of(group, [.. rows.Select(row => row.ToCommitment())], commitment => critical.Contains(commitment.Code));
        return new(
            group, name, sum.Total, sum.Answered, sum.Missing, sum.NotApplicable, sum.Average, sum.Gap, sum.Critical, sum.ByState[CommitmentState.NotStarted],
            sum.ByState[CommitmentState.InProgress], sum.ByState[CommitmentState.InProcessing], sum.ByState[CommitmentState.Finished]);
    }
}
