using Npgsql;
using Workflows.Server.Persistence;

namespace Workflows.Server.Mail.Links;

/// <summary>
/// Draws a fresh secret for a mail that is about to leave. The secret is in that mail and nowhere else: of it stays only its hash. Which
/// link a mail carries is a fact of its row; what the mail says is never looked at.
/// </summary>
public sealed class AccountLinkSecrets(Func<NpgsqlDataSource> source)
{
    public async Task<string> AddAsync(string linkId, CancellationToken ct)
    {
        var secret = AccountLinkSecret.New();
        await using var db = new WorkflowsDb(Database.Options(source()));
        db.Add(new AccountLinkSecret { Hash = AccountLinkSecret.HashOf(secret), LinkId = linkId });
        await db.SaveChangesAsync(ct);
        return secret;
    }
}
