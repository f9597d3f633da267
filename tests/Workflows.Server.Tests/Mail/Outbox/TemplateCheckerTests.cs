using Workflows.Server.Mail.Rendering;

namespace Workflows.Server.Tests.Mail.Outbox;

public class TemplateCheckerTests
{
    private static readonly ModelNames Names = new(["nombre", "institucion.nombre", "tareas[].titulo", "tareas[].ruta"]);

    public static TheoryData<string, int, string> BadTexts => new()
    {
        { "Hola\n{{#if nombre}}", 2, "no se cierra" },
        { "{{#if}}x{{/if}}", 1, "necesita decir sobre qué" },
        { "{{#if nombre}}x{{/each}}", 1, "no cierra «{{#if}}»" },
        { "a\nb\n{{/if}}", 3, "no está abierto" },
        { "{{#cada nombre}}{{/cada}}", 1, "el bloque «{{#cada}}» no existe" },
        { "{{else}}", 1, "fuera de un bloque" },
        { "{{#if nombre}}{{else}}{{else}}{{/if}}", 1, "dos «{{else}}»" },
        { "{{#if nombre}}{{else if nombre}}{{/if}}", 1, "«else» va solo" },
        { "\n\n\n{{nombr}}", 4, "«nombr» no existe" },
        { "{{institucion.codigo}}", 1, "«institucion.codigo» no existe" },
        { "{{#each tareas}}{{nombre}}{{/each}}", 1, "«nombre» no existe" },
        { "{{#each tareas}}{{../../nombre}}{{/each}}", 1, "sale del correo" },
        { "{{fechas nombre}}", 1, "la función «fechas» no existe" },
        { "{{comoFecha}}", 1, "recibe un dato" },
        { "{{comoNumero nombre 2 3}}", 1, "recibe de 1 a 2 datos" },
        { "{{> pie}}", 1, "incluye otra plantilla" },
        { "{{#> base}}{{/base}}", 1, "no se permiten" },
        { "{{{nombre}}}", 1, "llaves triples" },
        { "{{& nombre}}", 1, "«{{&» no se permite" },
        { "{{^nombre}}", 1, "«{{^» no se permite" },
        { "{{#*inline \"x\"}}{{/inline}}", 1, "no se permiten" },
        { "{{nombre", 1, "sin su «}}»" },
        { "{{nombre {{nombre}}", 1, "sin su «}}»" },
        { "{{}}", 1, "vacío" },
        { "{{!-- sin fin }}", 1, "comentario sin cerrar" },
        { "{{(lookup nombre 1)}}", 1, "no entiendo" },
        { "{{comoFecha nombre formato=\"x\"}}", 1, "no entiendo" },
        { "\\{{nombre}}", 1, "barra invertida" },
        { "{{nombre.}}", 1, "no es el nombre de un dato" },
        { "{{#if nombre}}{{#if nombre}}{{#if nombre}}{{#if nombre}}{{#if nombre}}{{#if nombre}}{{#if "
            + "nombre}}x{{/if}}{{/if}}{{/if}}{{/if}}{{/if}}{{/if}}{{/if}}", 1, "más de 6 bloques" },
    };

    [Theory]
    [MemberData(nameof(BadTexts))]
    public void A_mistake_is_named_with_its_line(string text, int line, string message)
    {
        var problems = TemplateChecker.Check("Asunto", text, null, Names);

        var problem = Assert.Single(problems, one => one.Message.Contains(message, StringComparison.Ordinal));
        Assert.Equal(("texto", line), (problem.Part, problem.Line));
    }

    [Theory]
    [InlineData("Hola {{nombre}}")]
    [InlineData("{{~nombre~}} }} {{! nota }} {{!-- {{nombre}} --}}")]
    [InlineData("{{#each tareas}}{{titulo}} {{this.ruta}} {{@index}} {{../nombre}} {{sitio}}{{ruta}}{{else}}{{nombre}}{{/each}}")]
    [InlineData("{{#each tareas}}{{#if titulo}}{{../nombre}}{{else}}{{titulo}}{{/if}}{{/each}}")]
    [InlineData("{{#with institucion}}{{nombre}}{{/with}}{{#unless nombre}}x{{/unless}}")]
    [InlineData("{{comoFecha nombre}} {{comoNumero 12.5 1}} {{enlaceA \"/tareas\"}} {{institucion.nombre}}")]
    public void What_our_templates_use_is_allowed(string text) => Assert.Empty(TemplateChecker.Check("Asunto", text, text, Names));

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<p onclick=\"x()\">x</p>")]
    [InlineData("<a href=\"JavaScript:x()\">x</a>")]
    [InlineData("<iframe src=\"x\"></iframe>")]
    public void A_page_in_a_mail_has_no_programs(string html)
    {
        var problem = Assert.Single(TemplateChecker.Check("Asunto", "Texto", "<p>x</p>\n" + html, Names));

        Assert.Equal(("html", 2), (problem.Part, problem.Line));
    }

    [Fact]
    public void Sizes_are_limited()
    {
        Assert.Contains(TemplateChecker.Check(new string('x', 301), "t", null, Names), problem => problem.Part == "asunto");
        Assert.Contains(TemplateChecker.Check("s", new string('x', 20_001), null, Names), problem => problem.Part == "texto");
        Assert.Contains(TemplateChecker.Check("s", "t", new string('x', 60_001), Names), problem => problem.Part == "html");
        Assert.Contains(
            TemplateChecker.Check("s", string.Concat(Enumerable.Repeat("{{nombre}}", 501)), null, Names), problem =>
                problem.Message.Contains("500", StringComparison.Ordinal));
        Assert.NotEmpty(TemplateChecker.Check("dos\nlíneas", "t", null, Names));
        Assert.NotEmpty(TemplateChecker.Check("", "t", null, Names));
        Assert.NotEmpty(TemplateChecker.Check("s", " ", null, Names));
    }
}
