using Npgsql;

namespace Workflows.Server.Persistence.Bursts;

/// <summary>What a burst reads of definitions, inside its transaction.</summary>
internal static class DefinitionTable
{
    /// <summary>Null when no such version is stored.</summary>
    public static async Task<(string Json, DefinitionState State)?> ReadAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, string definitionId, int version, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select json, state from definitions where definition_id = $1 and version = $2", connection, transaction);
        command.With(Statements.Text(definitionId), Statements.Whole(version));
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? (reader.GetString(0), Enum.Parse<DefinitionState>(reader.GetString(1))) : null;
    }

    /// <summary>Number of the published version as the transaction sees it; null when there is none.</summary>
    public static async Task<int?> PublishedVersionAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, string definitionId, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select version from definitions where definition_id = $1 and state = 'Published'", connection, transaction);
        command.Parameters.Add(Statements.Text(definitionId));
        return (int?)await command.ExecuteScalarAsync(ct);
    }
}
