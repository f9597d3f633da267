using System.Text.Json;
using System.Text.RegularExpressions;

namespace Workflows.Server.Web;

/// <summary>Says in Spanish what is wrong with a request and where, from what the framework says in English.</summary>
internal static partial class JsonErrors
{
    public static string Explain(JsonException error)
    {
        if (error is UnstorableTextException)
            return error.Message;
        var place = error.LineNumber is { } line ? $" (línea {line + 1}, posición {error.BytePositionInLine + 1})" : "";
        if (UnknownMember().Match(error.Message) is { Success: true } unknown)
            return $"El campo «{unknown.Groups[1].Value}» no se conoce{place}. Quítalo o revisa cómo se escribe.";
        if (MissingMembers().Match(error.Message) is { Success: true } missing)
            return $"Faltan campos obligatorios: {missing.Groups[1].Value.Replace("'", "", StringComparison.Ordinal)}.";
        if (error.Message.Contains("Duplicate", StringComparison.OrdinalIgnoreCase))
            return $"Un campo está repetido{place}. Déjalo una sola vez.";

        var field = error.Path is { Length: > 1 } path ? path.TrimStart('$', '.') : null;
        return field is { Length: > 0 } && error.Message.Contains("could not be converted", StringComparison.Ordinal)
            ? $"El campo «{field}» tiene un valor de un tipo que no corresponde{place}."
            : $"El cuerpo no es JSON válido{(field is { Length: > 0 } ? $" cerca de «{field}»" : "")}{place}.";
    }

    public static string Explain(BadHttpRequestException error)
    {
        if (Parameter().Match(error.Message) is { Success: true } parameter)
            return $"El valor de «{JsonNamingPolicy.CamelCase.ConvertName(parameter.Groups[1].Value)}» no "
                + $"corresponde. Revisa cómo se escribe.";
        return error.Message.Contains("body", StringComparison.OrdinalIgnoreCase)
            ? "Falta el cuerpo de la solicitud, en JSON."
            : "Falta un dato obligatorio o está mal escrito. Revisa la documentación de la API en /swagger.";
    }

    [GeneratedRegex("property '([^']+)' could not be mapped")]
    private static partial Regex UnknownMember();

    [GeneratedRegex("missing required properties including: (.+?)\\.?$")]
    private static partial Regex MissingMembers();

    [GeneratedRegex("Failed to bind parameter \"[^\"]*?([A-Za-z0-9_]+)\" from")]
    private static partial Regex Parameter();
}
