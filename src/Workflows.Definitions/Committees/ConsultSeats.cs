using Workflows.Definitions.Activities;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Committees;

/// <summary>
/// Asks every seat of a body something at once: which items it proposes, who will attend, what it observes of the minutes. Each answers
/// once and nobody owes an answer; when the term ends the process goes on with those that came, and names the silent ones.
/// </summary>
public sealed class ConsultSeats : ActivityType
{
    private static readonly AnswerForSeat Answer = new();

    public override string Type => "Workflows.ConsultSeats";
    public override string Label => "Consultar a los asientos";

    public override IReadOnlyList<string> Inputs =>
        ["title", "instructions", "institution", "year", "deadline", "committee", "form", "evidence", "table", "subject", "background"];

    public override bool MayWait => true;
    public override string DefaultAction => TaskWords.Unattended;
    public override IReadOnlyDictionary<string, ActivityType> Parts { get; } =
        new Dictionary<string, ActivityType> { ["respuesta"] = Answer };
    public override IReadOnlyList<string> Ports(CompiledNode node) => [TaskWords.Commented, TaskWords.Expired];

    public override void Execute(ActivityContext context)
    {
        List<BodySeat> asked = [.. DecideInBody.SeatsToday(context).Where(seat => !seat.IsVacant)];
        context.State = new State(asked.Count, [.. asked.Select(seat => seat.Name)], []).ToValues();
        foreach (var seat in asked)
            context.Schedule(context.Node.Parts["respuesta"], new Dictionary<string, object?> { [CastVote.Seat] = seat.ToValues() });
        if (asked.Count == 0)
            Conclude(context, State.FromValues(context.State));
    }

    public override void ChildCompleted(ActivityContext context, CompiledNode child, IReadOnlyList<string> outcomes)
    {
        var state = State.FromValues(context.State);
        var said = context.Left(child, AnswerForSeat.Said);
        state = new(
            state.Awaited - 1, state.Seats,
            // What a skipped answer left is the one before: each seat answers once.
            said is not null && state.Said.All(other => other.TextOf("asiento") != said.TextOf("asiento"))
                ? [.. state.Said, said]
                : state.Said);
        context.State = state.ToValues();
        if (state.Awaited <= 0)
            Conclude(context, state);
    }

    public override IEnumerable<string> Check(CompiledNode node)
    {
        if (node.Input("title") is null)
            yield return "No tiene título: di qué se consulta.";
        if (node.Input("committee") is null)
            yield return "No dice a qué órgano se consulta: conecta «committee».";
        foreach (var problem in TaskChecks.Deadline(node, [TaskWords.Expired], []).Concat(TaskChecks.Form(node)))
            yield return problem;
    }

    private static void Conclude(ActivityContext context, State state)
    {
        var spoken = state.Said.Where(one => one.FlagOf("respondio")).ToList();
        context.Output("result", new Dictionary<string, object?>
        {
            ["respuestas"] = spoken.Cast<object?>().ToList(),
            // Who said that they had nothing to say was not silent.
            ["sin_respuesta"] = PlainValues.ToValues(state.Seats.Where(seat => state.Said.All(one => one.TextOf("asiento") != seat))),
            ["texto"] = Texts(spoken),
        });
        // One row for each row of the table that is named; without a table, one for each seat with what it answered.
        var table = context.Text("table");
        context.Output("rows", spoken.SelectMany(one => (table.Length > 0 ? one.Member("answers").ListOf(table) : [one.Member("answers")])
            .Select(object? (row) => new Dictionary<string, object?>(PlainValues.MembersOf(row))
            {
                ["asiento"] = one.TextOf("asiento"), ["por"] = one.TextOf("por"),
            })).ToList());
        context.Complete(spoken.Count > 0 ? TaskWords.Commented : TaskWords.Expired);
    }

    /// <summary>What was said in words, each under its seat; null when nobody said anything.</summary>
    private static string? Texts(IEnumerable<object?> spoken) =>
        string.Join("\n\n", spoken.Where(one => !string.IsNullOrWhiteSpace(one.TextOf("comment")))
            .Select(one => $"{one.TextOf("asiento")} ({one.TextOf("por")}): {one.TextOf("comment")}")) is { Length: > 0 } text
            ? text
            : null;

    /// <param name="Awaited">Seats that have not answered, nor been silent.</param>
    private sealed record State(int Awaited, IReadOnlyList<string> Seats, IReadOnlyList<object?> Said)
    {
        public Dictionary<string, object?> ToValues() => new()
        {
            ["awaited"] = (double)Awaited, ["seats"] = PlainValues.ToValues(Seats), ["said"] = Said.ToList(),
        };

        public static State FromValues(object? values) =>
            new(values.WholeOf("awaited") ?? 0, [.. values.ListOf("seats").OfType<string>()], values.ListOf("said"));
    }
}
