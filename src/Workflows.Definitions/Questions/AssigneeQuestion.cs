using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Questions;

/// <summary>Who work belongs to, and what everything is called.</summary>
/// <param name="Scope">Where the role is held; null to find out.</param>
/// <param name="Date">Null for who only wants names: then no place is said either.</param>
public sealed record AssigneeQuestion(string? Role, string? Scope, string? Institution, DateOnly? Date) : Question<Assignee>
{
    public override string Name => WorldQuestions.Assignee;

    public override Dictionary<string, object?> ToValues()
    {
        var values = new Dictionary<string, object?> { ["role"] = Role };
        if (Date is not null)
            values["scope"] = Scope;
        values["institution"] = Institution;
        if (Date is { } day)
            values["date"] = PlainValues.ToText(day);
        return values;
    }

    public static AssigneeQuestion FromValues(object? asked) => new(
        asked.TextOf("role") ?? throw new ActivityFaultException("No se indicó el rol que hace la tarea."),
        asked.TextOf("scope"), asked.TextOf("institution"), asked.DateOf("date"));

    public override Assignee AnswerIn(object? values) => Assignee.FromValues(values);
}
