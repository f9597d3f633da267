using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Workflows.Server.Load;

/// <summary>
/// The whole program as a process of its own, from its launch until it answers that it is well: first over an almost empty database,
/// then over one where many instances wait. With its own PostgreSQL, starting that is part of it.
/// </summary>
internal static class RestartLoad
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    public static async Task<IReadOnlyList<LoadFigure>> RunAsync(LoadDatabases databases, LoadSettings settings, CancellationToken ct)
    {
        await using (var server = await LoadServer.StartAsync(databases.Main, databases.DataFolder, ct))
            await server.PublishAsync(LoadFlows.TimersJson, ct);
        // Twice: the first finds the files of the program on a cold disk.
        await RestartAsync(databases, ct);
        var few = await RestartAsync(databases, ct);

        await using (var server = await LoadServer.StartAsync(databases.Main, databases.DataFolder, ct))
        {
            var first = server.Clock.GetUtcNow().AddDays(30);
            await TimerLoad.OpenManyAsync(server, settings, i => first.AddSeconds(i), ct);
        }

        var many = await RestartAsync(databases, ct);
        var how = databases.IsOwn ? ", con el inicio de su PostgreSQL" : "";
        return
        [
            new(
                "restart.ready", $"Reiniciar con {settings.Many.ToString("N0", CultureInfo.GetCultureInfo("es-CL"))} procesos en espera{how}",
                many.TotalMilliseconds, "ms", Limit: 2_000),
            new("restart.empty", "  lo mismo sin procesos", few.TotalMilliseconds, "ms"),
            new("restart.difference", "  lo que cuestan los procesos en espera", (many - few).TotalMilliseconds, "ms"),
        ];
    }

    private static async Task<TimeSpan> RestartAsync(LoadDatabases databases, CancellationToken ct)
    {
        await databases.StopAsync();
        var url = $"http://127.0.0.1:{FreePort()}";
        var clock = Stopwatch.StartNew();
        using var process = Launch(["--data", databases.DataFolder, "--urls", url]);
        try
        {
            using var client = new HttpClient { BaseAddress = new(url), Timeout = TimeSpan.FromSeconds(5) };
            while (!await IsWellAsync(client, ct))
            {
                if (process.HasExited)
                    throw new InvalidOperationException($"The server ended with code {process.ExitCode} before it was ready.");
                if (clock.Elapsed > Patience)
                    throw new TimeoutException("El servidor no estuvo listo a tiempo.");
                await Task.Delay(Look, ct);
            }

            return clock.Elapsed;
        }
        finally
        {
            await StopAsync(process);
            await databases.StartAsync(CancellationToken.None);
        }
    }

    private static async Task<bool> IsWellAsync(HttpClient client, CancellationToken ct)
    {
        try
        {
            using var answer = await client.GetAsync("/health", ct);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            return false; // not listening yet
        }
    }

    /// <summary>This same program, without a command: it serves.</summary>
    private static Process Launch(IEnumerable<string> arguments)
    {
        var program = Environment.ProcessPath ?? throw new InvalidOperationException("The program does not know where it is.");
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            start.ArgumentList.Add(typeof(RestartLoad).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        // Nobody reads what it says; left unread it would fill the pipe and the server would stand still.
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>In good order where the system knows how, so that the next start is one after a normal stop.</summary>
    private static async Task StopAsync(Process process)
    {
        if (process.HasExited)
            return;
        if (OperatingSystem.IsWindows())
        {
            process.Kill();
        }
        else
        {
            using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
        }

        await process.WaitForExitAsync().WaitAsync(Patience);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
