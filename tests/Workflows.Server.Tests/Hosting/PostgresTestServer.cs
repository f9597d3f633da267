using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Workflows.Server.Persistence.Embedded;

namespace Workflows.Server.Tests.Hosting;

/// <summary>
/// The one PostgreSQL of a test run, started by the first test that asks. It writes without fsync, so a test that kills
/// the server itself must start its own <see cref="EmbeddedPostgres"/>.
/// </summary>
public sealed class PostgresTestServer
{
    private const string FolderPrefix = "workflows-tests-";

    private static readonly Lazy<Task<PostgresTestServer>> Shared = new(StartAsync);

    private readonly EmbeddedPostgres _postgres;
    private readonly ConcurrentDictionary<string, Lazy<Task>> _templates = new();
    // PostgreSQL copies a template only while nobody is connected to it.
    private readonly SemaphoreSlim _oneCopyAtATime = new(1);
    private int _databases;

    private PostgresTestServer(EmbeddedPostgres postgres) => _postgres = postgres;

    public static Task<PostgresTestServer> GetAsync() => Shared.Value;

    /// <summary>Prepares a template once per run (migrations, demo data); later calls with the same name wait for it.</summary>
    public Task EnsureTemplateAsync(string name, Func<string, Task> prepare) =>
        _templates.GetOrAdd(name, _ => new(() => PrepareTemplateAsync(name, prepare))).Value;

    /// <summary>A fresh database, empty or a copy of a template; dropped when it is disposed.</summary>
    public async Task<TestDatabase> CreateDatabaseAsync(string? template = null)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}");
        await CopyAsync(template ?? "template1", name);
        return new(this, name, ConnectionString(name));
    }

    internal async Task DropAsync(string database)
    {
        await using (var pooled = new NpgsqlConnection(ConnectionString(database)))
            NpgsqlConnection.ClearPool(pooled);
        await ExecuteAsync($"drop database if exists \"{database}\" with (force)");
    }

    private async Task PrepareTemplateAsync(string name, Func<string, Task> prepare)
    {
        await CopyAsync("template1", name);
        await prepare(ConnectionString(name));
        await using var pooled = new NpgsqlConnection(ConnectionString(name));
        NpgsqlConnection.ClearPool(pooled);
        await ExecuteAsync($"alter database \"{name}\" with allow_connections false");
        await ExecuteAsync($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'");
    }

    private async Task CopyAsync(string template, string name)
    {
        await _oneCopyAtATime.WaitAsync();
        try
        {
            await ExecuteAsync($"create database \"{name}\" template \"{template}\" strategy file_copy");
        }
        finally
        {
            _oneCopyAtATime.Release();
        }
    }

    private string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder(_postgres.ConnectionString) { Database = database, IncludeErrorDetail = true }.ConnectionString;

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_postgres.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<PostgresTestServer> StartAsync()
    {
        RemoveFoldersOfRunsThatDied();
        var folder = Path.Combine(Path.GetTempPath(), $"{FolderPrefix}{Environment.ProcessId}");
        var postgres = await EmbeddedPostgres.StartAsync(
            new()
            {
                DataFolder = folder,
                StopWithParent = true,
                Settings = new Dictionary<string, string>
                {
                    ["fsync"] = "off",
                    ["synchronous_commit"] = "off",
                    ["full_page_writes"] = "off",
                    ["max_wal_size"] = "4GB",
                },
            },
            NullLogger.Instance,
            CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            postgres.DisposeAsync().AsTask().GetAwaiter().GetResult();
            Directory.Delete(folder, recursive: true);
        };
        return new(postgres);
    }

    private static void RemoveFoldersOfRunsThatDied()
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), FolderPrefix + "*"))
        {
            var id = int.Parse(Path.GetFileName(folder)[FolderPrefix.Length..], CultureInfo.InvariantCulture);
            try
            {
                if (OperatingSystem.IsLinux() && !Directory.Exists($"/proc/{id}"))
                    Directory.Delete(folder, recursive: true);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // another run or another person's: it goes with theirs
            }
        }
    }
}

/// <summary>A database that belongs to one test class.</summary>
public sealed class TestDatabase(PostgresTestServer server, string name, string connectionString) : IAsyncDisposable
{
    public string Name => name;

    public string ConnectionString => connectionString;

    public async ValueTask DisposeAsync() => await server.DropAsync(name);
}
