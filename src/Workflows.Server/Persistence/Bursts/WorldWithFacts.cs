using Npgsql;
using Workflows.Definitions.Commitments;
using Workflows.Definitions.Questions;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using static Workflows.Server.Persistence.Bursts.Statements;

namespace Workflows.Server.Persistence.Bursts;

/// <summary>
/// The world of a burst with what processes have established: asked for facts, commitments or what was written of a session it reads them
/// in the burst's own transaction, where it also takes numbers, and passes on every other question. It reads only what is committed, and
/// only when asked.
/// </summary>
internal sealed class WorldWithFacts(IWorld world, NpgsqlConnection connection, NpgsqlTransaction transaction) : IWorld
{
    public object? Answer(string question, object? arguments) =>
        question switch
        {
            WorldQuestions.Facts => FactsOf(FactsQuestion.FromValues(arguments)),
            WorldQuestions.Commitments => CommitmentsOf(CommitmentsQuestion.FromValues(arguments)),
            WorldQuestions.SessionEntries => SessionEntryRows.Of(SessionEntriesQuestion.FromValues(arguments), connection, transaction),
            WorldQuestions.Number => SeriesNumbers.TakeFor(NumberQuestion.FromValues(arguments), connection, transaction),
            WorldQuestions.Chosen => WithCommitments(ChosenQuestion.FromValues(arguments)),
            _ => world.Answer(question, arguments),
        };

    /// <summary>The critical ones first: that is the order in which people have to look at them.</summary>
    private List<object?> CommitmentsOf(CommitmentsQuestion asked)
    {
        using var command = new NpgsqlCommand(
            """
            select code, name, tier, source, state, due_on, declared, ministry_code, region_code, obstacle, critical_since is not null from commitments
            where ($1::text is null or region_code = $1) and ($2::text is null or ministry_code = $2) and ($3::text is null or code = $3)
                and (not $4 or critical_since is not null) and (not $5 or (state <> 'Finished' and not does_not_apply))
            order by critical_since is null, code
            """,
            connection, transaction);
        command.With(
            Text(asked.Region), Text(asked.Ministry), Text(asked.Code), Flag(asked.OnlyCritical), Flag(asked.OnlyOpen));
        using var row = command.ExecuteReader();
        var commitments = new List<object?>();
        while (row.Read())
        {
            var commitment = new Commitment(
                row.GetString(0), row.GetString(1), Enum.Parse<CommitmentTier>(row.GetString(2)),
                Enum.Parse<CommitmentSource>(row.GetString(3)))
            {
                State = Enum.Parse<CommitmentState>(row.GetString(4)),
                DueOn = row.IsDBNull(5) ? null : row.GetFieldValue<DateOnly>(5),
                Declared = row.IsDBNull(6) ? null : row.GetDecimal(6),
                MinistryCode = row.IsDBNull(7) ? null : row.GetString(7),
                RegionCode = row.IsDBNull(8) ? null : row.GetString(8),
                Obstacle = CommitmentJson.ObstacleIn(row.IsDBNull(9) ? null : row.GetString(9)),
            };
            commitments.Add(ReportRows.Of(commitment, row.GetBoolean(10)));
        }

        return commitments;
    }

    /// <summary>What was chosen, with each commitment held against those within reach of its field.</summary>
    private List<object?> WithCommitments(ChosenQuestion asked)
    {
        var found = world.Ask(asked);
        return [.. asked.Choices.Select(object? (choice, i) => (choice.Rule.What == Choosable.Commitment
            ? CommitmentOf(choice.Rule, choice.Id ?? "", [asked.At.Institution, asked.At.Scope])
            : found[i]).ToValues())];
    }

    private FoundChoice CommitmentOf(ChoosingRule rule, string code, IReadOnlyList<string?> places)
    {
        using var command = new NpgsqlCommand(
            """
            select name from commitments where code = $1
                and ($2 or institution_code = any($3) or region_code = any($3) or ministry_code = any($3))
            """,
            connection, transaction);
        command.With(Text(code), Flag(rule.Within == ChoosingReach.Country), Texts([.. places.OfType<string>()]));
        return command.ExecuteScalar() is string name
            ? new(code, name)
            : FoundChoice.Refused(TaskChoices.ProblemOf(rule, ended: false));
    }

    private List<object?> FactsOf(FactsQuestion asked)
    {
        using var command = new NpgsqlCommand(
            "select data from facts where kind = $1 and institution_code = $2 and year is not distinct from $3 order by at, id", connection,
            transaction)
        {
            Parameters =
            {
                new() { Value = asked.Kind },
                new() { Value = asked.Institution },
                new() { Value = (object?)asked.Year.AsWhole() ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Integer },
            },
        };
        using var row = command.ExecuteReader();
        var facts = new List<object?>();
        while (row.Read())
            facts.Add(Values.FromJson(row.GetString(0)));
        return facts;
    }
}
