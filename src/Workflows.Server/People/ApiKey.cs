using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.People;

/// <summary>
/// How a machine enters in the name of a person, with some of that person's roles. Only the hash is kept: the key itself is shown
/// once, when it is made.
/// </summary>
public sealed class ApiKey
{
    private const string Mark = "wk_";
    private const int ShownLength = 11;

    public required string Id { get; init; }
    public required string Name { get; init; }

    /// <summary>The first letters of the key: what lists show, to tell one from another.</summary>
    public required string Prefix { get; init; }
    public required byte[] Hash { get; init; }
    public required string PersonId { get; init; }

    /// <summary>Which of the person's roles the key may use; it never has more than the person.</summary>
    public required string[] Roles { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string CreatedBy { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>A new secret: 32 random bytes behind a mark that scanners of leaked secrets can look for.</summary>
    public static string NewSecret() => Mark + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>A plain hash is enough for 256 random bits; passwords are another matter.</summary>
    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    public static string PrefixOf(string secret) => secret[..ShownLength];

    public static bool LooksLikeOne(string text) => text.StartsWith(Mark, StringComparison.Ordinal) && text.Length < 100;
}

internal sealed class ApiKeyMapping : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> table)
    {
        table.ToTable("api_keys");
        table.HasKey(key => key.Id);
        table.Property(key => key.Id).HasMaxLength(40);
        table.Property(key => key.Name).HasMaxLength(200);
        table.Property(key => key.Prefix).HasMaxLength(20);
        table.HasIndex(key => key.Hash).IsUnique();
    }
}
