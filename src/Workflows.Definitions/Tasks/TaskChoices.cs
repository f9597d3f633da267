using Workflows.Definitions.Questions;
using Workflows.Engine;

namespace Workflows.Definitions.Tasks;

/// <summary>
/// Holds what answers chose of the organisation against the organisation of the day. The name that is kept is the organisation's, never
/// the sender's. The server asks before it dispatches, and the activity again when it resumes.
/// </summary>
public static class TaskChoices
{
    /// <param name="content">The content the task was opened with, as values.</param>
    /// <param name="ask">Asks the world.</param>
    /// <returns>What was refused, and the payload with every name as it is and what is read-only as it arrived.</returns>
    public static (IReadOnlyList<TaskFinding> Refusals, object? Payload) Judge(
        object? content, string action, object? payload, ChoosingPlace at, DateOnly date, Func<ChosenQuestion,
        IReadOnlyList<FoundChoice>> ask)
    {
        var (task, handed) = (new TaskContent(content), new HandedIn(payload));
        if (!task.AsksForm(action))
            return ([], payload);
        var form = FormReading.Form(task.Form);
        if (!form.Any(field => field.Choosing is not null || field.From is not null
            || field.Columns.Any(column => column.Choosing is not null)))
            return ([], payload);

        var (answers, arrived) = (handed.Answers, task.Arrived);
        var chosen = new List<FormAnswers.Answered>();
        FormAnswers.Map(form, answers, arrived, one =>
        {
            if (one.Field.Choosing is not null)
                chosen.Add(one);
            return one.Answer;
        });
        var found = chosen.Count == 0
            ? []
            : ask(new(date, at, [.. chosen.Select(one => new AskedChoice(one.Field.Choosing!, one.Answer.TextOf("id")))]));
        var refusals = chosen.Select((one, i) => (One: one, Problem: found[i].Problem)).Where(one => one.Problem is not null)
            .Select(one => TaskFinding.Refusal(one.One.Place, $"«{one.One.Field.Label}»{one.One.Where} {one.Problem}")).ToList();
        if (refusals.Count > 0)
            return (refusals, payload);

        var named = chosen.Select((one, i) => (one.Place, Value: (object?)found[i].ToValues()))
            .ToDictionary(one => one.Place, one => one.Value, StringComparer.Ordinal);
        return ([], handed.With(FormAnswers.Map(form, answers, arrived, one => named.GetValueOrDefault(one.Place, one.Answer))));
    }

    /// <summary>
    /// What a field lets people choose; null when it is no such field. A column is named after its table: integrantes.persona.
    /// </summary>
    public static ChoosingRule? RuleOf(object? content, string field)
    {
        try
        {
            var path = field.Split('.');
            var found = FormReading.Form(new TaskContent(content).Form).FirstOrDefault(one => one.Id == path[0]);
            return path.Length switch
            {
                1 => found?.Choosing,
                2 => found?.Columns.FirstOrDefault(column => column.Id == path[1])?.Choosing,
                _ => null,
            };
        }
        catch (FormException)
        {
            return null;
        }
    }

    /// <summary>Answers the world's question: for each choice its id and its name on that day, or what is wrong with it.</summary>
    internal static IEnumerable<FoundChoice> Answer(ChoiceList list, ChosenQuestion asked) => asked.Choices.Select(choice =>
    {
        var (rule, id) = (choice.Rule, choice.Id ?? "");
        // Commitments are no part of the organisation: who reads them judges the choice.
        if (rule.What == Choosable.Commitment)
            return new FoundChoice(id, id);
        return list.Find(rule, asked.At, asked.Date, id) is { } found
            ? new(found.Id, found.Name)
            : FoundChoice.Refused(ProblemOf(rule, list.IsOfAnotherDay(rule, asked.At, asked.Date, id)));
    });

    /// <summary>What does not exist and what is out of reach are told alike: nobody learns who works elsewhere by trying.</summary>
    public static string ProblemOf(ChoosingRule rule, bool ended) => (rule.What, ended) switch
    {
        (Choosable.Person, true) => "ya no tiene un cargo vigente: elige a otra persona de la lista.",
        (Choosable.Person, _) => "no está entre las personas que puedes elegir: elige de la lista.",
        (Choosable.Post, true) => "ya no existe: elige otro cargo de la lista.",
        (Choosable.Commitment, _) => "no está entre los compromisos que puedes elegir: elige de la lista.",
        (Choosable.Post, _) => "no está entre los cargos que puedes elegir: elige de la lista.",
        (_, true) => "ya no existe en esta fecha: elige otro lugar de la lista.",
        _ => "no está entre los lugares que puedes elegir: elige de la lista.",
    };
}
