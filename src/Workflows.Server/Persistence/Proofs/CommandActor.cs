using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.Persistence.Proofs;

/// <summary>The person whose command this scope answers: entries of what it changes name them. Null while nobody commands.</summary>
public sealed class CommandActor
{
    public string? PersonId { get; set; }
}

/// <summary>Tells the transactions of a command for whom they are. A burst needs none of it: its journal says who.</summary>
internal sealed class CommandActorInterceptor(CommandActor actor) : DbTransactionInterceptor
{
    public override DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result)
    {
        if (Command(connection, result) is { } command)
        {
            using (command)
                command.ExecuteNonQuery();
        }

        return result;
    }

    public override async ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
    {
        if (Command(connection, result) is { } command)
        {
            await using (command)
                await command.ExecuteNonQueryAsync(cancellationToken);
        }

        return result;
    }

    private NpgsqlCommand? Command(DbConnection connection, DbTransaction transaction)
    {
        if (actor.PersonId is not { } person)
            return null;
        var command = new NpgsqlCommand(
            "select set_config('workflows.actor', $1, true)", (NpgsqlConnection)connection, (NpgsqlTransaction)transaction);
        command.With(Statements.Text(person));
        return command;
    }
}
