using System.Text.Json;
using Workflows.Definitions.Commitments;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Web;

namespace Workflows.Server.Commitments;

/// <summary>A commitment as a line of a list.</summary>
/// <param name="Place">Whose it is, in words: service, ministry and region.</param>
/// <param name="Progress">Per cent that counts: finished is 100, then what was verified, then what was declared; null when nobody
/// said.</param>
public sealed record CommitmentLine(
    string Code, string Name, CommitmentTier Tier, CommitmentSource Source, string? PartOf, string? Ministry, string? Region,
    string? Institution, string Place, DateOnly? DueOn, CommitmentState State, decimal? Declared, decimal? Verified, decimal? Progress,
    bool DoesNotApply, bool IsCritical, string? Obstacle)
{
    internal static CommitmentLine Of(CommitmentRow row, OrganisationSnapshot organisation)
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
            string.Join(", ", places.OfType<string>()), row.DueOn, row.State, row.Declared, row.Verified, commitment.Progress,
            row.DoesNotApply, row.CriticalSince is not null, commitment.Obstacle?.What);
    }
}

/// <summary>Something that was told of a commitment.</summary>
/// <param name="On">The day it is of; <paramref name="At"/> is when it was written down.</param>
/// <param name="Data">What was told, by name.</param>
public sealed record CommitmentChangeView(
    DateTimeOffset At, DateOnly On, string Origin, string? InstanceId, string? PersonName, JsonElement Data)
{
    internal static CommitmentChangeView Of(CommitmentChangeRow row, Pseudonyms pseudonyms) => new(
        row.At, row.On, row.Origin, row.InstanceId, pseudonyms.NameFor(row.PersonId, row.PersonName), JsonText.Parse(row.Data)!.Value);
}

/// <summary>One commitment, whole.</summary>
/// <param name="FollowUp">The process that follows it while it is critical; null when none is open.</param>
/// <param name="Why">Why it is critical, a sentence each, by the rule that counts now.</param>
/// <param name="Parts">What is part of it.</param>
public sealed record CommitmentView(
    CommitmentLine Line, IReadOnlyList<Milestone> Milestones, Obstacle? Obstacle, IReadOnlyList<string> Requires,
    int ReportsWithoutProgress, DateTimeOffset? CriticalSince, string? CriticalWhy, string? FollowUp, IReadOnlyList<string> Why,
    IReadOnlyList<CommitmentLine> Parts, IReadOnlyList<CommitmentChangeView> Changes, string ETag);

/// <summary>How far a group of commitments is (see <see cref="CommitmentSummary"/>).</summary>
/// <param name="Name">What people call the group; null for what is in none.</param>
/// <param name="Average">Per cent, unrounded; null when nobody answered.</param>
/// <param name="Gap">What is missing to 100 %.</param>
public sealed record CommitmentGroup(
    string? Group, string? Name, int Total, int Answered, int Missing, int NotApplicable, decimal? Average, decimal? Gap, int Critical,
    int NotStarted, int InProgress, int InProcessing, int Finished)
{
    internal static CommitmentGroup Of(string? group, string? name, List<CommitmentRow> rows)
    {
        var critical = rows.Where(row => row.CriticalSince is not null).Select(row => row.Code).ToHashSet(StringComparer.Ordinal);
        var sum = CommitmentSummary.Of(
            group, [.. rows.Select(row => row.ToCommitment())], commitment => critical.Contains(commitment.Code));
        return new(
            group, name, sum.Total, sum.Answered, sum.Missing, sum.NotApplicable, sum.Average, sum.Gap, sum.Critical,
            sum.ByState[CommitmentState.NotStarted], sum.ByState[CommitmentState.InProgress], sum.ByState[CommitmentState.InProcessing],
            sum.ByState[CommitmentState.Finished]);
    }
}

public sealed record CommitmentSummaryView(CommitmentGroup Whole, IReadOnlyList<CommitmentGroup> Groups);

public enum CommitmentGrouping { Ministry, Region, Source, Tier }
