using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Questions;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Committees;

/// <summary>
/// A session of a body, from its opening to its closing: one task of the secretariat, which writes down meanwhile who comes and goes and
/// how each seat votes. The flow hears only how it ended. Nobody closes it by staying silent.
/// </summary>
public sealed class HoldSession : HumanTask
{
    /// <summary>Where the payload carries the judged session from its judgement to its acceptance.</summary>
    private const string Judged = "$session";

    /// <summary>How long a responsible has in a run without people.</summary>
    private const int UnattendedDays = 20;

    public override string Type => "Workflows.HoldSession";
    public override string Label => "Celebrar la sesión";
    /// <summary>The kind of its task, which has a page of its own.</summary>
    public const string Kind = "sessionRoom";

    public override string TaskKind => Kind;

    public override IReadOnlyList<string> Inputs =>
    [
        .. CommonInputs, "body", "committee", "items", "date", "hour", "call", "guests", "accredited", "light", "subject", "background",
        "evidence",
    ];

    public override IReadOnlyList<string> Ports(CompiledNode node) => node.Input("light")?.Constant is true or "true"
        ? [TaskWords.Held]
        :
        [
            TaskWords.Held,
            .. ConstantRules(node) is { Quorum: null } ? Array.Empty<string>() : [TaskWords.NoQuorum],
            TaskWords.Moved, TaskWords.Cancelled,
        ];

    private protected override IReadOnlyList<string> SilencePorts => [];

    public override IEnumerable<string> Check(CompiledNode node)
    {
        if (node.Input("title") is null)
            yield return "No tiene título: di qué sesión es.";
        if (node.Input("body") is null)
            yield return "No dice de qué órgano es la sesión: conecta «body».";
        else if (node.Input("body")!.Constant is { } code && BodyRules.Find(Values.ToText(code)) is null)
            yield return $"No hay reglas del órgano «{Values.ToText(code)}»: usa "
                + $"{string.Join(", ", BodyRules.Shipped.Select(rules => rules.Code))}.";
        if (node.Input("items") is null && node.Input("light") is null)
            yield return "No dice qué se trata en la sesión: conecta «items».";
        foreach (var problem in TaskChecks.Deadline(node, [], []))
            yield return problem;
    }

    private protected override IReadOnlyList<string> Actions(ActivityContext context) => [TaskWords.Record];

    private protected override (string Role, string? Scope) PostOf(ActivityContext context) =>
        base.PostOf(context) is { Role.Length: > 0 } drawn ? drawn : (Role.CommitteeSecretary.Code, CommitteeOf(context));

    private protected override Dictionary<string, object?> Content(ActivityContext context, object? ruleParameters)
    {
        var (plan, isLight) = (PlanOf(context), context.Flag("light"));
        var drawn = plan.ToValues();
        return new()
        {
            [TaskContent.Key.Subject] = context.Input("subject"),
            [TaskContent.Key.Background] = context.Input("background"),
            [TaskContent.Key.Session] = isLight ? null : drawn,
            [TaskContent.Key.Form] = ClosingForm.Fields(plan, isLight),
            [TaskContent.Key.Evidence] = context.Input("evidence"),
            [TaskContent.Key.Previous] = ClosingForm.Prepared(plan, isLight),
            [TaskContent.Key.FormFor] = PlainValues.ToValues([TaskWords.Record]),
            [TaskContent.Key.Rules] = new FormRuleSet(ClosingForm.Rules, ClosingForm.Parameters(drawn, isLight)).ToValues(),
        };
    }

    /// <summary>What was written down is read once, in the burst that closes the session, and goes into the journal with it.</summary>
    private protected override (string? Refusal, object? Payload) Judge(ActivityContext context, OpenTask task, object? payload)
    {
        var (plan, answers) = (PlanOf(context), new ClosingAnswers(new HandedIn(payload).Answers));
        if ((answers.Date ?? DateOnly.MinValue) > SantiagoTime.DateAt(context.Now))
            return ("La fecha de la sesión todavía no llega: ciérrala cuando se haya celebrado.", payload);
        if (context.Flag("light"))
            return (null, payload);

        var entries = context.Ask(new SessionEntriesQuestion(task.TaskId));
        var record = RecordOf(context, plan, answers, entries);
        var closing = new SessionClosing(plan, record, answers, context.Now);
        return closing.Refusals().ToList() is { Count: > 0 } refusals
            ? (string.Join(' ', refusals.Take(10)), payload)
            : (null, With(payload, SessionResult.ToValues(plan, record, closing, answers)));
    }

    private protected override void Accept(ActivityContext context, OpenTask task, Act act)
    {
        var plan = PlanOf(context);
        var handed = new HandedIn(act.Payload).Answers;
        var isUnattended = handed is null;
        var answers = new ClosingAnswers(handed ?? UnattendedAnswers(context, plan));
        var session = (Dictionary<string, object?>)(context.Flag("light") ? SessionResult.OfLight(plan, answers)
            : isUnattended ? Unattended(context, plan, answers)
            : act.Payload.Member(Judged)!);
        session["registro"] = act.Result(context);
        var port = session.TextOf(ClosingAnswers.Key.Happened) switch
        {
            ClosingForm.NoQuorum => TaskWords.NoQuorum,
            ClosingForm.Moved => TaskWords.Moved,
            ClosingForm.Cancelled => TaskWords.Cancelled,
            _ => TaskWords.Held,
        };
        context.Output("result", session);
        context.Output("decision", port);
        Leave(context, task, act, port);
    }

    private static string CommitteeOf(ActivityContext context) => context.Text("committee", context.Text("body"));

    private static SessionPlan PlanOf(ActivityContext context)
    {
        var rules = DecideInBody.RulesOf(context);
        var (date, hour) = SessionPlan.StartIn(context.Text("date"));
        if (context.Text("hour") is { Length: > 0 } drawn)
            hour = SessionPlan.HourIn(drawn) ?? throw new ActivityFaultException($"«{drawn}» no es una hora: usa 10:00.");
        return new(rules.Code, CommitteeOf(context), date, hour, (int)(context.Input("call").AsNumber() ?? 1))
        {
            Institution = TaskQuestions.Institution(context),
            Items = SessionPlan.ItemsIn(context.Input("items")),
            Guests = [.. context.Input("guests").AsList().Select(guest => guest as string ?? guest.TextOf("nombre")).OfType<string>()],
            Accredited = [.. context.Input("accredited").AsList()
                .Where(one => one.TextOf("asiento") is not null && one.TextOf("nombre") is not null)
                .Select(one => new AccreditedSubstitute(one.TextOf("asiento")!, one.TextOf("nombre")!))],
        };
    }

    private static SessionRecord RecordOf(
        ActivityContext context, SessionPlan plan, ClosingAnswers answers, IEnumerable<SessionEntry> entries)
    {
        var date = answers.Date ?? plan.Date ?? SantiagoTime.DateAt(context.Now);
        var asked = new Dictionary<string, IReadOnlyList<BodySeat>>(StringComparer.Ordinal);
        return new(plan, institution =>
        {
            if (!asked.TryGetValue(institution ?? "", out var seats))
                asked[institution ?? ""] = seats = context.Ask(plan.Question(date, institution));
            return seats;
        }, entries);
    }

    private static Dictionary<string, object?> With(object? payload, object? session) =>
        new(PlainValues.MembersOf(payload)) { [Judged] = session };

    /// <summary>A run without people records that all attend, agree to every item, and that the secretariat answers for it.</summary>
    private static Dictionary<string, object?> UnattendedAnswers(ActivityContext context, SessionPlan plan)
    {
        var date = plan.Date ?? SantiagoTime.DateAt(context.Now);
        var due = PlainValues.ToText(TaskQuestions.WorkingDay(context, date, UnattendedDays));
        var secretariat = new Dictionary<string, object?>
        {
            ["id"] = $"{Role.CommitteeSecretary.Code}:{plan.Committee}", ["name"] = Role.CommitteeSecretary.Label,
        };
        return new()
        {
            [ClosingAnswers.Key.Happened] = ClosingForm.Held,
            [ClosingAnswers.Key.Date] = PlainValues.ToText(date),
            [ClosingAnswers.Key.Start] = "10:00",
            [ClosingAnswers.Key.End] = "12:00",
            [ClosingAnswers.Key.Mode] = "presencial",
            [ClosingAnswers.Key.Items] = plan.Items.Select(object? (item) => new Dictionary<string, object?>
            {
                [ClosedItem.Key.Number] = item.Number, [ClosedItem.Key.Outcome] = ClosingForm.Approved,
            }).ToList(),
            [ClosingAnswers.Key.Agreements] = plan.Items.Select(object? (item) => new Dictionary<string, object?>
            {
                [ClosedItem.Key.Number] = item.Number, [ClosedAgreement.Key.Text] = item.Title,
                [ClosedAgreement.Key.Responsible] = secretariat, [ClosedAgreement.Key.Due] = due,
            }).ToList(),
        };
    }

    private static Dictionary<string, object?> Unattended(ActivityContext context, SessionPlan plan, ClosingAnswers answers)
    {
        var start = SantiagoTime.ToInstant(answers.Date!.Value, new(10, 0));
        var seats = RecordOf(context, plan, answers, []).Seats.Where(seat => !seat.IsVacant);
        var record = RecordOf(context, plan, answers,
        [
            .. seats.Select(seat => new SessionEntry($"entra:{seat.Name}", SessionEntryKind.Enter, start) { Seat = seat.Name }),
            .. plan.Items.Select(item =>
                new SessionEntry($"punto:{item.Number}", SessionEntryKind.Unanimous, start) { Item = item.Number }),
        ]);
        return SessionResult.ToValues(plan, record, new SessionClosing(plan, record, answers, context.Now), answers);
    }

    private static BodyRules? ConstantRules(CompiledNode node) =>
        node.Input("body")?.Constant is { } code ? BodyRules.Find(Values.ToText(code)) : null;
}
