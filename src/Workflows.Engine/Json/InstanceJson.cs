using System.Text.Json;

namespace Workflows.Engine.Json;

/// <summary>
/// Writes and reads the state of an instance. Hand-written: it runs in every burst. The envelope (id, definition, business key)
/// is part of it, so the state can be read alone.
/// </summary>
public static class InstanceJson
{
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = Values.MaxDepth + 16 };

    public static string Write(WorkflowInstance instance)
    {
        using var pen = JsonPen.Take();
        Write(pen.Writer, instance);
        return pen.ToString();
    }

    /// <summary>The same in UTF-8, as databases take it.</summary>
    public static byte[] WriteUtf8(WorkflowInstance instance)
    {
        using var pen = JsonPen.Take();
        Write(pen.Writer, instance);
        return pen.Written.ToArray();
    }

    /// <exception cref="InvalidOperationException">The state was written by a later version of the program.</exception>
    public static WorkflowInstance Read(string text)
    {
        using var document = JsonDocument.Parse(text, Reading);
        return Read(document.RootElement);
    }

    /// <summary>The same of a text in UTF-8, as databases hand it over.</summary>
    public static WorkflowInstance Read(ReadOnlyMemory<byte> text)
    {
        using var document = JsonDocument.Parse(text, Reading);
        return Read(document.RootElement);
    }

    private static WorkflowInstance Read(JsonElement json)
    {
        var schema = json.GetProperty("schema").GetInt32();
        if (schema > WorkflowInstance.SchemaVersion)
            throw new InvalidOperationException(
                $"Instance state has schema {schema}; this program reads up to {WorkflowInstance.SchemaVersion}.");

        return new WorkflowInstance
        {
            Id = json.GetProperty("id").GetString()!,
            RootId = json.GetProperty("rootId").GetString()!,
            Parent = json.TryGetProperty("parent", out var parent)
                ? new ParentLink(parent.GetProperty("id").GetString()!, parent.GetProperty("bookmark").GetInt64(),
                    Flag(parent, "firstRest"))
                : null,
            DefinitionId = json.GetProperty("definitionId").GetString()!,
            DefinitionVersion = json.GetProperty("version").GetInt32(),
            BusinessKey = Text(json, "businessKey"),
            Name = Text(json, "name"),
            CorrelationId = Text(json, "correlationId"),
            Status = Enum.Parse<WorkflowStatus>(json.GetProperty("status").GetString()!),
            SubStatus = Enum.Parse<WorkflowSubStatus>(json.GetProperty("subStatus").GetString()!),
            Input = Dictionary(json, "input"),
            OutputValues = Dictionary(json, "output"),
            VariableValues = Dictionary(json, "variables"),
            LiveExecutions = List(json, "executions", ReadExecution),
            OpenBookmarks = List(json, "bookmarks", ReadBookmark),
            AllIncidents = List(json, "incidents", ReadIncident),
            Queue = List(json, "queue", ReadWorkItem),
            Visits = json.TryGetProperty("visits", out var visits)
                ? visits.EnumerateObject().ToDictionary(visit => visit.Name, visit => visit.Value.GetInt32())
                : [],
            ActivityOutputs = json.TryGetProperty("outputs", out var outputs)
                ? outputs.EnumerateObject().ToDictionary(
                    output => output.Name, output => (IReadOnlyDictionary<string, object?>)Values.FromJson(output.Value)!)
                : [],
            Outside = json.TryGetProperty("outside", out var outside)
                ? outside.EnumerateObject().ToDictionary(left => left.Name, left => ReadOutside(left.Value))
                : [],
            LastResult = json.TryGetProperty("last", out var last) ? Values.FromJson(last) : null,
            Sequence = json.GetProperty("sequence").GetInt64(),
            StepsSinceWait = json.TryGetProperty("steps", out var steps) ? steps.GetInt32() : 0,
            Spent = json.TryGetProperty("spent", out var spent)
                ? new BurstSpending(spent[0].GetInt32(), spent[1].GetInt64(), spent[2].GetInt32())
                : default,
            Chain = ReadChain(json),
            HasRested = Flag(json, "rested"),
        };
    }

    private static void Write(Utf8JsonWriter writer, WorkflowInstance instance)
    {
        writer.WriteStartObject();
        WriteEnvelope(writer, instance);
        WriteValue(writer, "chain", instance.Chain?.ToValue());
        WriteFlag(writer, "rested", instance.HasRested);
        WriteValues(writer, "input", instance.Input);
        WriteValues(writer, "output", instance.OutputValues);
        WriteValues(writer, "variables", instance.VariableValues);
        WriteList(writer, "executions", instance.LiveExecutions, WriteExecution);
        WriteList(writer, "bookmarks", instance.OpenBookmarks, WriteBookmark);
        WriteList(writer, "incidents", instance.AllIncidents, WriteIncident);
        WriteList(writer, "queue", instance.Queue, WriteWorkItem);
        WriteHistory(writer, instance);
        writer.WriteEndObject();
    }

    /// <summary>What the instance is and how far it has come, so that the state can be read alone.</summary>
    private static void WriteEnvelope(Utf8JsonWriter writer, WorkflowInstance instance)
    {
        writer.WriteNumber("schema", WorkflowInstance.SchemaVersion);
        writer.WriteString("id", instance.Id);
        writer.WriteString("rootId", instance.RootId);
        if (instance.Parent is { } parent)
        {
            writer.WriteStartObject("parent");
            writer.WriteString("id", parent.InstanceId);
            writer.WriteNumber("bookmark", parent.BookmarkId);
            WriteFlag(writer, "firstRest", parent.TellsFirstRest);
            writer.WriteEndObject();
        }

        writer.WriteString("definitionId", instance.DefinitionId);
        writer.WriteNumber("version", instance.DefinitionVersion);
        WriteText(writer, "businessKey", instance.BusinessKey);
        WriteText(writer, "name", instance.Name);
        WriteText(writer, "correlationId", instance.CorrelationId);
        writer.WriteString("status", instance.Status.ToString());
        writer.WriteString("subStatus", instance.SubStatus.ToString());
        writer.WriteNumber("sequence", instance.Sequence);
        if (instance.StepsSinceWait > 0)
            writer.WriteNumber("steps", instance.StepsSinceWait);
        if (instance.Spent is var spent && spent != default)
        {
            writer.WriteStartArray("spent");
            writer.WriteNumberValue(spent.Effects);
            writer.WriteNumberValue(spent.JournalBytes);
            writer.WriteNumberValue(spent.ExpressionSteps);
            writer.WriteEndArray();
        }
    }

    /// <summary>What activities that have ended left behind.</summary>
    private static void WriteHistory(Utf8JsonWriter writer, WorkflowInstance instance)
    {
        if (instance.Visits.Count > 0)
        {
            writer.WriteStartObject("visits");
            foreach (var (node, count) in instance.Visits)
                writer.WriteNumber(node, count);
            writer.WriteEndObject();
        }

        if (instance.ActivityOutputs.Count > 0)
        {
            writer.WriteStartObject("outputs");
            foreach (var (activity, values) in instance.ActivityOutputs)
            {
                writer.WritePropertyName(activity);
                Values.WriteJson(writer, values);
            }

            writer.WriteEndObject();
        }

        if (instance.Outside.Count > 0)
        {
            writer.WriteStartObject("outside");
            foreach (var (key, left) in instance.Outside)
            {
                writer.WriteStartObject(key);
                writer.WriteString("node", left.NodeId);
                writer.WriteNumber("visit", left.Visit);
                WriteValue(writer, "data", left.Data);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        if (instance.LastResult is not null)
        {
            writer.WritePropertyName("last");
            Values.WriteJson(writer, instance.LastResult);
        }
    }

    private static LeftOutside ReadOutside(JsonElement json) => new(
        json.GetProperty("node").GetString()!, json.GetProperty("visit").GetInt32(),
        json.TryGetProperty("data", out var data) ? Values.FromJson(data) : null);

    private static void WriteExecution(Utf8JsonWriter writer, Execution execution)
    {
        writer.WriteNumber("id", execution.Id);
        writer.WriteString("node", execution.NodeId);
        if (execution.ParentId is { } parentId)
            writer.WriteNumber("parent", parentId);
        writer.WriteNumber("visit", execution.Visit);
        WriteFlag(writer, "faulted", execution.IsFaulted);
        WriteFlag(writer, "backward", execution.ByBackwardConnection);
        WriteValue(writer, "state", execution.State);
        if (execution.Variables is not null)
            WriteValues(writer, "variables", execution.Variables, evenWhenEmpty: true);
        if (execution.Flow is { } flow)
        {
            writer.WriteStartObject("flow");
            WriteCounts(writer, "visits", flow.Counts.Nodes);
            WriteCounts(writer, "arrows", flow.Counts.Arrows);
            writer.WriteEndObject();
        }
    }

    private static Execution ReadExecution(JsonElement json) => new()
    {
        Id = json.GetProperty("id").GetInt64(),
        NodeId = json.GetProperty("node").GetString()!,
        ParentId = json.TryGetProperty("parent", out var parent) ? parent.GetInt64() : null,
        Visit = json.GetProperty("visit").GetInt32(),
        IsFaulted = Flag(json, "faulted"),
        ByBackwardConnection = Flag(json, "backward"),
        State = json.TryGetProperty("state", out var state) ? Values.FromJson(state) : null,
        Variables = json.TryGetProperty("variables", out _) ? Dictionary(json, "variables") : null,
        Flow = json.TryGetProperty("flow", out var flow) ? ReadFlow(flow) : null,
    };

    private static void WriteBookmark(Utf8JsonWriter writer, Bookmark bookmark)
    {
        writer.WriteNumber("id", bookmark.Id);
        writer.WriteNumber("execution", bookmark.ExecutionId);
        writer.WriteString("kind", bookmark.Kind.ToString());
        writer.WriteString("key", bookmark.Key);
        if (bookmark.DueAt is { } due)
            writer.WriteString("dueAt", Instants.ToText(due));
        WriteFlag(writer, "burns", bookmark.Burns);
        WriteValue(writer, "data", bookmark.Data);
        WriteValue(writer, "chain", bookmark.Chain?.ToValue());
        WriteText(writer, "parked", bookmark.ParkedBecause);
    }

    private static Bookmark ReadBookmark(JsonElement json) => new(
        json.GetProperty("id").GetInt64(),
        json.GetProperty("execution").GetInt64(),
        Enum.Parse<BookmarkKind>(json.GetProperty("kind").GetString()!),
        json.GetProperty("key").GetString()!,
        json.TryGetProperty("dueAt", out var due) ? Instants.Parse(due.GetString()!) : null,
        Flag(json, "burns"),
        json.TryGetProperty("data", out var data) ? Values.FromJson(data) : null)
    {
        Chain = ReadChain(json),
        ParkedBecause = Text(json, "parked"),
    };

    private static WakeChain? ReadChain(JsonElement json) =>
        json.TryGetProperty("chain", out var chain) ? WakeChain.FromValue(Values.FromJson(chain)) : null;

    private static void WriteIncident(Utf8JsonWriter writer, Incident incident)
    {
        writer.WriteNumber("id", incident.Id);
        writer.WriteNumber("execution", incident.ExecutionId);
        writer.WriteString("activity", incident.ActivityId);
        writer.WriteString("node", incident.NodeId);
        writer.WriteString("type", incident.Type);
        writer.WriteString("code", incident.Code);
        writer.WriteString("message", incident.Message);
        writer.WriteString("at", Instants.ToText(incident.At));
        WriteFlag(writer, "resolved", incident.IsResolved);
        WriteText(writer, "handedTo", incident.HandedTo);
        if (incident.Resumption is { } resumption)
        {
            writer.WriteStartObject("resumption");
            writer.WriteStartObject("bookmark");
            WriteBookmark(writer, resumption.Bookmark);
            writer.WriteEndObject();
            writer.WriteString("signal", resumption.Signal);
            WriteValue(writer, "payload", resumption.Payload);
            writer.WriteEndObject();
        }
    }

    private static Incident ReadIncident(JsonElement json) => new(
        json.GetProperty("id").GetInt64(),
        json.GetProperty("execution").GetInt64(),
        json.GetProperty("activity").GetString()!,
        json.GetProperty("node").GetString()!,
        json.GetProperty("type").GetString()!,
        json.GetProperty("code").GetString()!,
        json.GetProperty("message").GetString()!,
        Instants.Parse(json.GetProperty("at").GetString()!),
        json.TryGetProperty("resumption", out var resumption)
            ? new Resumption(
                ReadBookmark(resumption.GetProperty("bookmark")),
                resumption.GetProperty("signal").GetString()!,
                resumption.TryGetProperty("payload", out var payload) ? Values.FromJson(payload) : null)
            : null)
    {
        IsResolved = Flag(json, "resolved"),
        HandedTo = Text(json, "handedTo"),
    };

    private static void WriteWorkItem(Utf8JsonWriter writer, WorkItem item)
    {
        writer.WriteString("node", item.NodeId);
        if (item.OwnerId is { } owner)
            writer.WriteNumber("owner", owner);
        WriteFlag(writer, "backward", item.ByBackwardConnection);
        if (item.Variables is not null)
            WriteValues(writer, "variables", item.Variables, evenWhenEmpty: true);
    }

    private static WorkItem ReadWorkItem(JsonElement json) => new(
        json.GetProperty("node").GetString()!,
        json.TryGetProperty("owner", out var owner) ? owner.GetInt64() : null,
        Flag(json, "backward"),
        json.TryGetProperty("variables", out _) ? Dictionary(json, "variables") : null);

    private static void WriteCounts(Utf8JsonWriter writer, string name, IEnumerable<(int Index, int Count)> counts)
    {
        writer.WriteStartArray(name);
        foreach (var (index, count) in counts)
        {
            writer.WriteNumberValue(index);
            writer.WriteNumberValue(count);
        }

        writer.WriteEndArray();
    }

    private static FlowState ReadFlow(JsonElement json)
    {
        var flow = new FlowState();
        ReadCounts(json.GetProperty("visits"), flow.SetNode);
        ReadCounts(json.GetProperty("arrows"), flow.SetArrow);
        return flow;
    }

    private static void ReadCounts(JsonElement json, Action<int, int> set)
    {
        for (var i = 0; i + 1 < json.GetArrayLength(); i += 2)
            set(json[i].GetInt32(), json[i + 1].GetInt32());
    }

    private static void WriteList<T>(Utf8JsonWriter writer, string name, List<T> items, Action<Utf8JsonWriter, T> write)
    {
        if (items.Count == 0)
            return;
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStartObject();
            write(writer, item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static List<T> List<T>(JsonElement json, string name, Func<JsonElement, T> read) =>
        json.TryGetProperty(name, out var items) ? [.. items.EnumerateArray().Select(read)] : [];

    private static void WriteValues(
        Utf8JsonWriter writer, string name, IReadOnlyDictionary<string, object?> values, bool evenWhenEmpty = false)
    {
        if (values.Count == 0 && !evenWhenEmpty)
            return;
        writer.WritePropertyName(name);
        Values.WriteJson(writer, values);
    }

    private static Dictionary<string, object?> Dictionary(JsonElement json, string name) =>
        json.TryGetProperty(name, out var values)
            ? new((IReadOnlyDictionary<string, object?>)Values.FromJson(values)!, StringComparer.Ordinal)
            : [];

    private static void WriteValue(Utf8JsonWriter writer, string name, object? value)
    {
        if (value is null)
            return;
        writer.WritePropertyName(name);
        Values.WriteJson(writer, value);
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
            writer.WriteString(name, text);
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static void WriteFlag(Utf8JsonWriter writer, string name, bool flag)
    {
        if (flag)
            writer.WriteBoolean(name, true);
    }

    private static bool Flag(JsonElement json, string name) => json.TryGetProperty(name, out var flag) && flag.GetBoolean();
}
