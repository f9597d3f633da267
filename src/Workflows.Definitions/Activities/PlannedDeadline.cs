using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>The deadline of one visit as the world answered it: what activities and the journal read.</summary>
/// <param name="basis">What was asked to get it: see <see cref="DeadlineBasis"/>.</param>
public sealed class PlannedDeadline(object? answer, object? basis)
{
    /// <summary>Where the days were counted, when the policy left it to the institution.</summary>
    internal const string PlaceKey = "place";

    private const string BasisKey = "basis";

    // Read once: a ladder asks for its levels one by one.
    private List<PlannedNotice>? _notices;
    private Deadline? _deadline;

    public object? Answer => answer;

    /// <summary>See <see cref="DeadlineBasis"/>; null for tasks opened before it was kept.</summary>
    public object? Basis => basis;

    /// <summary>When it ends, as the task keeps it.</summary>
    public DateTimeOffset DueAt => Instants.Parse(answer.TextOf("dueAt")!);

    /// <summary>As a task keeps it.</summary>
    public static PlannedDeadline FromValues(object? kept) => new(kept, kept.Member(BasisKey));

    /// <summary>What the task page shows, and what it was computed from, so that it can be computed again.</summary>
    public object? Values => new Dictionary<string, object?>((IReadOnlyDictionary<string, object?>)answer!) { [BasisKey] = basis };

    public Deadline Deadline => _deadline ??= Deadline.Parse(answer.TextOf("deadline")!);

    /// <summary>Before this instant nothing is received; null when the task may be done from the day it opens.</summary>
    public DateTimeOffset? OpensAt => answer.TextOf("opensAt") is { } opens ? Instants.Parse(opens) : null;

    /// <summary>Code of where its days were counted, when that depended on the institution; null in the whole country.</summary>
    public string? Place => answer.TextOf(PlaceKey);

    public string Sentence => answer.TextOf("sentence")!;

    public IReadOnlyList<PlannedNotice> Notices => _notices ??= [.. answer.ListOf("notices").Select(PlannedNotice.FromValues)];

    public DateTimeOffset? LevelAt(int level) => Notices.FirstOrDefault(notice => notice.Key == NoticeKey.OfLevel(level))?.At;

    public static Dictionary<string, object?> ToValues(DeadlinePlan plan)
    {
        var values = Always(plan);
        if (plan.OpensAt is { } opens)
            values["opensAt"] = Instants.ToText(opens);
        return values;
    }

    private static Dictionary<string, object?> Always(DeadlinePlan plan) => new()
    {
        ["deadline"] = plan.Deadline.ToString(),
        ["dueAt"] = Instants.ToText(plan.Deadline.Instant),
        ["sentence"] = plan.Sentence,
        ["explanation"] = ExplainedDays.ToValues(plan.Explanation),
        ["notices"] = plan.Schedule.Notices.Select(object? (notice) => PlannedNotice.ToValues(notice)).ToList(),
        ["suppressed"] = plan.Schedule.Suppressed.Select(object? (notice) => PlannedNotice.ToValues(notice)).ToList(),
    };
}
