using Npgsql;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.Persistence.Outbox;

/// <summary>
/// The hashes of personal links that leave in mails. Written before the mail leaves, so that no link in the world is unknown here.
/// </summary>
public sealed class PersonalLinkTable(Func<NpgsqlDataSource> source)
{
    public async Task AddAsync(byte[] hash, string mailId, string personId, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = source().CreateCommand(
            "insert into personal_links (token_hash, mail_id, person_id, created_at) values ($1, $2, $3, $4)");
        command.With(Statements.Bytes(hash), Statements.Text(mailId), Statements.Text(personId), Statements.Instant(now));
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Whether a link has not been used, and nobody else uses it until this transaction ends.</summary>
    internal static async Task<bool> LockUnusedAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, byte[] hash, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select 1 from personal_links where token_hash = $1 and used_at is null for update", connection, transaction);
        command.Parameters.Add(Statements.Bytes(hash));
        return await command.ExecuteScalarAsync(ct) is not null;
    }
}
