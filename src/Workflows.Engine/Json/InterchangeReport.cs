using System.Text.Json.Nodes;
using Workflows.Engine.Activities;

namespace Workflows.Engine.Json;

/// <summary>What a note of an interchange is about.</summary>
public enum InterchangeMatter
{
    /// <summary>A kind of activity that does not exist here.</summary>
    Activity,

    /// <summary>A language of expressions that is not read here.</summary>
    Language,

    /// <summary>Something that Elsa does by it and that is not done here, or is done in one way only.</summary>
    Feature,

    /// <summary>An arrow that leads nowhere.</summary>
    Connection,
}

/// <summary>One thing that a file brings and that is kept without being used.</summary>
/// <param name="What">Its name in the file: a type, a language, a field.</param>
/// <param name="Count">How often it occurs.</param>
/// <param name="Places">The steps it occurs in as people know them, the first few; none when it is about the whole workflow.</param>
/// <param name="Sentence">What becomes of it here, in Spanish.</param>
/// <param name="Stops">The workflow cannot be published with it.</param>
public sealed record InterchangeNote(
    InterchangeMatter Matter, string What, int Count, IReadOnlyList<string> Places, string Sentence, bool Stops);

/// <summary>
/// Tells whoever brings a file of another server what of it is not supported here. It only reads: everything it names stays in the
/// definition, and goes out again with it.
/// </summary>
public sealed class InterchangeReport
{
    private const int MostPlaces = 5;

    /// <summary>What does the same here, for activities that people ask for most.</summary>
    private static readonly Dictionary<string, string> InsteadOf = new(StringComparer.Ordinal)
    {
        ["Elsa.If"] = new FlowDecision().Label,
        ["Elsa.Switch"] = new FlowSwitch().Label,
        ["Elsa.Parallel"] = new FlowFork().Label,
        ["Elsa.Fork"] = new FlowFork().Label,
        ["Elsa.DispatchWorkflow"] = new ExecuteWorkflow().Label,
        ["Elsa.ForEach"] = new BulkDispatchWorkflows().Label,
        ["Elsa.ParallelForEach"] = new BulkDispatchWorkflows().Label,
    };

    private readonly List<InterchangeNote> _notes = [];

    private InterchangeReport()
    {
    }

    /// <summary>What stops it from being published first, otherwise in the order of the drawing.</summary>
    public IReadOnlyList<InterchangeNote> Notes => [.. _notes.OrderByDescending(note => note.Stops)];

    /// <summary>Nothing is lost by bringing it here.</summary>
    public bool IsComplete => _notes.Count == 0;

    public static InterchangeReport Of(WorkflowGraph graph)
    {
        var report = new InterchangeReport();
        List<CompiledNode> nodes = [.. graph.Nodes.Where(node => !node.IsPart)];
        report.AddActivities(nodes);
        report.AddLanguages(nodes);
        report.AddFeaturesOfSteps(nodes);
        report.AddFeaturesOfWorkflow(graph.Definition, nodes);
        foreach (var warning in graph.Definition.Warnings)
            report.Add(InterchangeMatter.Connection, "connections", [], 1, warning, stops: false);
        return report;
    }

    private void AddActivities(List<CompiledNode> nodes)
    {
        foreach (var unknown in nodes.Where(node => node.Type is null).GroupBy(node => node.Source.Type, StringComparer.Ordinal))
        {
            var workflow = unknown.Select(node => Text(node, "workflowDefinitionId")).FirstOrDefault(id => id is not null);
            Add(InterchangeMatter.Activity, unknown.Key, unknown, workflow is not null
                ? $"La actividad «{unknown.Key}» es el flujo «{workflow}»: usa «{new ExecuteWorkflow().Label}» en su lugar."
                : InsteadOf.TryGetValue(unknown.Key, out var same)
                    ? $"La actividad «{unknown.Key}» no existe aquí: usa «{same}» en su lugar."
                    : $"La actividad «{unknown.Key}» no existe aquí: se conserva, y hay que reemplazarla para publicar.", stops: true);
        }

        foreach (var later in nodes.Where(node => node.Type is { } type && node.Source.Version > type.Version)
            .GroupBy(node => (node.Source.Type, node.Source.Version)))
        {
            Add(InterchangeMatter.Activity, later.Key.Type, later,
                $"La actividad «{later.Key.Type}» está en su versión {later.Key.Version}: aquí se usa la "
                + $"{later.First().Type!.Version}.", stops: false);
        }
    }

    private void AddLanguages(List<CompiledNode> nodes)
    {
        var written = nodes.SelectMany(node => ArgumentsOf(node).Select(argument => (Node: node, Language: argument.UnsupportedLanguage)))
            .Where(use => use.Language is not null);
        foreach (var language in written.GroupBy(use => use.Language!, use => use.Node, StringComparer.Ordinal))
        {
            Add(InterchangeMatter.Language, language.Key, language,
                $"Las expresiones en «{language.Key}» no se leen aquí: escríbelas en JavaScript o como condición.", stops: true);
        }
    }

    private static IEnumerable<CompiledArgument> ArgumentsOf(CompiledNode node) =>
        node.Type is FlowSwitch
            ? node.Inputs.Values.Concat(FlowSwitch.Cases(node).Select(one => one.Condition).OfType<CompiledArgument>())
            : node.Inputs.Values;

    private void AddFeaturesOfSteps(List<CompiledNode> nodes)
    {
        AddFeature("flowMode", nodes.Where(node => Custom(node, "flowMode") is { Length: > 0 } mode && mode != "counter"),
            "El diagrama usa otro modo de flujo: aquí solo hay «counter», y hay que cambiarlo para publicar.", stops: true);
        AddFeature("mergeMode", nodes.Where(node => Custom(node, "mergeMode") is { Length: > 0 } mode && mode != "None"),
            "La forma de unir flechas de un paso no se usa: dibuja una unión con el modo que necesites.");
        AddFeature("runAsynchronously", nodes.Where(node => IsTrue(node.Source.Json["runAsynchronously"])
            || IsTrue(CustomOf(node)?["runAsynchronously"])),
            "Los pasos «en segundo plano» se hacen aquí en su turno, dentro del mismo avance.");
        AddFeature("canStartWorkflow", nodes.Where(node => node.Source.CanStartWorkflow && node.Type is not Start),
            "Ningún paso inicia procesos por sí solo: los abre una persona, una etapa u otro flujo.");
        AddFeature("resilienceStrategy", nodes.Where(node => Has(CustomOf(node), "resilienceStrategy")),
            "Los reintentos automáticos no se usan: una falla queda como incidente y una persona decide.");
        AddFeature("commitStrategyName", nodes.Where(node => Has(CustomOf(node), "commitStrategyName")),
            "Cuándo se guarda no se elige: aquí cada avance se guarda entero o no se guarda.");
        AddFeature("logPersistenceConfig", nodes.Where(node => Has(CustomOf(node), "logPersistenceConfig")),
            "Qué se registra no se elige: aquí todo queda en el historial.");
        AddFeature("converter", nodes.Where(node => node.Source.Outputs.Keys.Any(output =>
            node.Source.Json[output] is JsonObject bound && Has(bound, "converter"))),
            "Los convertidores de resultados no se usan: el valor se convierte al tipo de la variable.");
    }

    private void AddFeaturesOfWorkflow(WorkflowDefinition definition, List<CompiledNode> nodes)
    {
        var document = definition.Document;
        var options = document["options"] as JsonObject;
        AddOption(options, "activationStrategyType", value => !value.Contains("AllowAlways", StringComparison.Ordinal),
            "Cuántos procesos pueden estar abiertos a la vez no se limita aquí.");
        AddOption(options, "incidentStrategyType", value => !value.Contains("FaultStrategy", StringComparison.Ordinal)
            && !value.Contains("ContinueWithIncidents", StringComparison.Ordinal),
            "Qué se hace ante una falla es desconocido aquí: el proceso se detiene y espera a una persona.");
        AddOption(options, "commitStrategyName", _ => true,
            "Cuándo se guarda no se elige: aquí cada avance se guarda entero o no se guarda.");
        AddOption(options, "activityCategory", _ => true, "La categoría de la paleta no se usa.");
        if (options is not null && IsTrue(options["usableAsActivity"]))
        {
            AddWhole("usableAsActivity",
                $"El flujo no aparece como actividad de otros: se inicia con «{new ExecuteWorkflow().Label}».");
        }

        if (options is not null && IsTrue(options["autoUpdateConsumingWorkflows"]))
            AddWhole("autoUpdateConsumingWorkflows", "Los flujos que usan este no cambian solos: cada uno se publica a propósito.");
        if (document["outcomes"] is JsonArray { Count: > 0 })
            AddWhole("outcomes", "Las salidas con nombre del flujo no se usan: usa sus datos de salida.");
        if (DocumentShape.Text(document["tenantId"]) is { Length: > 0 })
            AddWhole("tenantId", "A qué organización pertenece no se usa: hay una sola.");
        if (Has(document["customProperties"] as JsonObject, "logPersistenceConfig"))
            AddWhole("logPersistenceConfig", "Qué se registra no se elige: aquí todo queda en el historial.");

        var variables = definition.Variables.Concat(nodes.SelectMany(node => node.Source.Variables)).ToList();
        var drawn = Declared(document).Concat(nodes.SelectMany(node => Declared(node.Source.Json))).ToList();
        AddNamed("storageDriver", [.. drawn.Where(item => IsStoredElsewhere(item)).Select(NameOf)],
            "Dónde se guardan los datos no se elige: quedan con el proceso.");
        AddNamed("typeName",
            [.. variables.Where(variable => IsUnknownType(variable.TypeName)).Select(variable => variable.Name)],
            "Hay datos de un tipo que aquí no se conoce: se guardan como vienen, sin revisarlos.");
    }

    private static IEnumerable<JsonObject> Declared(JsonObject json) =>
        new[] { "variables", "inputs", "outputs" }.SelectMany(name => json[name] is JsonArray list ? list.OfType<JsonObject>() : []);

    private static bool IsStoredElsewhere(JsonObject declared) =>
        DocumentShape.Text(declared["storageDriverTypeName"] ?? declared["storageDriverType"]) is { Length: > 0 } driver
        && !driver.Contains("WorkflowInstance", StringComparison.Ordinal) && !driver.Contains("WorkflowStorage", StringComparison.Ordinal);

    private static string NameOf(JsonObject declared) => DocumentShape.Text(declared["name"]) ?? "";

    private static bool IsUnknownType(string typeName)
    {
        var type = WantedType.Of(typeName);
        if (type.IsList)
            return IsUnknownType(type.Item);
        return type.Kind == ValueKind.Any && typeName is not ("Object" or "object" or "System.Object" or "");
    }

    private void AddOption(JsonObject? options, string name, Func<string, bool> isIgnored, string sentence)
    {
        if (DocumentShape.Text(options?[name]) is { Length: > 0 } value && isIgnored(value))
            AddWhole(name, sentence);
    }

    private void AddWhole(string what, string sentence) => Add(InterchangeMatter.Feature, what, [], 1, sentence, stops: false);

    private void AddNamed(string what, List<string> names, string sentence)
    {
        if (names.Count > 0)
            Add(InterchangeMatter.Feature, what, [.. names.Distinct().Take(MostPlaces)], names.Count, sentence, stops: false);
    }

    private void AddFeature(string what, IEnumerable<CompiledNode> nodes, string sentence, bool stops = false)
    {
        List<CompiledNode> found = [.. nodes];
        if (found.Count > 0)
            Add(InterchangeMatter.Feature, what, found, sentence, stops);
    }

    private void Add(InterchangeMatter matter, string what, IEnumerable<CompiledNode> nodes, string sentence, bool stops)
    {
        List<CompiledNode> found = [.. nodes];
        Add(matter, what, [.. found.Select(node => node.Label).Distinct().Take(MostPlaces)], found.Count, sentence, stops);
    }

    private void Add(InterchangeMatter matter, string what, IReadOnlyList<string> places, int count, string sentence, bool stops) =>
        _notes.Add(new InterchangeNote(matter, what, count, places, sentence, stops));

    private static JsonObject? CustomOf(CompiledNode node) => node.Source.Json["customProperties"] as JsonObject;

    private static string? Custom(CompiledNode node, string name) => DocumentShape.Text(CustomOf(node)?[name]);

    /// <summary>The text of an input, when it is fixed, or of a plain property.</summary>
    private static string? Text(CompiledNode node, string name) =>
        node.Input(name)?.Constant as string ?? DocumentShape.Text(node.Source.Json[name]);

    private static bool Has(JsonObject? json, string name) => json?[name] is { } value
        && value is not JsonObject { Count: 0 } && DocumentShape.Text(value) is not "";

    private static bool IsTrue(JsonNode? value) => value is JsonValue truth && truth.TryGetValue<bool>(out var isTrue) && isTrue;
}
