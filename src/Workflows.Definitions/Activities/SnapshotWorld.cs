using Workflows.Definitions.Calendar;
using Workflows.Definitions.Committees;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Pmg;
using Workflows.Definitions.Questions;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>
/// Answers what activities ask from one snapshot of organisation and calendar. The same snapshot always gives the same answer;
/// what it does not know is refused in Spanish, never guessed.
/// </summary>
public sealed class SnapshotWorld(WorldSnapshot snapshot) : IWorld
{
    private readonly KnownAnswers _recipients = RecipientsIn(new(snapshot.Organisation));
    private readonly PlaceList _places = new(snapshot.Organisation);
    private readonly VotingSeats _seats = new(snapshot.Organisation);
    private readonly ConvenedSeats _convened = new(snapshot.Organisation);

    public WorldSnapshot Snapshot => snapshot;

    /// <summary>What forms let people choose of this organisation.</summary>
    public ChoiceList Choices { get; } = new(snapshot.Organisation);

    public object? Answer(string question, object? arguments)
    {
        try
        {
            return question switch
            {
                WorldQuestions.Deadline => Deadline(DeadlineQuestion.FromValues(arguments)),
                WorldQuestions.MostExtension =>
                    (double)BasisOf(DeadlineQuestion.FromValues(arguments)).MostExtension(snapshot.Calendar),
                WorldQuestions.Assignee => Assignee(AssigneeQuestion.FromValues(arguments)).ToValues(),
                WorldQuestions.Recipients => _recipients.To(arguments),
                WorldQuestions.Institutions => Institutions(InstitutionsQuestion.FromValues(arguments)),
                WorldQuestions.WorkingDays => WorkingDays(WorkingDaysQuestion.FromValues(arguments)),
                WorldQuestions.WorkingDay => PlainValues.ToText(WorkingDay(WorkingDayQuestion.FromValues(arguments))),
                WorldQuestions.CountsAt => CountsAt(CountsAtQuestion.FromValues(arguments)) is { } counts ? Instants.ToText(counts) : null,
                WorldQuestions.Person => Person(PersonQuestion.FromValues(arguments))?.ToValues(),
                WorldQuestions.Seats => Listed(_seats.Of(SeatsQuestion.FromValues(arguments)), seat => seat.ToValues()),
                WorldQuestions.Convened => _convened.Of(ConvenedQuestion.FromValues(arguments)).ToValues(),
                WorldQuestions.Places => Listed(_places.Of(PlacesQuestion.FromValues(arguments)), place => place.ToValues()),
                WorldQuestions.Chosen =>
                    Listed(TaskChoices.Answer(Choices, ChosenQuestion.FromValues(arguments)), choice => choice.ToValues()),
                WorldQuestions.Moment => MomentQuestion.Answer(Moments.Find(MomentQuestion.FromValues(arguments), snapshot.Calendar)),
                WorldQuestions.Framework => Framework(FrameworkQuestion.FromValues(arguments)).ToValues(),
                WorldQuestions.PostsIn => PlainValues.ToValues(PostsIn(PostsInQuestion.FromValues(arguments))),
                // Nobody else takes numbers here: those of one step follow each other.
                WorldQuestions.Number => (double)NumberQuestion.FromValues(arguments).Visit,
                // A snapshot knows places and people; whoever keeps the facts answers before it is asked.
                WorldQuestions.Facts or WorldQuestions.Commitments or WorldQuestions.SessionEntries => new List<object?>(),
                _ => throw new ActivityFaultException($"Nadie sabe responder la pregunta «{question}»."),
            };
        }
        catch (Exception refused) when (refused is FormatException or KeyNotFoundException or CalendarRangeException)
        {
            throw new ActivityFaultException(refused.Message);
        }
    }

    private static KnownAnswers RecipientsIn(Addressees addressees) =>
        new(asked => addressees.Answer(RecipientsQuestion.FromValues(asked)));

    private Dictionary<string, object?> Deadline(DeadlineQuestion asked)
    {
        var basis = BasisOf(asked);
        var values = PlannedDeadline.AnswerOf(basis, snapshot.Calendar);
        if (basis.Policy.InInstitution && basis.Place is { } place)
            values[PlannedDeadline.PlaceKey] = place.Code;
        return values;
    }

    private DeadlineBasis BasisOf(DeadlineQuestion asked)
    {
        var basis = DeadlineBasis.Of(asked);
        return basis.Policy.InInstitution && basis.Place is null
            ? basis with { Place = snapshot.Organisation.PlaceOf(asked.Institution, asked.Region) }
            : basis;
    }

    private Assignee Assignee(AssigneeQuestion asked)
    {
        var organisation = snapshot.Organisation;
        var role = Role.Parse(asked.Role!);
        var institution = InstitutionOf(asked.Institution);
        var scope = asked.Scope ?? role.Scope switch
        {
            RoleScope.National => Appointment.National,
            RoleScope.Institution => institution?.Code ?? throw new ActivityFaultException(
                $"El rol «{role.Label}» es de una institución y el proceso no dice cuál."),
            RoleScope.Ministry when role == Role.Undersecretary && institution is not null && asked.Date is { } day
                && organisation.Undersecretariats.ScopeFor(institution, day) is { } office => office,
            RoleScope.Ministry => institution is null
                ? throw new ActivityFaultException($"El rol «{role.Label}» es de un ministerio y el proceso no dice de qué institución.")
                : MinistryOf(institution, asked.Date) ?? throw new ActivityFaultException(
                    $"{institution.Name} no tiene ministerio: no se sabe quién hace la tarea de «{role.Label}»."),
            _ => throw new ActivityFaultException($"Para el rol «{role.Label}» hay que indicar cuál («scope»)."),
        };
        var exists = role.Scope switch
        {
            RoleScope.National => scope == Appointment.National,
            RoleScope.Institution => organisation.FindInstitution(scope) is not null,
            RoleScope.Ministry => organisation.ScopeExists(role, scope),
            RoleScope.Network => organisation.Networks.Any(network => network.Code == scope),
            RoleScope.Region => organisation.Regions.Any(region => region.Code == scope),
            RoleScope.Committee => organisation.FindCommittee(scope) is not null || organisation.Seats.Any(seat => seat.Place == scope),
            _ => false,
        };
        if (!exists)
            throw new ActivityFaultException($"El rol «{role.Label}» no puede estar en «{scope}»: no existe.");

        return new(
            role.Code, role.Label, scope, organisation.ScopeName(role.Scope, scope), institution?.Code, institution?.Name);
    }

    private List<object?> Institutions(InstitutionsQuestion asked)
    {
        var year = Years.Of(asked.Year);
        try
        {
            IReadOnlyList<Institution> listed = InstitutionOf(asked.Institution) is { } one
                ? [one]
                : snapshot.Organisation.InstitutionsIn(asked.Programme, year);
            return Listed(listed, institution => InstitutionsQuestion.Row(
                institution, snapshot.Organisation.MinistryOf(institution, new DateOnly(year, 1, 1)), year));
        }
        catch (ArgumentException)
        {
            throw new ActivityFaultException($"El programa «{asked.Programme}» no se conoce. Usa PMG o MEI.");
        }
    }

    private double WorkingDays(WorkingDaysQuestion asked) => snapshot.Calendar.WorkingDaysBetween(asked.From, asked.To);

    private DateOnly WorkingDay(WorkingDayQuestion asked) =>
        asked.Days > 0 ? snapshot.Calendar.AddWorkingDays(asked.From, asked.Days) : snapshot.Calendar.RollForward(asked.From);

    private DateTimeOffset? CountsAt(CountsAtQuestion asked)
    {
        var local = SantiagoTime.ToLocal(asked.At);
        OfficeHours? hours = asked.Hours is { } text ? OfficeHours.Parse(text) : null;
        var calendar = snapshot.Calendar.In(asked.Territory is { } code ? Territory.Kept(code) : null);
        var counts = Filing.Received(local, calendar, hours).CountsAt;
        return counts == local ? null : SantiagoTime.ToInstant(DateOnly.FromDateTime(counts), TimeOnly.FromDateTime(counts));
    }

    private KnownPerson? Person(PersonQuestion asked) => asked.Person is { } id && snapshot.Organisation.FindPerson(id) is { } person
        ? new(person.Id, person.Name, person.Email)
        : null;

    private IEnumerable<string> PostsIn(PostsInQuestion asked) =>
        snapshot.Organisation.AppointmentsOf(asked.Person, asked.Date)
            .Concat(snapshot.Organisation.HeldWithoutAppointment(asked.Person, asked.Date))
            .Where(post => post.Role.Scope == RoleScope.Institution && post.ScopeCode == asked.Institution
                && Parties.Of(post.Role) != Party.Evaluator)
            .Select(post => post.Role.Label).Distinct();

    private static FrameworkParameters Framework(FrameworkQuestion asked)
    {
        var year = Years.Of(asked.Year);
        return FrameworkParameters.For(asked.Programme, year, asked.Date)
            ?? throw new ActivityFaultException($"No hay Programa Marco de {asked.Programme} para {year}.");
    }

    private Institution? InstitutionOf(string? code) => code is null ? null : snapshot.Organisation.InstitutionOf(code);

    /// <summary>On the day asked about: a law may have moved the institution since.</summary>
    private string? MinistryOf(Institution institution, DateOnly? date) =>
        date is { } day ? snapshot.Organisation.MinistryOf(institution, day) : institution.MinistryCode;

    private static List<object?> Listed<T>(IEnumerable<T> items, Func<T, object?> toValues) => [.. items.Select(toValues)];
}
