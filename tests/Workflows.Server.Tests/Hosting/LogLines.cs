using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Workflows.Server.Tests.Hosting;

/// <summary>Keeps what a server under test writes into its log, for the test to read as an operator would.</summary>
public sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyList<string> All => [.. _lines];

    /// <summary>The lines that hold all of these words.</summary>
    public IReadOnlyList<string> With(params string[] words) =>
        [.. _lines.Where(line => words.All(word => line.Contains(word, StringComparison.Ordinal)))];

    public ILogger CreateLogger(string categoryName) => new Writer(categoryName, _lines);

    public void Dispose()
    {
    }

    private sealed class Writer(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)}{(exception is null ? "" : $"\n{exception}")}");
    }
}
