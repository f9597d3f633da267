using Workflows.Engine.Activities;

namespace Workflows.Engine.Checking;

/// <summary>Finds decisions that decide nothing, because their condition is fixed.</summary>
internal static class ChoiceCheck
{
    private const string Code = "constantCondition";

    /// <param name="condition">What the condition always gives.</param>
    public static Problem OfDecision(CompiledNode node, object? condition) => WorkflowChecker.On(
        node, Severity.Warning, condition is true
            ? "la condición siempre es verdadera: saldrá siempre por «True». Cámbiala o quita la decisión."
            : "la condición siempre es falsa: saldrá siempre por «False». Cámbiala o quita la decisión.", Code);

    /// <param name="index">Which of the cases.</param>
    public static Problem? OfCase(CompiledNode node, int index, object? condition)
    {
        var cases = FlowSwitch.Cases(node);
        var label = cases[index].Label;
        if (condition is not true)
            return On($"el caso «{label}» nunca se cumple: cambia su condición o quítalo.");
        if (!FlowSwitch.ChoosesOne(node))
            return null;
        return On(index + 1 < cases.Count
            ? $"el caso «{label}» se cumple siempre: los casos que siguen no se miran nunca. Déjalo al final o cambia su condición."
            : $"el caso «{label}» se cumple siempre: nunca saldrá por «Default». Usa «Default» en su lugar.");

        Problem On(string message) => WorkflowChecker.On(node, Severity.Warning, message, Code);
    }
}
