using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Definitions.Organisation;

namespace Workflows.Server.Access;

/// <summary>How a person enters. It says nothing about what they may do: that is their appointments, read on every request.</summary>
public sealed class Account
{
    public required string PersonId { get; init; }
    public required string Email { get; set; }
    public required string NormalizedEmail { get; set; }
    public string? PasswordHash { get; set; }

    /// <summary>Changes with the password; a session made under another stamp is over at its next request.</summary>
    public required string SecurityStamp { get; set; }
    public bool TwoFactorEnabled { get; set; }

    /// <summary>The TOTP secret, protected with the data-protection keys. It is there before it is in use: until its first code.</summary>
    public string? AuthenticatorSecret { get; set; }

    /// <summary>The last thirty seconds whose code was taken: a code that was seen over a shoulder opens nothing.</summary>
    public long LastCodeStep { get; set; }

    /// <summary>Hashes of the codes for whoever loses their phone, each good for one login.</summary>
    public string[] RecoveryCodes { get; set; } = [];
    public DateTimeOffset? LastLoginAt { get; set; }
    public uint RowVersion { get; private set; }

    public static Account For(Person person) => new()
    {
        PersonId = person.Id, Email = person.Email, NormalizedEmail = Normalized(person.Email), SecurityStamp = NewStamp(),
    };

    public static string Normalized(string email) => email.Trim().ToUpperInvariant();

    public static string NewStamp() => Guid.NewGuid().ToString("n");

    public void ChangeEmail(string email) => (Email, NormalizedEmail) = (email, Normalized(email));
}

internal sealed class AccountMapping : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> table)
    {
        table.ToTable("accounts");
        table.HasKey(account => account.PersonId);
        table.Property(account => account.PersonId).HasMaxLength(120);
        table.Property(account => account.Email).HasMaxLength(254);
        table.Property(account => account.NormalizedEmail).HasMaxLength(254);
        table.HasIndex(account => account.NormalizedEmail).IsUnique();
        table.Property(account => account.RecoveryCodes).HasDefaultValueSql("'{}'");
        table.Property(account => account.RowVersion).IsRowVersion();
        table.HasOne<Person>().WithOne().HasForeignKey<Account>(account => account.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
