using Workflows.Definitions.Documents;
using Workflows.Engine;

namespace Workflows.Definitions.Tests.Documents;

/// <summary>Documents from data: what their templates say, what data may do to them, and when two are the same.</summary>
public sealed class DocumentTests
{
    private static readonly object? _template = Values.FromJson(
        """
        [
          { "facts": [{ "label": "Corte", "value": "{corte:fecha}" }, { "label": "Falta", "value": "{falta}" }] },
          { "heading": "Resumen de {periodo}" },
          { "text": "{resumen}" },
          { "table": "filas", "empty": "Nada.", "columns": [
              { "id": "nombre", "label": "Nombre" }, { "id": "avance", "label": "Avance", "type": "number" },
              { "id": "vence", "label": "Vence", "type": "date" }, { "id": "critico", "label": "Crítico" }] }
        ]
        """);

    [Fact]
    public void A_document_says_its_data_as_people_write_them()
    {
        var blocks = DocumentTemplate.Fill(_template, Data());
        Assert.Equal([new("Corte", "30 de junio de 2026"), new("Falta", "sin dato")], Assert.IsType<FactsBlock>(blocks[0]).Facts);
        Assert.Equal("Resumen de 2026-T2", Assert.IsType<HeadingBlock>(blocks[1]).Heading);
        Assert.Equal(["Primera línea", "Segunda"], Assert.IsType<TextBlock>(blocks[2]).Paragraphs);
        Assert.Equal(["Puente", "62,5", "31 de diciembre de 2026", "Sí"], Assert.IsType<TableBlock>(blocks[3]).Rows[0]);
        Assert.Equal(["Ruta", "–", "–", "No"], Assert.IsType<TableBlock>(blocks[3]).Rows[1]);
    }

    [Theory]
    [InlineData("{periodo} y {nada}")]
    [InlineData("{{resumen}}")]
    [InlineData("$1 {corte:fecha} \\0")]
    public void What_somebody_wrote_is_never_read_as_a_mark(string written)
    {
        var data = Data();
        data["resumen"] = written;
        Assert.Equal(written, Assert.IsType<TextBlock>(DocumentTemplate.Fill(_template, data)[2]).Text);
    }

    [Fact]
    public void A_table_without_rows_says_so_instead_of_showing_only_its_columns()
    {
        var data = Data();
        data["filas"] = new List<object?>();
        Assert.Equal("Nada.", Assert.IsType<TextBlock>(DocumentTemplate.Fill(_template, data)[3]).Text);
    }

    [Fact]
    public void Data_that_nobody_gives_stop_the_document_instead_of_leaving_a_gap()
    {
        var data = Data();
        data.Remove("resumen");
        Assert.Throws<ActivityFaultException>(() => DocumentTemplate.Fill(_template, data));
        Assert.Equal(
            ["El documento usa «resumen» y nadie se lo entrega: agrégalo a sus datos."],
            DocumentTemplate.Problems(_template, ["corte", "falta", "periodo", "filas"]));
    }

    [Theory]
    [InlineData("[]", "no dice nada")]
    [InlineData("""[{ "texto": "x" }]""", "La parte 1")]
    [InlineData("""[{ "text": "x" }, { "table": "filas" }]""", "La parte 2")]
    [InlineData("""[{ "facts": [{ "label": "Sin valor" }] }]""", "La parte 1")]
    public void A_template_that_cannot_be_written_is_told_before_it_is_published(string template, string said) =>
        Assert.Contains(said, Assert.Single(DocumentTemplate.Problems(Values.FromJson(template), ["filas"])), StringComparison.Ordinal);

    [Fact]
    public void The_same_data_give_the_same_hash_and_other_data_another()
    {
        var one = Of(Data());
        Assert.Equal(one.Hash, Of(Data()).Hash);
        // As it is read back from where it is kept.
        Assert.Equal(one.Hash, Document.Read(Values.FromJson(Values.ToJson(one.ToValues())))!.Hash);

        var other = Data();
        other["resumen"] = "Primera línea\nsegunda";
        Assert.NotEqual(one.Hash, Of(other).Hash);
    }

    private static Document Of(Dictionary<string, object?> data) =>
        new("informe", "Informe", new(2026, 7, 22), DocumentTemplate.Fill(_template, data));

    private static Dictionary<string, object?> Data() => new()
    {
        ["corte"] = "2026-06-30", ["falta"] = null, ["periodo"] = "2026-T2", ["resumen"] = "Primera línea\n\nSegunda",
        ["filas"] = new List<object?>
        {
            new Dictionary<string, object?> { ["nombre"] = "Puente", ["avance"] = 62.5, ["vence"] = "2026-12-31", ["critico"] = true },
            new Dictionary<string, object?> { ["nombre"] = "Ruta", ["critico"] = false },
        },
    };
}
