using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Workflows.Server.Persistence;

/// <summary>
/// How the tables of a database, or of a backup, stand to those of this program. The migrations up to <see cref="LastBefore"/> are one now:
/// tables that had the last of them are what that one makes; older ones are raised by the program that knows their steps.
/// </summary>
internal static class TableVersion
{
    /// <summary>The last migration before they became one, of 29 November 2026.</summary>
    public const string LastBefore = "20261129113054_SessionEntries";

    /// <summary>The migration that makes what a database had with this one.</summary>
    public static string Today(string migration, IEnumerable<string> known) => migration == LastBefore ? known.First() : migration;

    /// <summary>Why this program does not take tables with that migration, in one sentence for people; null when it does.</summary>
    public static string? ProblemWith(string migration, IReadOnlyCollection<string> known) => known.Contains(Today(migration, known))
        ? null
        : string.CompareOrdinal(migration, known.First()) < 0
            ? $"Son de una versión anterior a la de noviembre de 2026 ({migration}). Pásalos primero por la versión de esa fecha."
            : $"Son de una versión más nueva de este programa ({migration}). Usa esa versión.";

    /// <summary>
    /// Writes into the history of an older database that it has what the first migration makes. It changes no table, and leaves alone
    /// what is empty or of today.
    /// </summary>
    /// <exception cref="UnknownTablesException">The tables are not those of this program nor of one it can raise.</exception>
    public static async Task AdoptAsync(NpgsqlDataSource source, IReadOnlyList<string> known, CancellationToken ct)
    {
        await using var db = new WorkflowsDb(Database.Options(source));
        var applied = (await db.Database.GetAppliedMigrationsAsync(ct)).ToList();
        if (applied.Count == 0)
            return;
        if (ProblemWith(applied[^1], known) is { } problem)
            throw new UnknownTablesException($"No se puede trabajar con estos datos. {problem}");
        if (applied[^1] != LastBefore)
            return;

        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var adopt = new NpgsqlCommand(
            """
            with before as (delete from "__EFMigrationsHistory" returning "MigrationId", "ProductVersion")
            insert into "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
            select $1, "ProductVersion" from before where "MigrationId" = $2
            """,
            connection, transaction);
        adopt.Parameters.Add(new() { Value = known[0] });
        adopt.Parameters.Add(new() { Value = LastBefore });
        await adopt.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
    }
}

/// <summary>This program has no steps from the tables it found to its own; nothing was changed. The message is for people.</summary>
public sealed class UnknownTablesException(string message) : Exception(message);
