using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Workflows.Server.Persistence.Embedded;

/// <summary>
/// Starts, watches and ends one <c>postgres</c>. The child never inherits a pipe of ours: a reader of our output would
/// wait for it, and it must outlive us unless it is told otherwise.
/// </summary>
internal sealed class PostgresProcess : IDisposable
{
    // The shell only redirects and steps aside, so that its process becomes PostgreSQL.
    private const string Detached = """exec "$@" </dev/null >>"$STARTUP_LOG" 2>&1""";

    // A second shell waits for the end of our pipe, which comes even when we are killed, and then ends PostgreSQL.
    private const string TiedToUs =
        """exec 3<&0 </dev/null >>"$STARTUP_LOG" 2>&1; (read -r _ <&3; kill -INT $$) & exec "$@" 3<&-""";

    private readonly Process _process;
    private readonly bool _tied;

    private PostgresProcess(Process process, bool tied) => (_process, _tied) = (process, tied);

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public Task WaitForExitAsync(CancellationToken ct) => _process.WaitForExitAsync(ct);

    /// <summary>Takes charge of a server somebody else started.</summary>
    public static PostgresProcess? Adopt(int processId)
    {
        try
        {
            return new(Process.GetProcessById(processId), tied: false);
        }
        catch (ArgumentException)
        {
            return null; // it ended meanwhile
        }
    }

    /// <summary>Unix: runs the command in a session of its own, so that Ctrl+C in our terminal does not reach it.</summary>
    public static PostgresProcess Start(IEnumerable<string> command, string workingFolder, string log, bool stopWithParent)
    {
        var start = Plain("/bin/sh", workingFolder);
        start.Environment["STARTUP_LOG"] = log;
        start.RedirectStandardInput = stopWithParent;
        string[] ownSession = File.Exists("/usr/bin/setsid") ? ["/usr/bin/setsid"] : [];
        foreach (var argument in (string[])["-c", stopWithParent ? TiedToUs : Detached, "sh", .. ownSession, .. command])
            start.ArgumentList.Add(argument);

        return new(Process.Start(start)!, stopWithParent);
    }

    /// <summary>Runs a command that ends by itself and returns what it said when it fails.</summary>
    public static async Task<string?> RunAsync(IEnumerable<string> command, string workingFolder, bool readOutput, CancellationToken ct)
    {
        var words = command.ToArray();
        var start = Plain(words[0], workingFolder);
        start.RedirectStandardOutput = start.RedirectStandardError = readOutput;
        foreach (var argument in words[1..])
            start.ArgumentList.Add(argument);

        using var process = Process.Start(start)!;
        var said = readOutput
            ? Task.WhenAll(process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct))
            : Task.FromResult(Array.Empty<string>());
        await process.WaitForExitAsync(ct);

        return process.ExitCode == 0 ? null : $"({process.ExitCode}) {string.Concat(await said).Trim()}";
    }

    /// <summary>Asks for a fast shutdown: open transactions are rolled back, nothing committed is lost.</summary>
    public void AskToStop() => Signal(2);

    /// <summary>Ends without tidying up; the next start recovers from the log.</summary>
    public void AskToStopAtOnce() => Signal(3);

    /// <summary>What happens when our process dies: the pipe closes.</summary>
    internal void LetGoOfPipe()
    {
        if (_tied)
            _process.StandardInput.Dispose();
    }

    public void Dispose()
    {
        LetGoOfPipe();
        _process.Dispose();
    }

    private void Signal(int number)
    {
        if (!_process.HasExited)
            _ = kill(_process.Id, number);
    }

    // Nothing of our environment (PG…, locale, secrets) may reach PostgreSQL.
    private static ProcessStartInfo Plain(string program, string workingFolder)
    {
        var start = new ProcessStartInfo(program) { UseShellExecute = false, CreateNoWindow = true, WorkingDirectory = workingFolder };
        if (!OperatingSystem.IsWindows())
        {
            start.Environment.Clear();
            start.Environment["PATH"] = "/usr/bin:/bin";
            start.Environment["LC_ALL"] = "C";
        }

        return start;
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int processId, int signal);
}
