using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Privacy;

/// <summary>What goes after its term.</summary>
public enum RetentionKind { Readings, Sessions, AccountLinks, LoginFailures, Answers, Drafts, MailTexts, Accounts, Requests }

/// <summary>
/// Somebody decided how long a kind of data is kept: the newest row of each kind counts, and the older ones are its history.
/// </summary>
public sealed class RetentionTermRow
{
    public long Id { get; private set; }
    public required RetentionKind Kind { get; init; }
    public required int Days { get; init; }
    public required string Reason { get; init; }
    public required string PersonId { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>What one run of the retention took away of one kind.</summary>
public sealed class RetentionRunRow
{
    /// <summary>The date in Santiago it ran for.</summary>
    public required DateOnly Date { get; init; }
    public required RetentionKind Kind { get; init; }
    public required DateTimeOffset At { get; set; }
    public required int Days { get; set; }
    public required int Taken { get; set; }
}

internal sealed class RetentionTermMapping : IEntityTypeConfiguration<RetentionTermRow>
{
    public void Configure(EntityTypeBuilder<RetentionTermRow> table)
    {
        table.ToTable("retention_terms");
        table.HasKey(row => row.Id);
        table.Property(row => row.Id).UseIdentityAlwaysColumn();
        table.Property(row => row.Reason).HasMaxLength(2000);
        table.Property(row => row.PersonId).HasMaxLength(120);
    }
}

internal sealed class RetentionRunMapping : IEntityTypeConfiguration<RetentionRunRow>
{
    public void Configure(EntityTypeBuilder<RetentionRunRow> table)
    {
        table.ToTable("retention_runs");
        table.HasKey(row => new { row.Date, row.Kind });
    }
}
