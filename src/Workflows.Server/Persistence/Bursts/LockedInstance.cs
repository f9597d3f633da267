using Npgsql;
using Workflows.Engine;
using Workflows.Engine.Json;

namespace Workflows.Server.Persistence.Bursts;

/// <summary>The row of an instance, locked for the rest of the transaction.</summary>
internal sealed class LockedInstance
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;
    private readonly string _id;
    private readonly byte[] _state;

    private LockedInstance(NpgsqlConnection connection, NpgsqlTransaction transaction, string id, NpgsqlDataReader row)
    {
        (_connection, _transaction, _id) = (connection, transaction, id);
        (DefinitionId, DefinitionVersion, _state) = (row.GetString(0), row.GetInt32(1), row.GetFieldValue<byte[]>(2));
        (JournalLength, JournalHash) = (row.GetInt32(3), row.GetFieldValue<byte[]>(4));
    }

    public string DefinitionId { get; }
    public int DefinitionVersion { get; }
    public int JournalLength { get; }
    public byte[] JournalHash { get; }

    public static async Task<LockedInstance?> TakeAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string id, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select definition_id, definition_version, state, journal_length, journal_hash from instances where id = $1 for update",
            connection, transaction);
        command.Parameters.Add(Statements.Text(id));
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? new LockedInstance(connection, transaction, id, reader) : null;
    }

    public WorkflowInstance Read() => InstanceJson.Read(_state);

    /// <summary>Whether a burst whose commit went unanswered is in the journal, by its number and its hash.</summary>
    public async Task<bool> HasAsync(int number, byte[] hash, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select hash from journal where instance_id = $1 and number = $2", _connection, _transaction);
        command.With(Statements.Text(_id), Statements.Whole(number));
        return await command.ExecuteScalarAsync(ct) is byte[] stored && stored.AsSpan().SequenceEqual(hash);
    }
}
