using System.Text.RegularExpressions;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Mail;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>
/// What can be said of a drawn task before anybody runs it: who, until when, with what form. What is an expression is only known
/// when it runs.
/// </summary>
internal static partial class TaskChecks
{
    public static IEnumerable<string> Assignment(CompiledNode node)
    {
        if (node.Input("title") is null)
            yield return "No tiene título: di qué hay que hacer.";
        if (node.Input("role") is not { } role)
        {
            yield return "No se indicó el rol que hace la tarea.";
            yield break;
        }

        if (role.Constant is not { } code)
            yield break;
        if (Role.Find(Values.ToText(code)) is not { } known)
            yield return $"El rol «{Values.ToText(code)}» no existe.";
        else if (known.Scope is (RoleScope.Network or RoleScope.Region or RoleScope.Committee) && node.Input("scope") is null)
            yield return $"Para el rol «{known.Label}» hay que indicar cuál («scope»).";
    }

    public static IEnumerable<string> Deadline(
        CompiledNode node, IReadOnlyList<string> silencePorts, IReadOnlyList<string> silencePortsOfNorm)
    {
        if (node.Input("deadline") is not { } input)
        {
            yield return "No tiene plazo: di hasta cuándo hay para hacerla.";
            yield break;
        }

        if (input.Constant is not { } drawn)
            yield break;
        var (policy, problem) = Read(drawn);
        if (policy is null)
        {
            yield return $"El plazo está mal escrito. {problem}";
            yield break;
        }

        if (policy.Silence is { } silence && Silence(silence, silencePorts, silencePortsOfNorm) is { } refused)
            yield return refused;
        if (policy.Silence is { } cited && NoNorm(cited) is { } unfounded)
            yield return unfounded;
        if (policy.Territory is { Exists: false } place)
            yield return $"Los días se contarían en «{place.Code}», que no existe: elige un lugar de la lista o cuenta en todo el país.";
        if (policy.Correction.WhicheverLater && policy.Term.IsCounted)
            yield return "El plazo de corrección se compara con el de la etapa: la etapa necesita una fecha, no días hábiles.";
        else if (policy.Correction.WhicheverLater && !MayComeBack(node))
            yield return "El plazo de corrección se compara con el de la etapa y nada devuelve esta tarea: no serviría nunca. Quita la "
                + "comparación.";
        foreach (var level in policy.Ladder.Where(level => MailTemplateCatalog.Find(level.Template) is null))
            yield return $"El nivel {level.Level} usa la plantilla «{level.Template}», que no existe.";
    }

    /// <summary>Why silence may not leave by that port; null when it may.</summary>
    public static string? Silence(SilenceRule silence, IReadOnlyList<string> ports, IReadOnlyList<string> portsOfNorm)
    {
        if (ports.Contains(silence.Outcome))
            return null;
        if (!portsOfNorm.Contains(silence.Outcome))
            return $"El silencio no puede salir por «{silence.Outcome}»: usa {string.Join(" o ", ports.Concat(portsOfNorm))}.";
        return silence.Norm is null
            ? $"El silencio no puede significar «{TaskWords.LabelOfPort(silence.Outcome)}» sin citar la norma que lo dice («norm»)."
            : null;
    }

    /// <summary>Silence has an effect only by a norm, and a flow is none: what is cited must be one that somebody can look up.</summary>
    public static string? NoNorm(SilenceRule silence) => silence.Norm is { } norm && !CitesNorm().IsMatch(norm)
        ? $"«{norm}» no es una norma: cita la ley, el decreto, el reglamento o la resolución que dice qué significa el silencio. "
            + "Un flujo no lo es."
        : null;

    [GeneratedRegex(
        @"\b(ley|decreto|d\.?\s?f\.?\s?l|d\.?\s?s|d\.?\s?l|código|constitución|reglamento|resolución|norma|bases|estatutos?|art)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CitesNorm();

    /// <summary>
    /// Is there a way back to the task? Inside another step the way may be that step's, so only a task of the flow itself is held to it.
    /// </summary>
    private static bool MayComeBack(CompiledNode node)
    {
        if (node.Parent is not { Parent: null } chart)
            return true;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var left = new Stack<string>(node.Leaving.Select(arrow => arrow.TargetId));
        while (left.TryPop(out var id))
        {
            if (id == node.ActivityId)
                return true;
            if (seen.Add(id) && chart.Child(id) is { } next)
            {
                foreach (var arrow in next.Leaving)
                    left.Push(arrow.TargetId);
            }
        }

        return false;
    }

    public static IEnumerable<string> Form(CompiledNode node)
    {
        foreach (var name in new[] { "form", "evidence" })
        {
            if (node.Input(name) is not { } input)
                continue;
            if (input.Constant is null && input.Problem is null)
                yield return $"«{name}» tiene que ser un valor fijo, no una expresión.";
            else if (FormProblem(name, input.Constant) is { } problem)
                yield return $"El formulario está mal definido. {problem}";
            else if (name == "form")
            {
                var fields = FormReading.Form(input.Constant);
                foreach (var wrong in ArrivedAnswers.Problems(node, fields).Concat(NeverAsked(fields)))
                    yield return wrong;
            }
        }

        if (node.Input("rules")?.Constant is { } rules && RuleSets.Find(Values.ToText(rules)) is null)
            yield return $"Las reglas «{Values.ToText(rules)}» no existen: usa {string.Join(", ", RuleSets.All.Select(set => set.Name))}.";
    }

    /// <summary>Conditions on an answer that the other field never has: what depends on it would never be asked.</summary>
    private static IEnumerable<string> NeverAsked(IReadOnlyList<FormField> fields)
    {
        foreach (var field in fields)
        {
            if (field.VisibleWhen is { Values: { } values } condition
                && fields.FirstOrDefault(other => other.Id == condition.Field) is { } looked)
            {
                foreach (var value in values.Where(value => !MayBeAnswered(looked, value)))
                {
                    yield return $"«{field.Label}» depende de que «{looked.Label}» sea «{Values.ToText(value)}», y nunca lo es: "
                        + $"usa {AnswersOf(looked)}.";
                }
            }

            foreach (var problem in NeverAsked(field.Columns))
                yield return problem;
        }
    }

    private static bool MayBeAnswered(FormField field, object? value) => field.Type switch
    {
        FieldType.YesNo => value is bool,
        FieldType.Choice => value is string option && field.Options.Contains(option),
        FieldType.Number => value.AsNumber() is not null,
        _ => value is string,
    };

    private static string AnswersOf(FormField field) => field.Type switch
    {
        FieldType.YesNo => "true o false, sin comillas",
        FieldType.Choice => string.Join(", ", field.Options),
        FieldType.Number => "un número, sin comillas",
        _ => "un texto",
    };

    public static IEnumerable<string> Recipients(CompiledNode node, string name)
    {
        foreach (var code in node.Input(name)?.Constant.AsList() ?? [])
        {
            if (RecipientProblem(Values.ToText(code)) is { } problem)
                yield return problem;
        }
    }

    private static string? RecipientProblem(string code)
    {
        try
        {
            RecipientCode.Parse(code);
            return null;
        }
        catch (FormatException refused)
        {
            return refused.Message;
        }
    }

    /// <summary>The policy of the drawing; null when it has none that is fixed and can be read.</summary>
    public static DeadlinePolicy? PolicyOf(CompiledNode node) =>
        node.Input("deadline")?.Constant is { } drawn ? Read(drawn).Policy : null;

    private static (DeadlinePolicy? Policy, string? Problem) Read(object drawn)
    {
        try
        {
            return (DeadlinePolicies.Of(drawn), null);
        }
        catch (DeadlinePolicyException refused)
        {
            return (null, refused.Message);
        }
    }

    private static string? FormProblem(string name, object? drawn)
    {
        try
        {
            if (name == "form")
                FormReading.Form(drawn);
            else
                FormReading.Evidence(drawn);
            return null;
        }
        catch (FormException refused)
        {
            return refused.Message;
        }
    }
}
