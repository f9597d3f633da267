using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Definitions.Mail;
using Workflows.Server.Mail;
using Workflows.Server.Mail.Rendering;
using Workflows.Server.Web;

namespace Workflows.Server.Authoring;

/// <summary>The mail of a step as it would be read, about an invented institution. Sends nothing and keeps nothing.</summary>
public static class PreviewNotice
{
    private const int MostWords = 10_000;
    private const int MostFacts = 50;

    /// <param name="Facts">What the data that it lists are called; each gets an invented value.</param>
    /// <param name="Template">The name of a template; without one, that of announcements.</param>
    public sealed record Request(string Subject, string Message, IReadOnlyList<string> Facts, string? Template = null);

    public sealed record Response(string Subject, string Text);

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Request request, MailTemplates templates, MailRenderer renderer, CancellationToken ct)
    {
        var (subject, message, facts, _) = request;
        if (subject.Length > MostWords || message.Length > MostWords || facts.Count > MostFacts
            || facts.Any(fact => fact.Length > MostWords))
            return Refusal.Field("message", $"Un correo tiene a lo más {MostWords} letras y {MostFacts} datos.");
        var name = request.Template ?? MailTemplateCatalog.Decree;
        if (MailTemplateCatalog.Find(name) is null || await templates.FindAsync(name, ct) is not { } template)
            return Refusal.Field("template", $"La plantilla «{name}» no existe.");
        try
        {
            var mail = renderer.Render(template, new Dictionary<string, object?>(MailSamples.Of(name))
            {
                ["asunto"] = subject,
                ["mensaje"] = message,
                ["datos"] = facts.Select(object? (fact) => new Dictionary<string, object?> { ["nombre"] = fact, ["valor"] = "…" }).ToList(),
            });
            return TypedResults.Ok(new Response(mail.Subject, mail.Text));
        }
        catch (MailRenderingException error)
        {
            return Refusal.Field("template", error.Message);
        }
    }
}
