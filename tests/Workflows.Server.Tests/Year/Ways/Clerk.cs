using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Definitions.Calendar;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Year.Ways;

/// <summary>
/// Somebody who fills in whatever a task asks for, as its page shows it: every answer that is needed, every file, an answer to every
/// remark.
/// </summary>
internal sealed class Clerk(ApiClient person, Deed deed)
{
    /// <summary>«reclama» chooses that option, «fecha=2026-09-10» answers that field, and «fecha=2026-10-15/2026-11-12» its rows.</summary>
    private readonly IReadOnlyList<string> _how = deed.Action.Split(':', 2) is [_, var how] ? how.Split(';') : [];

    private string Today => SantiagoTime.DateAt(deed.At).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public async Task<JsonObject> DoesAsync(JsonElement content)
    {
        var action = deed.Action.Split(':')[0];
        if (action == "return" || action == "reject")
            return new() { ["remarks"] = new JsonArray(new JsonObject { ["text"] = "Explica cómo se calculó y con qué antecedentes." }) };

        var asked = JsonNode.Parse(content.GetRawText())!;
        var body = new JsonObject
        {
            ["answers"] = Items(asked["formFor"]).Any(forAction => (string?)forAction == action)
                ? Fill(Items(asked["form"]), Before(asked)) : null,
            ["comment"] = Items(asked["commentFor"]).Any(forAction => (string?)forAction == action) ? "Falta lo que expuse." : null,
            ["replies"] = new JsonArray([.. Items(asked["remarks"])
                .Select(remark => new JsonObject { ["remark"] = (string?)remark["id"], ["text"] = "Corregido." })]),
        };
        var files = new JsonArray();
        foreach (var requirement in Items(asked["evidence"]).Where(requirement => (bool?)requirement["required"] == true))
        {
            files.Add(new JsonObject
            {
                ["requirement"] = (string?)requirement["id"], ["fileHash"] = await UploadAsync(), ["fileName"] = "documento.pdf",
                ["officialNumber"] = "88", ["officialDate"] = Today,
            });
        }

        body["evidence"] = files;
        return body;
    }

    /// <summary>What the page opens with: what other steps answered and, in a correction, what was handed in before.</summary>
    private static JsonObject Before(JsonNode content)
    {
        var arrived = content["arrived"] is JsonObject fields ? fields.Select(field => (field.Key, field.Value?["value"])) : [];
        var handedIn = content["previous"]?["answers"] is JsonObject answers ? answers.Select(answer => (answer.Key, answer.Value)) : [];
        var before = new JsonObject();
        foreach (var (id, answer) in arrived.Concat(handedIn))
            before[id] = answer?.DeepClone();
        return before;
    }

    private JsonObject Fill(IEnumerable<JsonNode> fields, JsonNode? before, int row = 0)
    {
        var answers = new JsonObject();
        foreach (var field in fields)
        {
            var id = (string)field["id"]!;
            var known = before?[id]?.DeepClone();
            var isNeeded = (bool?)field["required"] == true || id is "resultado" or "voto" || Told(field).Length > 0
                || Items(field["columns"]).Any(column => Told(column).Length > 0);
            if (!IsAsked(field, answers) || (known is null && !isNeeded))
                continue;
            answers[id] = (string?)field["type"] == "table" ? Rows(field, known) : ToldIn(field, row) ?? known ?? Value(field);
        }

        return answers;
    }

    /// <summary>A field that depends on another comes after it.</summary>
    private static bool IsAsked(JsonNode field, JsonObject answers) =>
        field["visibleWhen"] is not { } when || Items(when["in"]).Any(value => JsonNode.DeepEquals(value, answers[(string)when["field"]!]));

    private JsonArray Rows(JsonNode table, JsonNode? before)
    {
        var columns = Items(table["columns"]).ToList();
        var rows = Items(before).ToList();
        if (rows.Count == 0)
            rows = [.. Enumerable.Repeat(new JsonObject(), Math.Max(1, columns.Max(column => Told(column).Length)))];
        return new([.. rows.Select((row, i) => Fill(columns, row, i))]);
    }

    /// <summary>What the deed itself says of a field.</summary>
    private string[] Told(JsonNode field) =>
        _how.FirstOrDefault(said => said.StartsWith($"{(string?)field["id"]}=", StringComparison.Ordinal)) is { } told
            ? told.Split('=')[1].Split('/') : [];

    private JsonNode? ToldIn(JsonNode field, int row) => Told(field) switch
    {
        [] => null,
        var told when (string?)field["type"] == "post" => new JsonObject { ["id"] = told[0], ["name"] = told[0] },
        var told => told[Math.Min(row, told.Length - 1)],
    };

    private JsonNode Value(JsonNode field) => (string?)field["type"] switch
    {
        "number" => field["rules"]?["max"]?.DeepClone() ?? 90,
        "date" => Today,
        "choice" => Option(field),
        "yesNo" => false,
        _ => (string)field["id"]! switch
        {
            "hora" or "inicio" or "nueva_hora" => "10:00",
            "termino" => "11:30",
            _ => "Texto de prueba.",
        },
    };

    /// <summary>The one that how it is done names, or the first. Nobody attends a session that nobody comes to.</summary>
    private string Option(JsonNode field)
    {
        var options = Items(field["options"]).Select(option => option is JsonObject ? (string)option["id"]! : (string)option!).ToList();
        return options.Find(option => _how.Contains(option == "ausente" ? "nadie" : option)) ?? options[0];
    }

    private async Task<string> UploadAsync()
    {
        var text =
            $"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count "
            + $"0>>endobj\n%{deed}\ntrailer<</Root 1 0 R>>\n%%EOF\n";
        return (await person.UploadAsync("documento.pdf", Encoding.UTF8.GetBytes(text))).MustBe(HttpStatusCode.OK)
            .Json.GetProperty("hash").GetString()!;
    }

    private static IEnumerable<JsonNode> Items(JsonNode? list) => list is JsonArray array ? array.OfType<JsonNode>() : [];
}
