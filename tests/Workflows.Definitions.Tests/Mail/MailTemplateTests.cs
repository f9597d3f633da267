using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Mail;
using Workflows.Definitions.Tasks;
using Workflows.Definitions.Tests.Flows;

namespace Workflows.Definitions.Tests.Mail;

public class MailTemplateTests
{
    public static TheoryData<string> Names => [.. MailTemplateCatalog.All.Select(template => template.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_template_speaks_our_voice(string name) => Assert.Empty(MailTemplateLint.Problems(MailTemplateCatalog.Find(name)!));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_template_uses_only_what_its_mail_can_say(string name)
    {
        var known = NamesIn(MailSamples.Of(name));
        known.UnionWith([MailTemplateCatalog.Site]);

        Assert.Empty(MailTemplateLint.Names(MailTemplateCatalog.Find(name)!).Except(known));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_template_written_as_a_file_is_read_back_the_same(string name)
    {
        var template = MailTemplateCatalog.Find(name)!;

        Assert.Equal(template, MailTemplate.Parse(name, template.ToFile()));
    }

    [Theory]
    [InlineData("Haz clic aquí.", "El texto dice «aquí».")]
    [InlineData("Vence hoy.", "El texto dice «hoy».")]
    [InlineData("Vence a las 24:00 horas.", "El texto dice «24:00».")]
    [InlineData("Le recordamos a usted su deber.", "El texto dice «usted».")]
    [InlineData("{{#if plazo}}Sin cierre.", "El texto no cierra un bloque «if».")]
    [InlineData("{{/each}}", "El texto cierra un bloque «each» que no está abierto.")]
    [InlineData("{{#with tarea}}{{/with}}", "El texto usa el bloque «with», que no se conoce.")]
    [InlineData("{{formato plazo}}", "El texto tiene una marca que no se entiende: «{{formato plazo}}».")]
    [InlineData("{{tarea} falta una llave", "El texto tiene llaves sin pareja.")]
    public void The_lint_finds_what_our_voice_forbids_and_what_a_renderer_would_swallow(string text, string problem)
    {
        var template = MailTemplateCatalog.Find("recordatorio")!;

        Assert.Contains(problem, MailTemplateLint.Problems(template with { Text = template.Text + text + "\n" }));
    }

    [Fact]
    public void The_lint_counts_the_words_of_a_sentence_and_asks_for_the_legal_disclaimer()
    {
        var longer = string.Join(' ', Enumerable.Repeat("palabra", 21)) + ".";
        var template = MailTemplateCatalog.Find("recordatorio")! with { Text = longer };

        Assert.Equal(
            [$"El texto tiene una frase de más de 20 palabras: «{longer}».",
                "El texto no dice que este aviso no es una notificación legal."],
            MailTemplateLint.Problems(template));
    }

    [Theory]
    [InlineData("version: 1\nsubject: a\n--- text\nhola", "necesita una parte «--- text»")]
    [InlineData("version: uno\nsubject: a\n--- text\n--- html\n", "la línea «version:» tiene que llevar un número")]
    [InlineData("version: 1\n--- text\n--- html\n", "falta la línea «subject:»")]
    public void A_file_that_is_no_template_is_refused_by_name(string file, string problem)
    {
        var refused = Assert.Throws<MailTemplateException>(() => MailTemplate.Parse("mi-plantilla", file));

        Assert.StartsWith("Plantilla «mi-plantilla»: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_text_has_another_hash()
    {
        var template = MailTemplateCatalog.Find("recordatorio")!;

        Assert.NotEqual(template.ContentHash, (template with { Text = template.Text + " " }).ContentHash);
    }

    [Fact]
    public void Dates_in_mails_name_the_day_of_the_week_and_the_hour()
    {
        Assert.Equal("lunes 09/03/2026 a las 18:00 horas", MailText.Until(new Deadline(new DateOnly(2026, 3, 9), new TimeOnly(18, 0))));
        Assert.Equal("lunes 09/03/2026 a las 23:59 horas", MailText.Until(new Deadline(new DateOnly(2026, 3, 9))));
        // The night of Saturday 4 April 2026 clocks go back; the hour is the one of Santiago.
        Assert.Equal("domingo 05/04/2026 a las 12:00 horas", MailText.Moment(Story.At(2026, 4, 5, 12)));
    }

    [Fact]
    public void An_escalation_counts_its_days_in_words()
    {
        Assert.Equal("Quinto día hábil de atraso", MailText.DayOfLateness(5));
        Assert.Equal("Vigésimo día hábil de atraso", MailText.DayOfLateness(20));
        Assert.Equal("21 días hábiles de atraso", MailText.DayOfLateness(21));
        Assert.Equal("Plazo vencido", MailText.DayOfLateness(0));
    }

    [Fact]
    public void The_texts_that_a_year_of_mails_composes_speak_our_voice()
    {
        var returned = Formulation.Open();
        returned.Submit();
        returned.Act("comentarios", "decline");
        returned.Approve("jefatura");
        returned.Act("revisionMinisterial", "return", Formulation.Remarks("Corrige la meta"));
        var mails = new[] { Formulation.Open(), Formulation.Open(Formulation.RegionalGovernment), returned }
            .SelectMany(story => story.TurnTo(2026, 2, 1).Mails.Select(mail => mail.Mail.Model)).ToList();

        Assert.Empty(mails.SelectMany(model => new[] { "siguiente", "distancia", "plazo_legal", "instrucciones" }
            .SelectMany(name => MailTemplateLint.VoiceProblems(model.TextOf(name) ?? "", name))).Distinct());
    }

    [Fact]
    public void A_sample_has_the_very_names_that_a_real_mail_has()
    {
        var story = Formulation.Open().TurnTo(2025, 11, 10);

        Assert.All(story.Mails, mail => Assert.Equal(MailSamples.Of(mail.Mail.Template).Keys.Order(), mail.Mail.Model.Keys.Order()));
    }

    [Fact]
    public void The_digest_puts_what_is_late_first()
    {
        var model = MailModels.DailyDigest("Persona", new DateOnly(2026, 3, 9),
        [
            new DigestLine("A tiempo", null, "/tareas/1", new Deadline(new DateOnly(2026, 3, 10)), 0),
            new DigestLine("Poco atrasada", null, "/tareas/2", new Deadline(new DateOnly(2026, 3, 6)), 1),
            new DigestLine("Muy atrasada", null, "/tareas/3", new Deadline(new DateOnly(2026, 3, 2)), 5),
        ]);

        Assert.Equal(["Muy atrasada", "Poco atrasada"], model.ListOf("atrasadas").Select(line => line.TextOf("tarea")));
        Assert.Equal(["A tiempo"], model.ListOf("pendientes").Select(line => line.TextOf("tarea")));
        Assert.Equal("lunes 09/03/2026", model["fecha"]);
    }

    /// <summary>Every name a model has, its lists' included.</summary>
    private static HashSet<string> NamesIn(IReadOnlyDictionary<string, object?> model) =>
        [.. model.Keys, .. model.Values.SelectMany(value => value.AsList()).OfType<IReadOnlyDictionary<string, object?>>()
            .SelectMany(NamesIn)];
}
