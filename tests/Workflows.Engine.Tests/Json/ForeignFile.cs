using System.Text.Json.Nodes;

namespace Workflows.Engine.Tests.Json;

/// <summary>
/// Files as other servers of many years wrote them, made from bytes: old and new shapes mixed, fields of their own everywhere, and
/// arrows that lead nowhere. The same bytes always make the same file.
/// </summary>
internal static class ForeignFile
{
    private const string Own = "propio";
    private const int MostActivities = 8;

    private static readonly string[] Types =
        ["Elsa.WriteLine", "Elsa.FlowDecision", "Otra.Cosa", "Elsa.SetVariable", "Elsa.Flowchart", "Elsa.If"];

    public static JsonObject Draw(byte[] kinds, byte[] choices)
    {
        var choose = new Choices(choices);
        var file = new JsonObject
        {
            [choose.Cased("definitionId")] = "ajeno",
            [choose.Cased("name")] = "Flujo ñandú «ajeno»",
            [choose.Cased("variables")] = choose.Wrapped([Variable(choose)]),
            [choose.Cased("root")] = Chart("raiz", [.. kinds.Take(MostActivities)], choose, depth: 0),
        };
        AddOwn(file, choose);
        return file;
    }

    /// <summary>Every field of its own is still there, value for value.</summary>
    public static bool KeepsItsOwn(JsonNode foreign, JsonNode written)
    {
        var before = OwnOf(foreign).Select(node => node.ToJsonString()).Order(StringComparer.Ordinal);
        var after = OwnOf(written).Select(node => node.ToJsonString()).Order(StringComparer.Ordinal);
        return before.SequenceEqual(after);
    }

    private static IEnumerable<JsonNode> OwnOf(JsonNode? node) => node switch
    {
        JsonObject json => json.SelectMany(member => member.Key == Own ? [member.Value!] : OwnOf(member.Value)),
        JsonArray list => list.SelectMany(OwnOf),
        _ => [],
    };

    private static JsonObject Chart(string id, byte[] kinds, Choices choose, int depth)
    {
        var activities = new JsonArray();
        var connections = new JsonArray();
        for (var i = 0; i < kinds.Length; i++)
        {
            activities.Add(Activity($"a{i}", kinds[i], choose, depth));
            connections.Add(Connection(choose, kinds.Length));
        }

        var chart = new JsonObject
        {
            [choose.Cased("id")] = id,
            [choose.Cased("type")] = "Elsa.Flowchart",
            [choose.Cased("activities")] = choose.Wrapped(activities),
            [choose.Cased("connections")] = choose.Wrapped(connections),
        };
        AddOwn(chart, choose);
        return chart;
    }

    private static JsonObject Activity(string id, byte kind, Choices choose, int depth)
    {
        var type = Types[kind % Types.Length];
        if (type == "Elsa.Flowchart" && depth < 2)
            return Chart(id, [(byte)(kind / 7), (byte)(kind / 3)], choose, depth + 1);
        var activity = new JsonObject { [choose.Cased("id")] = id, [choose.Cased("type")] = type };
        if (choose.Next(2) == 0)
            activity["text"] = Input(choose);
        if (choose.Next(3) == 0)
            activity["result"] = new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "v" } };
        if (choose.Next(3) == 0)
            activity["variable"] = Variable(choose);
        if (type == "Elsa.If")
            activity["then"] = new JsonObject { [choose.Cased("id")] = "t", [choose.Cased("type")] = "Elsa.WriteLine", [Own] = "dentro" };
        AddOwn(activity, choose);
        return activity;
    }

    private static JsonNode? Input(Choices choose) => choose.Next(6) switch
    {
        0 => "suelto",
        1 => new JsonObject
        {
            [choose.Cased("typeName")] = "String",
            [choose.Cased("expression")] = new JsonObject { [choose.Cased("type")] = "Literal", [choose.Cased("value")] = "x" },
        },
        2 => new JsonObject
        {
            ["typeName"] = "String",
            ["expression"] = new JsonObject { ["type"] = "Variable", ["value"] = new JsonObject { [choose.Cased("id")] = "v" } },
        },
        3 => new JsonObject { ["typeName"] = "String" },
        4 => null,
        _ => new JsonObject { [Own] = new JsonObject { ["Type"] = "x", ["Value"] = 1.50m } },
    };

    private static JsonObject Variable(Choices choose) => new()
    {
        [choose.Cased("id")] = "v", [choose.Cased("name")] = "V", [choose.Cased("typeName")] = "String", [choose.Cased("value")] = null,
        [Own] = 7,
    };

    private static JsonObject Connection(Choices choose, int count)
    {
        var (source, target) = ($"a{choose.Next(count + 1)}", $"a{choose.Next(count + 1)}");
        JsonObject connection = choose.Next(6) switch
        {
            0 => new() { ["source"] = source, ["sourcePort"] = "Done", ["target"] = target },
            1 => new() { ["source"] = new JsonObject { ["activity"] = source, ["port"] = "Done" }, ["target"] = null },
            2 => new() { ["target"] = new JsonObject { ["activity"] = target } },
            3 => new() { ["sourcePort"] = "True", ["source"] = new JsonObject { ["Activity"] = source }, ["target"] = target },
            4 => new() { [choose.Cased("source")] = 5, ["target"] = target },
            _ => new()
            {
                [choose.Cased("source")] = new JsonObject { [choose.Cased("activity")] = source, [choose.Cased("port")] = "Done" },
                ["vertices"] = new JsonArray(new JsonObject { ["x"] = 1 }),
                [choose.Cased("target")] = new JsonObject { [choose.Cased("activity")] = target },
            },
        };
        AddOwn(connection, choose);
        return connection;
    }

    private static void AddOwn(JsonObject json, Choices choose)
    {
        if (choose.Next(2) == 0)
            json[Own] = new JsonObject { ["Id"] = choose.Next(9), ["Lista"] = new JsonArray(1, null, "ñ"), ["type"] = "mío" };
    }

    /// <summary>What the bytes say, in turn, over and over.</summary>
    private sealed class Choices(byte[] bytes)
    {
        private int _next;

        public int Next(int count) => bytes.Length == 0 ? 0 : (bytes[_next++ % bytes.Length] + _next) % count;

        public string Cased(string name) => Next(3) == 0 ? char.ToUpperInvariant(name[0]) + name[1..] : name;

        public JsonNode Wrapped(JsonArray list) => Next(3) == 0 ? new JsonObject { ["$values"] = list } : list;
    }
}
