using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;

namespace Workflows.Server.Tests.Year;

/// <summary>
/// Tells beforehand the formulation of one institution whose people behave in a given way: everything they do and every mail that
/// must leave because of it.
/// </summary>
internal sealed class InstitutionYear(
    Institution institution, int number, Conduct conduct, int year, OrganisationSnapshot organisation, WorkingCalendar calendar,
    IReadOnlyList<Away> away)
{
    private static readonly string[] Networks = ["redGenero", "redClima", "redExperiencia"];

    private readonly StageNotices _rules = new(institution, organisation, calendar, away);
    private readonly Dictionary<string, int> _visits = [];
    private readonly List<Deed> _deeds = [];
    private readonly List<Notice> _notices = [];
    private readonly List<Answer> _answers = [];
    private readonly List<OpenVisit> _open = [];

    public IReadOnlyList<Deed> Deeds => _deeds;
    public IReadOnlyList<Notice> Notices => _notices;
    public IReadOnlyList<Answer> Answers => _answers;

    /// <summary>Who has a task of this institution at an instant, once for each task.</summary>
    public IEnumerable<Person> WithTasksAt(DateTimeOffset at) =>
        _open.Where(visit => visit.Opened <= at && at < visit.Closed).SelectMany(visit => _rules.HoldersOf(visit.Stage, at));

    public InstitutionYear Foretell(DateTimeOffset opening)
    {
        var now = Hear(Do("propuesta", opening, conduct.Proposal, "submit"));
        if (conduct.Head != HeadConduct.Proposes)
        {
            now = Do(WhoProposes, now, conduct.HeadProposes, "return");
            // What nobody corrects comes back as it was: a silence towards the head proposes nothing.
            now = conduct.Head == HeadConduct.ReturnsAndMeetsSilence ? KeepSilent("propuesta", now)
                : Do("propuesta", now, conduct.Correction, "submit");
        }

        var certified = Review(Propose(now));
        certified = Do("certificado", certified, conduct.Certificate, "approve");
        Tell(certified, "certificado", "aprobado", [Role.InstitutionPmgOfficer, Role.HeadOfService]);

        var published = Do("publicacion", Do("decreto", certified, conduct.Decree, "submit"), conduct.Publication, "submit");
        Tell(published, "aviso", "decreto", [Role.InstitutionPmgOfficer, Role.HeadOfService], Role.TechnicalSecretariat);
        return this;
    }

    private bool IsRegional => institution.Kind == InstitutionKind.RegionalGovernment;

    private string WhoProposes => IsRegional ? "gobernacion" : "jefatura";

    /// <summary>The head of service to the ministry, or the governor to the committee.</summary>
    private DateTimeOffset Propose(DateTimeOffset now) => Do(WhoProposes, now, conduct.HeadProposes, "approve");

    /// <summary>
    /// From what was proposed to the day the committee may certify, through every return. No ministry or network reviews a region.
    /// </summary>
    private DateTimeOffset Review(DateTimeOffset now)
    {
        var (ministryReturns, networksReturn, committeeReturns) =
            (!IsRegional && conduct.Ministry != MinistryConduct.Approves, !IsRegional
                && conduct.NetworkThatReturns is not null, conduct.CommitteeReturns);
        while (true)
        {
            var isAccepted = false;
            if (ministryReturns)
            {
                ministryReturns = false;
                now = Do("revisionMinisterial", now, conduct.MinistryReview, "return");
                isAccepted = conduct.Ministry == MinistryConduct.ReturnsAndMeetsSilence;
                now = isAccepted ? KeepSilent("propuesta", now) : Propose(Do("propuesta", now, conduct.Correction, "submit"));
            }

            if (!IsRegional)
            {
                if (!isAccepted)
                    now = Do("revisionMinisterial", now, conduct.MinistryReview, "approve");

                var opened = now;
                now = Networks
                    .Select(
                        (network, i) =>
                            Do(
                                network, opened, conduct.Networks[i],
                                networksReturn && conduct.NetworkThatReturns == i ? "return" : "approve"))
                    .Max();
            }

            if (!networksReturn && !committeeReturns)
                return now;

            if (!networksReturn)
            {
                committeeReturns = false;
                now = Do("certificado", now, conduct.Certificate, "return");
            }

            networksReturn = false;
            now = Propose(Do("propuesta", now, conduct.Correction, "submit"));
        }
    }

    private DateTimeOffset Hear(DateTimeOffset handedIn) => conduct.Association switch
    {
        AssociationConduct.Comments => Do("comentarios", handedIn, conduct.Comment, "comment"),
        AssociationConduct.Declines => Do("comentarios", handedIn, conduct.Comment, "decline"),
        _ => KeepSilent("comentarios", handedIn),
    };

    private DateTimeOffset Do(string activity, DateTimeOffset opened, Moment moment, string action)
    {
        var (stage, visit, deadline) = Open(activity, opened);
        var done = _rules.InstantOf(moment, deadline, opened);
        var (isAttended, suspended) = activity == "propuesta" && visit == 1 ? AnswerLateness(stage, opened, deadline, done) : (false, null);
        _notices.AddRange(
            _rules.WhileOpen(stage, visit, opened, deadline, done, IsClosedBySilence(activity, visit), isAttended, suspended));

        _open.Add(new OpenVisit(stage, opened, done));
        var holders = _rules.HoldersOf(stage, done);
        var person = holders[number % holders.Count];
        _deeds.Add(new Deed(done, institution.Code, activity, visit, person.Id, action, deadline,
            done >= StageNotices.EndOf(stage, visit, deadline)));
        if (action == "submit")
            _notices.Add(new Notice(done, institution.Code, activity, visit, "acuse-recibo", 0, person.Email, false));
        return done;
    }

    /// <summary>
    /// What authorities and coordinators do about a late proposal, by turns: take note, instruct, stop the third level, mend its words.
    /// </summary>
    private (bool IsAttended, int? Suspended) AnswerLateness(Stage stage, DateTimeOffset opened, DateOnly deadline, DateTimeOffset done)
    {
        var (action, level) =
            (number / 2 % 4) switch { 0 => ("acknowledge", 2), 1 => ("instruct", 2), 2 => ("suspend", 3), _ => ("correct", 3) };
        if (_rules.AnswerTime(level, stage, opened, deadline, done) is not { } at)
            return (false, null);
        var authority = institution.Kind == InstitutionKind.RegionalGovernment ? Role.RegionalAdministrator : Role.HeadOfService;
        _answers.Add(new Answer(at, institution.Code, action, level, level == 2 ? _rules.Holder(authority, at).Id : "coordinacion"));
        if (action == "instruct")
            _notices.AddRange(_rules.ToHolders(stage, 1, at, "instruccion"));
        return (level == 2, action == "suspend" ? level : null);
    }

    /// <summary>Nobody answers: at midnight the silence speaks, and whoever owed the answer is told.</summary>
    private DateTimeOffset KeepSilent(string activity, DateTimeOffset opened)
    {
        var (stage, visit, deadline) = Open(activity, opened);
        var end = StageNotices.EndOf(stage, visit, deadline);
        _open.Add(new OpenVisit(stage, opened, end));
        _notices.AddRange(_rules.WhileOpen(stage, visit, opened, deadline, end, isSilenceClosing: true));
        _notices.AddRange(_rules.ToHolders(stage, visit, end, "vencido"));
        return end;
    }

    private (Stage Stage, int Visit, DateOnly Deadline) Open(string activity, DateTimeOffset opened)
    {
        var stage = Stage.OfTheFormulation[activity];
        var visit = _visits[activity] = _visits.GetValueOrDefault(activity) + 1;
        _notices.AddRange(_rules.ToHolders(stage, visit, opened, activity == "propuesta" && visit > 1 ? "observado" : "tarea-nueva"));
        return (stage, visit, _rules.DeadlineOf(stage, visit, opened, year));
    }

    private void Tell(DateTimeOffset at, string stage, string template, Role[] to, Role? copy = null)
    {
        var visit = _visits.GetValueOrDefault(stage, 1);
        _notices.AddRange(
            to.Select(role => new Notice(at, institution.Code, stage, visit, template, 0, _rules.Holder(role, at).Email, false)));
        if (copy is not null)
            _notices.Add(new Notice(at, institution.Code, stage, visit, template, 0, _rules.Holder(copy, at).Email, true));
    }

    private static bool IsClosedBySilence(string activity, int visit) =>
        activity == "comentarios" || (activity == "propuesta" && visit > 1);
}
