using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Workflows.Engine.Expressions;

namespace Workflows.Engine.Tests.Expressions;

public class ExpressionProperties
{
    private static readonly string[] Words =
    [
        "a", "b", "c", "e", "f", "f.y", "e[0]", "nada", "1", "2.5", "0x1f", "'x'", "`t${", "}`", "(", ")", "[", "]", "{", "}",
        ",", ":", ";", "?", "?.", ".", "+", "-", "*", "/", "%", "**", "!", "typeof ", "==", "===", "!=", "<", ">=", "&&",
        "||", "??", "=>", "=", "...", "new ", "null", "undefined", "true", "getCounter()", "sum(", "round(", "keys(", "\\", "'",
    ];

    [Fact]
    public void Any_text_is_parsed_or_refused_and_any_value_is_given_or_refused()
    {
        var soups = Gen.Elements(Words).ListOf().Select(words => string.Concat(words));
        var texts = Gen.OneOf(soups, ArbMap.Default.GeneratorFor<string>().Where(text => text is not null));
        var modes = Gen.Elements(NumberMode.Double, NumberMode.Decimal);

        Prop.ForAll(texts.Zip(modes).ToArbitrary(), pair => EndsAsPromised(pair.Item1, pair.Item2))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));
    }

    [Fact]
    public void A_tree_means_the_same_with_the_fewest_and_with_all_parentheses() =>
        Prop.ForAll(Trees.ToArbitrary(), tree => Outcome(tree.Terse, NumberMode.Double) == Outcome(tree.Full, NumberMode.Double))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    [Fact]
    public void A_tree_evaluates_or_fails_with_a_sentence_in_either_mode() =>
        Prop.ForAll(
            Trees.ToArbitrary(), tree => EndsAsPromised(tree.Full, NumberMode.Double) && EndsAsPromised(tree.Terse, NumberMode.Decimal))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void A_number_printed_and_read_again_is_the_same_number() =>
        Prop.ForAll<double>(number => TestScope.Evaluate($"+'{Values.ToText(number)}'") is double read && Values.Equal(read, number))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void A_text_written_as_json_and_read_again_is_the_same_text() =>
        Prop.ForAll<NonNull<string>>(
            text => text.Get.Any(char.IsSurrogate) || Values.FromJson(Values.ToJson(text.Get)) is string read && read == text.Get)
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Sums_of_decimals_are_exact() =>
        Prop.ForAll<int, int>((a, b) =>
                TestScope.Condition($"{Hundredths(a)} + {Hundredths(b)} == {Hundredths(a + (long)b)}") is true)
            .QuickCheckThrowOnFailure();

    private static string Hundredths(long number) => $"({(number / 100m).ToString(CultureInfo.InvariantCulture)})";

    private static bool EndsAsPromised(string text, NumberMode mode)
    {
        Expression expression;
        try
        {
            expression = Expression.Parse(text, mode);
        }
        catch (ExpressionSyntaxException refusal)
        {
            return refusal.Position >= 1 && refusal.Position <= text.Length + 1;
        }

        try
        {
            return expression.Evaluate(new TestScope()) is null or bool or double or decimal or string or IReadOnlyList<object?>
                or IReadOnlyDictionary<string, object?>;
        }
        catch (ExpressionException failure)
        {
            return failure.Position >= 1 && failure.Position <= text.Length;
        }
    }

    private static string Outcome(string text, NumberMode mode)
    {
        var expression = Expression.Parse(text, mode);
        try
        {
            return Values.ToJson(expression.Evaluate(new TestScope()));
        }
        catch (ExpressionException failure)
        {
            return failure.Message[..failure.Message.IndexOf(", posición", StringComparison.Ordinal)];
        }
    }

    private static readonly string[] Leaves =
        ["0", "1", "2.5", "'x'", "'10'", "a", "b", "c", "e", "f.x", "f.nada", "c?.x.y", "null", "undefined", "true", "getCounter()",
            "[1,'2']", "nada"];

    // How tightly each operator binds, as ECMA-262 has it; ?? is always put in parentheses because it may not be mixed.
    private static readonly (string Sign, int Binding)[] Operators =
    [
        ("||", 2), ("&&", 3), ("==", 5), ("!==", 5), ("<", 6), (">=", 6), ("+", 7), ("-", 7), ("*", 8), ("%", 8), ("/", 8), ("**", 9),
    ];

    private static Gen<Tree> Trees => Gen.Sized(size => TreeOf(Math.Min(size, 5)));

    private static Gen<Tree> TreeOf(int size)
    {
        var leaf = Gen.Elements(Leaves).Select(text => new Tree(text, text, 12));
        if (size == 0)
            return leaf;

        var smaller = TreeOf(size - 1);
        var binary = from op in Gen.Elements(Operators) from left in smaller from right in smaller select Binary(op, left, right);
        var unary = from sign in Gen.Elements("!", "- ", "+ ", "typeof ")
                    from operand in smaller
                    select new Tree(sign + operand.Within(10), $"({sign}{operand.Full})", 10);
        var choice = from a in smaller
                     from b in smaller
                     from c in smaller
                     select new Tree($"{a.Within(1)}?{b.Terse}:{c.Terse}", $"({a.Full} ? {b.Full} : {c.Full})", 0);
        var coalesce = from a in smaller
                       from b in smaller
                       select new Tree($"({a.Within(4)}??{b.Within(4)})", $"(({a.Full})??({b.Full}))", 12);
        var template = smaller.Select(hole => new Tree($"`<${{{hole.Terse}}}>`", $"('<' + String({hole.Full}) + '>')", 12));

        return Gen.OneOf(leaf, binary, binary, unary, choice, coalesce, template);
    }

    private static Tree Binary((string Sign, int Binding) op, Tree left, Tree right)
    {
        var isPower = op.Binding == 9;
        return new(
            $"{left.Within(isPower ? 11 : op.Binding)} {op.Sign} {right.Within(isPower ? 9 : op.Binding + 1)}",
            $"({left.Full} {op.Sign} {right.Full})",
            op.Binding);
    }

    private sealed record Tree(string Terse, string Full, int Binding)
    {
        public string Within(int binding) => Binding >= binding ? Terse : $"({Terse})";
    }
}
