using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Questions;

/// <summary>The next number of a series; to the same visit always the same.</summary>
/// <param name="Process">The instance that takes it.</param>
public sealed record NumberQuestion(string Series, string Process, string Activity, int Visit, DateTimeOffset At) : Question<int>
{
    public override string Name => WorldQuestions.Number;

    public override Dictionary<string, object?> ToValues() => new()
    {
        ["series"] = Series,
        ["process"] = Process,
        ["activity"] = Activity,
        ["visit"] = (double)Visit,
        ["at"] = Instants.ToText(At),
    };

    public static NumberQuestion FromValues(object? asked)
    {
        return new(Needed("series"), Needed("process"), Needed("activity"), asked.WholeOf("visit") ?? 1, Instants.Parse(Needed("at")));

        string Needed(string name) => asked.TextOf(name)
            ?? throw new InvalidOperationException($"A number was asked for without «{name}».");
    }

    public override int AnswerIn(object? values) => values.AsWhole()!.Value;
}
