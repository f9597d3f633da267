using System.CommandLine;
using System.Globalization;
using System.Net.Sockets;
using Npgsql;
using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Embedded;

namespace Workflows.Server.CommandLine;

/// <summary>
/// The command line of the program: without a command it serves; each command is a file of this folder. Everything it says is
/// Spanish, and what can be foreseen never ends in a stack trace.
/// </summary>
public static class ProgramCommand
{
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(10);

    /// <param name="serve">Runs the server until it is stopped, with the arguments as its configuration.</param>
    public static async Task<int> RunAsync(string[] args, Func<string[], Task> serve, TextWriter? output = null, TextWriter? error = null)
    {
        CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("es-CL");
        error ??= Console.Error;
        var root = Create();
        // Without an action of its own the root would ask for a command; what it does is below.
        root.SetAction(_ => ExitCodes.Done);
        root.TreatUnmatchedTokensAsErrors = false;
        var parsed = root.Parse(args);
        if (ReferenceEquals(parsed.Action, root.Action) && parsed.Errors.Count == 0)
        {
            if (StrayWord(parsed.UnmatchedTokens) is { } word)
                return await MisusedAsync(error, $"No existe el comando «{word}». Con --help se ven todos.");
            return await GuardAsync(error, async () =>
            {
                await serve(args);
                return ExitCodes.Done;
            });
        }

        if (parsed.CommandResult.Command != root && parsed.UnmatchedTokens.Count > 0)
            return await MisusedAsync(error, $"No se entiende «{parsed.UnmatchedTokens[0]}». Con --help se ve lo que acepta.");
        if (parsed.Errors.Count > 0)
            return await MisusedAsync(error, string.Join(Environment.NewLine, parsed.Errors.Select(problem => problem.Message)));

        var configuration = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeToEnd, Output = output ?? Console.Out, Error = error,
        };
        return await GuardAsync(error, () => parsed.InvokeAsync(configuration));
    }

    private static RootCommand Create() => new("Servidor de flujos para comités interministeriales y el PMG. Sin comando, sirve.")
    {
        CommonOptions.Data,
        CommonOptions.Urls,
        CheckCommand.Create(DomainActivities.Catalog),
        RunCommand.Create(DomainActivities.Catalog, TimeProvider.System, ShippedWorld()),
        OpenCommand.Create(),
        InviteCommand.Create(TimeProvider.System),
        VerifyJournalCommand.Create(),
        BackupCommand.Create(TimeProvider.System),
        RestoreCommand.Create(),
        DeadlineCommand.Create(),
        MailCommand.Create(TimeProvider.System),
    };

    /// <summary>A run in memory asks the organisation that ships with the program, not the one of a server.</summary>
    private static SnapshotWorld ShippedWorld() => new(new WorldSnapshot(DemoOrganisation.Build(), WorkingCalendar.Shipped));

    private static async Task<int> GuardAsync(TextWriter error, Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (CommandRefusedException failure)
        {
            await error.WriteLineAsync(failure.Message);
        }
        catch (UnknownTablesException failure)
        {
            await error.WriteLineAsync(failure.Message);
        }
        catch (EmbeddedPostgresException failure)
        {
            await error.WriteLineAsync(failure.Message);
        }
        catch (PostgresException refusal)
        {
            await error.WriteLineAsync($"La base de datos rechazó el pedido ({refusal.SqlState}): {refusal.MessageText}");
        }
        catch (Exception failure) when (failure is NpgsqlException or SocketException or TimeoutException)
        {
            await error.WriteLineAsync($"No se puede hablar con la base de datos: {failure.Message}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"No se puede leer o escribir: {failure.Message}");
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Interrumpido.");
        }

        return ExitCodes.Refused;
    }

    private static async Task<int> MisusedAsync(TextWriter error, string message)
    {
        await error.WriteLineAsync(message);
        return ExitCodes.Refused;
    }

    // Settings such as --Mail:From=… are the server's configuration; a word on its own is a mistyped command.
    private static string? StrayWord(IReadOnlyList<string> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!tokens[i].StartsWith("--", StringComparison.Ordinal))
                return tokens[i];
            if (!tokens[i].Contains('=', StringComparison.Ordinal))
                i++;
        }

        return null;
    }
}
