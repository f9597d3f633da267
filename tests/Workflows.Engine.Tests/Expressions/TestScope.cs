using Workflows.Engine.Expressions;

namespace Workflows.Engine.Tests.Expressions;

/// <summary>A scope with a few variables and functions, which remembers the calls it got.</summary>
internal sealed class TestScope : IExpressionScope
{
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal)
    {
        ["a"] = 3.0,
        ["b"] = "dos",
        ["c"] = null,
        ["e"] = Values.FromJson("""[1,"2",null]"""),
        ["f"] = Values.FromJson("""{"x":1,"y":{"z":"w"}}"""),
        ["compromiso"] = Values.FromJson("""{"avance":30,"crítico":true,"metas":[0.1,0.2],"fecha":"2026-10-15"}"""),
        ["año"] = 2026.0,
        ["muchos"] = Enumerable.Repeat<object?>(1.0, 10_000).ToArray(),
        ["largo"] = new string('x', 40_000),
    };

    public List<(string Function, object?[] Arguments)> Calls { get; } = [];

    public bool TryGet(string name, out object? value) => _values.TryGetValue(name, out value);

    public bool TryCall(string function, IReadOnlyList<object?> arguments, out object? result)
    {
        Calls.Add((function, [.. arguments]));
        result = null;
        switch (function)
        {
            case "getCounter":
                result = 3.0;
                return true;
            case "getVariable":
                return _values.TryGetValue((string)arguments[0]!, out result);
            case "setVariable":
                _values[(string)arguments[0]!] = arguments[1];
                return true;
            case "refuse":
                throw new ExpressionException("No se puede guardar eso.");
            case "convert":
                result = Values.Convert(arguments[0], "Int32");
                return true;
            default:
                return false;
        }
    }

    public static object? Evaluate(string text, IExpressionScope? scope = null) =>
        Expression.Parse(text, NumberMode.Double).Evaluate(scope ?? new TestScope());

    public static object? Condition(string text, IExpressionScope? scope = null) =>
        Expression.Parse(text, NumberMode.Decimal).Evaluate(scope ?? new TestScope());

    public static ExpressionException Failure(string text, NumberMode mode = NumberMode.Double) =>
        Assert.Throws<ExpressionException>(() => Expression.Parse(text, mode).Evaluate(new TestScope()));

    public static ExpressionSyntaxException Refusal(string text, NumberMode mode = NumberMode.Double) =>
        Assert.Throws<ExpressionSyntaxException>(() => Expression.Parse(text, mode));
}
