using Workflows.Engine.Expressions;

namespace Workflows.Engine.Tests.Expressions;

public class ExpressionUsesTests
{
    [Fact]
    public void Names_are_known_without_evaluating_with_their_members_and_places()
    {
        var names = Expression.Parse(
            "compromiso.avance < `${variables['Meta'].x}` && (a[0].b ? c[b].d : f?.y.z)", NumberMode.Decimal).Names;

        Assert.Equal(
            ["compromiso.avance@1", "variables.Meta.x@24", "a@50", "c@59", "b@61", "f.y.z@68"],
            names.Select(use => $"{string.Join('.', [use.Name, .. use.Members])}@{use.Position}"));
    }

    [Fact]
    public void Calls_are_known_with_their_literal_arguments()
    {
        var calls = Expression.Parse("getVariable('X') + hace(1, a, 'b', upper(\"c\"), true)", NumberMode.Double).Calls;

        Assert.Equal(["getVariable", "hace", "upper"], calls.Select(call => call.Name));
        Assert.Equal([1, 5, 1], calls.Select(call => call.ArgumentCount));
        Assert.Equal([1, 20, 36], calls.Select(call => call.Position));
        Assert.Equal([false, false, true], calls.Select(call => call.IsBuiltIn));
        Assert.Equal(["X"], calls[0].LiteralArguments);
        Assert.Equal([1.0, null, "b", null, null], calls[1].LiteralArguments);
    }

    [Fact]
    public void Constants_and_words_of_the_language_are_no_names()
    {
        Assert.Empty(Expression.Parse("true || false || null || undefined || NaN || Infinity || typeof 1", NumberMode.Double).Names);
        Assert.Equal("NaN", Assert.Single(Expression.Parse("NaN", NumberMode.Decimal).Names).Name);
        Assert.Equal("a", Assert.Single(Expression.Parse("{a}", NumberMode.Double).Names).Name);
    }
}
