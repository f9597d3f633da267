using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Workflows.Server.Mail.Transport;
using Workflows.Server.Persistence.Outbox;

namespace Workflows.Server.Alerts;

/// <summary>
/// Puts a fresh secret in a mail that is about to leave, in place of its mark. The secret is in the mail and nowhere else: here stays its
/// hash. A mail that is tried again leaves with another secret.
/// </summary>
public sealed class PersonalLinks(PersonalLinkTable table, TimeProvider clock)
{
    private const int SecretBytes = 32;

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    public async Task<OutgoingMail> PutAsync(OutgoingMail mail, string mark, string mailId, string personId, CancellationToken ct)
    {
        if (!mail.Text.Contains(mark, StringComparison.Ordinal) && mail.Html?.Contains(mark, StringComparison.Ordinal) != true)
            return mail;
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        await table.AddAsync(HashOf(token), mailId, personId, clock.GetUtcNow(), ct);
        return mail with
        {
            Text = mail.Text.Replace(mark, token, StringComparison.Ordinal),
            Html = mail.Html?.Replace(mark, token, StringComparison.Ordinal),
        };
    }
}
