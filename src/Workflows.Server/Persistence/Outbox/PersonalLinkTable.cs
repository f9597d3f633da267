using Npgsql;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.Persistence.Outbox;

/// <summary>The hashes of personal links that leave in mails. Written before the mail leaves, so that no link in the world is unknown here.</summary>
public sealed class PersonalLinkTable(Func<NpgsqlDataSource> source)
{
    public async Task AddAsync(byte[] hash, string mailId, string personId, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = source().CreateCommand(
            "insert into personal_links (token_hash, mail_id, person_id, created_at) values ($1, $2, $3, $4)");
        command.With(Statements.Bytes(hash), Statements.Text(mailId), Statements.Text(personId), Statements.Instant(now));
        await command.ExecuteNonQueryAsync(ct);
    }
}
