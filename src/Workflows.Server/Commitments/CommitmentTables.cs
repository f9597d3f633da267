using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Definitions.Commitments;
using Workflows.Server.Access;

namespace Workflows.Server.Commitments;

/// <summary>A commitment as it is known now. How it came to be so is in its changes, which are only added.</summary>
public sealed class CommitmentRow
{
    public required string Code { get; init; }
    public required string Name { get; set; }
    public required CommitmentTier Tier { get; set; }
    public required CommitmentSource Source { get; set; }
    public string? ParentCode { get; set; }
    public string? MinistryCode { get; set; }
    public string? RegionCode { get; set; }
    public string? InstitutionCode { get; set; }
    public DateOnly? DueOn { get; set; }
    public CommitmentState State { get; set; }
    public decimal? Declared { get; set; }
    public decimal? Verified { get; set; }
    public bool DoesNotApply { get; set; }

    /// <summary>The JSON of a list of <see cref="Milestone"/>.</summary>
    public string Milestones { get; set; } = "[]";

    /// <summary>The JSON of an <see cref="Workflows.Definitions.Commitments.Obstacle"/>; null while nothing blocks it.</summary>
    public string? Obstacle { get; set; }

    public List<string> Requires { get; set; } = [];
    public int ReportsWithoutProgress { get; set; }

    /// <summary>The last day of which something was told: what is told of an earlier one never replaces it.</summary>
    public DateOnly? KnownOn { get; set; }

    /// <summary>Since when it is in a critical situation; null when it is not.</summary>
    public DateTimeOffset? CriticalSince { get; set; }
    public string? CriticalWhy { get; set; }
    public uint RowVersion { get; private set; }

    public Commitment ToCommitment() => new(Code, Name, Tier, Source)
    {
        ParentCode = ParentCode, MinistryCode = MinistryCode, RegionCode = RegionCode, InstitutionCode = InstitutionCode, DueOn = DueOn,
        State = State, Declared = Declared, Verified = Verified, DoesNotApply = DoesNotApply,
        Milestones = CommitmentJson.MilestonesIn(Milestones), Obstacle = CommitmentJson.ObstacleIn(Obstacle), Requires = Requires,
        ReportsWithoutProgress = ReportsWithoutProgress,
    };

    /// <summary>Takes what a list says; whether it is critical and what reports said of it stay.</summary>
    public void Take(Commitment commitment)
    {
        (Name, Tier, Source, ParentCode) = (commitment.Name, commitment.Tier, commitment.Source, commitment.ParentCode);
        (MinistryCode, RegionCode, InstitutionCode) = (commitment.MinistryCode, commitment.RegionCode, commitment.InstitutionCode);
        (DueOn, State, Declared, Verified) = (commitment.DueOn, commitment.State, commitment.Declared, commitment.Verified);
        (DoesNotApply, Requires) = (commitment.DoesNotApply, [.. commitment.Requires]);
        (Milestones, Obstacle) = (CommitmentJson.Of(commitment.Milestones), CommitmentJson.Of(commitment.Obstacle));
    }
}

/// <summary>Something that was told of a commitment: when, of which day, by whom and from where. It is never changed.</summary>
public sealed class CommitmentChangeRow
{
    public required string Id { get; init; }
    public required string Code { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>The day it is of.</summary>
    public required DateOnly On { get; init; }

    /// <summary>Where it comes from, for people: the name of a process, an import, an edition. Never what somebody wrote.</summary>
    public required string Origin { get; init; }
    public string? InstanceId { get; init; }

    /// <summary>The JSON of what was told.</summary>
    public required string Data { get; init; }
    public string? PersonId { get; init; }
    public string? PersonName { get; init; }

    public static CommitmentChangeRow Of(Acting acting, string code, DateTimeOffset at, string origin, object data) => new()
    {
        Id = Guid.CreateVersion7(at).ToString("n"), Code = code, At = at, On = acting.Today, Origin = origin,
        Data = JsonSerializer.Serialize(data, CommitmentJson.Options), PersonId = acting.PersonId, PersonName = acting.Name,
    };
}

/// <summary>When a commitment is critical by itself, as somebody wrote it on a day. The last one counts.</summary>
public sealed class CriticalRuleRow
{
    public required string Id { get; init; }

    /// <summary>The JSON of a <see cref="CriticalRule"/>.</summary>
    public required string Rule { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string PersonId { get; init; }
    public required string PersonName { get; init; }

    public CriticalRule ReadRule()
    {
        using var json = JsonDocument.Parse(Rule);
        return CriticalRule.Read(json.RootElement);
    }
}

internal sealed class CommitmentMapping : IEntityTypeConfiguration<CommitmentRow>
{
    public void Configure(EntityTypeBuilder<CommitmentRow> table)
    {
        table.ToTable("commitments");
        table.HasKey(row => row.Code);
        table.Property(row => row.Code).HasMaxLength(Commitment.LongestCode);
        table.Property(row => row.Name).HasMaxLength(Commitment.LongestName);
        table.Property(row => row.Tier).HasConversion<string>().HasMaxLength(20);
        table.Property(row => row.Source).HasConversion<string>().HasMaxLength(20);
        table.Property(row => row.State).HasConversion<string>().HasMaxLength(20);
        table.HasIndex(row => row.ParentCode);
        table.HasIndex(row => row.RegionCode);
        table.HasIndex(row => row.MinistryCode);
        table.Property(row => row.RowVersion).IsRowVersion();
    }
}

internal sealed class CommitmentChangeMapping : IEntityTypeConfiguration<CommitmentChangeRow>
{
    public void Configure(EntityTypeBuilder<CommitmentChangeRow> table)
    {
        table.ToTable("commitment_changes");
        table.HasKey(row => row.Id);
        table.HasIndex(row => new { row.Code, row.At });
    }
}

internal sealed class CriticalRuleMapping : IEntityTypeConfiguration<CriticalRuleRow>
{
    public void Configure(EntityTypeBuilder<CriticalRuleRow> table)
    {
        table.ToTable("critical_rules");
        table.HasKey(row => row.Id);
        table.Property(row => row.Id).HasMaxLength(40);
    }
}
