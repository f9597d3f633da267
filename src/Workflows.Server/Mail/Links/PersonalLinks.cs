using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Workflows.Server.Persistence.Outbox;

namespace Workflows.Server.Mail.Links;

/// <summary>
/// Draws a fresh secret for a mail that is about to leave. The secret is in the mail and nowhere else: here stays its hash. A mail that is
/// tried again leaves with another secret.
/// </summary>
public sealed class PersonalLinks(PersonalLinkTable table, TimeProvider clock)
{
    private const int SecretBytes = 32;

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    public async Task<string> AddAsync(string mailId, string personId, CancellationToken ct)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        await table.AddAsync(HashOf(token), mailId, personId, clock.GetUtcNow(), ct);
        return token;
    }
}
