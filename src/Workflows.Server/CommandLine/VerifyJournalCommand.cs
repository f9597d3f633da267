using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Npgsql;
using Workflows.Definitions.Calendar;
using Workflows.Server.Backup;
using Workflows.Server.Flows;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Backup;
using Workflows.Server.Persistence.Proofs;

namespace Workflows.Server.CommandLine;

/// <summary><c>verify-journal</c>: whether the database is as its journals say.</summary>
internal static class VerifyJournalCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private const int FilesBetweenWords = 1_000;
    private const int ExtraNamed = 20;

    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Escribe el resultado como JSON." };
        var roots = new Option<bool>("--roots")
        {
            Description = "Muestra la raíz de cada día, para compararla con la que salió por correo."
        };
        var against = new Option<string[]>("--against")
        {
            Description =
                "Correos «Raíz del diario» guardados como archivo (.eml o texto), o una carpeta con ellos: se comparan "
                + "con la historia de aquí.",
            HelpName = "ARCHIVO", AllowMultipleArgumentsPerToken = true,
        };
        var skipFiles = new Option<bool>("--skip-files") { Description = "No lee los archivos entregados." };
        var command = new Command(
            "verify-journal",
            "Revisa que todo lo que se mostraría como prueba esté intacto: la historia de cada proceso, las constancias, las "
            + "raíces diarias y los archivos.")
        {
            json, roots, against, skipFiles,
        };
        command.SetAction(async (parsed, ct) =>
        {
            var options = parsed.Database();
            // What was kept outside is read first: a file that says nothing must not pass for one that agrees.
            var sent = SentRoots.Read(parsed.GetValue(against) ?? []);
            await using var database = await CommandDatabase.OpenAsync(options, create: false, ct);
            await database.RequireCurrentTablesAsync(ct);
            var report = await RunAsync(database, sent, ct);
            if (!parsed.GetValue(skipFiles))
                report = await WithFilesAsync(report, database, options.FilesFolder, parsed.InvocationConfiguration.Error, ct);
            var output = parsed.InvocationConfiguration.Output;
            await output.WriteLineAsync(
                parsed.GetValue(json) ? JsonSerializer.Serialize(report, Json) : Words(report, parsed.GetValue(roots)));
            return report.IsSound ? ExitCodes.Done : ExitCodes.Found;
        });
        return command;
    }

    /// <param name="sent">Roots that were kept outside.</param>
    internal static async Task<VerificationReport> RunAsync(CommandDatabase database, IReadOnlyList<SentRoot> sent, CancellationToken ct)
    {
        var faults = new List<JournalFault>();
        var roots = await DailyRoots.ReadAsync(database.Source, ct);
        ProofReport? proofs = null;
        await foreach (var fault in new JournalVerifier(await database.DefinitionsAsync(ct), database.Key)
            .VerifyAsync(instanceId: null, ct, learned => proofs = learned))
            faults.Add(fault);
        var computed = await DailyRoots.CheckAsync(database.Source, roots, proofs!.Days, faults, ct);
        List<string> notes = [.. proofs.Notes];
        if (DailyRoots.Compare(computed, roots, sent, faults) is { } lastRight)
            notes.Add($"La historia hasta el {SpanishDate.Of(lastRight)} es la que salió por correo.");
        return new(
            await Database.CountAsync(database.Source, "instances", ct), await Database.CountAsync(database.Source, "journal", ct), faults,
            computed)
        {
            Entries = proofs.Entries, OwnEntries = proofs.OwnEntries, Notes = notes,
        };
    }

    private static async Task<VerificationReport> WithFilesAsync(
        VerificationReport report, CommandDatabase database, string folder, TextWriter progress, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var named = await TableCopies.ReferencedFilesAsync(connection, ct);
        var (bad, extra) = new BackupFiles(folder).Compare(named, (done, all) =>
        {
            if (done % FilesBetweenWords == 0)
                progress.WriteLine($"Archivos leídos: {Number(done)} de {Number(all)}.");
        }, ct);
        return report with
        {
            Files = named.Count,
            Faults = [.. report.Faults, .. bad.Select(file => new JournalFault("Archivos", null, file.ToString()))],
            // An upload that nobody handed in yet, or that the cleaning has not taken: no proof of anything.
            Notes = extra.Count == 0 ? report.Notes : [.. report.Notes,
                $"En la carpeta de archivos hay {Number(extra.Count)} que ninguna fila nombra: "
                + $"{string.Join(", ", extra.Take(ExtraNamed))}{(extra.Count > ExtraNamed ? "…" : "")}"],
        };
    }

    /// <summary>The report for people: what was found first, then how much was looked at.</summary>
    internal static string Words(VerificationReport report, bool withAllRoots)
    {
        var looked =
            $"{Count(report.Instances, "proceso", "procesos")}, {Count(report.Bursts, "ráfaga", "ráfagas")} de su "
            + $"bitácora{(report.Files is null ? " y" : ",")} "
            + Count(report.Entries, "constancia", "constancias")
            + (report.Files is { } files ? $" y {Count(files, "archivo", "archivos")}" : "");
        var found = report.Faults.Count == 1
            ? "encontró un problema"
            : $"encontraron {Count(report.Faults.Count, "problema", "problemas")}";
        var shown = withAllRoots ? report.Roots : report.Roots.TakeLast(1);
        return string.Join(Environment.NewLine, [
            .. shown.Select(root => $"Raíz del {SpanishDate.Of(root.Date)}: {root.Root}"),
            .. report.Faults.Select(fault => fault.ToString()),
            .. report.Notes,
            report.IsSound ? $"Todo en orden: {looked}." : $"Se {found} en {looked}.",
        ]);
    }

    private static string Count(long number, string one, string many) => $"{Number(number)} {(number == 1 ? one : many)}";

    private static string Number(long number) => number.ToString("N0", CultureInfo.GetCultureInfo("es-CL"));
}

/// <summary>What a verification looked at, and everything it found.</summary>
internal sealed record VerificationReport(long Instances, long Bursts, IReadOnlyList<JournalFault> Faults, IReadOnlyList<DailyRoot> Roots)
{
    /// <summary>Entries of changes outside the journals, and how many of them are signed with the key of this data folder.</summary>
    public long Entries { get; init; }
    public long OwnEntries { get; init; }

    /// <summary>How many stored files were read; null when nobody asked.</summary>
    public int? Files { get; init; }

    /// <summary>What could not be looked at, and what is good to know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public bool IsSound => Faults.Count == 0;
}
