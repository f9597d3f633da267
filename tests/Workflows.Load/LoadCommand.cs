using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Workflows.Server.CommandLine;

namespace Workflows.Load;

/// <summary>
/// How fast the server is on this machine, figure by figure with its limit. It works on a database of its own and never on a server's data.
/// </summary>
internal static class LoadCommand
{
    private const string All = "all";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly (
        string Name, Func<LoadDatabases, LoadSettings, CancellationToken, Task<IReadOnlyList<LoadFigure>>> RunAsync)[] Measurements =
    [
        ("stage", StageLoad.RunAsync), ("burst", BurstLoad.RunAsync), ("w2", ApprovalLoad.RunAsync), ("timers", TimerLoad.SpreadAsync),
        ("due", TimerLoad.AtOnceAsync), ("restart", RestartLoad.RunAsync), ("downtime", DowntimeLoad.RunAsync),
        ("coordination", CoordinationLoad.RunAsync), ("portal", PortalLoad.RunAsync), ("mails", MailLoad.RunAsync),
        ("commitments", CommitmentLoad.RunAsync), ("convening", ConveningLoad.RunAsync),
    ];

    public static RootCommand Create()
    {
        var what = new Option<string>("--what") { Description = "Qué se mide.", HelpName = "MEDIDA", DefaultValueFactory = _ => All };
        what.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && token.Value != All && !Measurements.Any(measurement => measurement.Name == token.Value))
                result.AddError(
                    $"No se mide «{token.Value}». Elige {string.Join(", ", Measurements.Select(one => one.Name))} o {All}.");
        });
        var connections = Number("--connections", "Conexiones a la vez.", 16, 1, 48);
        var seconds = Number("--seconds", "Cuánto dura cada medida de ritmo.", 10, 1, 600);
        var json = new Option<bool>("--json") { Description = "Escribe las medidas como JSON." };
        var database = new Option<string?>("--connection")
        {
            Description = "Una base de datos vacía, en vez de una propia.", HelpName = "CONEXIÓN",
        };
        var command = new RootCommand("Mide qué tan rápido es el servidor en este equipo, sobre una base de datos propia.")
        {
            what, connections, seconds, json, database,
        };
        command.SetAction(async (parsed, ct) =>
        {
            var settings = new LoadSettings(parsed.GetValue(connections), TimeSpan.FromSeconds(parsed.GetValue(seconds)));
            return await RunAsync(
                parsed.GetValue(what)!, settings, parsed.GetValue(database), parsed.GetValue(json), parsed.InvocationConfiguration.Output,
                ct);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        string what, LoadSettings settings, string? connectionString, bool isJson, TextWriter output, CancellationToken ct)
    {
        var figures = new List<LoadFigure>();
        await using var databases = await LoadDatabases.OpenAsync(connectionString, ct);
        foreach (var (name, measureAsync) in Measurements.Where(measurement => what is All || measurement.Name == what))
        {
            var busy = Machine.Load();
            var measured = await measureAsync(databases, settings, ct);
            IReadOnlyList<LoadFigure> all =
                busy is { } load
                    ? [.. measured, new($"{name}.load", "  carga del equipo al empezar", load, $"de {Environment.ProcessorCount} núcleos")]
                    : measured;
            figures.AddRange(all);
            if (isJson)
                continue;
            foreach (var figure in all)
                await output.WriteLineAsync(figure.ToString());
        }

        if (isJson)
            await output.WriteLineAsync(JsonSerializer.Serialize(figures, Json));
        return figures.TrueForAll(figure => figure.IsMet != false) ? ExitCodes.Done : ExitCodes.Found;
    }

    private static Option<int> Number(string name, string description, int usual, int least, int most)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token]
                && (
                    !int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < least
                        || value > most))
                result.AddError($"{name} va de {least} a {most}.");
        });
        return option;
    }
}
