using System.Data.Common;
using System.Text;
using Npgsql;

namespace Workflows.Server.Persistence;

/// <summary>Which failures of the database pass by themselves, and how long to wait before the next try.</summary>
public static class Transients
{
    /// <summary>Lost connections, restarts, deadlocks, serialisation: the same work may succeed in a moment.</summary>
    public static bool IsTransient(Exception error) => CausesOf(error).Any(IsTransientItself);

    /// <summary>
    /// The database, and not the request, is why this failed: it is down, going down, too busy or does not answer. However deep EF Core has
    /// wrapped it.
    /// </summary>
    public static bool IsUnavailable(Exception error) => CausesOf(error).Any(cause => cause switch
    {
        PostgresException postgres => IsTransientItself(postgres) || postgres.SqlState is PostgresErrorCodes.QueryCanceled,
        NpgsqlException => true,
        TimeoutException or DatabaseNotStartedException => true,
        _ => false,
    });

    /// <summary>The code by which PostgreSQL refused it; null when it did not.</summary>
    public static string? SqlStateOf(Exception error) => CausesOf(error).OfType<PostgresException>().FirstOrDefault()?.SqlState;

    /// <summary>A text that no table can hold: it has the character of value zero, or half of a character.</summary>
    public static bool IsUnstorableText(Exception error) => CausesOf(error).Any(cause =>
        cause is PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter }
            or EncoderFallbackException);

    /// <summary>The exception and everything it was made of.</summary>
    public static IEnumerable<Exception> CausesOf(Exception error)
    {
        yield return error;
        var inner = error is AggregateException several ? several.InnerExceptions : error.InnerException is { } one
            ? [one]
            : (IReadOnlyList<Exception>)[];
        foreach (var cause in inner.SelectMany(CausesOf))
            yield return cause;
    }

    private static bool IsTransientItself(Exception error) => error switch
    {
        PostgresException postgres => postgres.IsTransient
            || postgres.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
                or PostgresErrorCodes.CannotConnectNow,
        NpgsqlException npgsql =>
            npgsql.IsTransient || npgsql.InnerException is IOException or System.Net.Sockets.SocketException or TimeoutException,
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
