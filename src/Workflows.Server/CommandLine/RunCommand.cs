using System.CommandLine;
using Workflows.Engine;
using Workflows.Engine.Hosting;
using Workflows.Server.Persistence;

namespace Workflows.Server.CommandLine;

/// <summary>
/// `run FILE`: runs a workflow in memory. Starts it, then wakes the oldest bookmark again and again (a wait turns the clock, it does
/// not take time) until nothing waits. Touches no database and sends nothing.
/// </summary>
public static class RunCommand
{
    private const int MaxResumptions = 1_000;

    public static Command Create(ActivityCatalog catalog, TimeProvider clock, IWorld? world = null)
    {
        var file = new Argument<string>("FILE") { Description = "Archivo JSON del flujo." };
        var with = new Option<string[]>("--with") { Description = "Otro flujo que este inicia. Se puede repetir.", HelpName = "FILE" };
        var input = new Option<string[]>("--input")
        {
            Description = "Una entrada: nombre=valor. El valor puede ser JSON (número, true, lista, objeto) o texto.",
            HelpName = "k=v",
        };
        var mode = new Option<string>("--mode") { Description = "Modo de flujo: counter.", DefaultValueFactory = _ => "counter" };
        var json = new Option<bool>("--json") { Description = "Escribe el resultado como un objeto JSON." };
        var command = new Command("run", "Ejecuta un flujo en memoria, sin servidor.") { file, with, input, mode, json };
        command.SetAction(parsed =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            try
            {
                CheckMode(parsed.GetValue(mode)!);
                var definition = DefinitionFile.Read(parsed.GetValue(file)!);
                var others = (parsed.GetValue(with) ?? []).Select(DefinitionFile.Read);
                var given = RunInputs.Read(parsed.GetValue(input) ?? [], definition);
                var run = Run(definition, others, given, catalog, clock.GetUtcNow(), world);
                return parsed.GetValue(json) ? RunReport.WriteJson(run, definition, output) : RunReport.WriteText(run, output, error);
            }
            catch (CommandRefusedException e)
            {
                error.WriteLine(e.Message);
                return ExitCodes.Refused;
            }
        });
        return command;
    }

    private static FinishedRun Run(
        WorkflowDefinition definition, IEnumerable<WorkflowDefinition> others, IReadOnlyDictionary<string, object?> input,
        ActivityCatalog catalog, DateTimeOffset start, IWorld? world)
    {
        var known = new Dictionary<string, WorkflowDefinition>(StringComparer.Ordinal) { [definition.DefinitionId] = definition };
        foreach (var other in others)
        {
            if (!known.TryAdd(other.DefinitionId, other))
                throw new CommandRefusedException($"Dos archivos definen el flujo «{other.DefinitionId}».");
        }

        var host = new InMemoryHost(
            start, known.Values.Select(one => WorkflowGraph.Compile(one, catalog)),
            new InMemoryHostOptions { World = world ?? EmptyWorld.Instance });
        var id = host.Start(definition.DefinitionId, input);
        var resumptions = host.RunToEnd(MaxResumptions);
        return new FinishedRun(host, host.Instance(id), resumptions == MaxResumptions || host.IsExhausted);
    }

    private static void CheckMode(string mode)
    {
        if (mode == "counter")
            return;
        throw new CommandRefusedException(mode == "token"
            ? "El modo «token» todavía no está disponible. Usa --mode counter, que es el modo por omisión de Elsa."
            : $"No existe el modo «{mode}». El modo disponible es counter.");
    }
}

/// <summary>A run in memory and what became of its root.</summary>
/// <param name="WasStopped">It reached the limit of what one run may do.</param>
internal sealed record FinishedRun(InMemoryHost Host, WorkflowInstance Instance, bool WasStopped);
