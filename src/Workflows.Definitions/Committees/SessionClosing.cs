using Workflows.Definitions.Calendar;
using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Committees;

/// <summary>
/// Holds what a secretariat closes a session with against what was written down while it went on. It refuses item by item, in Spanish,
/// and never corrects either of them.
/// </summary>
internal sealed class SessionClosing(SessionPlan plan, SessionRecord record, ClosingAnswers answers, DateTimeOffset now)
{
    public DateTimeOffset? Start { get; } = InstantIn(answers.Date, answers.Start);

    public DateTimeOffset? End { get; } = EndIn(answers);

    /// <summary>When the quorum is told of: the first instant of the session at which there was one; null when there never was.</summary>
    public QuorumCount? Quorum => Instants().Select(record.QuorumAt).FirstOrDefault(count => count.IsReached);

    public IEnumerable<string> Refusals() => answers.Happened switch
    {
        ClosingForm.Held => Held(),
        ClosingForm.NoQuorum => NoQuorum().Concat(ToThePast(answers.Second)),
        ClosingForm.Moved => ToThePast(answers.Moved),
        _ => [],
    };

    /// <summary>The item of a row, whatever came of it.</summary>
    public IEnumerable<(SessionItem Item, ClosedItem Row)> Rows => answers.Items
        .Select(row => (Item: plan.Items.FirstOrDefault(item => item.Number == row.Number), Row: row))
        .Where(row => row.Item is not null)!;

    private IEnumerable<string> Held()
    {
        if (Start is not { } start || End is not { } end)
            yield break;
        if (end > now)
        {
            yield return "La sesión todavía no termina a esa hora: ciérrala cuando termine, o corrige la fecha y las horas.";
            yield break;
        }

        if (Quorum is not { } quorum)
        {
            yield return $"Entre las {Hour(start)} y las {Hour(end)} nunca hubo quórum: "
                + $"{Said(record.QuorumAt(BestMoment(start, end)).Lines)} Registra la asistencia que falta, o que no hubo quórum.";
            yield break;
        }

        if (record.HasPresidency && record.PresidingAt(quorum.At) is null)
            yield return "No consta quién presidía: quien tiene la presidencia no asistía. Registra quién preside.";
        foreach (var problem in Rows.SelectMany(row => ItemProblems(row.Item, row.Row.Outcome, start, end)))
            yield return problem;
    }

    private IEnumerable<string> ItemProblems(SessionItem item, string? outcome, DateTimeOffset start, DateTimeOffset end)
    {
        var decision = record.DecisionOf(item);
        var isApproval = outcome is ClosingForm.Approved or ClosingForm.WithChanges;
        if (outcome == ClosingForm.NotReached && decision.At is not null)
            yield return $"Punto {item.Name}: constan votos, así que se vio. Corrige el resultado o anula los votos.";
        if (!isApproval && outcome != ClosingForm.Rejected)
            yield break;
        if (decision.Result is not { } result || decision.At is not { } at)
        {
            yield return $"Punto {item.Name}: no constan votos. Registra los votos, o que se acordó por unanimidad sin votación.";
            yield break;
        }

        foreach (var problem in decision.Problems)
            yield return $"Punto {item.Name}: {problem}";
        if (at < start || at >= end.AddMinutes(1))
            yield return $"Punto {item.Name}: se decidió a las {Hour(at)}, fuera de la sesión ({Hour(start)} a {Hour(end)}). Corrige las "
                + "horas.";
        if (isApproval != decision.IsApproved)
            yield return $"Punto {item.Name}: «{ClosingForm.WordsOf(outcome!)}» no es lo que dicen los votos. {Said(result.Lines)}";
    }

    private IEnumerable<string> NoQuorum()
    {
        if (Start is not { } start)
            yield break;
        if (start > now)
            yield return "Esa hora todavía no llega: escribe a qué hora se constató que no había quórum.";
        else if (plan.Rules.Quorum is not null && record.QuorumAt(start) is { IsReached: true } count)
            yield return $"Según la asistencia registrada, a las {Hour(start)} había quórum. {Said(count.Lines)} Corrige la asistencia o "
                + "la hora.";
    }

    private IEnumerable<string> ToThePast((string? Date, string? Hour) to) =>
        InstantIn(PlainValues.ToDate(to.Date), to.Hour) <= now ? ["La nueva fecha y hora ya pasaron: escribe unas que vengan."] : [];

    private IEnumerable<DateTimeOffset> Instants() => Start is { } start && End is { } end
        ? record.Moments.Concat(record.Counts.Select(count => count.At)).Where(at => at > start && at <= end).Prepend(start).Order()
        : [];

    private DateTimeOffset BestMoment(DateTimeOffset start, DateTimeOffset end) =>
        record.Moments.Where(at => at >= start && at <= end).Prepend(start).MaxBy(at => record.QuorumAt(at).Attending);

    public static string Hour(DateTimeOffset at) => SessionPlan.ToText(SantiagoTime.TimeAt(at));

    private static string Said(IReadOnlyList<DecisionLine> lines) => string.Join(' ', lines.Select(line => line.Text));

    private static DateTimeOffset? InstantIn(DateOnly? date, string? hour) =>
        date is { } day && SessionPlan.HourIn(hour) is { } time ? SantiagoTime.ToInstant(day, time) : null;

    /// <summary>A session that ends past midnight ends the next day.</summary>
    private static DateTimeOffset? EndIn(ClosingAnswers answers) =>
        answers.Date is { } date && SessionPlan.HourIn(answers.End) is { } end
            ? SantiagoTime.ToInstant(SessionPlan.HourIn(answers.Start) > end ? date.AddDays(1) : date, end)
            : null;
}
