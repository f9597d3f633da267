using Npgsql;
using Workflows.Definitions.Activities;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Server.Persistence.Bursts;

/// <summary>
/// The world of a burst with what processes have established: asked for facts it reads them in the burst's own transaction, and passes on
/// every other question. It reads only what is committed, and only when asked.
/// </summary>
internal sealed class WorldWithFacts(IWorld world, NpgsqlConnection connection, NpgsqlTransaction transaction) : IWorld
{
    public object? Answer(string question, object? arguments) =>
        question == WorldQuestions.Facts ? FactsOf(arguments) : world.Answer(question, arguments);

    private List<object?> FactsOf(object? asked)
    {
        using var command = new NpgsqlCommand(
            "select data from facts where kind = $1 and institution_code = $2 and year is not distinct from $3 order by at, id", connection, transaction)
        {
            Parameters =
            {
                new() { Value = asked.TextOf("kind") ?? "" },
                new() { Value = asked.TextOf("institution") ?? "" },
                new() { Value = (object?)asked.WholeOf("year") ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Integer },
            },
        };
        using var row = command.ExecuteReader();
        var facts = new List<object?>();
        while (row.Read())
            facts.Add(Values.FromJson(row.GetString(0)));
        return facts;
    }
}
