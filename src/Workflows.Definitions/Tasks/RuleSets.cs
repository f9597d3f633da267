using Workflows.Definitions.Commitments;
using Workflows.Definitions.Committees;
using Workflows.Definitions.Pmg;
using Workflows.Definitions.Pmg.Scoring;

namespace Workflows.Definitions.Tasks;

/// <summary>
/// Rules over a whole form, by name. Their parameters are an answer of the world, asked when the task opens, or what the flow gives.
/// </summary>
/// <param name="Programme">The framework that the world is asked for the parameters; null when they come from elsewhere.</param>
public sealed record RuleSet(string Name, string Label, string? Programme, Func<object?, object?, IEnumerable<TaskFinding>> Check);

/// <summary>The rule sets a form may name.</summary>
public static class RuleSets
{
    public static IReadOnlyList<RuleSet> All { get; } =
    [
        new("pmg.proposal", "Propuesta de objetivos PMG", "PMG",
            static (parameters, answers) => ProposalRules.Check(FrameworkParameters.FromValues(parameters), answers)),
        new("pmg.results", "Resultados de las metas PMG", null, GoalAnswers.Check),
        new("pmg.goals", "Metas de esta evaluación", null, GoalAnswers.CheckNames),
        new(DateOrder.Rules, "Fechas en orden", null, DateOrder.Check),
        new(ReportRules.Name, "Compromisos de un informe", null, ReportRules.Check),
        new(CalendarRules.Name, "Sesiones previstas", null, CalendarRules.Check),
    ];

    /// <summary>Rules that an activity gives to a form of its own, with their parameters: no drawing names them.</summary>
    private static readonly RuleSet[] OfActivities =
    [
        new(SessionForm.Rules, "Registro de una sesión", null, SessionForm.Check),
        new(ClosingForm.Rules, "Cierre de una sesión", null, ClosingForm.Check),
    ];

    public static RuleSet? Find(string name) => All.FirstOrDefault(set => set.Name == name);

    public static RuleSet Get(string name) =>
        Find(name) ?? OfActivities.FirstOrDefault(set => set.Name == name)
            ?? throw new FormException("rules", $"las reglas «{name}» no existen.");
}
