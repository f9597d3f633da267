using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Access;

/// <summary>
/// A person whose name and address went at their request. Their id stays wherever they did something, so that what happened can still be
/// proved; pages show «Persona suprimida (N)».
/// </summary>
public sealed class SuppressedPerson
{
    public required string PersonId { get; init; }
    public int Number { get; private set; }
    public required DateTimeOffset At { get; init; }
    public required string By { get; init; }
    public required string RequestId { get; init; }

    public static string NameOf(int number) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Persona suprimida ({number})");
}

internal sealed class SuppressedPersonMapping : IEntityTypeConfiguration<SuppressedPerson>
{
    public void Configure(EntityTypeBuilder<SuppressedPerson> table)
    {
        table.ToTable("suppressed_people");
        table.HasKey(row => row.PersonId);
        table.Property(row => row.PersonId).HasMaxLength(120);
        table.Property(row => row.Number).UseIdentityAlwaysColumn();
        table.Property(row => row.By).HasMaxLength(120);
        table.Property(row => row.RequestId).HasMaxLength(80);
    }
}
