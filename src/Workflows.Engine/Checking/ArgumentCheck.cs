using Workflows.Engine.Activities;
using Workflows.Engine.Expressions;

namespace Workflows.Engine.Checking;

/// <summary>Checks the inputs of one activity: expressions that do not parse, names and functions that do not exist.</summary>
internal static class ArgumentCheck
{
    /// <summary>Functions a workflow's expressions have besides the built-in ones, with how many arguments each takes.</summary>
    private static readonly Dictionary<string, (int Least, int Most)> Functions = new(StringComparer.Ordinal)
    {
        ["getVariable"] = (1, 1),
        ["setVariable"] = (2, 2),
        ["getInput"] = (1, 1),
        ["getOutputFrom"] = (1, 2),
        ["getLastResult"] = (0, 0),
        ["getCorrelationId"] = (0, 0),
        ["setCorrelationId"] = (1, 1),
        ["getWorkflowInstanceId"] = (0, 0),
        ["getWorkflowInstanceName"] = (0, 0),
        ["getWorkflowDefinitionId"] = (0, 0),
        ["getBusinessKey"] = (0, 0),
        ["getVisit"] = (0, 0),
        ["newGuid"] = (0, 0),
    };

    public static void Check(WorkflowGraph graph, CompiledNode node, Names names, List<Problem> problems)
    {
        if (node.Type is null)
            return;
        var types = new TypeCheck(node, names, problems);
        foreach (var input in node.Type.Inputs)
        {
            if (node.Input(input) is not { } argument)
                continue;
            var place = $"entrada «{input}»";
            CheckArgument(graph, node, place, input, argument, names, problems);
            var (isFixed, value) = types.Check(place, input, argument, WantedOf(node, input, names));
            if (isFixed && node.Type is FlowDecision)
                problems.Add(ChoiceCheck.OfDecision(node, value));
        }

        if (node.Type is FlowSwitch)
            CheckCases(graph, node, types, names, problems);

        if (node.Type is SetVariable)
            CheckAssigned(node, names, problems);
    }

    /// <summary>The type an input is read as: what a variable is given must suit the variable.</summary>
    private static string? WantedOf(CompiledNode node, string input, Names names) =>
        node.Type is SetVariable && SetVariable.VariableOf(node) is var (id, name)
            ? names.TypeOfVariable(id, name)
            : node.Type!.TypeOf(input);

    private static void CheckCases(WorkflowGraph graph, CompiledNode node, TypeCheck types, Names names, List<Problem> problems)
    {
        var cases = FlowSwitch.Cases(node);
        for (var i = 0; i < cases.Count; i++)
        {
            if (cases[i].Condition is not { Problem: null } condition)
                continue;
            var place = $"caso «{cases[i].Label}»";
            CheckArgument(graph, node, place, input: null, condition, names, problems);
            var (isFixed, value) = types.Check(place, input: null, condition, "Boolean");
            if (isFixed && ChoiceCheck.OfCase(node, i, value) is { } fixedChoice)
                problems.Add(fixedChoice);
        }
    }

    private static void CheckArgument(
        WorkflowGraph graph, CompiledNode node, string place, string? input, CompiledArgument argument, Names names,
        List<Problem> problems)
    {
        if (argument.Problem is { } problem)
            problems.Add(WorkflowChecker.On(node, Severity.Error, Sentences.Closed($"{place}: {problem}"), "expression"));
        if (argument.VariableId is { } id && !names.HasVariable(id, argument.VariableName))
            problems.Add(Unknown(node, place, $"no existe la variable «{argument.VariableName ?? id}»", argument.VariableName ?? id));
        if (argument.InputName is { } read && !names.HasInput(read))
            problems.Add(Unknown(node, place, read.Length == 0 ? "no dice qué entrada lee" : $"el flujo no tiene la entrada «{read}»"));
        if (argument.Expression is not { } expression)
            return;

        foreach (var use in expression.Names)
        {
            if (use.Name is "variables" or "input")
            {
                if (use.Members.Count > 0
                    && !(use.Name == "input" ? names.HasInput(use.Members[0]) : names.HasVariable(null, use.Members[0])))
                    problems.Add(Unknown(
                        node, place, $"no existe «{use.Name}.{use.Members[0]}», posición {use.Position}",
                        use.Name == "input" ? null : use.Members[0]));
            }
            else if (!names.HasVariable(null, use.Name) && !names.HasInput(use.Name))
            {
                var unknown = Unknown(
                    node, place, $"no existe la variable ni la entrada «{use.Name}», posición {use.Position}", use.Name);
                problems.Add(Respelled(input, expression, use, names) is { } respelled ? unknown with { Fix = respelled } : unknown);
            }
        }

        foreach (var call in expression.Calls)
        {
            if (!call.IsBuiltIn)
                CheckCall(graph, node, place, call, names, problems);
        }
    }

    /// <summary>The name there is, when only capitals or accents were written otherwise.</summary>
    private static Fix? Respelled(string? input, Expression expression, NameUse use, Names names) =>
        input is not null && names.Alike(use.Name) is { } known
            && expression.Text.AsSpan(use.Position - 1).StartsWith(use.Name, StringComparison.Ordinal)
            ? Fix.ReplaceText($"Escribir «{known}»", input, use.Position, use.Name, known)
            : null;

    private static void CheckCall(
        WorkflowGraph graph, CompiledNode node, string place, CallUse call, Names names, List<Problem> problems)
    {
        if (!Functions.TryGetValue(call.Name, out var arity))
        {
            if (!names.HasAccessor(call))
                problems.Add(Unknown(node, place, $"no existe la función «{call.Name}», posición {call.Position}"));
            return;
        }

        if (call.ArgumentCount < arity.Least || call.ArgumentCount > arity.Most)
        {
            problems.Add(Unknown(node, place,
                $"la función «{call.Name}» no se llama con {call.ArgumentCount} argumentos, posición {call.Position}"));
            return;
        }

        if (call.LiteralArguments.Count == 0 || call.LiteralArguments[0] is not string named)
            return;
        var isKnown = call.Name switch
        {
            "getVariable" or "setVariable" => names.HasVariable(null, named),
            "getInput" => names.HasInput(named),
            "getOutputFrom" => graph.FindNamed(named, node) is not null,
            _ => true,
        };
        if (!isKnown)
        {
            var thing = call.Name switch { "getInput" => "la entrada", "getOutputFrom" => "la actividad", _ => "la variable" };
            problems.Add(Unknown(
                node, place, $"no existe {thing} «{named}», posición {call.Position}", thing == "la variable" ? named : null));
        }
    }

    private static void CheckAssigned(CompiledNode node, Names names, List<Problem> problems)
    {
        var (id, name) = SetVariable.VariableOf(node);
        if ((id ?? name) is { } given && !names.HasVariable(id, name))
            problems.Add(WorkflowChecker.On(
                node, Severity.Error, $"no existe la variable «{name ?? given}» que se asigna.", "unknownName",
                Fix.DeclareVariable(name ?? given)));
    }

    /// <param name="variable">A variable that would mend it, were it declared.</param>
    private static Problem Unknown(CompiledNode node, string place, string what, string? variable = null) =>
        WorkflowChecker.On(
            node, Severity.Error, $"{place}: {what}.", "unknownName", variable is null ? null : Fix.DeclareVariable(variable));
}
