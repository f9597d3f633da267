using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Questions;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Committees;

/// <summary>
/// A body decides on a matter by its norm: in writing, where each seat gets its own vote, or in a session that its secretariat records.
/// It counts and explains; it never takes a silence for a vote, nor a vote of a seat that may not cast it.
/// </summary>
public sealed class DecideInBody : ActivityType
{
    private const string Written = "written";
    private const string Session = "session";

    private static readonly CastVote Vote = new();
    private static readonly RecordSession Record = new();

    public override string Type => "Workflows.DecideInBody";
    public override string Label => "Decidir en cuerpo";

    public override IReadOnlyList<string> Inputs =>
    [
        "title", "instructions", "role", "scope", "institution", "year", "deadline",
        "body", "committee", "mode", "impeded", "subject", "background", "evidence",
    ];

    public override bool MayWait => true;
    public override string DefaultAction => TaskWords.Unattended;
    public override IReadOnlyDictionary<string, ActivityType> Parts { get; } =
        new Dictionary<string, ActivityType> { ["voto"] = Vote, ["sesion"] = Record };

    public override IReadOnlyList<string> Ports(CompiledNode node) =>
    [
        TaskWords.Approved, TaskWords.Rejected, TaskWords.Tied,
        .. ConstantRules(node) is { Quorum: null } ? Array.Empty<string>() : [TaskWords.NoQuorum],
    ];

    public override void Execute(ActivityContext context)
    {
        RulesOf(context);
        Call(context, new BodyState(1, SeatsToday(context), []));
    }

    public override void ChildCompleted(ActivityContext context, CompiledNode child, IReadOnlyList<string> outcomes)
    {
        var state = BodyState.FromValues(context.State);
        if (child == context.Node.Parts["sesion"])
        {
            var record = context.Left(child, RecordSession.Recorded);
            Conclude(context, state, SessionForm.Read(state.Seats, record.Member("answers")), record);
            return;
        }

        state = state with
        {
            Awaited = state.Awaited - 1,
            Votes = With(state.Votes, context.Left(child, CastVote.Cast)),
        };
        if (state.Awaited > 0)
            context.State = state.ToValues();
        else
            Conclude(context, state, (state.Attended, [.. state.Votes]), null);
    }

    public override IEnumerable<string> Check(CompiledNode node)
    {
        if (node.Input("title") is null)
            yield return "No tiene título: di qué se decide.";
        if (node.Input("body") is null)
            yield return "No dice qué órgano decide: conecta «body».";
        else if (node.Input("body")!.Constant is { } code && BodyRules.Find(Values.ToText(code)) is null)
            yield return $"No hay reglas del órgano «{Values.ToText(code)}»: usa {Known}.";
        if (node.Input("mode")?.Constant is { } mode && Values.ToText(mode) is not (Written or Session))
            yield return $"El modo «{Values.ToText(mode)}» no existe: usa {Written} (por escrito) o {Session} (en sesión).";
        if (node.Input("subject") is null)
            yield return "No dice sobre qué se decide: conecta «subject».";
        var silence = ModeIn(node) == Session ? Array.Empty<string>() : [TaskWords.Expired];
        foreach (var problem in TaskChecks.Deadline(node, silence, []))
            yield return problem;
    }

    internal static string CommitteeOf(ActivityContext context) => context.Text("committee", context.Text("body"));

    internal static BodyRules RulesOf(ActivityContext context) => BodyRules.Find(context.Text("body"))
        ?? throw new ActivityFaultException($"No hay reglas del órgano «{context.Text("body")}»: usa {Known}.");

    /// <summary>The seats that vote, on the day of the burst.</summary>
    internal static List<BodySeat> SeatsToday(ActivityContext context)
    {
        var answer = context.Ask(new SeatsQuestion(
            CommitteeOf(context), SantiagoTime.DateAt(context.Now), TaskQuestions.Institution(context)));
        var impeded = context.Input("impeded").AsList().Select(Values.ToText).ToHashSet(StringComparer.Ordinal);
        List<BodySeat> seats = [.. answer
            .Select(seat => impeded.Contains(seat.Name) ? seat with { OwnMatter = true } : seat)];
        return impeded.FirstOrDefault(name => !seats.Exists(seat => seat.Name == name)) is { } unknown
            ? throw new ActivityFaultException($"El asiento «{unknown}», que se abstiene, no es de este órgano.")
            : seats;
    }

    /// <summary>Asks whoever has not voted; what was voted stays, because each seat votes once.</summary>
    private static void Call(ActivityContext context, BodyState state)
    {
        if (ModeOf(context) == Session)
        {
            context.State = state.ToValues();
            context.Schedule(context.Node.Parts["sesion"], new Dictionary<string, object?>
            {
                [RecordSession.Seats] = state.Seats.Select(object? (seat) => seat.ToValues()).ToList(),
                [RecordSession.Call] = (double)state.Call,
            });
            return;
        }

        List<BodySeat> asked = [.. state.Seats.Where(seat => seat.MayVote && state.Votes.All(vote => vote.Seat != seat.Name))];
        state = state with { Awaited = asked.Count };
        context.State = state.ToValues();
        foreach (var seat in asked)
            context.Schedule(context.Node.Parts["voto"], new Dictionary<string, object?> { [CastVote.Seat] = seat.ToValues() });
        if (asked.Count == 0)
            Conclude(context, state, (state.Attended, [.. state.Votes]), null);
    }

    /// <summary>A vote that was skipped after a failure left none: what is there is the one before, and each seat votes once.</summary>
    private static IReadOnlyList<RecordedVote> With(IReadOnlyList<RecordedVote> votes, object? left) =>
        left is not null && RecordedVote.FromValues(left) is var vote && votes.All(other => other.Seat != vote.Seat)
            ? [.. votes, vote]
            : votes;

    private static void Conclude(
        ActivityContext context, BodyState state, (List<SeatAttendance> Seats, List<RecordedVote> Votes) cast, object? record)
    {
        var rules = RulesOf(context);
        List<SeatVote> votes =
            [.. cast.Votes.Where(vote => vote.Choice is not null).Select(vote => new SeatVote(vote.Seat, vote.Choice!.Value))];
        var decision = Deliberation.Decide(rules, cast.Seats, votes, state.Call);
        if (decision.Outcome == BodyOutcome.NoQuorum && state.Call == 1 && rules.SecondCall is not null)
        {
            context.Record("secondCall", BodyResult.Lines(decision.Lines));
            Call(context, state with { Call = 2 });
            return;
        }

        var port = PortOf(decision.Outcome);
        context.Output("result", BodyResult.ToValues(rules, decision, state.Call, ModeOf(context), cast.Seats, cast.Votes, record));
        context.Output("decision", port);
        context.Complete(port);
    }

    private static string PortOf(BodyOutcome outcome) => outcome switch
    {
        BodyOutcome.Approved => TaskWords.Approved,
        BodyOutcome.Rejected => TaskWords.Rejected,
        BodyOutcome.Tied => TaskWords.Tied,
        _ => TaskWords.NoQuorum,
    };

    private static string ModeOf(ActivityContext context)
    {
        var mode = context.Text("mode", Written);
        return mode is Written or Session
            ? mode
            : throw new ActivityFaultException($"El modo «{mode}» no existe: usa {Written} o {Session}.");
    }

    private static string? ModeIn(CompiledNode node) => node.Input("mode") is null ? Written : node.Input("mode")!.Constant as string;

    private static BodyRules? ConstantRules(CompiledNode node) =>
        node.Input("body")?.Constant is { } code ? BodyRules.Find(Values.ToText(code)) : null;

    private static string Known => string.Join(", ", BodyRules.Shipped.Select(rules => rules.Code));
}
