using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;

namespace Workflows.Server.Tests.Year.Ways;

/// <summary>
/// Tells a process beforehand, step by step, from the policies its flow draws, the posts and the calendar alone. Whoever derives from it
/// knows the order of the steps; nothing here runs a flow.
/// </summary>
internal abstract class Script(string flow, Foretold told, Institution? institution, int year, IReadOnlyDictionary<string,
    string>? given = null)
{
    protected static readonly WorkingCalendar Calendar = WorkingCalendar.Shipped;

    private readonly Dictionary<string, Stage> _stages = Stage.Of(flow, given);
    private readonly Dictionary<string, Announcement> _announcements = Announcement.Of(flow, given);
    private readonly StageNotices _rules = new(institution, FamilyYears.Organisation, Calendar, []);
    private readonly Dictionary<string, int> _visits = [];

    /// <summary>When what is being told is over: the process's own end, or that of what it runs beside.</summary>
    private DateTimeOffset _until = told.Until;

    protected Foretold Told => told;
    protected Institution Institution => institution!;
    protected int Year => year;

    /// <summary>The flow has that task.</summary>
    protected bool Draws(string activity) => _stages.ContainsKey(activity);

    /// <summary>What the process was opened with under that name.</summary>
    protected string Given(string name) => given![name];

    protected IReadOnlyDictionary<string, string> AllGiven => given!;

    /// <summary>From the instant the process opens to its end; null when it does not come to its end.</summary>
    public abstract DateTimeOffset? Run(DateTimeOffset opened);

    /// <summary>Tells what runs beside the rest and is taken away when that ends the process.</summary>
    protected void Beside(DateTimeOffset? end, Action tell)
    {
        _until = end ?? told.Until;
        tell();
        _until = told.Until;
    }

    /// <summary>A visit of a task, from its opening. Null when nothing becomes of it, and of nothing nothing follows.</summary>
    /// <param name="isReturned">It opens with remarks to answer.</param>
    /// <param name="with">What is answered in whatever way it is done: «fecha=2026-09-10».</param>
    protected Done? Do(string activity, DateTimeOffset? opened, bool isReturned = false, string? with = null) =>
        opened is { } at && at < _until ? Do(_stages[activity], at, NextVisit(activity), isReturned, with) : null;

    /// <summary>The same of a task that its flow gives to no post, or of one of several that a single visit of a step opens.</summary>
    protected Done? Do(Stage stage, DateTimeOffset? opened, int visit = 1, string? with = null) =>
        opened is { } at && at < _until ? Do(stage, at, visit, isReturned: false, with) : null;

    /// <summary>
    /// A visit of a step that asks every seat of a body with a vote, over with the last of them. It was a comment when anybody said
    /// something.
    /// </summary>
    protected Done? Consult(string activity, string committee, DateTimeOffset? opened)
    {
        if (opened is null)
            return null;
        var visit = NextVisit(activity);
        var answers = VotingSeats(committee)
            .Select(seat => Do(Stage.In(flow, activity, seat.Role, seat.Place, given!), opened, visit)).ToList();
        return Joined([.. answers.Select(answer => answer?.At)]) is { } at
            ? new Done(at, answers.Any(answer => answer is { Action: "comment" }) ? "comment" : "silence")
            : null;
    }

    protected static IEnumerable<Seat> VotingSeats(string committee) => FamilyYears.Organisation.Seats.Where(seat =>
        seat.CommitteeCode == committee && (seat.Role == Role.CommitteePresident || seat.Role == Role.CommitteeMember));

    protected int NextVisit(string activity) => _visits[activity] = _visits.GetValueOrDefault(activity) + 1;

    private Done? Do(Stage stage, DateTimeOffset at, int visit, bool isReturned, string? with)
    {
        var deadline = _rules.DeadlineOf(stage, visit, at, year);
        var (window, end, isSilenceClosing) = (StageNotices.OpensOn(stage, visit, year), StageNotices.EndOf(stage, visit, deadline, at),
            stage.Policy.Silence is not null);
        told.Notices.AddRange(_rules.ToHolders(stage, visit, at, isReturned ? "observado" : "tarea-nueva"));

        Done? done = told.Way.Turns(stage, visit) is { } turn ? new Done(InstantOf(turn), with is null ? turn.Action
            : $"{turn.Action}{(turn.Action.Contains(':') ? ';' : ':')}{with}") : null;
        if (isSilenceClosing && !(done?.At < end))
            done = new Done(end, "silence");
        if (done?.At >= _until)
            done = null;
        told.Notices.AddRange(_rules.WhileOpen(stage, visit, at, deadline, done?.At ?? _until, isSilenceClosing, window: window));
        if (done is not { } became)
            told.LeftOpen += _until == told.Until ? 1 : 0;
        else if (became.Action == "silence")
            told.Notices.AddRange(_rules.ToHolders(stage, visit, end, "vencido"));
        else
            Act(stage, visit, became, deadline, end);
        return done;

        DateTimeOffset InstantOf(Turn turn) => StageNotices.DueInHours(stage, visit, at) is { } due
            ? due.AddHours(turn.HoursFromTheEnd ?? throw new InvalidOperationException($"«{stage.Activity}» counts in hours."))
            : _rules.InstantOf(turn.Moment, deadline, at, window);
    }

    /// <summary>A notice between two steps. Answers when, for what follows.</summary>
    protected DateTimeOffset? Tell(string activity, DateTimeOffset? when)
    {
        if (when is not { } at || at >= told.Until)
            return null;
        var drawn = _announcements[activity];
        told.Notices.AddRange(drawn.To.Select(code => (code, isCopy: false)).Concat(drawn.Copy.Select(code => (code, isCopy: true)))
            .SelectMany(to => _rules.Holders(to.code.Role!, at, to.code.ScopeCode)
                .Select(person => new Notice(at, institution?.Code ?? "", "aviso", 1, drawn.Template, 0, person.Email, to.isCopy))));
        return at;
    }

    /// <summary>When the last of several is there; null when one never is.</summary>
    protected static DateTimeOffset? Joined(params IReadOnlyCollection<DateTimeOffset?> branches) => branches.Contains(null) ? null
        : branches.Max();

    protected static DateTimeOffset CutOff(DateOnly day, int workingDays, TimeOnly hour) =>
        SantiagoTime.ToInstant(Calendar.AddWorkingDays(day, workingDays), hour);

    /// <summary>When a process that asks many goes on: with the last one, or at the cut-off without those that are silent.</summary>
    protected static DateTimeOffset WithoutTheSilent(IReadOnlyList<DateTimeOffset?> answers, DateTimeOffset cutOff) =>
        answers.All(answer => answer < cutOff) ? answers.Max()!.Value : cutOff;

    protected static DateTimeOffset Midnight(DateOnly day) => SantiagoTime.ToInstant(day, TimeOnly.MinValue);

    private void Act(Stage stage, int visit, Done became, DateOnly deadline, DateTimeOffset end)
    {
        var person = _rules.HoldersOf(stage, became.At)[0];
        var isLate = became.At >= end;
        told.Deeds.Add(new Deed(became.At, _rules.PlaceOf(stage), stage.Activity, visit, person.Id, became.Action, deadline, isLate)
        {
            Timeliness = !isLate ? "onTime" : stage.Policy.Late == Workflows.Definitions.Deadlines.LateRule.ReviewerDecides
                ? "extemporaneous" : "late",
        });
        if (became.Action.StartsWith("submit", StringComparison.Ordinal))
            told.Notices.Add(new Notice(became.At, _rules.PlaceOf(stage), stage.Activity, visit, "acuse-recibo", 0, person.Email, false));
        else if (became.Action != "return")
            told.Notices.AddRange(stage.Notified.Select(role =>
                new Notice(became.At, _rules.PlaceOf(stage), stage.Activity, visit, "aprobado", 0, _rules.Holder(role, became.At).Email,
                    false)));
    }
}
