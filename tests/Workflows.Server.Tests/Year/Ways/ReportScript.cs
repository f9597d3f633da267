namespace Workflows.Server.Tests.Year.Ways;

/// <summary>
/// Something that a place reports until everybody who reviews it agrees: each return makes a new version, which goes through all of them.
/// </summary>
internal sealed class ReportScript(string flow, Foretold told, ReportSteps steps, IReadOnlyDictionary<string, string> given)
    : Script(flow, told, null, 2026, given)
{
    public override DateTimeOffset? Run(DateTimeOffset opened)
    {
        var now = steps.Before is { } before ? Do(before, opened)?.At : opened;
        for (var isReturned = false; ; isReturned = true)
        {
            var done = Do(steps.Report, now, isReturned);
            foreach (var review in steps.Reviews)
                done = done is { Action: "return" } ? done : Do(review, done?.At);
            now = done?.At;
            if (done is not { Action: "return" })
                break;
        }

        if (steps.After is { } after)
            now = Do(after, now)?.At;
        return steps.Announcement is { } announcement ? Tell(announcement, now) : now;
    }
}

/// <summary>The tasks of such a flow in their order, and the notice that it ends with.</summary>
internal sealed record ReportSteps(string Report, params string[] Reviews)
{
    public string? Before { get; init; }
    public string? After { get; init; }
    public string? Announcement { get; init; }
}
