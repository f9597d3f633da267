using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Alerts;

/// <summary>What an authority did about a late task. Written once, by the dispatcher.</summary>
public sealed class LevelActRow
{
    public required string Id { get; init; }
    public required string TaskId { get; init; }
    public required string InstanceId { get; init; }
    public required int Level { get; init; }

    /// <summary>acknowledge, instruct or reassign.</summary>
    public required string Action { get; init; }
    public string? Text { get; init; }
    public string? PersonId { get; init; }
    public string? PersonName { get; init; }
    public string? OnBehalfOf { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>When the ladder goes on if nothing is handed in; null when it keeps its dates.</summary>
    public DateTimeOffset? ClimbsAgainAt { get; init; }
}

/// <summary>A personal link that left in a mail: only the hash of its secret is kept. It serves one act.</summary>
public sealed class PersonalLinkRow
{
    /// <summary>Longer than any level of a ladder waits; whoever comes later enters with their account.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(30);

    public required byte[] TokenHash { get; init; }
    public required string MailId { get; init; }
    public required string PersonId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? UsedAt { get; set; }

    /// <summary>The act it was used for, so that the same click sent twice finds its own answer.</summary>
    public string? UsedFor { get; set; }
}

internal sealed class LevelActMapping : IEntityTypeConfiguration<LevelActRow>
{
    public void Configure(EntityTypeBuilder<LevelActRow> table)
    {
        table.ToTable("level_acts");
        table.HasKey(row => row.Id);
        table.HasIndex(row => new { row.TaskId, row.Level });
        table.HasIndex(row => row.InstanceId);
    }
}

internal sealed class PersonalLinkMapping : IEntityTypeConfiguration<PersonalLinkRow>
{
    public void Configure(EntityTypeBuilder<PersonalLinkRow> table)
    {
        table.ToTable("personal_links");
        table.HasKey(row => row.TokenHash);
        table.HasIndex(row => row.MailId);
        table.Property(row => row.PersonId).HasMaxLength(120);
        table.Property(row => row.UsedFor).HasMaxLength(200);
    }
}
