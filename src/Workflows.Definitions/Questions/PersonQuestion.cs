using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Questions;

/// <summary>Name and address of a person; nothing when nobody knows them.</summary>
public sealed record PersonQuestion(string? Person) : Question<KnownPerson?>
{
    public override string Name => WorldQuestions.Person;

    public override Dictionary<string, object?> ToValues() => new() { ["person"] = Person };

    public static PersonQuestion FromValues(object? asked) => new(asked.TextOf("person"));

    public override KnownPerson? AnswerIn(object? values) => KnownPerson.FromValues(values);
}
