using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Questions;

/// <summary>
/// The institutions of a programme in a year; with an institution, only that one, of whatever programme. The answer are rows for a flow to
/// read.
/// </summary>
/// <param name="Year">As the process gave it.</param>
public sealed record InstitutionsQuestion(string Programme, object? Year, string? Institution) : Question<IReadOnlyList<object?>>
{
    public override string Name => WorldQuestions.Institutions;

    public override Dictionary<string, object?> ToValues()
    {
        var values = new Dictionary<string, object?> { ["programme"] = Programme, ["year"] = Year };
        if (Institution is not null)
            values["institution"] = Institution;
        return values;
    }

    public static InstitutionsQuestion FromValues(object? asked) => new(
        asked.TextOf("programme") ?? throw new ActivityFaultException("No se indicó el programa."), asked.Member("year"),
        asked.TextOf("institution"));

    public override IReadOnlyList<object?> AnswerIn(object? values) => values.AsList();

    /// <param name="ministry">Of the year that is asked for: a law may have moved the institution since.</param>
    internal static Dictionary<string, object?> Row(Institution institution, string? ministry, int year) => new()
    {
        ["institution"] = institution.Code,
        ["name"] = institution.Name,
        ["ministry"] = ministry,
        ["kind"] = institution.Kind.ToString(),
        ["regime"] = institution.Regime.ToString(),
        ["incentive"] = IncentiveRegimes.RulesOf(institution.Regime),
        ["year"] = (double)year,
    };
}
