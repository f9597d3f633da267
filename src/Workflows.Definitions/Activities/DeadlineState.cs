using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Questions;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>What a visit must remember to compute its deadline again: when it opened, and what was decided about it since.</summary>
/// <param name="ExtraDays">Granted as extensions so far.</param>
/// <param name="Policy">The policy that rules this visit in place of the drawn one, since somebody corrected it.</param>
/// <param name="Asked">An extension that waits for a decision.</param>
internal sealed record DeadlineState(DateTimeOffset OpenedAt, int ExtraDays = 0, object? Policy = null, AskedExtension? Asked = null)
{
    /// <summary>Code of the place where its days are counted, when the policy left that to the institution.</summary>
    public string? Place { get; init; }

    /// <summary>Days on which the term does not run, each by an act.</summary>
    public IReadOnlyList<Suspension> Suspensions { get; init; } = [];

    /// <summary>More time given de oficio, each by an act.</summary>
    public IReadOnlyList<OfficeExtension> Office { get; init; } = [];

    /// <summary>What was given beyond the term, asked for or not: together never more than half of it (Ley 19.880, art. 26).</summary>
    public int GivenDays => ExtraDays + Office.Sum(given => given.Days);

    public DeadlineState With(Adjustments added) =>
        this with { Suspensions = [.. Suspensions, .. added.Suspensions], Office = [.. Office, .. added.Office] };

    public Dictionary<string, object?> ToValues()
    {
        var values = new Dictionary<string, object?> { ["openedAt"] = Instants.ToText(OpenedAt) };
        if (ExtraDays > 0) values["extraDays"] = (double)ExtraDays;
        if (Policy is not null) values["policy"] = Policy;
        if (Place is not null) values["place"] = Place;
        AdjustmentValues.Write(values, Suspensions, Office);
        if (Asked is not null) values["asked"] = Asked.ToValues();
        return values;
    }

    /// <summary>A delivery that was taken back goes on with the deadline it had.</summary>
    public static DeadlineState? OfTakenBack(TakenBackVisit? before) =>
        before?.Deadline is { } kept && DeadlineQuestion.Find(PlannedDeadline.FromValues(kept).Basis) is { } asked
            ? new(asked.OpenedAt, asked.ExtraDays, asked.Policy)
            {
                Place = asked.Place,
                Suspensions = asked.Suspensions,
                Office = asked.Office,
            }
            : null;

    public static DeadlineState? FromValues(object? values) => values.TextOf("openedAt") is { } opened
        ? new(Instants.Parse(opened), values.WholeOf("extraDays") ?? 0, values.Member("policy"),
            AskedExtension.FromValues(values.Member("asked")))
        {
            Place = values.TextOf("place"),
            Suspensions = AdjustmentValues.SuspensionsIn(values),
            Office = AdjustmentValues.OfficeIn(values),
        }
        : null;
}

/// <summary>An extension somebody asked for.</summary>
internal sealed record AskedExtension(string Id, int Days, string? ByPersonId)
{
    public Dictionary<string, object?> ToValues() => new() { ["id"] = Id, ["days"] = (double)Days, ["by"] = ByPersonId };

    public static AskedExtension? FromValues(object? values) =>
        values.TextOf("id") is { } id ? new(id, values.WholeOf("days") ?? 0, values.TextOf("by")) : null;
}
