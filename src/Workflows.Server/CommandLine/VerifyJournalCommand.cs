using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Workflows.Server.CommandLine.Verification;

namespace Workflows.Server.CommandLine;

/// <summary><c>verify-journal</c>: whether the database is as its journals say.</summary>
internal static class VerifyJournalCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Escribe el resultado como JSON." };
        var command = new Command("verify-journal", "Revisa que la historia de cada proceso esté intacta y que tareas, plazos y correos sean los que dice.") { json };
        command.SetAction(async (parsed, ct) =>
        {
            await using var database = await CommandDatabase.OpenAsync(parsed.Database(), create: false, ct);
            await database.RequireCurrentTablesAsync(ct);
            var report = await JournalVerification.RunAsync(database.Source, progress: null, ct);
            var output = parsed.InvocationConfiguration.Output;
            await output.WriteLineAsync(parsed.GetValue(json) ? JsonSerializer.Serialize(report, Json) : Words(report));
            return report.IsSound ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }

    /// <summary>The report for people: what was found first, then how much was looked at.</summary>
    internal static string Words(VerificationReport report)
    {
        var chile = CultureInfo.GetCultureInfo("es-CL");
        var lines = report.Problems
            .Select(problem => problem.Number is { } number
                ? $"{problem.InstanceId}, registro {number.ToString(chile)}: {problem.What}"
                : $"{problem.InstanceId}: {problem.What}")
            .ToList();
        var looked = string.Create(chile, $"{Count(report.Instances, "proceso", "procesos")} y {Count(report.Bursts, "registro", "registros")} de su historia");
        lines.Add(report.IsSound
            ? $"Todo en orden: {looked}."
            : $"Se encontraron {Count(report.Problems.Count, "problema", "problemas")} en {looked}.");
        return string.Join(Environment.NewLine, lines);
    }

    private static string Count(long number, string one, string many) =>
        string.Create(CultureInfo.GetCultureInfo("es-CL"), $"{number:N0} {(number == 1 ? one : many)}");
}
