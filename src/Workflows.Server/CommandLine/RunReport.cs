using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Workflows.Engine;

namespace Workflows.Server.CommandLine;

/// <summary>Says what became of a run: its lines for people, or one JSON object with Elsa's status names for programs.</summary>
internal static class RunReport
{
    /// <summary>The lines, and on the error output what keeps the workflow from its end. Ends with 1 when something does.</summary>
    public static int WriteText(FinishedRun run, TextWriter output, TextWriter error)
    {
        foreach (var line in run.Host.Lines)
            output.WriteLine(line);
        var isInOrder = run.Instance is { SubStatus: WorkflowSubStatus.Finished };
        foreach (var incident in run.Host.Instances.SelectMany(instance => instance.Incidents).Where(incident => !incident.IsResolved))
        {
            error.WriteLine($"Incidente en {incident.Message}");
            isInOrder = false;
        }

        if (run.WasStopped)
            error.WriteLine("El flujo no terminó: llegó al máximo de pasos de una ejecución en memoria.");
        else if (run.Instance.Status == WorkflowStatus.Running)
            error.WriteLine("El flujo no terminó: espera algo que esta ejecución no le puede dar.");
        return isInOrder ? ExitCodes.Done : ExitCodes.Found;
    }

    public static int WriteJson(FinishedRun run, WorkflowDefinition definition, TextWriter output)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(
            stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(writer, run, definition);
        output.WriteLine(Encoding.UTF8.GetString(stream.ToArray()));
        // The status is in the object: whoever asked for it reads it there.
        return ExitCodes.Done;
    }

    private static void Write(Utf8JsonWriter writer, FinishedRun run, WorkflowDefinition definition)
    {
        writer.WriteStartObject();
        writer.WriteString("status", run.Instance.Status.ToString());
        writer.WriteString("subStatus", run.Instance.SubStatus.ToString());
        writer.WriteStartArray("lines");
        foreach (var line in run.Host.Lines)
            writer.WriteStringValue(line);
        writer.WriteEndArray();

        writer.WriteStartObject("variables");
        foreach (var variable in definition.Variables.DistinctBy(variable => variable.Name))
        {
            writer.WritePropertyName(variable.Name);
            Values.WriteJson(writer, run.Instance.Variables.GetValueOrDefault(variable.Id));
        }

        writer.WriteEndObject();
        writer.WritePropertyName("output");
        Values.WriteJson(writer, run.Instance.Output);
        writer.WriteStartArray("incidents");
        foreach (var incident in run.Instance.Incidents)
            Write(writer, incident);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Incident incident)
    {
        writer.WriteStartObject();
        writer.WriteString("activityId", incident.ActivityId);
        writer.WriteString("nodeId", incident.NodeId);
        writer.WriteString("type", incident.Type);
        writer.WriteString("code", incident.Code);
        writer.WriteString("message", incident.Message);
        writer.WriteString("timestamp", Instants.ToText(incident.At));
        writer.WriteEndObject();
    }
}
