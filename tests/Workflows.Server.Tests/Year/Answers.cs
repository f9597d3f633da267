namespace Workflows.Server.Tests.Year;

/// <summary>What people write in each stage of the formulation.</summary>
internal static class Answers
{
    /// <param name="replies">To the remarks of the round before.</param>
    public static object For(Deed deed, string? decreeHash, IReadOnlyList<object> replies) => (deed.Stage, deed.Action) switch
    {
        (_, "return") => new { remarks = new[] { new { text = "Explica cómo calculaste la meta.", field = "indicadores" } } },
        ("propuesta", _) => new { answers = new { indicadores = Indicators }, replies },
        ("comentarios", "comment") => new { comment = "Pedimos revisar la carga de trabajo que supone." },
        ("gobernacion", _) => new { answers = new { core_fecha = "2025-10-15", core_numero = "CORE 412" } },
        ("certificado", _) => new { answers = new { numero = $"CT-{deed.Visit}", fecha = "2025-12-15" } },
        ("decreto", _) => new
        {
            answers = new { numero = "320", fecha = "2025-12-31" },
            evidence = new[] { new { requirement = "decreto", fileHash = decreeHash!, fileName = "decreto.pdf" } },
        },
        ("publicacion", _) => new { answers = new { fecha_publicacion = "2026-03-17" } },
        _ => new { },
    };

    private static readonly object[] Indicators =
    [
        new { objetivo = "gestion-eficaz", tema = "equidad-de-genero", indicador = "Procesos en plazo", meta = 95, ponderacion = 40 },
        new
        {
            objetivo = "eficiencia-institucional", tema = "cambio-climatico", indicador = "Gasto ejecutado", meta = 98, ponderacion = 20
        },
        new
        {
            objetivo = "calidad-de-servicio", tema = "experiencia-usuaria", indicador = "Satisfacción neta", meta = 72, ponderacion = 40
        },
    ];
}
