namespace Workflows.Engine.Activities;

/// <summary>What both kinds of starting children share.</summary>
internal static class ChildStart
{
    public const string WithItsParent = "Se canceló el proceso que lo inició.";
    public const string InPlaceOfIt = "Se inició otro en su lugar.";

    public static ChildRequested Request(ActivityContext context, string childId, object? input, string correlationId, ParentLink? link)
    {
        var definitionId = context.Text("workflowDefinitionId");
        if (definitionId.Length == 0)
            throw new ActivityFaultException("No se indicó qué flujo iniciar.");
        var generations = childId.Count(letter => letter == '.');
        if (generations > context.Limits.FamilyDepth)
            throw Budgets.FamilyDepth(context.Limits.FamilyDepth);
        var values = input switch
        {
            null => new Dictionary<string, object?>(),
            IReadOnlyDictionary<string, object?> given => new Dictionary<string, object?>(given),
            _ => throw new ActivityFaultException("La entrada del flujo que se inicia debe ser un objeto."),
        };
        values["ParentInstanceId"] = context.Instance.Id;
        return new ChildRequested(childId, definitionId, values, correlationId.Length > 0 ? correlationId : null, link)
        {
            Chain = context.WakeUps,
        };
    }

    /// <summary>A child that could not be started is an incident here. A retry starts it again.</summary>
    public static void ThrowIfNotStarted(IReadOnlyDictionary<string, object?> report)
    {
        if (report.GetValueOrDefault("problem") is string problem)
            throw new ActivityFaultException(problem, "notStarted") { RestartsOnRetry = true };
    }

    /// <summary>An item that is an object adds its fields to the input; any other goes in under the key.</summary>
    public static Dictionary<string, object?> Merge(object? shared, object? item, string itemKey)
    {
        var input = shared is IReadOnlyDictionary<string, object?> given
            ? new Dictionary<string, object?>(given)
            : [];
        if (item is IReadOnlyDictionary<string, object?> fields)
        {
            foreach (var (name, value) in fields)
                input[name] = value;
        }
        else
        {
            input[itemKey] = item;
        }

        return input;
    }

    /// <summary>Says yes or no when the drawing fixes it.</summary>
    public static bool? WaitsForCompletion(CompiledNode node, bool otherwise) => node.Input("waitForCompletion") switch
    {
        null => otherwise,
        { IsConstant: true } fixedValue => fixedValue.Constant switch
        {
            bool flag => flag,
            string text when bool.TryParse(text, out var flag) => flag,
            null => otherwise,
            _ => null,
        },
        _ => null,
    };

    public static string? Started(CompiledNode node) =>
        node.Input("workflowDefinitionId") is { IsConstant: true, Constant: string id } ? id : null;

    public static IEnumerable<string> Check(CompiledNode node)
    {
        if (node.Input("workflowDefinitionId") is null)
            yield return "No se indicó qué flujo iniciar.";
    }
}
