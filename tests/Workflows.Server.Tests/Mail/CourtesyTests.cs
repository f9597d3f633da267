using System.Net;
using System.Text.RegularExpressions;
using Workflows.Definitions.Mail;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Server.Mail;
using Workflows.Server.Mail.Rendering;

namespace Workflows.Server.Tests.Mail;

/// <summary>Authorities and their cabinets read usted in every mail; whoever was elected is asked and never instructed.</summary>
public class CourtesyTests
{
    /// <summary>Mails that ask something of whoever gets them.</summary>
    public static TheoryData<string> Asking =>
    [
        MailTemplateCatalog.NewTask, MailTemplateCatalog.Reminder, MailTemplateCatalog.Expired, MailTemplateCatalog.Escalation,
        MailTemplateCatalog.Escalations, MailTemplateCatalog.Returned, MailTemplateCatalog.TaskPassed, MailTemplateCatalog.Instruction,
        MailTemplateCatalog.CoordinatorReminder,
    ];

    private static readonly Regex Familiar = new(
        @"(?i)(?<!\w)(?:tú|tu|tus|te|contigo|tienes|puedes|debes|recibes|respondes|subrogas|asumes|entras|ten|elige|avisa"
            + @"|decide qué|responde las|pasa el)(?!\w)",
        RegexOptions.Compiled);

    private static readonly Regex Orders = new(
        @"(?i)(?<!\w)(?:instrucción|instruye|instruyó|instruir|encargaron|encargó|responda|entregue|tiene una tarea"
            + @"|qué hacer)(?!\w)",
        RegexOptions.Compiled);

    [Fact]
    public void Every_mail_says_usted_to_every_authority()
    {
        var familiar =
            from template in MailTemplateCatalog.All
            from role in Role.All
            where role.IsAuthority
            let words = Written(template.Name, role)
            let said = Familiar.Match(words)
            where said.Success
            select $"{template.Name} a {role.Code}: «{said.Value}»";

        Assert.Empty(familiar);
    }

    [Theory]
    [MemberData(nameof(Asking))]
    public void Whoever_governs_a_region_is_asked_for_collaboration_and_not_instructed(string template)
    {
        var words = Written(template, Role.Governor);

        Assert.Contains("colaboración", words, StringComparison.Ordinal);
        Assert.DoesNotMatch(Orders, words);
        Assert.DoesNotContain("colaboración", Written(template, Role.Minister), StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_only_gets_a_copy_is_asked_nothing()
    {
        var copied = Reader(Role.Governor) with { IsCopy = true };

        Assert.DoesNotContain(
            "colaboración", Written(MailTemplateCatalog.Escalation, MailSamples.Of(MailTemplateCatalog.Escalation, copied)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Tienes una tarea")]
    [InlineData("Cambió el correo de tu cuenta")]
    public void It_finds_what_is_said_to_a_friend(string words) => Assert.Matches(Familiar, words);

    private static MailAddressee Reader(Role role) => new(
        "autoridad", $"Cargo · {role.Label}", "autoridad@example.cl", role.Code,
        $"Recibe este aviso porque responde por «Servicio de Ejemplo», como {role.Label}.", IsCopy: false);

    private static string Written(string template, Role role) => Written(template, MailSamples.Of(template, Reader(role)));

    private static string Written(string template, IReadOnlyDictionary<string, object?> model)
    {
        var words = ShippedMailTemplates.OfDefinitions().Single(one => one.Words.Name == template).Words;
        var mail = new MailRenderer(() => new("https://flujos.gob.cl")).Render(words, model);
        var html = WebUtility.HtmlDecode(Regex.Replace(mail.Html!, "<style.*?</style>|<[^>]*>", " ", RegexOptions.Singleline));
        return $"{mail.Subject}\n{mail.Text}\n{html}";
    }
}
