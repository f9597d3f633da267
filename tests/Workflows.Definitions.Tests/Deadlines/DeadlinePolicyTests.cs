using System.Text.Json;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Organisation;

namespace Workflows.Definitions.Tests.Deadlines;

public class DeadlinePolicyTests
{
    private const string Full = """
        {
          "term": { "on": "10-15", "hour": "18:30", "yearOffset": -1 },
          "start": "workingDay",
          "roll": "none",
          "territory": "16101",
          "extension": { "allowed": false, "decidedBy": "ministry.pmgOfficer" },
          "correction": { "term": { "workingDays": 5 }, "whicheverLater": true },
          "silence": { "outcome": "Accepted", "norm": "Decreto 1, art. 3" },
          "late": "reviewerDecides",
          "reminders": [1, 10, 5],
          "ladder": [
            { "level": 1, "workingDaysAfter": 1 },
            { "level": 2, "workingDaysAfter": 3, "recipients": ["institution.head"], "copy": ["national.technicalSecretariat", "network.expert:calidad-de-servicio"], "template": "aviso", "held": true },
            { "level": 3, "workingDaysAfter": 5, "recipients": ["responsible", "authority"] }
          ],
          "acknowledgement": { "climbsAgainAfter": 3 }
        }
        """;

    [Fact]
    public void A_policy_says_only_its_term_and_the_rest_has_a_meaning()
    {
        var policy = DeadlinePolicy.Parse("""{ "term": { "workingDays": 10 } }""");

        Assert.Equal(new DeadlinePolicy(new Term.WorkingDays(10)), policy);
        Assert.Equal((Roll.Next, LateRule.Accept, null), (policy.Roll, policy.Late, policy.Silence));
        Assert.Equal(new CorrectionRule(new Term.WorkingDays(10), false), policy.Correction);
        Assert.Empty(policy.Reminders);
        Assert.Empty(policy.Ladder);
    }

    [Fact]
    public void Everything_a_policy_can_say_is_read()
    {
        var policy = DeadlinePolicy.Parse(Full);

        Assert.Equal(new Term.EachYear(10, 15, -1) { Hour = new(18, 30) }, policy.Term);
        Assert.Equal((Roll.None, LateRule.ReviewerDecides), (policy.Roll, policy.Late));
        Assert.Equal(new CorrectionRule(new Term.WorkingDays(5), true), policy.Correction);
        Assert.Equal(new SilenceRule("Accepted", "Decreto 1, art. 3"), policy.Silence);
        Assert.Equal([10, 5, 1], policy.Reminders);
        Assert.Equal(["authority", "institution.head", "responsible"], policy.Ladder.Select(level => level.Recipients[0].Text));
        Assert.Equal(RecipientCode.Parse("network.expert:calidad-de-servicio"), policy.Ladder[1].Copy[1]);
        Assert.Equal([false, true, true], policy.Ladder.Select(level => level.Held));
        Assert.Equal(["escalamiento", "aviso", "escalamiento"], policy.Ladder.Select(level => level.Template));
        Assert.Equal(new AcknowledgementRule(3), policy.Acknowledgement);
        Assert.Equal(
            (StartRule.WorkingDay, "16101", new ExtensionRule(false, "ministry.pmgOfficer")),
            (policy.Start, policy.Territory?.Code, policy.Extension));
    }

    [Fact]
    public void A_policy_written_and_read_again_is_the_same_also_inside_another_document()
    {
        var policy = DeadlinePolicy.Parse(Full);

        Assert.Equal(policy, DeadlinePolicy.Parse(policy.ToJson()));
        Assert.Equal(policy.ToJson(), DeadlinePolicy.Parse(policy.ToJson()).ToJson());
        Assert.Equal(
            policy,
            JsonSerializer.Deserialize<Dictionary<string, DeadlinePolicy>>(
                JsonSerializer.Serialize(new Dictionary<string, DeadlinePolicy> { ["plazo"] = policy }))!["plazo"]);
        var date = new DeadlinePolicy(new Term.OnDate(new(2026, 12, 31)) { Hour = new(23, 59) });
        Assert.Equal(date, DeadlinePolicy.Parse(date.ToJson()));
        Assert.All(
            new Term[]
            {
                new Term.WorkingDays(3) { Hour = new(13, 0) }, new Term.CalendarDays(5), new Term.Months(6) { Hour = new(12, 0) },
                new Term.EachYear(3, 5) { Opens = new(2, 13), Hour = new(18, 30) },
                new Term.Window(new(2026, 10, 1), new(2026, 10, 15)) { Hours = new(new(9, 0), new(14, 0)) },
            },
            term => Assert.Equal(term, DeadlinePolicy.Parse(new DeadlinePolicy(term).ToJson()).Term));
    }

    [Theory]
    [InlineData("""[1]""", "deadline: tiene que ser un objeto, entre llaves.")]
    [InlineData("{ \"term\":\n", "deadline: no es JSON: revisa la línea 2.")]
    [InlineData(
        """{ "term": { "workingDays": 3 }, "territory": "norte" }""",
        "deadline.territory: No existe el lugar «norte»: usa el código territorial, de 2 cifras para una región (15), 3 para una provincia "
        + "(102) o 5 para una comuna (16101).")]
    [InlineData(
        """{ "term": { "from": "2026-10-15", "to": "2026-10-01" } }""",
        "deadline.term.to: es anterior a «from»: la ventana se cerraría antes de abrirse.")]
    [InlineData(
        """{ "term": { "from": "2026-10-01", "to": "2026-10-15", "hours": "18:00-09:00" } }""",
        "deadline.term.hours: «18:00-09:00» no es un horario: escríbelo como 09:00-18:00.")]
    [InlineData(
        """{ "term": { "workingDays": 3 }, "extension": { "decidedBy": "nadie" } }""",
        "deadline.extension.decidedBy: el rol «nadie» no existe.")]
    [InlineData("""{}""", "deadline.term: falta. Di cuánto plazo hay, como { \"workingDays\": 10 }.")]
    [InlineData(
        """{ "term": {} }""",
        "deadline.term: necesita uno, y solo uno, de workingHours, calendarHours, workingDays, calendarDays, months, on, date o from.")]
    [InlineData(
        """{ "term": { "workingDays": 1, "date": "2026-10-15" } }""",
        "deadline.term: necesita uno, y solo uno, de workingHours, calendarHours, workingDays, calendarDays, months, on, date o from.")]
    [InlineData("""{ "term": { "workingDays": 0 } }""", "deadline.term.workingDays: tiene que ser un número entero entre 1 y 1000.")]
    [InlineData("""{ "term": { "workingDays": 1.5 } }""", "deadline.term.workingDays: tiene que ser un número entero entre 1 y 1000.")]
    [InlineData(
        """{ "term": { "on": "15-10" } }""", "deadline.term.on: «15-10» no es un día del año: escríbelo como 10-15, primero el mes.")]
    [InlineData(
        """{ "term": { "on": "03-05", "opens": "03-06" } }""",
        "deadline.term.opens: es posterior a «on»: la ventana se cerraría antes de abrirse.")]
    [InlineData(
        """{ "term": { "on": "03-05", "opens": "13-02" } }""",
        "deadline.term.opens: «13-02» no es un día del año: escríbelo como 10-15, primero el mes.")]
    [InlineData("""{ "term": { "on": "10-15", "hour": "6 pm" } }""", "deadline.term.hour: «6 pm» no es una hora: escríbela como 18:30.")]
    [InlineData("""{ "term": { "date": "2026-02-30" } }""", "deadline.term.date: «2026-02-30» no es una fecha: escríbela como 2026-10-15.")]
    [InlineData("""{ "term": { "workingDays": 1 }, "term": { "workingDays": 2 } }""", "deadline.term: está repetido.")]
    [InlineData(
        """{ "term": { "workingDays": 1 }, "rol": "next" }""",
        "deadline.rol: no se conoce. Aquí sirven: term, start, roll, territory, norm, additional, extension, correction, silence, "
        + "late, reminders, hourReminders, ladder, acknowledgement.")]
    [InlineData("""{ "term": { "workingDays": 1 }, "roll": "before" }""", "deadline.roll: «before» no sirve: usa next, none.")]
    [InlineData(
        """{ "term": { "workingDays": 1 }, "late": "refuse" }""",
        "deadline.late: «refuse» no sirve: usa accept, reviewerDecides, failsRequirement.")]
    [InlineData(
        """{ "term": { "workingDays": 1 }, "silence": { "norm": "x" } }""",
        "deadline.silence.outcome: falta. Di por qué salida sigue la tarea cuando nadie responde.")]
    [InlineData(
        """{ "term": { "workingDays": 1 }, "reminders": [5, "1"] }""",
        "deadline.reminders[1]: tiene que ser un número entero entre 0 y 1000.")]
    [InlineData("""{ "term": { "workingDays": 1 }, "reminders": [5, 5] }""", "deadline.reminders: repite un recordatorio.")]
    [InlineData("""{ "term": { "workingDays": 1 }, "reminders": 5 }""", "deadline.reminders: tiene que ser una lista, entre corchetes.")]
    [InlineData("""{ "term": { "workingDays": 1 }, "ladder": [{ "level": 1 }] }""", "deadline.ladder[0].workingDaysAfter: falta.")]
    [InlineData(
        """{ "term": { "workingDays": 1 }, "ladder": [{ "level": 2, "workingDaysAfter": 1 }, { "level": 1, "workingDaysAfter": 2 }] }""",
        "deadline.ladder[1].level: cada nivel tiene que ser mayor que el anterior.")]
    [InlineData(
        """{ "term": { "workingDays": 1 }, "ladder": [{ "level": 1, "workingDaysAfter": 3 }, { "level": 2, "workingDaysAfter": 3 }] }""",
        "deadline.ladder[1].workingDaysAfter: cada nivel tiene que salir después que el anterior.")]
    [InlineData(
        """{ "term": { "workingDays": 1 }, "ladder": [{ "level": 3, "workingDaysAfter": 1, "held": false }] }""",
        "deadline.ladder[0].held: desde el nivel 3 el aviso siempre se retiene para que la coordinación lo revise.")]
    [InlineData(
        """{ "term": { "workingDays": 1 }, "ladder": [{ "level": 1, "workingDaysAfter": 1, "recipients": [] }] }""",
        "deadline.ladder[0].recipients: está vacío: di a quién se avisa.")]
    [InlineData(
        """{ "term": { "workingDays": 1 }, "ladder": [{ "level": 1, "workingDaysAfter": 1, "copy": ["boss"] }] }""",
        "deadline.ladder[0].copy[0]: El destinatario «boss» no existe. Usa authority, responsible o un rol como institution.head.")]
    [InlineData(
        """{ "term": { "workingDays": 1 }, "ladder": [{ "level": 1, "workingDaysAfter": 1, "copy": ["network.expert"] }] }""",
        "deadline.ladder[0].copy[0]: El destinatario «network.expert» necesita decir cuál, como en network.expert:codigo.")]
    [InlineData(
        """{ "term": { "workingDays": 1 }, "ladder": [{ "level": 6, "workingDaysAfter": 1 }] }""",
        "deadline.ladder[0].level: tiene que ser un número entero entre 1 y 5.")]
    public void A_wrong_policy_is_refused_by_its_place(string json, string message) =>
        Assert.Equal(message, Assert.Throws<DeadlinePolicyException>(() => DeadlinePolicy.Parse(json)).Message);

    [Fact]
    public void The_place_continues_that_of_the_document_around_it()
    {
        using var document = JsonDocument.Parse("""{ "term": { "workingDays": "diez" } }""");

        var refusal = Assert.Throws<DeadlinePolicyException>(
            () => DeadlinePolicy.Read(document.RootElement, "actividad «Propuesta».plazo"));

        Assert.Equal("actividad «Propuesta».plazo.term.workingDays", refusal.Place);
    }
}
