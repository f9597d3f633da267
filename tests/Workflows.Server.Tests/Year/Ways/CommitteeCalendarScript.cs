using Workflows.Definitions.Calendar;
using Workflows.Definitions.Flows;

namespace Workflows.Server.Tests.Year.Ways;

/// <summary>
/// The calendar of a body's sessions: its secretariat proposes until whoever presides agrees. Each session opens by itself fifteen working
/// days before its day, and goes on when the calendar is over.
/// </summary>
internal sealed class CommitteeCalendarScript(
    Foretold told, IReadOnlyDictionary<string, string> given, IReadOnlyList<PlannedSession> sessions)
    : Script(ShippedFlows.CommitteeCalendar, told, null, 2026, given)
{
    public override DateTimeOffset? Run(DateTimeOffset opened)
    {
        var (closings, days) = (sessions.Select(session => session.Closes), sessions.Select(session => $"{session.Planned:yyyy-MM-dd}"));
        var rows = $"cierre={string.Join('/', closings)};fecha={string.Join('/', days)}";
        var seen = Do("aprobacion", Do("calendario", opened, with: rows)?.At);
        while (seen is { Action: "return" })
            seen = Do("aprobacion", Do("calendario", seen.Value.At, isReturned: true, with: rows)?.At);
        return Tell("aviso", seen?.At) is { } approved ? sessions.Max(session => Opened(session, approved)) : null;
    }

    private DateTimeOffset Opened(PlannedSession session, DateTimeOffset approved)
    {
        var planned = Midnight(Calendar.AddWorkingDays(session.Planned, -15));
        var opened = planned > approved ? planned : approved;
        new SessionScript(Told, new Dictionary<string, string>(AllGiven) { ["cierre"] = session.Closes }, session.Held).Run(opened);
        return opened;
    }
}

/// <summary>A session of a calendar.</summary>
/// <param name="Closes">Until when items are proposed for it.</param>
/// <param name="Held">For which day its secretariat calls it, when its time comes.</param>
internal sealed record PlannedSession(string Closes, DateOnly Planned, DateOnly Held);
