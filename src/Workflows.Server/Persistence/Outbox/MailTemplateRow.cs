using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Persistence.Outbox;

/// <summary>
/// A version of a template as an office wrote it, over the one that ships. The highest one is used; none is ever changed.
/// </summary>
public sealed class MailTemplateRow
{
    public required string Name { get; init; }
    public required int Version { get; init; }
    public required string Subject { get; init; }
    public required string Text { get; init; }
    public string? Html { get; init; }
    public required string EditedBy { get; init; }
    public required DateTimeOffset EditedAt { get; init; }
}

internal sealed class MailTemplateMapping : IEntityTypeConfiguration<MailTemplateRow>
{
    public void Configure(EntityTypeBuilder<MailTemplateRow> table)
    {
        table.ToTable("mail_templates");
        table.HasKey(row => new { row.Name, row.Version });
    }
}
