using System.Globalization;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Definitions.Tests.Activities;
using Workflows.Definitions.Tests.Flows;

namespace Workflows.Definitions.Tests.Committees;

/// <summary>Draws a flow in which one body decides one matter, over an invented composition: seat 1 presides.</summary>
internal static class Body
{
    public const string FiveDays = """{ "term": { "workingDays": 5 } }""";

    private static readonly DateOnly Since = new(2024, 1, 1);

    /// <summary>
    /// The demo with a body of that many seats, each of an invented person; the last ones belong to a post that nobody holds.
    /// </summary>
    public static WorldSnapshot World(
        string body, int seats, int vacant = 0, IEnumerable<Seat>? more = null, IEnumerable<Absence>? absences = null,
        IEnumerable<Designation>? designations = null)
    {
        var demo = Story.Demo.Organisation;
        var people = Enumerable.Range(1, seats).Select(i => new Person(PersonOf(i), $"Integrante {i}", $"{PersonOf(i)}@example.cl"));
        var composed = Enumerable.Range(1, seats).Select(i => SeatOf(body, i, isVacant: i > seats - vacant)).Concat(more ?? []);
        return new(
            new OrganisationSnapshot(
                demo.Institutions, demo.Ministries, demo.Regions, demo.Networks, [.. demo.People, .. people],
                [.. demo.People.SelectMany(person => demo.AppointmentsOf(person.Id, new(2026, 1, 1)))], absences, designations,
                committees: [new Committee(body, "Órgano de prueba")], seats: composed,
            undersecretariats: demo.Undersecretariats.All, supervisions: demo.Undersecretariats.Supervisions),
            WorkingCalendar.Shipped);
    }

    public static string PersonOf(int seat) => string.Create(CultureInfo.InvariantCulture, $"integrante.{seat}");

    public static string NameOf(int seat) => string.Create(CultureInfo.InvariantCulture, $"Asiento {seat:00}");

    public static Story Open(string body, WorldSnapshot world, string mode = "written", params (string Name, string Value)[] more) => new(
        TaskFlow.Chart(
            TaskFlow.Activity("decision", "DecideInBody",
            [
                ("title", "Aprobar el marco"), ("body", body), ("mode", mode), ("subject", """{ "texto": "El marco" }"""),
                ("deadline", FiveDays),
                ("result", "->acuerdo"), .. more,
            ]),
            "ini>decision, decision.Approved>fin, decision.Rejected>fin, decision.Tied>fin, decision.NoQuorum>fin",
            """{ "id": "acuerdo", "name": "acuerdo", "typeName": "Object" }"""),
        Story.At(2026, 9, 1), TaskFlow.Pmg2026, world);

    /// <summary>Seats vote in their order: + for, - against, 0 abstain, x because the matter is its own, and a point for silence.</summary>
    public static Story Vote(Story story, string votes)
    {
        foreach (var (vote, i) in votes.Select((vote, i) => (vote, i)).Where(cast => cast.vote != '.'))
            Cast(story, i + 1, vote);
        return story;
    }

    public static void Cast(Story story, int seat, char vote) => story.ActOn(
        story.Tasks.Single(task => task.ScopeCode.EndsWith(NameOf(seat), StringComparison.Ordinal)), TaskWords.Vote, Answer(vote),
        PersonOf(seat));

    public static Dictionary<string, object?> Answer(char vote) => Story.Values(("answers", vote switch
    {
        '+' => Story.Values(("voto", "favor")),
        '-' => Story.Values(("voto", "contra"), ("razones", "Falta el costo.")),
        'x' => Story.Values(("voto", "inhabilitado"), ("razones", "Es mi servicio.")),
        _ => Story.Values(("voto", "abstencion")),
    }));

    /// <summary>What the secretariat writes down: as votes, and a for who is absent, t for telematic and in favour.</summary>
    public static Dictionary<string, object?> Record(string votes, string quality = "titular") => Story.Values(("answers", Story.Values(
        ("fecha", "2026-09-03"), ("modalidad", "hibrida"),
        ("asistencia", votes.Select(object? (vote, i) => Row(NameOf(i + 1), vote, quality)).ToList()))));

    private static Dictionary<string, object?> Row(string seat, char vote, string quality) => vote switch
    {
        'a' => Story.Values(("asiento", seat), ("asistencia", "ausente")),
        't' => Story.Values(("asiento", seat), ("asistencia", "telematica"), ("calidad", quality), ("voto", "favor")),
        _ => new Dictionary<string, object?>(
            (Dictionary<string, object?>)Answer(vote)["answers"]!)
        {
            ["asiento"] = seat, ["asistencia"] = "presencial",
            ["calidad"] = quality
        },
    };

    private static Seat SeatOf(string body, int seat, bool isVacant) =>
        new(body, NameOf(seat), seat == 1 ? Role.CommitteePresident : Role.CommitteeMember,
            isVacant ? SeatBasis.ExOfficio : SeatBasis.Designated)
        {
            PersonId = isVacant ? null : PersonOf(seat),
            OfRole = isVacant ? Role.RegionalSecretary : null,
            OfScope = isVacant ? "13" : null,
            ValidFrom = Since,
        };
}
