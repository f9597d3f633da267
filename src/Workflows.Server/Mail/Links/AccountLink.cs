using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Mail.Links;

public enum AccountLinkPurpose
{
    /// <summary>To choose the first password.</summary>
    Invitation,

    /// <summary>To choose another one.</summary>
    Recovery,

    /// <summary>ClaveÚnica proved who it is and the code of the phone is missing.</summary>
    SecondFactor,

    /// <summary>To prove who asks about their data from outside, and to read what was answered. It opens no account.</summary>
    DataRequest,
}

/// <summary>
/// What lets somebody set their password once, by the secret of a link that only their mail holds. Here stays the secret's hash.
/// </summary>
public sealed class AccountLink
{
    public static readonly TimeSpan InvitationLasts = TimeSpan.FromDays(7);
    public static readonly TimeSpan RecoveryLasts = TimeSpan.FromHours(1);

    public required string Id { get; init; }
    public required string PersonId { get; init; }
    public required AccountLinkPurpose Purpose { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>A person, or «consola».</summary>
    public required string CreatedBy { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; set; }

    /// <summary>When a newer one took its place.</summary>
    public DateTimeOffset? ReplacedAt { get; set; }
}

/// <summary>The hash of one secret of a link. A mail that is tried again leaves with another secret of the same link.</summary>
public sealed class AccountLinkSecret
{
    private const int Bytes = 32;

    public required byte[] Hash { get; init; }
    public required string LinkId { get; init; }

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>A plain hash is enough for 256 random bits.</summary>
    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}

internal sealed class AccountLinkMapping : IEntityTypeConfiguration<AccountLink>
{
    public void Configure(EntityTypeBuilder<AccountLink> table)
    {
        table.ToTable("account_links");
        table.HasKey(link => link.Id);
        table.Property(link => link.Id).HasMaxLength(80);
        table.Property(link => link.PersonId).HasMaxLength(120);
        table.Property(link => link.CreatedBy).HasMaxLength(120);
        table.HasIndex(link => link.PersonId);
    }
}

internal sealed class AccountLinkSecretMapping : IEntityTypeConfiguration<AccountLinkSecret>
{
    public void Configure(EntityTypeBuilder<AccountLinkSecret> table)
    {
        table.ToTable("account_link_secrets");
        table.HasKey(secret => secret.Hash);
        table.Property(secret => secret.LinkId).HasMaxLength(80);
        table.HasOne<AccountLink>().WithMany().HasForeignKey(secret => secret.LinkId).OnDelete(DeleteBehavior.Cascade);
    }
}
