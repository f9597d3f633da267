using System.Text.Json.Nodes;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Engine;
using Workflows.Engine.Checking;

namespace Workflows.Definitions.Activities;

/// <summary>Finds parts of a deadline that can never happen: what would leave before the task opens or after it was closed.</summary>
internal static class DeadlineChecks
{
    private const string Code = "deadlineNeverMet";

    /// <summary>Steps looked at before a task for a date that the process waits for.</summary>
    private const int MostStepsBefore = 50;
    private const int MostDaysInMonth = 31;
    private const int HoursInDay = 24;

    public static IEnumerable<Finding> Findings(CompiledNode node)
    {
        if (TaskChecks.PolicyOf(node) is not { } policy)
            yield break;
        List<int> late = [.. policy.Reminders.Where(days => days > LongestInDays(policy.Term))];
        if (late.Count > 0)
        {
            yield return new(Severity.Warning,
                $"El recordatorio de {SpanishDate.WorkingDays(late[0])} antes no saldrá nunca: el plazo es más corto. Quítalo o acércalo.",
                Code, Without(node, "Quitar el recordatorio", "reminders", late));
        }

        List<int> lateHours = [.. policy.HourReminders.Where(hours => policy.Term is Term.CountedHours term && hours > term.Count)];
        if (lateHours.Count > 0)
        {
            yield return new(Severity.Warning,
                $"El recordatorio de {SpanishDate.Hours(lateHours[0])} antes no saldrá nunca: el plazo es más corto. Quítalo o acércalo.",
                Code, Without(node, "Quitar el recordatorio", "hourReminders", lateHours));
        }

        if (policy is { Silence: not null, Ladder.Count: > 0 })
        {
            yield return new(Severity.Warning,
                "Al vencer el plazo el silencio cierra la tarea: ningún nivel del escalamiento saldrá nunca. Deja uno de los dos.",
                Code, Without(node, "Quitar el escalamiento", "ladder", null));
        }

        if (policy is { Acknowledgement: not null, Ladder.Count: 0 })
        {
            yield return new(Severity.Warning,
                "Pide tomar conocimiento del escalamiento y no tiene niveles: agrégale uno.", Code,
                Without(node, "No pedirlo", "acknowledgement", null));
        }

        if (MomentOf(policy.Term) is { } ends && WaitedFor(node) is var (step, until) && until.Against(ends) > 0)
        {
            yield return new(Severity.Warning,
                $"Nacería vencida: antes se espera la fecha de «{step.Label}», que es posterior a su plazo. Cambia una de las dos.", Code);
        }
    }

    /// <summary>More working days than the term has room for, whatever the calendar.</summary>
    private static int LongestInDays(Term term) => term switch
    {
        Term.WorkingDays days => days.Count,
        Term.CalendarDays days => days.Count,
        Term.Months months => months.Count * MostDaysInMonth,
        Term.CountedHours hours => (hours.Count / HoursInDay) + 1,
        Term.Window window => window.To.DayNumber - window.From.DayNumber,
        Term.EachYear { Opens: { } opens } day => new DateOnly(2024, day.Month, day.Day).DayNumber - opens.In(2024).DayNumber,
        _ => int.MaxValue,
    };

    /// <summary>The end of a term that is a date or a day of the year, to be compared with other moments.</summary>
    private static Moment? MomentOf(Term term) => term switch
    {
        Term.OnDate date => new(date.Date, null, 0, 0, 0, date.Hour ?? TimeOnly.MaxValue, Rolls: false),
        Term.Window window => new(window.To, null, 0, 0, 0, window.Hour ?? TimeOnly.MaxValue, Rolls: false),
        Term.EachYear day => new(
            null, new DayOfYear(day.Month, day.Day), day.YearOffset, 0, 0, day.Hour ?? TimeOnly.MaxValue, Rolls: false),
        _ => null,
    };

    /// <summary>The nearest wait for a fixed date that every way to a task passes, following arrows back while there is only one.</summary>
    private static (CompiledNode Step, Moment Until)? WaitedFor(CompiledNode node)
    {
        var ownYear = node.Input("year") is not null;
        for (var (at, steps) = (node, 0); steps < MostStepsBefore; steps++)
        {
            if (at.Arriving.Take(2).ToList() is not [var arrow] || at.Parent?.Child(arrow.SourceId) is not { } before || before == node)
                return null;
            if (before.Type is WaitUntil && Moments.Drawn(before, "until") is { } until)
                return ownYear || before.Input("year") is not null ? null : (before, until with { Rolls = false });
            at = before;
        }

        return null;
    }

    /// <summary>The policy as it was drawn, without some items of a list or without a part.</summary>
    private static Fix? Without(CompiledNode node, string label, string name, List<int>? items)
    {
        if (PolicyJson(node) is not { } policy)
            return null;
        if (items is null)
            policy.Remove(name);
        else if (policy[name] is JsonArray list)
            list.RemoveAll(item => item is JsonValue value && value.TryGetValue<int>(out var days) && items.Contains(days));
        return Fix.SetInput(label, "deadline", policy.ToJsonString(), "Object");
    }

    private static JsonObject? PolicyJson(CompiledNode node) =>
        node.Source.Inputs["deadline"].Value switch
        {
            JsonObject drawn => (JsonObject)drawn.DeepClone(),
            JsonValue value when value.TryGetValue<string>(out var text) => JsonNode.Parse(text) as JsonObject,
            _ => null,
        };
}
