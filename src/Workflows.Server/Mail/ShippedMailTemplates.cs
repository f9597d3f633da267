using Workflows.Definitions.Mail;
using Workflows.Server.Mail.Rendering;

namespace Workflows.Server.Mail;

/// <summary>
/// The templates of the domain with what each may name: the names of its sample mail, so they cannot drift from the code.
/// </summary>
public static class ShippedMailTemplates
{
    public static IReadOnlyList<ShippedMailTemplate> OfDefinitions() =>
        [.. MailTemplateCatalog.All.Select(template => Of(template, ModelNames.Of(MailSamples.Of(template.Name))))];

    public static ShippedMailTemplate Of(MailTemplate template, ModelNames names) =>
        new(new(template.Name, template.Version, template.Subject, template.Text, template.Html), names) { Label = template.Label };
}
