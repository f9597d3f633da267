using Workflows.Engine;
using Workflows.Server.Mail.Rendering;

namespace Workflows.Server.Tests.Mail.Outbox;

public class MailRendererTests
{
    private readonly MailRenderer _renderer = new(() => new("https://flujos.gob.cl/pmg"));

    [Fact]
    public void A_name_with_marks_of_HTML_stays_a_name_in_the_page_and_in_the_text()
    {
        var mail = Render(
            "{{nombre}}", "Hola, {{nombre}}", "<p title=\"{{nombre}}\">{{nombre}}</p>", """{"nombre":"Ñuñoa <b>& \"Cía\"</b>"}""");

        Assert.Equal("Ñuñoa <b>& \"Cía\"</b>", mail.Subject);
        Assert.StartsWith("Hola, Ñuñoa <b>& \"Cía\"</b>", mail.Text, StringComparison.Ordinal);
        Assert.Contains(
            "<p title=\"Ñuñoa &lt;b&gt;&amp; &quot;Cía&quot;&lt;/b&gt;\">Ñuñoa &lt;b&gt;&amp; &quot;Cía&quot;&lt;/b&gt;</p>", mail.Html,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Every_mail_ends_by_saying_that_it_is_not_a_legal_notice_and_says_it_once()
    {
        var without = Render("Asunto", "Texto", "<p>Texto</p>", "{}");
        var with = Render("Asunto", $"Texto\n\n{MailRenderer.Notice}", $"<html><body><p>{MailRenderer.Notice}</p></body></html>", "{}");

        Assert.EndsWith($"\n\n{MailRenderer.Notice}\n", without.Text, StringComparison.Ordinal);
        Assert.Contains($"{MailRenderer.Notice}</p>\n</td></tr></table>", without.Html, StringComparison.Ordinal);
        Assert.Equal($"Texto\n\n{MailRenderer.Notice}\n", with.Text);
        Assert.Equal(2, with.Html!.Split(MailRenderer.Notice).Length);
    }

    [Theory]
    [InlineData("comoFecha", "\"2026-10-15\"", "15 de octubre de 2026")]
    [InlineData("comoFechaLarga", "\"2026-10-15\"", "jueves 15 de octubre de 2026")]
    [InlineData("comoFecha", "\"2026-10-16T02:59:59Z\"", "15 de octubre de 2026")]
    [InlineData("comoFechaHora", "\"2026-10-16T02:59:59Z\"", "jueves 15 de octubre de 2026 a las 23:59")]
    [InlineData("comoHora", "\"2026-10-15T12:00:00Z\"", "09:00")]
    [InlineData("comoNumero", "1234567.5", "1.234.567,5")]
    [InlineData("comoPorcentaje", "62.5", "62,5 %")]
    [InlineData("comoDiasHabiles", "1", "1 día hábil")]
    [InlineData("comoDiasHabiles", "5", "5 días hábiles")]
    [InlineData("enlaceA", "\"/tareas/abc-1\"", "https://flujos.gob.cl/pmg/tareas/abc-1")]
    [InlineData("enlaceA", "\"//otro.sitio/x\"", "https://flujos.gob.cl/pmg")]
    [InlineData("enlaceA", "\"javascript:alert(1)\"", "https://flujos.gob.cl/pmg")]
    [InlineData("enLista", "[\"uno\",\"dos\",\"tres\"]", "uno, dos y tres")]
    [InlineData("conMayuscula", "\"ñandú\"", "Ñandú")]
    [InlineData("comoFecha", "\"pronto\"", "pronto")]
    [InlineData("comoNumero", "null", "")]
    public void Dates_numbers_and_links_read_as_in_Chile(string helper, string value, string expected) =>
        Assert.Equal(expected, Render("x", $"{{{{{helper} dato}}}}|", null, $$"""{"dato":{{value}}}""").Text.Split('|')[0]);

    [Fact]
    public void The_address_of_the_site_is_known_inside_lists()
    {
        var mail = Render(
            "x", "{{#each tareas}}{{sitio}}{{ruta}} {{/each}}", null, """{"tareas":[{"ruta":"/tareas/1"},{"ruta":"/tareas/2"}]}""");

        Assert.StartsWith("https://flujos.gob.cl/pmg/tareas/1 https://flujos.gob.cl/pmg/tareas/2", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Blocks_alone_on_their_line_leave_no_empty_lines()
    {
        var mail = Render(
            "x", "Tareas:\n{{#each tareas}}\n- {{nombre}}{{#if donde}} · {{donde}}{{/if}}\n{{else}}\nNada\n{{/each}}\nFin", null,
            """{"tareas":[{"nombre":"A","donde":"B"},{"nombre":"C","donde":""}]}""");

        Assert.StartsWith("Tareas:\n- A · B\n- C\nFin\n", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_level_up_passes_loops_and_not_conditions()
    {
        var mail = Render(
            "x", "{{#each tareas}}{{#if nombre}}{{../fecha}}{{/if}}{{/each}}", null, """{"fecha":"hoy","tareas":[{"nombre":"A"}]}""");

        Assert.StartsWith("hoy", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_subject_has_one_line_and_an_end()
    {
        var broken = Render("{{a}}", "t", null, """{"a":"uno\r\nBcc: otro@x.cl\u0000dos"}""");
        var endless = Render("{{a}}", "t", null, $$"""{"a":"{{new string('x', 500)}}"}""");

        Assert.Equal("uno Bcc: otro@x.cl dos", broken.Subject);
        Assert.Equal(200, endless.Subject.Length);
        Assert.EndsWith("…", endless.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_that_repeats_without_end_is_stopped()
    {
        var items = string.Join(',', Enumerable.Repeat("1", 300));
        var nested = "{{#each l}}{{#each @root.l}}{{#each @root.l}}{{#each @root.l}}{{/each}}{{/each}}{{/each}}{{/each}}";

        var refusal = Assert.Throws<MailRenderingException>(() => Render("x", nested, null, $$"""{"l":[{{items}}]}"""));

        Assert.Contains("repite demasiado", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mail_that_grows_without_end_is_stopped()
    {
        var long_ = new string('x', 10_000);
        var refusal = Assert.Throws<MailRenderingException>(
            () =>
                Render(
                    "x", "{{#each l}}{{../t}}{{/each}}", null,
                    $$"""{"t":"{{long_}}","l":[{{string.Join(',', Enumerable.Repeat("1", 60))}}]}"""));

        Assert.Contains("demasiado largo", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_template_that_reached_the_database_is_refused_when_it_is_used()
    {
        var refusal = Assert.Throws<MailRenderingException>(() => Render("x", "{{#if a}}", null, "{}"));

        Assert.Contains("tiene errores", refusal.Message, StringComparison.Ordinal);
    }

    private RenderedMail Render(string subject, string text, string? html, string model) =>
        _renderer.Render(new("prueba", 3, subject, text, html), (IReadOnlyDictionary<string, object?>)Values.FromJson(model)!);
}
