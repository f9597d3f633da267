using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Access;

/// <summary>
/// A browser that somebody logged in with. The cookie only names it: ended here, it opens nothing from the next request on.
/// </summary>
public sealed class Session
{
    public required string Id { get; init; }
    public required string PersonId { get; init; }

    /// <summary>The account's stamp when it was opened.</summary>
    public required string Stamp { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required DateTimeOffset SeenAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>What the browser says it is, and where it came from: for its owner to recognise it.</summary>
    public required string Browser { get; init; }
    public required string Address { get; init; }

    /// <summary>«clave», «ClaveÚnica» or «cuenta institucional».</summary>
    public required string By { get; init; }
}

internal sealed class SessionMapping : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> table)
    {
        table.ToTable("sessions");
        table.HasKey(session => session.Id);
        table.Property(session => session.Id).HasMaxLength(40);
        table.Property(session => session.PersonId).HasMaxLength(120);
        table.Property(session => session.Stamp).HasMaxLength(40);
        table.Property(session => session.Browser).HasMaxLength(400);
        table.Property(session => session.Address).HasMaxLength(60);
        table.Property(session => session.By).HasMaxLength(20);
        table.HasIndex(session => session.PersonId);
    }
}
