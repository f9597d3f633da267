using System.Net.Mail;
using System.Text.Json;
using Workflows.Definitions.Mail;
using Workflows.Engine;
using Workflows.Server.Mail.Links;
using Workflows.Server.Mail.Rendering;
using Workflows.Server.Mail.Transport;
using Workflows.Server.Persistence.Outbox;

namespace Workflows.Server.Mail.Outbox;

/// <summary>Makes of taken rows that leave as one the words and the envelope. A retry leaves with the words of the first try.</summary>
public sealed class MailWriting(
    MailRenderer renderer, MailTemplates templates, OutboxOptions options, MailOptions transport, PersonalLinks links,
    AccountLinkSecrets accountLinks, ReceiptNumbers receipts)
{
    private readonly MailAddress? _replyTo = options.ReplyTo is null ? null : new(options.ReplyTo);
    private readonly MailAddress _office = new(transport.From);

    /// <exception cref="MailRenderingException">It can never be sent as it is; the message says why.</exception>
    public async Task<(IReadOnlyList<WrittenMail> Words, OutgoingMail Envelope)> WriteAsync(
        IReadOnlyList<ClaimedMail> mails, CancellationToken ct)
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
                ["List-Id"] = $"Avisos {programme.ToUpperInvariant()} <{programme}.avisos.{_office.Host}>",
            },
            Attachments = InvitationOf(mail),
        };
        var secrets = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var one in mails.Where(one => words.Slots.MailIds.Contains(one.Id)))
            secrets[one.Id] = await SecretForAsync(one, ct);
        envelope = envelope with
        {
            Text = words.Slots.FillText(words.Text, id => secrets[id]),
            Html = words.Slots.FillHtml(words.Html, id => secrets[id]),
        };
        return (mails.Count == 1 ? [words] : [.. mails.Select(one => words with { Id = one.Id, BundleId = mail.Id })], envelope);
    }

    /// <summary>What a held notice says before its link is added: the words a coordinator gave it, or else those of its template.</summary>
    public async Task<WrittenMail> WordsWithoutLinkAsync(ClaimedMail mail, CancellationToken ct) =>
        Kept(mail)
            ?? await RenderAsync(mail.Id, mail.Template, new Dictionary<string, object?>(ModelOf(mail)) { ["acuse"] = "" }, new(), ct);

    private async Task<WrittenMail> WordsOfAsync(ClaimedMail mail, CancellationToken ct)
    {
        if (Kept(mail) is { } kept)
        {
            // Words without places of links are those of a person, and get the link here; a try that wrote them kept their places.
            return mail is { LinkSlots: null, LinkFor: not null }
                ? Written(mail.Id, CorrectedWords.WithLink(kept.Subject, kept.Text, kept.TemplateVersion, mail.Id, renderer.Site))
                : kept;
        }

        var links = new LinkDraft();
        return await RenderAsync(mail.Id, mail.Template, WithLink(await receipts.NumberedAsync(ModelOf(mail), ct), mail, links), links, ct);
    }

    private async Task<WrittenMail> WordsOfBundleAsync(IReadOnlyList<ClaimedMail> mails, CancellationToken ct)
    {
        var links = new LinkDraft();
        return await RenderAsync(
            mails[0].Id, MailTemplateCatalog.Escalations,
            MailModels.Escalations([.. mails.Select(mail => WithLink(ModelOf(mail), mail, links))]), links, ct);
    }

    private async Task<WrittenMail> RenderAsync(
        string id, string name, IReadOnlyDictionary<string, object?> model, LinkDraft links, CancellationToken ct)
    {
        var template = await templates.FindAsync(name, ct)
            ?? throw new MailRenderingException($"No existe la plantilla «{name}».");
        return Written(id, renderer.Render(template, model, links));
    }

    /// <summary>The row says whether the mail carries a link; the model only has a place for its path, whatever stands there.</summary>
    private static Dictionary<string, object?> WithLink(IReadOnlyDictionary<string, object?> model, ClaimedMail mail, LinkDraft links)
    {
        if (mail.AccountLinkId is not null)
        {
            var path = mail.Template == MailTemplateCatalog.PersonalData ? PersonalLink.DataPath : PersonalLink.AccountPath;
            return new Dictionary<string, object?>(model) { ["ruta"] = links.PathOf(path, mail.Id) };
        }

        if (mail.DefinitionId is null && mail.Template is MailTemplateCatalog.Invitation or MailTemplateCatalog.Recovery)
            throw new MailRenderingException(
                "El enlace de este correo ya no existe. La persona puede pedir otro desde la página de ingreso.");
        return new Dictionary<string, object?>(model) { ["acuse"] = mail.LinkFor is null ? "" : links.PathOf(PersonalLink.Path, mail.Id) };
    }

    private Task<string> SecretForAsync(ClaimedMail mail, CancellationToken ct) => mail.AccountLinkId is { } link
        ? accountLinks.AddAsync(link, ct)
        : links.AddAsync(mail.Id, mail.LinkFor!, ct);

    /// <summary>Made again at each try: the facts are in the row, and give the same file.</summary>
    private MailAttachment[] InvitationOf(ClaimedMail mail) =>
        mail.Template == MailTemplateCatalog.Convening
            && CalendarEntry.Read(ModelOf(mail).GetValueOrDefault(CalendarEntry.Name)) is { } entry
            ? [Invitation.Of(entry, _office)]
            : [];

    private static WrittenMail? Kept(ClaimedMail mail) => mail is { Subject: { } subject, Text: { } text }
        ? new(mail.Id, subject, text, mail.Html, mail.TemplateVersion) { Slots = LinkSlots.Read(mail.LinkSlots) }
        : null;

    private static WrittenMail Written(string id, RenderedMail mail) =>
        new(id, mail.Subject, mail.Text, mail.Html, mail.TemplateVersion) { Slots = mail.Slots };

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
            : throw new MailRenderingException(
                "Ningún destinatario tiene una dirección de correo válida. Corrige sus datos y decide si se envía de nuevo.");
    }

    private static IEnumerable<(MailAddress Address, bool IsCopy)> Read(string addressees)
    {
        using var document = JsonDocument.Parse(addressees);
        foreach (var one in document.RootElement.EnumerateArray())
        {
            var name = one.TryGetProperty("name", out var shown) ? shown.GetString() : null;
            var isCopy = one.TryGetProperty("copy", out var copy) && copy.ValueKind == JsonValueKind.True;
            if (one.TryGetProperty("email", out var email) && email.GetString() is { } text
                && MailAddress.TryCreate(text, Name(name), out var address))
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
