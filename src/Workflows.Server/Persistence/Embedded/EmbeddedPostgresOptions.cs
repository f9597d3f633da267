namespace Workflows.Server.Persistence.Embedded;

/// <summary>Where the embedded database lives and how it behaves. The defaults suit a small office.</summary>
public sealed record EmbeddedPostgresOptions
{
    /// <summary>Everything of the database is inside: the cluster, its logs and the locks between our processes.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The database the connection string names; created when it is missing.</summary>
    public string Database { get; init; } = "workflows";

    /// <summary>PostgreSQL settings that replace or add to ours, such as <c>shared_buffers</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// For tests: PostgreSQL ends with this process even when it is killed with −9. Never for real data in use by others.
    /// </summary>
    public bool StopWithParent { get; init; }

    /// <summary>Where the npm packages of the binaries are; by default beside the program or where the build left them.</summary>
    public string? BinariesFolder { get; init; }

    /// <summary>Recovery after a power cut can be long, and it is never right to interrupt it.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a fast shutdown may take before PostgreSQL is told to stop at once and recover at its next start.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(20);

    internal IReadOnlyDictionary<string, string> EffectiveSettings()
    {
        var settings = new Dictionary<string, string>
        {
            ["shared_buffers"] = "128MB",
            ["max_connections"] = "200",
            ["fsync"] = "on",
            ["synchronous_commit"] = "on",
            ["wal_compression"] = "on",
            ["timezone"] = "UTC",
            ["log_timezone"] = "UTC",
            ["lc_messages"] = "C",
            // One file a day of the week, each written over a week later: the log never fills the disk.
            ["logging_collector"] = "on",
            ["log_filename"] = "postgresql-%a.log",
            ["log_truncate_on_rotation"] = "on",
            ["log_rotation_age"] = "1d",
            ["log_rotation_size"] = "0",
        };
        foreach (var (name, value) in Settings)
            settings[name] = value;

        return settings;
    }
}

/// <summary>The embedded database cannot run; the message tells the person who started the server what to do.</summary>
public sealed class EmbeddedPostgresException(string message, Exception? inner = null) : Exception(message, inner);
