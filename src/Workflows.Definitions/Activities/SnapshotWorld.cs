using Workflows.Definitions.Calendar;
using Workflows.Definitions.Committees;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Pmg;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>
/// Answers what activities ask from one snapshot of organisation and calendar. The same snapshot always gives the same answer;
/// what it does not know is refused in Spanish, never guessed.
/// </summary>
public sealed class SnapshotWorld(WorldSnapshot snapshot) : IWorld
{
    private const int FirstYear = 2000;
    private const int LastYear = 2100;

    private readonly Addressees _addressees = new(snapshot.Organisation);
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
                WorldQuestions.Deadline => Deadline(arguments),
                WorldQuestions.MostExtension => MostExtension(arguments),
                WorldQuestions.Assignee => Assignee(arguments),
                WorldQuestions.Recipients => _addressees.Answer(arguments),
                WorldQuestions.Institutions => Institutions(arguments),
                WorldQuestions.WorkingDays => WorkingDays(arguments),
                WorldQuestions.WorkingDay => WorkingDay(arguments),
                WorldQuestions.CountsAt => CountsAt(arguments),
                WorldQuestions.Person => Person(arguments),
                WorldQuestions.Seats => _seats.Answer(arguments),
                WorldQuestions.Convened => _convened.Answer(arguments),
                WorldQuestions.Places => _places.Answer(arguments),
                WorldQuestions.Chosen => TaskChoices.Answer(Choices, arguments),
                WorldQuestions.Moment => MomentOf(arguments),
                WorldQuestions.Framework => Framework(arguments),
                WorldQuestions.PostsIn => PostsIn(arguments),
                // Nobody else takes numbers here: those of one step follow each other.
                WorldQuestions.Number => arguments.Member("visit"),
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

    private Dictionary<string, object?> Deadline(object? asked) =>
        PlannedDeadline.ToValues(DeadlineBasis.Read(asked).Plan(snapshot.Calendar));

    private double MostExtension(object? asked) => DeadlineBasis.Read(asked).MostExtension(snapshot.Calendar);

    private Dictionary<string, object?> Assignee(object? asked)
    {
        var organisation = snapshot.Organisation;
        var role = Role.Parse(asked.TextOf("role") ?? throw new ActivityFaultException("No se indicó el rol que hace la tarea."));
        var institution = InstitutionOf(asked);
        var scope = asked.TextOf("scope") ?? role.Scope switch
        {
            RoleScope.National => Appointment.National,
            RoleScope.Institution => institution?.Code ?? throw new ActivityFaultException(
                $"El rol «{role.Label}» es de una institución y el proceso no dice cuál."),
            RoleScope.Ministry => institution is null
                ? throw new ActivityFaultException($"El rol «{role.Label}» es de un ministerio y el proceso no dice de qué institución.")
                : MinistryOf(institution, asked) ?? throw new ActivityFaultException(
                    $"{institution.Name} no tiene ministerio: no se sabe quién hace la tarea de «{role.Label}»."),
            _ => throw new ActivityFaultException($"Para el rol «{role.Label}» hay que indicar cuál («scope»)."),
        };
        var exists = role.Scope switch
        {
            RoleScope.National => scope == Appointment.National,
            RoleScope.Institution => organisation.FindInstitution(scope) is not null,
            RoleScope.Ministry => organisation.FindMinistry(scope) is not null,
            RoleScope.Network => organisation.Networks.Any(network => network.Code == scope),
            RoleScope.Region => organisation.Regions.Any(region => region.Code == scope),
            RoleScope.Committee => organisation.FindCommittee(scope) is not null || organisation.Seats.Any(seat => seat.Place == scope),
            _ => false,
        };
        if (!exists)
            throw new ActivityFaultException($"El rol «{role.Label}» no puede estar en «{scope}»: no existe.");

        return new Dictionary<string, object?>
        {
            ["role"] = role.Code,
            ["roleLabel"] = role.Label,
            ["scope"] = scope,
            ["scopeName"] = organisation.ScopeName(role.Scope, scope),
            ["institution"] = institution?.Code,
            ["institutionName"] = institution?.Name,
        };
    }

    private List<object?> Institutions(object? asked)
    {
        var programme = asked.TextOf("programme") ?? throw new ActivityFaultException("No se indicó el programa.");
        var year = YearOf(asked);
        try
        {
            IReadOnlyList<Institution> listed = InstitutionOf(asked) is { } one ? [one] : snapshot.Organisation.InstitutionsIn(programme, year);
            return [.. listed.Select(object? (institution) => new Dictionary<string, object?>
            {
                ["institution"] = institution.Code,
                ["name"] = institution.Name,
                ["ministry"] = snapshot.Organisation.MinistryOf(institution, new DateOnly(year, 1, 1)),
                ["kind"] = institution.Kind.ToString(),
                ["regime"] = institution.Regime.ToString(),
                ["incentive"] = IncentiveRegimes.RulesOf(institution.Regime),
                ["year"] = (double)year,
            })];
        }
        catch (ArgumentException)
        {
            throw new ActivityFaultException($"El programa «{programme}» no se conoce. Usa PMG o MEI.");
        }
    }

    private double WorkingDays(object? asked)
    {
        var from = asked.DateOf("from") ?? throw new ActivityFaultException("No se indicó desde qué día contar.");
        var to = asked.DateOf("to") ?? throw new ActivityFaultException("No se indicó hasta qué día contar.");
        return snapshot.Calendar.WorkingDaysBetween(from, to);
    }

    private string WorkingDay(object? asked)
    {
        var from = asked.DateOf("from") ?? throw new ActivityFaultException("No se indicó desde qué día contar.");
        var days = asked.WholeOf("days") ?? 0;
        return PlainValues.ToText(days > 0 ? snapshot.Calendar.AddWorkingDays(from, days) : snapshot.Calendar.RollForward(from));
    }

    private Dictionary<string, object?> MomentOf(object? asked) => Moments.ToValues(Moments.Find(asked, snapshot.Calendar));

    private string? CountsAt(object? asked)
    {
        var at = Instants.Parse(asked.TextOf("at") ?? throw new ActivityFaultException("No se indicó cuándo llegó."));
        var local = SantiagoTime.ToLocal(at);
        OfficeHours? hours = asked.TextOf("hours") is { } text ? OfficeHours.Parse(text) : null;
        var calendar = asked.TextOf("territory") is { } code ? snapshot.Calendar.In(Territory.Parse(code)) : snapshot.Calendar;
        var counts = Filing.Received(local, calendar, hours).CountsAt;
        return counts == local
            ? null
            : Instants.ToText(SantiagoTime.ToInstant(DateOnly.FromDateTime(counts), TimeOnly.FromDateTime(counts)));
    }

    private Dictionary<string, object?>? Person(object? asked) =>
        asked.TextOf("person") is { } id && snapshot.Organisation.FindPerson(id) is { } person
            ? new Dictionary<string, object?> { ["personId"] = person.Id, ["name"] = person.Name, ["email"] = person.Email }
            : null;

    private List<object?> PostsIn(object? asked)
    {
        var (person, institution) = (asked.TextOf("person") ?? "", asked.TextOf("institution") ?? "");
        var date = asked.DateOf("date") ?? throw new ActivityFaultException("No se indicó de qué día son los cargos.");
        var posts = snapshot.Organisation.AppointmentsOf(person, date).Concat(snapshot.Organisation.HeldWithoutAppointment(person, date));
        return PlainValues.ToValues(posts
            .Where(post => post.Role.Scope == RoleScope.Institution && post.ScopeCode == institution && Parties.Of(post.Role) != Party.Evaluator)
            .Select(post => post.Role.Label).Distinct());
    }

    private static Dictionary<string, object?> Framework(object? asked)
    {
        var programme = asked.TextOf("programme") ?? throw new ActivityFaultException("No se indicó el programa.");
        var year = YearOf(asked);
        return FrameworkParameters.For(programme, year, asked.DateOf("date"))?.ToValues()
            ?? throw new ActivityFaultException($"No hay Programa Marco de {programme} para {year}.");
    }

    private Institution? InstitutionOf(object? asked) =>
        asked.TextOf("institution") is { } code ? snapshot.Organisation.InstitutionOf(code) : null;

    /// <summary>On the day asked about: a law may have moved the institution since.</summary>
    private string? MinistryOf(Institution institution, object? asked) =>
        asked.DateOf("date") is { } day ? snapshot.Organisation.MinistryOf(institution, day) : institution.MinistryCode;

    private static int YearOf(object? asked) =>
        asked.WholeOf("year") is { } year and >= FirstYear and <= LastYear
            ? year
            : throw new ActivityFaultException(
                $"El año «{Values.ToText(asked.Member("year"))}» no sirve: indica uno entre {FirstYear} y {LastYear}.");
}
