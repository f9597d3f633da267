using Workflows.Definitions.Activities;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Committees;

/// <summary>
/// The record of a session: one task of the body's secretariat, which writes down who attended and how each seat voted. Whoever records
/// decides nothing, and nothing is decided while they are silent.
/// </summary>
internal sealed class RecordSession : HumanTask
{
    /// <summary>What the part is told, and what the record is left under.</summary>
    public const string Seats = "$seats";
    public const string Call = "$call";
    public const string Recorded = "record";

    public override string Type => "Workflows.RecordSession";
    public override string Label => "Registrar la sesión";
    public override string TaskKind => "session";
    public override IReadOnlyList<string> Inputs => [.. CommonInputs, "subject", "background", "evidence"];

    private protected override IReadOnlyList<string> SilencePorts => [];

    private protected override IReadOnlyList<string> Actions(ActivityContext context) => [TaskWords.Record];

    private protected override (string Role, string? Scope) PostOf(ActivityContext context) =>
        base.PostOf(context) is { Role.Length: > 0 } drawn
        ? drawn
        : (Role.CommitteeSecretary.Code, DecideInBody.CommitteeOf(context));

    private protected override string TitleOf(ActivityContext context) =>
        $"{base.TitleOf(context)}{(CallOf(context) > 1 ? " (segunda citación)" : "")}";

    private protected override Dictionary<string, object?> Content(ActivityContext context, object? ruleParameters)
    {
        var seats = SeatsOf(context);
        return new()
        {
            [TaskContent.Key.Subject] = context.Input("subject"),
            [TaskContent.Key.Background] = context.Input("background"),
            [TaskContent.Key.Form] = SessionForm.Fields(seats),
            [TaskContent.Key.Evidence] = context.Input("evidence"),
            [TaskContent.Key.Previous] = SessionForm.Prepared(seats),
            [TaskContent.Key.FormFor] = PlainValues.ToValues([TaskWords.Record]),
            [TaskContent.Key.Rules] = new FormRuleSet(
                SessionForm.Rules, SessionForm.Parameters(DecideInBody.RulesOf(context), seats, CallOf(context))).ToValues(),
        };
    }

    private protected override void Accept(ActivityContext context, OpenTask task, Act act)
    {
        context.Output(Recorded, act.Result(context));
        Leave(context, task, act, TaskWords.Recorded);
    }

    private static List<BodySeat> SeatsOf(ActivityContext context) => [.. context.Given(Seats).AsList().Select(BodySeat.FromValues)];

    private static int CallOf(ActivityContext context) => (int)(context.Given(Call).AsNumber() ?? 1);
}
