using System.Data.Common;
using Npgsql;

namespace Workflows.Server.Persistence;

/// <summary>Which failures of the database pass by themselves, and how long to wait before the next try.</summary>
public static class Transients
{
    /// <summary>Lost connections, restarts, deadlocks, serialisation: the same work may succeed in a moment.</summary>
    public static bool IsTransient(Exception error) => error switch
    {
        PostgresException postgres => postgres.IsTransient
            || postgres.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow,
        NpgsqlException npgsql => npgsql.IsTransient || npgsql.InnerException is IOException or System.Net.Sockets.SocketException or TimeoutException,
        DbException database => database.IsTransient,
        IOException or System.Net.Sockets.SocketException => true,
        _ => false,
    };

    /// <summary>A row with that key is there already: somebody else wrote it first.</summary>
    public static bool IsTaken(Exception error) => error is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }
        || (error.InnerException is { } inner && IsTaken(inner));

    /// <summary>Doubles with every try up to a second, and differs between those who failed together.</summary>
    public static TimeSpan Pause(int tries)
    {
        var ceiling = Math.Min(1_000, 20 << Math.Min(tries, 6));
        return TimeSpan.FromMilliseconds((ceiling / 2) + Random.Shared.Next(ceiling / 2));
    }
}
