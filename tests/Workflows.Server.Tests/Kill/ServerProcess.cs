using System.Diagnostics;

namespace Workflows.Server.Tests.Kill;

/// <summary>The server's program as a process of its own, that can be killed as a power cut would and started again.</summary>
internal sealed class ServerProcess(string connectionString, string dataFolder, string clockFile) : IAsyncDisposable
{
    // Fifty starts on a machine that does other things too.
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(6);

    private readonly List<string> _said = [];
    private Process? _process;
    private TaskCompletionSource<Uri> _ready = New();

    /// <summary>What else it is told by its environment.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    public int ProcessId { get; private set; }

    /// <summary>Whether it answers now.</summary>
    public bool IsUp => Volatile.Read(ref _ready).Task.IsCompletedSuccessfully;

    /// <summary>Where it answers; waits while it is down.</summary>
    public Task<Uri> AddressAsync() => Volatile.Read(ref _ready).Task.WaitAsync(StartsWithin);

    /// <summary>What it wrote, for the message of a failed test.</summary>
    public string LastWords
    {
        get
        {
            lock (_said)
                return string.Join('\n', _said.TakeLast(60));
        }
    }

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory
        };
        foreach (var argument in new[] { typeof(Program).Assembly.Location, "--urls", "http://127.0.0.1:0", "--data", dataFolder })
            start.ArgumentList.Add(argument);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Accounts__PasswordCost"] = "1000";
        start.Environment["ConnectionStrings__Workflows"] = connectionString;
        start.Environment["Clock__File"] = clockFile;
        // A whole country logs in from one machine.
        start.Environment["RateLimits__LoginsPerMinute"] = "100000";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information";
        start.Environment["Logging__Console__FormatterName"] = "simple";
        start.Environment["Logging__Console__FormatterOptions__SingleLine"] = "true";

        foreach (var (name, value) in Settings)
            start.Environment[name] = value;

        var ready = Volatile.Read(ref _ready);
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Hear(line.Data, ready);
        process.ErrorDataReceived += (_, line) => Hear(line.Data, ready);
        process.Exited += (_, _) =>
            ready.TrySetException(new InvalidOperationException($"The server ended before it answered:\n{LastWords}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
        ProcessId = process.Id;
        try
        {
            await ready.Task.WaitAsync(StartsWithin);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The server did not answer within {StartsWithin}:\n{LastWords}");
        }
    }

    /// <summary>SIGKILL: it gets no chance to finish anything.</summary>
    public async Task KillAsync()
    {
        Volatile.Write(ref _ready, New());
        await EndAsync();
    }

    public async ValueTask DisposeAsync() => await EndAsync();

    private async Task EndAsync()
    {
        if (Interlocked.Exchange(ref _process, null) is not { } process)
            return;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private void Hear(string? line, TaskCompletionSource<Uri> ready)
    {
        if (line is null)
            return;
        lock (_said)
            _said.Add(line);
        const string Listening = "Now listening on: ";
        var at = line.IndexOf(Listening, StringComparison.Ordinal);
        if (at >= 0)
            ready.TrySetResult(new Uri(line[(at + Listening.Length)..].Trim()));
    }

    private static TaskCompletionSource<Uri> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
