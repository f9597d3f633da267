using System.Data;
using Npgsql;
using Workflows.Definitions.Questions;
using Workflows.Engine;

namespace Workflows.Server.Persistence.Bursts;

/// <summary>
/// The world for bursts that nobody keeps: the same answers as to any other, out of one transaction in which nothing can be written. The
/// number somebody would get is not taken.
/// </summary>
internal sealed class WorldToLookAt : IWorld, IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;
    private readonly IWorld _snapshot;
    private readonly WorldWithFacts _facts;

    private WorldToLookAt(IWorld snapshot, NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        (_snapshot, _connection, _transaction) = (snapshot, connection, transaction);
        _facts = new WorldWithFacts(snapshot, connection, transaction);
    }

    public static async Task<WorldToLookAt> OpenAsync(Database database, IWorld snapshot, CancellationToken ct)
    {
        var connection = await database.Source.OpenConnectionAsync(ct);
        try
        {
            var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
            await using var readOnly = new NpgsqlCommand("set transaction read only", connection, transaction);
            await readOnly.ExecuteNonQueryAsync(ct);
            return new(snapshot, connection, transaction);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public object? Answer(string question, object? arguments) =>
        question == WorldQuestions.Number ? _snapshot.Answer(question, arguments) : _facts.Answer(question, arguments);

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
