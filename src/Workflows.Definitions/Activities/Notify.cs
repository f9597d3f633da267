using Workflows.Definitions.Documents;
using Workflows.Definitions.Mail;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Questions;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>Tells people something by mail. It asks for no answer and waits for none.</summary>
public sealed class Notify : ActivityType
{
    public override string Type => "Workflows.Notify";
    public override string Label => "Avisar";
    public override IReadOnlyList<string> Inputs =>
        ["template", "recipients", "copy", "institution", "subject", "message", "names", "values", "document"];

    public override void Execute(ActivityContext context)
    {
        var template = context.Text("template", MailTemplateCatalog.Decree);
        if (MailTemplateCatalog.Find(template) is null)
            throw new ActivityFaultException($"La plantilla «{template}» no existe.");
        var institution = TaskQuestions.Institution(context);
        var people = TaskQuestions.Recipients(
            context, context.Input("recipients").AsList().Select(Values.ToText), context.Input("copy").AsList().Select(Values.ToText),
            0, "", Appointment.National, institution);
        if (people.Count == 0)
            throw new ActivityFaultException("El aviso no tiene a quién llegar.");

        var values = context.Input("values").AsList();
        var facts = context.Input("names").AsList()
            .Select((name, i) => (Values.ToText(name), i < values.Count ? Values.ToText(values[i]) : "")).ToList();
        context.Emit(new MailRequested
        {
            MailId = context.NextId(),
            Template = template,
            Model = MailModels.Announcement(
                context.Text("subject", context.Node.Label), context.Text("message"), InstitutionName(context, institution),
                context.Instance.Name ?? context.Definition.Name, facts, people,
                context.Text("document") is { Length: > 0 } document ? DocumentPaths.Of(document) : null),
            Addressees = people,
            InstitutionCode = institution,
            Reason = "aviso del flujo",
        });
        context.Complete();
    }

    public override IEnumerable<string> Check(CompiledNode node)
    {
        if (node.Input("recipients") is null)
            yield return "El aviso no dice a quién va.";
        foreach (var problem in TaskChecks.Recipients(node, "recipients").Concat(TaskChecks.Recipients(node, "copy")))
            yield return problem;
        if (node.Input("template")?.Constant is { } template && MailTemplateCatalog.Find(Values.ToText(template)) is null)
            yield return $"La plantilla «{Values.ToText(template)}» no existe.";
    }

    private static string? InstitutionName(ActivityContext context, string? institution) =>
        institution is null
            ? null
            : context.Ask(new AssigneeQuestion(Role.InstitutionPmgOfficer.Code, null, institution, null)).InstitutionName;
}
