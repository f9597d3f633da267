using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Definitions.Openings;

namespace Workflows.Server.Openings;

/// <summary>
/// Processes that open by themselves: of which flow, by which rule, from where on. It opens nothing: <see cref="OpeningRunner"/> does.
/// </summary>
public sealed class OpeningCalendarRow
{
    public const int LongestName = 120;

    public required string Id { get; init; }
    public required string Name { get; set; }
    public required string DefinitionId { get; init; }

    /// <summary>The JSON of an <see cref="OpeningRule"/>.</summary>
    public required string Rule { get; set; }

    /// <summary>Where working days are counted, and what the process gets as its input «place»; the whole country without one.</summary>
    public string? Place { get; set; }

    /// <summary>Openings up to here are settled: opened, or left out with their reason. A new rule or a pause never reaches back.</summary>
    public required DateTimeOffset SettledUntil { get; set; }
    public bool IsPaused { get; set; }
    public string? PauseReason { get; set; }
    public string? PausedBy { get; set; }

    /// <summary>What became of the last opening, in Spanish; null before the first.</summary>
    public string? LastResult { get; set; }

    /// <summary>The opening that came and could not be opened is tried again; null when none is owed.</summary>
    public DateTimeOffset? OwedSince { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string CreatedBy { get; init; }
    public uint RowVersion { get; private set; }

    public OpeningRule ReadRule()
    {
        using var json = JsonDocument.Parse(Rule);
        return OpeningRule.Read(json.RootElement);
    }
}

internal sealed class OpeningCalendarMapping : IEntityTypeConfiguration<OpeningCalendarRow>
{
    public void Configure(EntityTypeBuilder<OpeningCalendarRow> table)
    {
        table.ToTable("opening_calendars");
        table.HasKey(row => row.Id);
        table.Property(row => row.Id).HasMaxLength(40);
        table.Property(row => row.Name).HasMaxLength(OpeningCalendarRow.LongestName);
        table.Property(row => row.DefinitionId).HasMaxLength(200);
        table.Property(row => row.Place).HasMaxLength(20);
        table.Property(row => row.RowVersion).IsRowVersion();
    }
}
