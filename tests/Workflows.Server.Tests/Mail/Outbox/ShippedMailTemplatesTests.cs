using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Mail;
using Workflows.Server.Mail;
using Workflows.Server.Mail.Rendering;
using Workflows.Server.Persistence.Outbox;

namespace Workflows.Server.Tests.Mail.Outbox;

public sealed class ShippedMailTemplatesTests : IAsyncLifetime
{
    private OutboxWorld _world = null!;

    public async Task InitializeAsync() => _world = await OutboxWorld.CreateAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public void Every_template_that_ships_names_only_what_its_mail_has()
    {
        Assert.NotEmpty(ShippedMailTemplates.OfDefinitions());
        Assert.All(ShippedMailTemplates.OfDefinitions(), template => Assert.Empty(
            TemplateChecker.Check(template.Words.Subject, template.Words.Text, template.Words.Html, template.Names)));
    }

    [Fact]
    public void The_digest_reads_as_a_person_would_write_it()
    {
        var template = ShippedMailTemplates.OfDefinitions().Single(template => template.Words.Name == MailTemplateCatalog.DailyDigest);
        var model = MailModels.DailyDigest("Ana", new(2026, 10, 15),
        [
            new("Revisar propuesta", "Servicio <A> & B", "/tareas/a-1", new Deadline(new(2026, 10, 13)), 1),
            new("Proponer objetivos", null, "/tareas/a-2", new Deadline(new(2026, 10, 20), new(18, 0)), -3),
        ]);

        var mail = new MailRenderer(() => new("https://flujos.gob.cl/")).Render(template.Words, model);

        Assert.Equal("Tareas del jueves 15/10/2026: 2", mail.Subject);
        Assert.Contains(
            "Atrasadas:\n- Revisar propuesta · Servicio <A> & B\n  Plazo: martes 13/10/2026 a las 23:59 horas\n", mail.Text,
            StringComparison.Ordinal);
        Assert.Contains("  https://flujos.gob.cl/tareas/a-1\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains(
            ">Revisar propuesta</a><br>Servicio &lt;A&gt; &amp; B</td>", mail.Html,
            StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://flujos.gob.cl/tareas/a-1\" ", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", mail.Text + mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edited_template_is_used_from_then_on_and_earlier_versions_stay()
    {
        var saved = await _world.Templates.SaveAsync(
            new("recordatorio", 1, "Nuevo: {{tarea}}", "Texto nuevo", null), "coordinadora", default);
        var again = await _world.Templates.SaveAsync(new("recordatorio", 2, "Más nuevo", "Texto", null), "coordinadora", default);

        Assert.Equal((2, 3), (saved.Version, again.Version));
        Assert.Equal("Más nuevo", (await _world.Templates.FindAsync("recordatorio", default))!.Subject);
        await using var db = _world.Db();
        Assert.Equal(["Nuevo: {{tarea}}", "Más nuevo"], db.Set<MailTemplateRow>().OrderBy(row => row.Version).Select(row => row.Subject));
    }

    [Fact]
    public async Task Of_two_people_who_edit_at_once_the_second_is_told()
    {
        await _world.Templates.SaveAsync(new("recordatorio", 1, "De la primera", "Texto", null), "primera", default);

        var second = await _world.Templates.SaveAsync(new("recordatorio", 1, "De la segunda", "Texto", null), "segunda", default);

        Assert.True(second.WasOutdated);
        Assert.Equal("De la primera", (await _world.Templates.FindAsync("recordatorio", default))!.Subject);
    }

    [Theory]
    [InlineData("recordatorio", "{{#if tarea}}", "no se cierra")]
    [InlineData("no-existe", "Texto", "«no-existe» no existe")]
    public async Task A_template_with_a_mistake_is_not_saved(string name, string text, string problem)
    {
        var refused = await _world.Templates.SaveAsync(new(name, 1, "Asunto", text, null), "coordinadora", default);

        Assert.Null(refused.Version);
        Assert.Contains(problem, Assert.Single(refused.Problems).Message, StringComparison.Ordinal);
        await using var db = _world.Db();
        Assert.Empty(db.Set<MailTemplateRow>());
    }
}
