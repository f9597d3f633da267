using Workflows.Definitions.Activities;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Committees;

/// <summary>
/// The vote of one seat in a written vote: a task that only whoever is in the seat may do, once. When the term ends without it, the
/// seat did not attend; its silence is never a vote.
/// </summary>
internal sealed class CastVote : HumanTask
{
    /// <summary>What the seat is told of itself, and what its vote is left under.</summary>
    public const string Seat = "$seat";
    public const string Cast = "vote";

    public override string Type => "Workflows.CastVote";
    public override string Label => "Votar";
    public override string TaskKind => "vote";
    public override IReadOnlyList<string> Inputs => [.. CommonInputs, "subject", "background"];

    private protected override IReadOnlyList<string> Actions(ActivityContext context) => [TaskWords.Vote];

    private protected override (string Role, string? Scope) PostOf(ActivityContext context) =>
        (SeatOf(context).Role, SeatOf(context).Place);

    private protected override string TitleOf(ActivityContext context) => $"{base.TitleOf(context)} (asiento «{SeatOf(context).Name}»)";

    private protected override SilenceRule? SilenceOf(ActivityContext context, DeadlinePolicy policy) =>
        policy.Silence ?? new SilenceRule(TaskWords.Expired, null);

    private protected override Dictionary<string, object?> Content(ActivityContext context, object? ruleParameters) => new()
    {
        [TaskContent.Key.Subject] = context.Input("subject"),
        [TaskContent.Key.Background] = context.Input("background"),
        [TaskContent.Key.Form] = VoteForm.Fields,
        [TaskContent.Key.FormFor] = PlainValues.ToValues([TaskWords.Vote]),
    };

    private protected override string? RefusalOf(ActivityContext context, OpenTask task) =>
        SubstituteOf(context) is { } seat && !DecideInBody.RulesOf(context).SubstitutesVote
            ? BodyRules.OnlyTheHolderVotes(seat.Name)
            : null;

    private protected override void Accept(ActivityContext context, OpenTask task, Act act)
    {
        var (choice, isOwn) = VoteForm.Read(new HandedIn(act.Payload).Answers);
        context.Output(Cast, new RecordedVote(SeatOf(context).Name, choice, VoteForm.ReasonsIn(act.Payload))
        {
            OwnMatter = isOwn,
            BySubstitute = SubstituteOf(context) is not null,
            By = context.Actor?.Name,
            At = Instants.ToText(Instants.Cut(context.Now)),
        }.ToValues());
        Leave(context, task, act, TaskWords.Voted);
    }

    private protected override void Silent(ActivityContext context, OpenTask task, SilenceRule silence) => context.Output(Cast, null);

    private static BodySeat SeatOf(ActivityContext context) => BodySeat.FromValues(context.Given(Seat));

    /// <summary>The seat, when whoever acts in it today does so for its holder.</summary>
    private static BodySeat? SubstituteOf(ActivityContext context)
    {
        if (context.Actor is not { } actor)
            return null;
        var seat = SeatOf(context);
        return DecideInBody.SeatsToday(context)
            .FirstOrDefault(today => today.Name == seat.Name && today.Substitutes.Contains(actor.PersonId));
    }
}
