using Workflows.Engine;
using Workflows.Server.Persistence;

namespace Workflows.Server.CommandLine;

/// <summary>Reads `--input name=value`: JSON where it is JSON, text where it is not, and the type the workflow declares.</summary>
internal static class RunInputs
{
    public static IReadOnlyDictionary<string, object?> Read(IEnumerable<string> pairs, WorkflowDefinition definition)
    {
        var inputs = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw new CommandRefusedException($"«{pair}» no es una entrada: escribe nombre=valor.");
            var name = pair[..equals];
            var declared = definition.Inputs.FirstOrDefault(input => input.Name == name);
            inputs[name] = Converted(name, ValueOf(pair[(equals + 1)..]), declared);
        }

        return inputs;
    }

    private static object? ValueOf(string text)
    {
        try
        {
            return Values.FromJson(text);
        }
        catch (ValueConversionException)
        {
            return text;
        }
    }

    private static object? Converted(string name, object? value, ArgumentDefinition? declared)
    {
        try
        {
            return declared is null ? value : Values.Convert(value, declared.TypeName);
        }
        catch (ValueConversionException e)
        {
            throw new CommandRefusedException($"La entrada «{name}» no sirve: {e.Message}");
        }
    }
}
