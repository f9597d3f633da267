using Workflows.Definitions.Activities;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Questions;

/// <summary>
/// The deadline of one visit of a task. The task keeps what was asked beside the answer: see <see cref="DeadlineBasis"/>.
/// </summary>
/// <param name="Policy">As it was drawn or corrected.</param>
/// <param name="Year">As the process gave it; without one the year in which the task opens counts.</param>
public sealed record DeadlineQuestion(object? Policy, int Visit, DateTimeOffset OpenedAt, object? Year) : Question<PlannedDeadline>
{
    /// <summary>Granted as extensions.</summary>
    public int ExtraDays { get; init; }

    /// <summary>What silence does in this visit, when it is not what the policy says.</summary>
    public SilenceRule? Silence { get; init; }

    /// <summary>Days on which the term did not run, each by an act.</summary>
    public IReadOnlyList<Suspension> Suspensions { get; init; } = [];

    /// <summary>More time given de oficio, each by an act.</summary>
    public IReadOnlyList<OfficeExtension> Office { get; init; } = [];

    /// <summary>Whom it is about, to find where its days are counted when the policy leaves that to the institution.</summary>
    public string? Institution { get; init; }

    /// <summary>The region whose post does the task, when one does.</summary>
    public string? Region { get; init; }

    /// <summary>
    /// Code of the place found when it was first asked; kept, so that asking again gives the same though the institution moved.
    /// </summary>
    public string? Place { get; init; }

    public override string Name => WorldQuestions.Deadline;

    public override Dictionary<string, object?> ToValues()
    {
        var values = new Dictionary<string, object?>
        {
            ["policy"] = Policy,
            ["visit"] = (double)Visit,
            ["openedAt"] = Instants.ToText(OpenedAt),
            ["year"] = Year,
        };
        if (ExtraDays > 0)
            values["extraDays"] = (double)ExtraDays;
        if (Silence is not null)
            values["silence"] = new Dictionary<string, object?> { ["outcome"] = Silence.Outcome, ["norm"] = Silence.Norm };
        AdjustmentValues.Write(values, Suspensions, Office);
        if (Institution is not null)
            values["institution"] = Institution;
        if (Region is not null)
            values["region"] = Region;
        if (Place is not null)
            values["place"] = Place;
        return values;
    }

    public static DeadlineQuestion FromValues(object? asked) =>
        Find(asked) ?? throw new ActivityFaultException("No se indicó desde cuándo corre el plazo.");

    /// <summary>Null when the values do not say since when the deadline runs.</summary>
    public static DeadlineQuestion? Find(object? asked) => asked.TextOf("openedAt") is { } opened
        ? new(asked.Member("policy"), asked.WholeOf("visit") ?? 1, Instants.Parse(opened), asked.Member("year"))
        {
            ExtraDays = asked.WholeOf("extraDays") ?? 0,
            Silence = asked.Member("silence") is { } silence
                ? new(silence.TextOf("outcome") ?? TaskWords.Expired, silence.TextOf("norm"))
                : null,
            Suspensions = AdjustmentValues.SuspensionsIn(asked),
            Office = AdjustmentValues.OfficeIn(asked),
            Institution = asked.TextOf("institution"),
            Region = asked.TextOf("region"),
            Place = asked.TextOf("place"),
        }
        : null;

    public override PlannedDeadline AnswerIn(object? values) =>
        new(values, (values.TextOf(PlannedDeadline.PlaceKey) is { } place ? this with { Place = place } : this).ToValues());
}
