using System.Collections.Concurrent;

namespace Workflows.Server.Tests.Kill;

/// <summary>Who stands at the pickup folder and counts how often each mail arrives, also one that arrives over itself.</summary>
internal sealed class ArrivedMail : IDisposable
{
    private readonly FileSystemWatcher _watcher;
    private readonly ConcurrentDictionary<string, int> _arrivals = new(StringComparer.Ordinal);

    public ArrivedMail(string folder)
    {
        Directory.CreateDirectory(folder);
        Folder = folder;
        _watcher = new FileSystemWatcher(folder, "*.eml") { NotifyFilter = NotifyFilters.FileName };
        // Files come by being renamed from a folder inside.
        _watcher.Created += (_, file) => Count(file.Name!);
        _watcher.Renamed += (_, file) => Count(file.Name!);
        _watcher.Error += (_, error) => Failure = error.GetException();
        _watcher.EnableRaisingEvents = true;
    }

    public string Folder { get; }

    /// <summary>Why the count cannot be believed.</summary>
    public Exception? Failure { get; private set; }

    public int Arrivals => _arrivals.Values.Sum();

    public IEnumerable<string> Twice => _arrivals.Where(file => file.Value > 1).Select(file => $"{file.Key} × {file.Value}");

    /// <summary>The Message-IDs in the folder, read from the mails themselves.</summary>
    public IReadOnlyList<string> MessageIds() =>
    [
        .. Directory.EnumerateFiles(Folder, "*.eml")
            .Select(path => File.ReadLines(path).First(line => line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase))["Message-ID:".Length..].Trim()),
    ];

    public void Dispose() => _watcher.Dispose();

    private void Count(string file) => _arrivals.AddOrUpdate(file, 1, (_, times) => times + 1);
}
