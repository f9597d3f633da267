using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Organisation;

namespace Workflows.Server.Tests.Year;

/// <summary>
/// What a policy and a line of command say must be sent about one visit of a stage. Counted here by hand, on the calendar and the
/// posts alone: neither the flow nor the product's own schedule is asked.
/// </summary>
/// <param name="institution">Whose the process is; null when it is of the whole country.</param>
internal sealed class StageNotices(Institution? institution, OrganisationSnapshot organisation, WorkingCalendar calendar,
    IReadOnlyList<Away> away)
{
    private static readonly TimeOnly HalfPastTen = new(10, 30);

    private static readonly TimeOnly Morning = new(9, 0);
    private static readonly TimeOnly AfterTheHold = new(13, 0);

    public DateOnly DeadlineOf(Stage stage, int visit, DateTimeOffset opened, int year)
    {
        if (DueInHours(stage, visit, opened) is { } due)
            return SantiagoTime.DateAt(due);
        var end = Rolled(TermOf(stage, visit));
        return visit > 1 && stage.Policy.Correction.WhicheverLater && Rolled(stage.Policy.Term) is var own && own > end ? own : end;

        DateOnly Rolled(Term term)
        {
            var date = term switch
            {
                Term.WorkingDays days => calendar.AddWorkingDays(SantiagoTime.DateAt(opened), days.Count),
                Term.CalendarDays days => SantiagoTime.DateAt(opened).AddDays(days.Count),
                Term.Months months => SantiagoTime.DateAt(opened).AddMonths(months.Count),
                Term.OnDate day => day.Date,
                Term.EachYear day => new DateOnly(year + day.YearOffset, day.Month, day.Day),
                _ => throw new NotSupportedException($"No flow that ships has {term}."),
            };
            return stage.Policy.Roll == Roll.Next && !calendar.IsWorkingDay(date) ? calendar.AddWorkingDays(date, 1) : date;
        }
    }

    /// <summary>The first instant that is late.</summary>
    public static DateTimeOffset EndOf(Stage stage, int visit, DateOnly deadline, DateTimeOffset? opened = null) =>
        opened is { } at && DueInHours(stage, visit, at) is { } due ? due.AddSeconds(1)
        : TermOf(stage, visit).Hour is { } hour
            ? SantiagoTime.ToInstant(deadline, hour).AddSeconds(1)
            : SantiagoTime.ToInstant(deadline.AddDays(1), TimeOnly.MinValue);

    /// <summary>When a visit that has hours is due, to the whole minute; null when it has days.</summary>
    public static DateTimeOffset? DueInHours(Stage stage, int visit, DateTimeOffset opened) => TermOf(stage, visit) switch
    {
        Term.CountedHours { OfWorkingDays: true } hours => throw new NotSupportedException($"No flow that ships has {hours}."),
        Term.CountedHours hours =>
            new DateTimeOffset(
                (opened.Ticks + TimeSpan.TicksPerMinute - 1) / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute,
                opened.Offset).AddHours(hours.Count),
        _ => null,
    };

    private static Term TermOf(Stage stage, int visit) => visit == 1 ? stage.Policy.Term : stage.Policy.Correction.Term;

    /// <summary>The day on which a visit begins to be received, when it is a window.</summary>
    public static DateOnly? OpensOn(Stage stage, int visit, int year) =>
        visit == 1 && stage.Policy.Term is Term.EachYear { Opens: { } opens } term
            ? new DateOnly(year + term.YearOffset, opens.Month, opens.Day) : null;

    /// <summary>
    /// When somebody acts: counted from the deadline, or from the opening of what opens with its deadline passed; never before the day
    /// after opening, nor before its window.
    /// </summary>
    public DateTimeOffset InstantOf(Moment moment, DateOnly deadline, DateTimeOffset opened, DateOnly? window = null)
    {
        var openedOn = SantiagoTime.DateAt(opened);
        var from = deadline > openedOn ? deadline : openedOn;
        var day = moment.WorkingDays == 0 ? from : calendar.AddWorkingDays(from, moment.WorkingDays);
        var first = calendar.AddWorkingDays(openedOn, 1);
        if (window > first)
            first = calendar.IsWorkingDay(window.Value) ? window.Value : calendar.AddWorkingDays(window.Value, 1);
        return SantiagoTime.ToInstant(day < first ? first : day, moment.Hour);
    }

    /// <summary>Reminders and escalations of a visit that stays open between two instants.</summary>
    /// <param name="isAttended">Level 2 answered on the day it was told: from then on the ladder waits as its policy says.</param>
    /// <param name="suspendedLevel">A coordinator stopped the notices of this level.</param>
    /// <param name="isSilenceClosing">At the end of the term silence closes it, so nobody is told upwards.</param>
    public IEnumerable<Notice> WhileOpen(
        Stage stage, int visit, DateTimeOffset opened, DateOnly deadline, DateTimeOffset closed, bool isSilenceClosing,
        bool isAttended = false, int? suspendedLevel = null, DateOnly? window = null)
    {
        var due = DueInHours(stage, visit, opened);
        var reminders = stage.Policy.Reminders.Select(days => SantiagoTime.ToInstant(calendar.AddWorkingDays(deadline, -days), Morning))
            .Concat(stage.Policy.HourReminders.Select(hours => due!.Value.AddHours(-hours)));
        foreach (var at in reminders.Where(at => at >= opened && at < closed && !(SantiagoTime.DateAt(at) < window)))
        {
            foreach (var notice in ToHolders(stage, visit, at, "recordatorio"))
                yield return notice;
        }

        foreach (var level in isSilenceClosing ? [] : stage.Policy.Ladder.Where(level => level.Level != suspendedLevel))
        {
            var leaves = level.HoursAfter is { } hours
                ? due!.Value.AddHours(hours + (level.Level >= 3 ? 1 : 0))
                : SantiagoTime.ToInstant(DayOf(level, stage, opened, deadline, isAttended), level.Level >= 3 ? AfterTheHold : Morning);
            var day = SantiagoTime.DateAt(leaves);
            // Nobody above hears of what was handed in while the notice was held.
            if (leaves < closed)
            {
                foreach (var (person, isCopy) in PeopleOf(level, stage, day))
                    yield return new Notice(leaves, PlaceOf(stage), stage.Activity, visit, level.Template, level.Level, person.Email,
                        isCopy);
            }
        }
    }

    /// <summary>The day on which a level is told. After an answer the next one waits, and the rest keep their distance to it.</summary>
    public DateOnly DayOf(LadderLevel level, Stage stage, DateTimeOffset opened, DateOnly deadline, bool isAttended)
    {
        var openedOn = SantiagoTime.DateAt(opened);
        var from = openedOn > deadline ? openedOn : deadline;
        var planned = calendar.AddWorkingDays(from, level.WorkingDaysAfter);
        if (!isAttended || level.Level <= 2)
            return planned;
        var (answered, next) = (stage.Policy.Ladder.Single(other => other.Level == 2), stage.Policy.Ladder.First(other => other.Level > 2));
        var waits = stage.Policy.Acknowledgement!.ClimbsAgainAfter + level.WorkingDaysAfter - next.WorkingDaysAfter;
        var putOff = calendar.AddWorkingDays(calendar.AddWorkingDays(from, answered.WorkingDaysAfter), waits);
        return putOff > planned ? putOff : planned;
    }

    /// <summary>Half past ten of the day on which a level is told, when the stage is still open then.</summary>
    public DateTimeOffset? AnswerTime(int level, Stage stage, DateTimeOffset opened, DateOnly deadline, DateTimeOffset closed)
    {
        var at = SantiagoTime.ToInstant(
            DayOf(stage.Policy.Ladder.Single(other => other.Level == level), stage, opened, deadline, isAttended: false), HalfPastTen);
        return at < closed ? at : null;
    }

    public IEnumerable<Notice> ToHolders(Stage stage, int visit, DateTimeOffset at, string template) =>
        HoldersOf(stage, at).Select(person => new Notice(at, PlaceOf(stage), stage.Activity, visit, template, 0, person.Email, false));

    public IReadOnlyList<Person> HoldersOf(Stage stage, DateTimeOffset at) =>
        Holding(stage.Role, stage.Scope ?? ScopeOf(stage.Role), SantiagoTime.DateAt(at));

    /// <param name="scope">Where the post is; null when that follows from whose the process is.</param>
    public Person Holder(Role role, DateTimeOffset at, string? scope = null) => Assert.Single(Holders(role, at, scope));

    /// <summary>Everybody who holds it.</summary>
    public IReadOnlyList<Person> Holders(Role role, DateTimeOffset at, string? scope = null) =>
        Holding(role, scope ?? ScopeOf(role), SantiagoTime.DateAt(at));

    /// <summary>Whose the task is: the institution's, or where the post is that has it.</summary>
    public string PlaceOf(Stage stage) => institution?.Code ?? stage.Scope ?? ScopeOf(stage.Role);

    private IEnumerable<(Person Person, bool IsCopy)> PeopleOf(LadderLevel level, Stage stage, DateOnly day) => level.Recipients
        .SelectMany(code => code != RecipientCode.Authority ? Named(code, level.Level, stage, day)
            : institution is null ? AuthorityOfThePlace(level.Level, stage, day).Select(person => (Person: person, IsCopy: false))
            : Authority(level.Level, stage, day))
        .Concat(level.Copy.SelectMany(code => Named(code, level.Level, stage, day)).Select(named => (named.Person, IsCopy: true)))
        .OrderBy(person => person.IsCopy)
        .DistinctBy(person => person.Person.Id);

    private IEnumerable<(Person Person, bool IsCopy)> Named(RecipientCode code, int level, Stage stage, DateOnly day)
    {
        // What a policy writes for a ministry reaches a regional government through its own line, when the task is not the ministry's.
        if (institution is { Kind: InstitutionKind.RegionalGovernment } && code.Role?.Scope == RoleScope.Ministry && code.ScopeCode is null
            && stage.Role.Scope != RoleScope.Ministry)
            return Authority(level, stage, day).Where(told => !told.IsCopy);
        var (role, scope) = code == RecipientCode.Responsible ? (stage.Role, stage.Scope ?? ScopeOf(stage.Role))
            : (code.Role!, ScopeOf(code.Role!));
        return Holding(role, scope, day).Select(person => (person, false));
    }

    /// <summary>
    /// A regional government answers to its elected governor, and to nobody of the Presidency or a ministry. From level 2 up whoever has
    /// the task is not told of it: the next level is.
    /// </summary>
    private IEnumerable<(Person Person, bool IsCopy)> Authority(int level, Stage stage, DateOnly day)
    {
        var isRegional = institution!.Kind == InstitutionKind.RegionalGovernment;
        HashSet<Person> late = level < 2 ? [] : [.. Holding(stage.Role, stage.Scope ?? ScopeOf(stage.Role), day)];
        var asked = Asked(level).SelectMany(Free).ToList();
        if (!Free(Asked(level)[0]).Any())
            asked.InsertRange(0, Free(Asked(level + 1)[0]));
        Role[] informed = (level, isRegional) switch
        {
            (1, _) => [],
            ( >= 3, true) => [Role.TechnicalSecretariat, Role.Subdere],
            _ => [Role.TechnicalSecretariat],
        };
        return asked.Select(person => (person, false)).Concat(informed.SelectMany(role => Holding(role, ScopeOf(role), day))
            .Select(person => (person, true)));

        IEnumerable<Person> Free(Role role) => Holding(role, ScopeOf(role), day).Where(person => !late.Contains(person));

        Role[] Asked(int asking) => (asking, isRegional) switch
        {
            (1, _) => [Role.InstitutionPmgOfficer],
            (2, true) => [Role.RegionalAdministrator],
            (2, false) => [Role.HeadOfService],
            (3, true) or (4, true) => [Role.Governor],
            (3, false) => [Role.Undersecretary, Role.MinistryPmgOfficer],
            (4, false) => [Role.Minister],
            _ => throw new NotSupportedException($"No ladder reaches level {asking}."),
        };
    }

    /// <summary>
    /// A region answers to its presidential delegate and through Interior, a ministry to its undersecretary and minister, a body to its
    /// secretariat and whoever presides it; interministerial coordination is the last of all. From level 2 up whoever has the task is
    /// passed over for the next level.
    /// </summary>
    private List<Person> AuthorityOfThePlace(int level, Stage stage, DateOnly day)
    {
        var place = stage.Scope ?? ScopeOf(stage.Role);
        HashSet<Person> late = level < 2 ? [] : [.. Holding(stage.Role, place, day)];
        for (var at = level; at <= 5; at++)
        {
            var (role, scope) = PostOf(at);
            if (Holding(role, scope, day).FindAll(person => !late.Contains(person)) is { Count: > 0 } people)
                return people;
        }

        return [];

        (Role, string) PostOf(int at) => (at, stage.Role.Scope) switch
        {
            (1, _) => (stage.Role, place),
            (2, RoleScope.Region) => (Role.PresidentialDelegate, place),
            (2 or 3, RoleScope.Ministry) => (Role.Undersecretary, place),
            (4, RoleScope.Ministry) => (Role.Minister, organisation.Undersecretariats.Find(place)?.MinistryCode ?? place),
            (2, RoleScope.Committee) => (Role.CommitteeSecretary, Seat.CommitteeIn(place)),
            (3, RoleScope.Committee) => (Role.CommitteePresident, Seat.CommitteeIn(place)),
            (4, RoleScope.Committee) => (Role.InterministerialCoordination, Appointment.National),
            (3, _) => (Role.Undersecretary, "SUBINT"),
            (4, _) => (Role.Minister, "INT"),
            _ => (Role.InterministerialCoordination, Appointment.National),
        };
    }

    private List<Person> Holding(Role role, string scope, DateOnly day) =>
        [.. organisation.HoldersOf(role, scope, day)
            .Select(holder => away.FirstOrDefault(absence => absence.Covers(holder.Person.Id, day)) is { } absence
            ? organisation.FindPerson(absence.ActsInstead)!
            : holder.Person)];

    private string ScopeOf(Role role) => role.Scope switch
    {
        RoleScope.National => Appointment.National,
        RoleScope.Institution => institution!.Code,
        RoleScope.Ministry when role == Role.Undersecretary => UndersecretariatOf(institution!),
        RoleScope.Ministry => institution!.MinistryCode!,
        _ => throw new NotSupportedException($"{role} needs a scope."),
    };

    /// <summary>The one that the list says, or the only one of the ministry; a regional government has none.</summary>
    private string UndersecretariatOf(Institution service) =>
        organisation.Undersecretariats.Supervisions.FirstOrDefault(row => row.InstitutionCode == service.Code)?.UndersecretariatCode
        ?? (organisation.Undersecretariats.All.Where(office => office.MinistryCode == service.MinistryCode).ToList() is [var only]
            ? only.Code : service.MinistryCode!);
}
