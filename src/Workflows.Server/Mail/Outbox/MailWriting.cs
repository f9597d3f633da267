using System.Net.Mail;
using System.Text.Json;
using Workflows.Definitions.Mail;
using Workflows.Engine;
using Workflows.Server.Alerts;
using Workflows.Server.Mail.Rendering;
using Workflows.Server.Mail.Transport;
using Workflows.Server.People;
using Workflows.Server.Persistence.Outbox;

namespace Workflows.Server.Mail.Outbox;

/// <summary>Makes of taken rows that leave as one the words and the envelope. A retry leaves with the words of the first try.</summary>
public sealed class MailWriting(
    MailRenderer renderer, MailTemplates templates, OutboxOptions options, MailOptions transport, PersonalLinks links, AccountLinkSecrets accountLinks,
    ReceiptNumbers receipts)
{
    private readonly MailAddress? _replyTo = options.ReplyTo is null ? null : new(options.ReplyTo);
    private readonly string _domain = new MailAddress(transport.From).Host;

    /// <exception cref="MailRenderingException">It can never be sent as it is; the message says why.</exception>
    public async Task<(IReadOnlyList<WrittenMail> Words, OutgoingMail Envelope)> WriteAsync(IReadOnlyList<ClaimedMail> mails, CancellationToken ct)
    {
        var mail = mails[0];
        var (to, cc) = Addressees(mail);
        var words = mails.Count == 1 ? await WordsOfAsync(mail, ct) : await WordsOfBundleAsync(mails, ct);
        var programme = Programme(mail.DefinitionId);
        var envelope = new OutgoingMail
        {
            MessageId = mail.MessageId,
            To = to,
            Cc = cc,
            ReplyTo = mail.ReplyTo is { } reader && MailAddress.TryCreate(reader, out var named) ? named : _replyTo,
            Subject = words.Subject,
            Text = words.Text,
            Html = words.Html,
            Headers = new Dictionary<string, string>
            {
                ["Auto-Submitted"] = "auto-generated",
                ["List-Id"] = $"Avisos {programme.ToUpperInvariant()} <{programme}.avisos.{_domain}>",
            },
        };
        if (mails.Count == 1)
        {
            return ([words], mail.LinkFor is { } person
                ? await links.PutAsync(envelope, PersonalLink.Mark, mail.Id, person, ct)
                : await accountLinks.PutAsync(envelope, mail.Id, ct));
        }

        foreach (var one in mails.Where(one => one.LinkFor is not null))
            envelope = await links.PutAsync(envelope, PersonalLink.MarkOf(one.Id), one.Id, one.LinkFor!, ct);
        return ([.. mails.Select(one => words with { Id = one.Id, BundleId = mail.Id })], envelope);
    }

    /// <summary>What it says, without looking at whom it goes to: the words it was given, or else those of its template.</summary>
    public async Task<WrittenMail> WordsOfAsync(ClaimedMail mail, CancellationToken ct) => mail is { Subject: { } subject, Text: { } text }
        ? new WrittenMail(mail.Id, subject, text, mail.Html, mail.TemplateVersion)
        : await RenderAsync(mail, ct);

    private async Task<WrittenMail> RenderAsync(ClaimedMail mail, CancellationToken ct) =>
        await RenderAsync(mail.Id, mail.Template, await receipts.NumberedAsync(ModelOf(mail), ct), ct);

    private async Task<WrittenMail> WordsOfBundleAsync(IReadOnlyList<ClaimedMail> mails, CancellationToken ct) =>
        await RenderAsync(mails[0].Id, MailTemplateCatalog.Escalations, MailModels.Escalations([.. mails.Select(mail => (mail.Id, ModelOf(mail)))]), ct);

    private async Task<WrittenMail> RenderAsync(string id, string name, IReadOnlyDictionary<string, object?> model, CancellationToken ct)
    {
        var template = await templates.FindAsync(name, ct)
            ?? throw new MailRenderingException($"No existe la plantilla «{name}».");
        var rendered = renderer.Render(template, model);
        return new(id, rendered.Subject, rendered.Text, rendered.Html, rendered.TemplateVersion);
    }

    private static IReadOnlyDictionary<string, object?> ModelOf(ClaimedMail mail)
    {
        try
        {
            return Values.FromJson(mail.Model) as IReadOnlyDictionary<string, object?>
                ?? throw new MailRenderingException("Los datos del correo no son un objeto.");
        }
        catch (ValueConversionException broken)
        {
            throw new MailRenderingException($"Los datos del correo no se pueden leer: {broken.Message}", broken);
        }
    }

    private static (IReadOnlyList<MailAddress> To, IReadOnlyList<MailAddress> Cc) Addressees(ClaimedMail mail)
    {
        var to = new List<MailAddress>();
        var cc = new List<MailAddress>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (address, isCopy) in Read(mail.Addressees).OrderBy(one => one.IsCopy))
            if (seen.Add(address.Address)) (isCopy ? cc : to).Add(address);

        // Only people to be informed, because the post that should act is vacant: they are whom it goes to.
        if (to.Count == 0) (to, cc) = (cc, to);
        return to.Count > 0
            ? (to, cc)
            : throw new MailRenderingException("Ningún destinatario tiene una dirección de correo válida. Corrige sus datos y decide si se envía de nuevo.");
    }

    private static IEnumerable<(MailAddress Address, bool IsCopy)> Read(string addressees)
    {
        using var document = JsonDocument.Parse(addressees);
        foreach (var one in document.RootElement.EnumerateArray())
        {
            var name = one.TryGetProperty("name", out var shown) ? shown.GetString() : null;
            var isCopy = one.TryGetProperty("copy", out var copy) && copy.ValueKind == JsonValueKind.True;
            if (one.TryGetProperty("email", out var email) && email.GetString() is { } text && MailAddress.TryCreate(text, Name(name), out var address))
                yield return (address, isCopy);
        }
    }

    private static string? Name(string? name) =>
        name is null ? null : new string([.. name.Where(c => !char.IsControl(c))]);

    /// <summary>What people filter their mail by: the first word of the flow's name, such as pmg.</summary>
    private static string Programme(string? definitionId)
    {
        var word = new string([.. (definitionId ?? "").TakeWhile(char.IsAsciiLetterOrDigit)]);
        return word.Length == 0 ? "sistema" : word.ToLowerInvariant();
    }
}
