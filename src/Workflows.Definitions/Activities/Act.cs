using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>What somebody did with the task, received and judged.</summary>
/// <param name="CountsAt">When it counts as received, when that is later.</param>
internal sealed record Act(
    string Action, object? Payload, string SubmissionId, bool IsLate, string Timeliness, IReadOnlyList<string> Warnings,
    DateTimeOffset? CountsAt)
{
    private HandedIn Handed => new(Payload);

    public Dictionary<string, object?> Body => new()
    {
        // Present even when empty: an expression that reads an answer finds nothing instead of failing.
        [HandedIn.Key.Answers] = Handed.Answers ?? new Dictionary<string, object?>(),
        [HandedIn.Key.Evidence] = Only(Handed.Evidence, ["requirement", "fileHash", "fileName", "size", "officialNumber", "officialDate"]),
        [HandedIn.Key.Remarks] = Only(Handed.Remarks, TaskRemark.Kept),
        [HandedIn.Key.Replies] = Only(Handed.Replies, RemarkReply.Kept),
        [HandedIn.Key.Comment] = Handed.Comment,
        ["warnings"] = PlainValues.ToValues(Warnings),
    };

    /// <summary>The members we know of each item: nothing else that came along is kept.</summary>
    private static List<object?> Only(object? items, IReadOnlyList<string> names) =>
        [.. items.AsList().Select(object? (item) =>
            names.Where(name => item.Member(name) is not null).ToDictionary(name => name, item.Member))];

    /// <summary>What the rest of the flow reads: the body, when it came and from whom.</summary>
    public Dictionary<string, object?> Result(ActivityContext context)
    {
        var result = Body;
        result["submissionId"] = SubmissionId;
        result["submittedAt"] = Instants.ToText(Instants.Cut(context.Now));
        result["by"] = context.Actor?.Name;
        result["late"] = IsLate;
        result["timeliness"] = Timeliness;
        result["visit"] = (double)context.Visit;
        return result;
    }
}
