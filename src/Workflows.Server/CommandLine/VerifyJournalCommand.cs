using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Npgsql;
using Workflows.Definitions.Calendar;
using Workflows.Server.Flows;

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
        var roots = new Option<bool>("--roots") { Description = "Muestra la raíz de cada día, para compararla con la que salió por correo." };
        var command = new Command("verify-journal", "Revisa que la historia de cada proceso esté intacta y que tareas, plazos y correos sean los que dice.") { json, roots };
        command.SetAction(async (parsed, ct) =>
        {
            await using var database = await CommandDatabase.OpenAsync(parsed.Database(), create: false, ct);
            await database.RequireCurrentTablesAsync(ct);
            var report = await RunAsync(database, ct);
            var output = parsed.InvocationConfiguration.Output;
            await output.WriteLineAsync(parsed.GetValue(json) ? JsonSerializer.Serialize(report, Json) : Words(report, parsed.GetValue(roots)));
            return report.IsSound ? ExitCodes.Done : ExitCodes.Found;
        });
        return command;
    }

    internal static async Task<VerificationReport> RunAsync(CommandDatabase database, CancellationToken ct)
    {
        var faults = new List<JournalFault>();
        await foreach (var fault in new JournalVerifier(await database.DefinitionsAsync(ct)).VerifyAsync(instanceId: null, ct))
            faults.Add(fault);
        var roots = await DailyRoots.CheckAsync(database.Source, faults, ct);
        return new(await CountAsync(database.Source, "instances", ct), await CountAsync(database.Source, "journal", ct), faults, roots);
    }

    /// <summary>The report for people: what was found first, then how much was looked at.</summary>
    internal static string Words(VerificationReport report, bool withAllRoots)
    {
        var looked = $"{Count(report.Instances, "proceso", "procesos")} y {Count(report.Bursts, "ráfaga", "ráfagas")} de su bitácora";
        var shown = withAllRoots ? report.Roots : report.Roots.TakeLast(1);
        return string.Join(Environment.NewLine, [
            .. shown.Select(root => $"Raíz del {SpanishDate.Of(root.Date)}: {root.Root}"),
            .. report.Faults.Select(fault => fault.ToString()),
            report.IsSound ? $"Todo en orden: {looked}." : $"Se {(report.Faults.Count == 1 ? "encontró un problema" : $"encontraron {Count(report.Faults.Count, "problema", "problemas")}")} en {looked}.",
        ]);
    }

    private static string Count(long number, string one, string many) =>
        string.Create(CultureInfo.GetCultureInfo("es-CL"), $"{number:N0} {(number == 1 ? one : many)}");

    private static async Task<long> CountAsync(NpgsqlDataSource source, string table, CancellationToken ct)
    {
        await using var command = source.CreateCommand($"select count(*) from {table}");
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }
}

/// <summary>What a verification looked at, and everything it found.</summary>
internal sealed record VerificationReport(long Instances, long Bursts, IReadOnlyList<JournalFault> Faults, IReadOnlyList<DailyRoot> Roots)
{
    public bool IsSound => Faults.Count == 0;
}
