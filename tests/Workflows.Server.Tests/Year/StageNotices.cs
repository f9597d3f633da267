using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Organisation;

namespace Workflows.Server.Tests.Year;

/// <summary>
/// What a policy and a line of command say must be sent about one visit of a stage. Counted here by hand, on the calendar and the
/// posts alone: neither the flow nor the product's own schedule is asked.
/// </summary>
internal sealed class StageNotices(Institution institution, OrganisationSnapshot organisation, WorkingCalendar calendar, IReadOnlyList<Away> away)
{
    private static readonly TimeOnly HalfPastTen = new(10, 30);

    private static readonly TimeOnly Morning = new(9, 0);
    private static readonly TimeOnly AfterTheHold = new(13, 0);

    public DateOnly DeadlineOf(Stage stage, int visit, DateTimeOffset opened, int year)
    {
        var term = visit == 1 ? stage.Policy.Term : stage.Policy.Correction.Term;
        var date = term switch
        {
            Term.WorkingDays days => calendar.AddWorkingDays(SantiagoTime.DateAt(opened), days.Count),
            Term.EachYear day => new DateOnly(year + day.YearOffset, day.Month, day.Day),
            _ => throw new NotSupportedException($"The formulation has no {term}."),
        };
        return stage.Policy.Roll == Roll.Next && !calendar.IsWorkingDay(date) ? calendar.AddWorkingDays(date, 1) : date;
    }

    /// <summary>Reminders and escalations of a visit that stays open between two instants.</summary>
    /// <param name="isAttended">Level 2 answered on the day it was told: from then on the ladder waits as its policy says.</param>
    /// <param name="suspendedLevel">A coordinator stopped the notices of this level.</param>
    /// <param name="isSilenceClosing">At the end of the term silence closes it, so nobody is told upwards.</param>
    public IEnumerable<Notice> WhileOpen(Stage stage, int visit, DateTimeOffset opened, DateOnly deadline, DateTimeOffset closed, bool isSilenceClosing,
        bool isAttended = false, int? suspendedLevel = null)
    {
        foreach (var days in stage.Policy.Reminders)
        {
            var at = SantiagoTime.ToInstant(calendar.AddWorkingDays(deadline, -days), Morning);
            if (at >= opened && at < closed)
            {
                foreach (var notice in ToHolders(stage, visit, at, "recordatorio"))
                    yield return notice;
            }
        }

        foreach (var level in isSilenceClosing ? [] : stage.Policy.Ladder.Where(level => level.Level != suspendedLevel))
        {
            var day = DayOf(level, stage, opened, deadline, isAttended);
            var leaves = SantiagoTime.ToInstant(day, level.Level >= 3 ? AfterTheHold : Morning);
            // Nobody above hears of what was handed in while the notice was held.
            if (leaves < closed)
            {
                foreach (var (person, isCopy) in PeopleOf(level, stage, day))
                    yield return new Notice(leaves, institution.Code, stage.Activity, visit, level.Template, level.Level, person.Email, isCopy);
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
        var at = SantiagoTime.ToInstant(DayOf(stage.Policy.Ladder.Single(other => other.Level == level), stage, opened, deadline, isAttended: false), HalfPastTen);
        return at < closed ? at : null;
    }

    public IEnumerable<Notice> ToHolders(Stage stage, int visit, DateTimeOffset at, string template) =>
        HoldersOf(stage, at).Select(person => new Notice(at, institution.Code, stage.Activity, visit, template, 0, person.Email, false));

    public IReadOnlyList<Person> HoldersOf(Stage stage, DateTimeOffset at) =>
        Holding(stage.Role, stage.Scope ?? ScopeOf(stage.Role), SantiagoTime.DateAt(at));

    public Person Holder(Role role, DateTimeOffset at) => Assert.Single(Holding(role, ScopeOf(role), SantiagoTime.DateAt(at)));

    private IEnumerable<(Person Person, bool IsCopy)> PeopleOf(LadderLevel level, Stage stage, DateOnly day) => level.Recipients
        .SelectMany(code => code == RecipientCode.Authority ? Authority(level.Level, day) : Named(code, stage, day))
        .Concat(level.Copy.SelectMany(code => Named(code, stage, day)).Select(named => (named.Person, IsCopy: true)))
        .OrderBy(person => person.IsCopy)
        .DistinctBy(person => person.Person.Id);

    private IEnumerable<(Person Person, bool IsCopy)> Named(RecipientCode code, Stage stage, DateOnly day)
    {
        var (role, scope) = code == RecipientCode.Responsible ? (stage.Role, stage.Scope ?? ScopeOf(stage.Role)) : (code.Role!, ScopeOf(code.Role!));
        return Holding(role, scope, day).Select(person => (person, false));
    }

    /// <summary>A regional government answers to its elected governor, and to nobody of the Presidency or a ministry.</summary>
    private IEnumerable<(Person Person, bool IsCopy)> Authority(int level, DateOnly day)
    {
        Role[] asked = (level, institution.Kind == InstitutionKind.RegionalGovernment) switch
        {
            (1, _) => [Role.InstitutionPmgOfficer],
            (2, true) => [Role.RegionalAdministrator],
            (2, false) => [Role.HeadOfService],
            (3, true) or (4, true) => [Role.Governor],
            (3, false) => [Role.Undersecretary, Role.MinistryPmgOfficer],
            (4, false) => [Role.Minister],
            _ => throw new NotSupportedException($"No ladder reaches level {level}."),
        };
        Role[] informed = (level, institution.Kind == InstitutionKind.RegionalGovernment) switch
        {
            (1, _) => [],
            ( >= 3, true) => [Role.TechnicalSecretariat, Role.Subdere],
            _ => [Role.TechnicalSecretariat],
        };
        return asked.SelectMany(role => Holding(role, ScopeOf(role), day)).Select(person => (person, false))
            .Concat(informed.SelectMany(role => Holding(role, ScopeOf(role), day)).Select(person => (person, true)));
    }

    private List<Person> Holding(Role role, string scope, DateOnly day) =>
        [.. organisation.HoldersOf(role, scope, day).Select(holder => away.FirstOrDefault(absence => absence.Covers(holder.Person.Id, day)) is { } absence
            ? organisation.FindPerson(absence.ActsInstead)!
            : holder.Person)];

    private string ScopeOf(Role role) => role.Scope switch
    {
        RoleScope.National => Appointment.National,
        RoleScope.Institution => institution.Code,
        RoleScope.Ministry => institution.MinistryCode!,
        _ => throw new NotSupportedException($"{role} needs a scope."),
    };
}
