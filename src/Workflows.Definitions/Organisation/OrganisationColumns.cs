using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Organisation;

/// <summary>The columns of each list of the organisation, as a sheet to fill in has them.</summary>
public static class OrganisationColumns
{
    private static readonly Dictionary<string, string> Headings = new(StringComparer.Ordinal)
    {
        ["code"] = "código", ["name"] = "nombre", ["ministry"] = "ministerio", ["incentive"] = "incentivo", ["confidence"] = "confianza",
        ["valid_from"] = "desde", ["valid_to"] = "hasta", ["order"] = "orden", ["budget_chapter"] = "partida", ["norm"] = "norma",
        ["place"] = "institución o ministerio", ["parent"] = "unidad superior", ["unit"] = "unidad", ["rank"] = "lugar en el orden",
        ["title"] = "denominación", ["role"] = "cargo", ["person"] = "persona", ["requirements"] = "requisitos",
        ["institution"] = "institución", ["committee"] = "comité", ["seat"] = "asiento", ["basis"] = "calidad",
        ["of_role"] = "por el cargo", ["of_scope"] = "lugar de ese cargo", ["alternate_of"] = "suplente de", ["id"] = "identificador",
        ["email"] = "correo", ["scope"] = "lugar", ["active"] = "activa", ["substitute"] = "subrogante", ["instead_of"] = "en lugar de",
        ["undersecretariat"] = "subsecretaría", ["confirmed"] = "confirmada",
    };

    public static readonly CsvColumns Ministries =
        Of(["code", "name"], ["order", "budget_chapter", "valid_from", "valid_to", "norm", "confidence"]);

    public static readonly CsvColumns Institutions =
        Of(["code", "name", "ministry", "incentive", "confidence"], ["valid_from", "valid_to"]);

    public static readonly CsvColumns Units = Of(["code", "name", "place"], ["parent", "valid_from", "valid_to"]);

    public static readonly CsvColumns UnitPosts =
        Of(["unit", "rank", "title"], ["role", "person", "requirements", "valid_from", "valid_to"]);

    public static readonly CsvColumns Dependencies = Of(["institution", "ministry"], ["norm", "valid_from", "valid_to"]);

    public static readonly CsvColumns Undersecretariats = Of(["code", "name", "ministry"], ["valid_from", "valid_to", "confidence"]);

    public static readonly CsvColumns Supervisions =
        Of(["institution", "undersecretariat"], ["confirmed", "norm", "valid_from", "valid_to"]);

    public static readonly CsvColumns Committees = Of(["code", "name"], ["norm", "valid_from", "valid_to"]);

    public static readonly CsvColumns Seats = Of(
        ["committee", "seat", "role", "basis"], ["of_role", "of_scope", "person", "alternate_of", "norm", "valid_from", "valid_to"]);

    public static readonly CsvColumns People = Of(
        ["id", "name", "email", "role", "scope"], ["active", "valid_from", "valid_to", "substitute", "instead_of", "run"]);

    private static CsvColumns Of(IReadOnlyList<string> required, IReadOnlyList<string> optional) => new(required, optional, Headings);
}
