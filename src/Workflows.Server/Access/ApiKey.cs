using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Access;

/// <summary>
/// How a machine enters, in its own name and never as a person: for the institutions and commands chosen when it was made. Only the hash
/// is kept: the key itself is shown once.
/// </summary>
public sealed class ApiKey
{
    /// <summary>Before the id of a key wherever the id of a person would stand: no person has one that starts so.</summary>
    public const string ActorMark = "clave:";

    public const int LongestName = 80;

    private const string Mark = "wk_";
    private const int ShownLength = 11;

    public required string Id { get; init; }
    public required string Name { get; init; }

    /// <summary>The first letters of the key: what lists show, to tell one from another.</summary>
    public required string Prefix { get; init; }
    public required byte[] Hash { get; init; }

    /// <summary>Every institution, those to come included.</summary>
    public bool AllInstitutions { get; init; }
    public required string[] Institutions { get; init; }

    /// <summary>Codes of <see cref="KeyCommand"/>.</summary>
    public required string[] Commands { get; init; }

    /// <summary>Only of keys from before they had a name of their own: the person they acted as. They were revoked for it.</summary>
    public string? PersonId { get; init; }

    /// <inheritdoc cref="PersonId"/>
    public string[]? Roles { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string CreatedBy { get; init; }

    /// <summary>The name they had then.</summary>
    public required string CreatedByName { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public DateTimeOffset? RevokedAt { get; set; }
    public string? RevokedReason { get; set; }

    /// <summary>Who the journal, receipts and lists say it was.</summary>
    public string ActorName => $"clave «{Name}», creada por {CreatedByName}";

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
        // A row that the version before this one writes while both serve may do nothing.
        table.Property(key => key.AllInstitutions).HasDefaultValue(false);
        table.Property(key => key.Institutions).HasDefaultValueSql("'{}'");
        table.Property(key => key.Commands).HasDefaultValueSql("'{}'");
        table.Property(key => key.CreatedByName).HasMaxLength(200).HasDefaultValue("");
        table.Property(key => key.RevokedReason).HasMaxLength(500);
        table.Ignore(key => key.ActorName);
        table.HasIndex(key => key.Hash).IsUnique();
    }
}
