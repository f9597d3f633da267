using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Commitments;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Audit;
using Workflows.Server.Commands;
using Workflows.Server.Persistence;
using Workflows.Server.Web;
using Workflows.Server.Web.Sheets;
using Workflows.Server.World;

namespace Workflows.Server.Commitments;

/// <summary>Commitments as a list, one by one and summed up; kept by whoever coordinates them, each change with its reason.</summary>
internal static class CommitmentEndpoints
{
    private const int MostChanges = 200;

    private static readonly Sorts<CommitmentRow> Sorts = new Sorts<CommitmentRow>()
        .By("critical", CriticalFirst)
        .By("code", row => row.Code, row => row.Code)
        .By("dueOn", row => row.DueOn, row => row.Code)
        .By("state", row => row.State, row => row.Code);

    public static void MapCommitments(this IEndpointRouteBuilder api)
    {
        var commitments = api.MapGroup("/commitments").WithTags("Commitments").RequireAuthorization();
        commitments.MapGet("/", ListAsync).WithName("ListCommitments").WithSummary("Compromisos que ves, los críticos primero");
        commitments.MapGet("/summary", SummaryAsync).WithName("SummariseCommitments")
            .WithSummary("Avance y brecha por ministerio, región, origen o nivel: cuántos respondieron, faltan y no aplican");
        commitments.MapGet("/{code}", GetAsync).ReadsPersonalData("cambios de un compromiso").WithName("GetCommitment")
            .WithSummary("Un compromiso, lo que lo forma y todo lo que se dijo de él");

        var keeping = commitments.MapGroup("").AllowRoles(CommitmentScope.Keepers);
        keeping.MapPost("/import", ImportCommitments.HandleAsync).Command().Accepts<string>("text/csv", SheetTypes.Xlsx)
            .WithName(nameof(ImportCommitments))
            .WithSummary("Importa compromisos desde CSV o XLSX; con preview=true solo muestra qué cambiaría");
        keeping.MapPut("/{code}", EditCommitment.HandleAsync).WithName(nameof(EditCommitment))
            .WithSummary("Cambia cómo está un compromiso, con motivo y con If-Match");
        keeping.MapPost("/{code}/critical", CriticalCommitments.FlagAsync).Command().WithName("FlagCriticalCommitment")
            .WithSummary("Declara crítico un compromiso y abre su seguimiento, con motivo");
        commitments.MapCriticalRules();
    }

    /// <param name="OnlyCritical">Only those in a critical situation.</param>
    internal sealed record CommitmentFilter(
        string? Ministry, string? Region, CommitmentSource? Source, CommitmentTier? Tier, CommitmentState? State, bool? OnlyCritical,
        string? PartOf, string? Search);

    private static async Task<Results<Ok<Page<CommitmentLine>>, ProblemHttpResult>> ListAsync(
        [AsParameters] CommitmentFilter filter, [AsParameters] PageOf page, Acting acting, WorkflowsDb db, WorldSource world,
        CancellationToken ct)
    {
        if (page.ProblemWith(Sorts) is { } problem)
            return Refusal.Invalid(problem);
        var rows = await Filtered(filter, acting, db).ToPageAsync(page, Sorts, row => row, ct);
        var organisation = world.Organisation;
        return TypedResults.Ok(new Page<CommitmentLine>(
            [.. rows.Items.Select(row => CommitmentLine.Of(row, organisation))], rows.Number, rows.Size, rows.Total));
    }

    private static async Task<Ok<CommitmentSummaryView>> SummaryAsync(
        [AsParameters] CommitmentFilter filter, CommitmentGrouping? by, Acting acting, WorkflowsDb db, WorldSource world,
        CancellationToken ct)
    {
        var rows = await Filtered(filter, acting, db).ToListAsync(ct);
        var (groupOf, nameOf) = GroupingBy(by ?? CommitmentGrouping.Ministry, world.Organisation);
        return TypedResults.Ok(new CommitmentSummaryView(
            CommitmentGroup.Of(null, null, rows),
            [.. rows.GroupBy(groupOf).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => CommitmentGroup.Of(group.Key, group.Key is { } key ? nameOf(key) : null, [.. group]))]));
    }

    private static async Task<Results<Ok<CommitmentView>, ProblemHttpResult>> GetAsync(
        string code, Acting acting, WorkflowsDb db, WorldSource world, CancellationToken ct) =>
        await db.Set<CommitmentRow>().AsNoTracking().VisibleTo(acting).SingleOrDefaultAsync(row => row.Code == code, ct) is { } row
            ? TypedResults.Ok(await ViewOfAsync(row, acting, db, world, ct))
            : Refusal.NotFound();

    internal static async Task<CommitmentView> ViewOfAsync(
        CommitmentRow row, Acting acting, WorkflowsDb db, WorldSource world, CancellationToken ct)
    {
        var (commitment, organisation) = (row.ToCommitment(), world.Organisation);
        var rule = await CriticalCommitments.RuleAsync(db, ct);
        var followUps = await FollowUps.ReadAsync(db, ct);
        var parts = await db.Set<CommitmentRow>().AsNoTracking().VisibleTo(acting).Where(part => part.ParentCode == row.Code)
            .OrderBy(part => part.Code).ToListAsync(ct);
        var changes = await db.Set<CommitmentChangeRow>().AsNoTracking().Where(change => change.Code == row.Code)
            .OrderByDescending(change => change.At).ThenByDescending(change => change.Id).Take(MostChanges).ToListAsync(ct);
        var pseudonyms = await Pseudonyms.ReadAsync(db, ct);
        return new(
            CommitmentLine.Of(row, organisation), commitment.Milestones, commitment.Obstacle, row.Requires, row.ReportsWithoutProgress,
            row.CriticalSince, row.CriticalWhy, followUps.OpenOf(row.Code), rule.ReasonsOf(commitment, acting.Today, world.Calendar),
            [.. parts.Select(part => CommitmentLine.Of(part, organisation))],
            [.. changes.Select(change => CommitmentChangeView.Of(change, pseudonyms))], RowVersions.ToTag(row.RowVersion));
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

    private static IQueryable<CommitmentRow> CriticalFirst(IQueryable<CommitmentRow> rows, bool down) =>
        (down ? rows.OrderByDescending(row => row.CriticalSince == null) : rows.OrderBy(row => row.CriticalSince == null))
            .ThenBy(row => row.DueOn).ThenBy(row => row.Code);

    private static (Func<CommitmentRow, string?> GroupOf, Func<string, string> NameOf) GroupingBy(
        CommitmentGrouping by, OrganisationSnapshot organisation) => by switch
        {
            CommitmentGrouping.Region => (row => row.RegionCode, code => organisation.ScopeName(RoleScope.Region, code)),
            CommitmentGrouping.Source => (row => row.Source.ToString(), code => WordOf(CommitmentWords.Sources, code)),
            CommitmentGrouping.Tier => (row => row.Tier.ToString(), code => WordOf(CommitmentWords.Tiers, code)),
            _ => (row => row.MinistryCode, code => organisation.ScopeName(RoleScope.Ministry, code)),
        };

    private static string WordOf<T>(IReadOnlyDictionary<string, T> words, string code) where T : struct, Enum =>
        words.First(word => word.Value.ToString() == code).Key;
}
