using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Questions;

/// <summary>A body on a day: its name, whoever acts in its seats, and the seats that nobody acts in, by name.</summary>
/// <param name="Name">Null when nobody knows it.</param>
public sealed record ConvenedBody(string? Name, IReadOnlyList<SeatedPerson> People, IReadOnlyList<string> Vacant)
{
    public Dictionary<string, object?> ToValues() => new()
    {
        ["name"] = Name,
        ["people"] = People.Select(object? (person) => person.ToValues()).ToList(),
        ["vacant"] = PlainValues.ToValues(Vacant),
    };

    public static ConvenedBody FromValues(object? values) => new(
        values.TextOf("name"), [.. values.ListOf("people").Select(SeatedPerson.FromValues)], [.. values.ListOf("vacant").OfType<string>()]);
}

/// <summary>Somebody who acts in a seat that day, and the first of their seats.</summary>
public sealed record SeatedPerson(string PersonId, string Name, string Email, string Seat, string Role)
{
    public Dictionary<string, object?> ToValues() => new()
    {
        ["personId"] = PersonId,
        ["name"] = Name,
        ["email"] = Email,
        ["seat"] = Seat,
        ["role"] = Role,
    };

    public static SeatedPerson FromValues(object? values) => new(
        values.TextOf("personId") ?? "", values.TextOf("name") ?? "", values.TextOf("email") ?? "", values.TextOf("seat") ?? "",
        values.TextOf("role") ?? "");
}
