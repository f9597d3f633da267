using System.CommandLine;
using Workflows.Engine;
using Workflows.Engine.Checking;
using Workflows.Server.Persistence;

namespace Workflows.Server.CommandLine;

/// <summary>`check FILE`: says what is wrong with a workflow without running it. Ends with 1 when there is an error.</summary>
public static class CheckCommand
{
    public static Command Create(ActivityCatalog catalog)
    {
        var file = new Argument<string>("FILE") { Description = "Archivo JSON del flujo." };
        var command = new Command("check", "Revisa un flujo y dice qué está mal, sin ejecutarlo.") { file };
        command.SetAction(parsed => Check(
            parsed.GetValue(file)!, catalog, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }

    private static int Check(string path, ActivityCatalog catalog, TextWriter output, TextWriter error)
    {
        try
        {
            var definition = DefinitionFile.Read(path);
            var problems = WorkflowChecker.Check(WorkflowGraph.Compile(definition, catalog));
            foreach (var problem in problems)
                output.WriteLine(problem);
            var errors = problems.Count(problem => problem.IsError);
            output.WriteLine(problems.Count == 0
                ? "El flujo está en orden."
                : $"{Count(errors, "error", "errores")}, {Count(problems.Count - errors, "aviso", "avisos")}.");
            return errors > 0 ? ExitCodes.Found : ExitCodes.Done;
        }
        catch (CommandRefusedException e)
        {
            error.WriteLine(e.Message);
            return ExitCodes.Refused;
        }
    }

    private static string Count(int number, string one, string many) => $"{number} {(number == 1 ? one : many)}";
}
