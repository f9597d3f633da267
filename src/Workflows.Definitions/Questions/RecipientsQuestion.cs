using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Questions;

/// <summary>The people behind recipient codes on a day, each with why they are told.</summary>
/// <param name="Level">Of the ladder; 0 for anything but an escalation.</param>
/// <param name="Role">Whose task it is about, with where that role is held; null for none.</param>
public sealed record RecipientsQuestion(
    IReadOnlyList<string> Codes, IReadOnlyList<string> Copy, int Level, string? Role, string? Scope, string? Institution, DateOnly Date)
    : Question<IReadOnlyList<MailAddressee>>
{
    public override string Name => WorldQuestions.Recipients;

    public override Dictionary<string, object?> ToValues() => new()
    {
        ["codes"] = PlainValues.ToValues(Codes),
        ["copy"] = PlainValues.ToValues(Copy),
        ["level"] = (double)Level,
        ["role"] = Role,
        ["scope"] = Scope,
        ["institution"] = Institution,
        ["date"] = PlainValues.ToText(Date),
    };

    public static RecipientsQuestion FromValues(object? asked) => new(
        [.. asked.ListOf("codes").Select(Values.ToText)], [.. asked.ListOf("copy").Select(Values.ToText)], asked.WholeOf("level") ?? 0,
        asked.TextOf("role"), asked.TextOf("scope"), asked.TextOf("institution"),
        asked.DateOf("date") ?? throw new ActivityFaultException("No se indicó el día del aviso."));

    public override IReadOnlyList<MailAddressee> AnswerIn(object? values) => [.. values.AsList().Select(person => new MailAddressee(
        person.TextOf("personId") ?? "", person.TextOf("name") ?? "", person.TextOf("email") ?? "", person.TextOf("role") ?? "",
        person.TextOf("why") ?? "", person.FlagOf("copy"))
    {
        HasTask = person.FlagOf("hasTask"),
    })];

    /// <param name="hasTask">The task is theirs.</param>
    internal static Dictionary<string, object?> Answer(Recipient recipient, bool hasTask) => new()
    {
        ["personId"] = recipient.PersonId,
        ["name"] = recipient.Name,
        ["email"] = recipient.Email,
        ["role"] = recipient.Role.Code,
        ["roleLabel"] = recipient.Role.Label,
        ["why"] = recipient.Why,
        ["copy"] = recipient.IsCopy,
        ["hasTask"] = hasTask,
    };
}
