using System.Globalization;
using Npgsql;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Load;

/// <summary>
/// What this PostgreSQL can do at best, on this machine and now: a transaction that updates one row of 4 kB and inserts one of 200
/// bytes, in one prepared batch. Every figure of the server is held against it.
/// </summary>
internal sealed class BareTransactions : IAsyncDisposable
{
    private const int RowsPerWorker = 64;
    private const int StateSize = 4_096;
    private const int EntrySize = 200;

    private readonly NpgsqlDataSource _source;
    private readonly string _state;

    private BareTransactions(NpgsqlDataSource source, string state) => (_source, _state) = (source, state);

    /// <param name="state">The state of an instance, so that what is written compresses as the real one does.</param>
    public static async Task<BareTransactions> CreateAsync(string connectionString, string state, int workers, CancellationToken ct)
    {
        var source = Database.Connect(connectionString);
        var text = string.Concat(Enumerable.Repeat(state, (StateSize / state.Length) + 1))[..StateSize];
        await using var batch = source.CreateBatch();
        batch.Add("drop table if exists load_states, load_entries");
        batch.Add("create table load_states (id int primary key, state text not null)");
        batch.Add("create table load_entries (id bigint generated always as identity primary key, entry text not null)");
        batch.Add(
            $"insert into load_states select id, $1 from generate_series(0, {(workers * RowsPerWorker) - 1}) id", Statements.Text(text));
        await batch.ExecuteNonQueryAsync(ct);
        return new(source, text);
    }

    public async Task RunAsync(int worker, long number, CancellationToken ct)
    {
        // Each worker has its rows: a bare transaction waits for nobody.
        var row = (worker * RowsPerWorker) + (int)(number % RowsPerWorker);
        await using var connection = await _source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var batch = new NpgsqlBatch(connection, transaction);
        var mark = string.Create(CultureInfo.InvariantCulture, $"{worker}-{number}-");
        batch.Add("update load_states set state = $2 where id = $1", Statements.Whole(row), Statements.Text(mark + _state[mark.Length..]));
        batch.Add("insert into load_entries (entry) values ($1)", Statements.Text(mark + _state[..(EntrySize - mark.Length)]));
        await batch.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(CancellationToken.None);
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
