using System.Text.Json;

namespace Workflows.Server.Tests.Security;

/// <summary>One route of the OpenAPI document, and a request to it that only a missing right would refuse.</summary>
internal sealed record MatrixRoute(HttpMethod Method, string Path, JsonElement Operation, JsonElement Schemas)
{
    public string Name => $"{Method} {Path}";

    public bool HasObject => Path.Contains('{', StringComparison.Ordinal);

    public bool Reads => Method == HttpMethod.Get;

    public static IEnumerable<MatrixRoute> Of(JsonElement document)
    {
        var schemas = document.GetProperty("components").GetProperty("schemas");
        return from path in document.GetProperty("paths").EnumerateObject()
               from operation in path.Value.EnumerateObject()
               orderby path.Name, operation.Name
               select new MatrixRoute(new HttpMethod(operation.Name.ToUpperInvariant()), path.Name, operation.Value, schemas);
    }

    /// <summary>A body that reads well and means little, but for the values that name a thing of this world.</summary>
    public object? Body(IReadOnlyDictionary<string, object> known)
    {
        if (!Operation.TryGetProperty("requestBody", out var body))
            return null;
        var content = body.GetProperty("content").EnumerateObject().First();
        return content.Name == "application/json"
            ? JsonSerializer.Serialize(Named(Sample(content.Value.GetProperty("schema"), 0), known))
            : new StringContent("code,name\nMATRIZ,Ministerio de la matriz\n", System.Text.Encoding.UTF8, content.Name);
    }

    /// <summary>The query parameters without which there is no answer.</summary>
    public string Query(IReadOnlyDictionary<string, object> known)
    {
        if (!Operation.TryGetProperty("parameters", out var parameters))
            return "";
        var needed = parameters.EnumerateArray()
            .Where(
                parameter => parameter.GetProperty("in").GetString() == "query" && parameter.TryGetProperty("required", out var required)
                    && required.GetBoolean())
            .Select(parameter => (Name: parameter.GetProperty("name").GetString()!, Schema: parameter.GetProperty("schema")))
            .Select(
                parameter =>
                    $"{parameter.Name}={Uri.EscapeDataString($"{known.GetValueOrDefault(parameter.Name) ?? Sample(parameter.Schema, 0)}")}")
                        .ToList();
        return needed.Count == 0 ? "" : "?" + string.Join('&', needed);
    }

    /// <summary>What is still open in the path, as an id of its kind that nothing has.</summary>
    public string Filled(string path)
    {
        if (!Operation.TryGetProperty("parameters", out var parameters))
            return path;
        foreach (var parameter in parameters.EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "path"))
        {
            var id = FormatOf(parameter.GetProperty("schema")) == "uuid" ? Guid.Empty.ToString() : "0";
            path = path.Replace($"{{{parameter.GetProperty("name").GetString()}}}", id, StringComparison.Ordinal);
        }

        return path;
    }

    private static object? Named(object? body, IReadOnlyDictionary<string, object> known)
    {
        if (body is Dictionary<string, object?> fields)
        {
            foreach (var name in fields.Keys.Where(known.ContainsKey).ToList())
                fields[name] = known[name];
        }

        return body;
    }

    private object? Sample(JsonElement schema, int depth)
    {
        if (depth > 8)
            return null;
        if (schema.TryGetProperty("$ref", out var reference))
            return Sample(Schemas.GetProperty(reference.GetString()!.Split('/')[^1]), depth + 1);
        foreach (var choice in (string[])["allOf", "oneOf", "anyOf"])
        {
            if (schema.TryGetProperty(choice, out var some))
                return Sample(some[0], depth + 1);
        }

        if (schema.TryGetProperty("enum", out var words))
            return words[0].GetString();
        return TypeOf(schema) switch
        {
            "object" => ObjectOf(schema, depth),
            "array" => Array.Empty<object>(),
            "integer" or "number" => 1,
            "boolean" => false,
            "string" =>
                FormatOf(
                    schema) switch
                {
                    "date" => "2026-09-01",
                    "date-time" => "2026-09-01T12:00:00Z",
                    "uuid" => Guid.Empty.ToString(),
                    _ => "motivo de la matriz"
                },
            _ => new Dictionary<string, object?>(),
        };
    }

    private Dictionary<string, object?> ObjectOf(JsonElement schema, int depth)
    {
        var required = schema.TryGetProperty("required", out var names)
            ? names.EnumerateArray().Select(name => name.GetString()).ToHashSet()
            : [];
        return schema.TryGetProperty("properties", out var properties)
            ? properties.EnumerateObject().Where(property => required.Contains(property.Name))
                .ToDictionary(property => property.Name, property => Sample(property.Value, depth + 1))
            : [];
    }

    private static string? TypeOf(JsonElement schema) => schema.TryGetProperty("type", out var type)
        ? type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(one => one.GetString()).First(one => one != "null")
            : type.GetString()
        : null;

    private static string? FormatOf(JsonElement schema) => schema.TryGetProperty("format", out var format) ? format.GetString() : null;
}
