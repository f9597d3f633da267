using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Definitions.Organisation;

namespace Workflows.Server.Access;

/// <summary>
/// Who a person is for another house that proves identities: for ClaveÚnica, its address and the person's RUN, given by whoever
/// administers; for an institution, its own name for the person, confirmed once by its owner. Never taken from what somebody claims.
/// </summary>
public sealed class ExternalIdentity
{
    /// <summary>As long as OpenID Connect lets a provider make it.</summary>
    internal const int LongestSubject = 255;
    internal const int LongestIssuer = 200;

    public required string Issuer { get; init; }
    public required string Subject { get; init; }
    public required string PersonId { get; init; }
}

internal sealed class ExternalIdentityMapping : IEntityTypeConfiguration<ExternalIdentity>
{
    public void Configure(EntityTypeBuilder<ExternalIdentity> table)
    {
        table.ToTable("external_identities");
        table.HasKey(identity => new { identity.Issuer, identity.Subject });
        table.Property(identity => identity.Issuer).HasMaxLength(ExternalIdentity.LongestIssuer);
        table.Property(identity => identity.Subject).HasMaxLength(ExternalIdentity.LongestSubject);
        table.Property(identity => identity.PersonId).HasMaxLength(120);
        table.HasIndex(identity => new { identity.PersonId, identity.Issuer }).IsUnique();
        table.HasOne<Person>().WithMany().HasForeignKey(identity => identity.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
