namespace Workflows.Engine.Expressions;

/// <summary>What a number is inside an expression. It is fixed when the text is parsed.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Naming", "CA1720", Justification = "The two kinds of number are exactly these two types.")]
public enum NumberMode
{
    /// <summary>IEEE doubles, as JavaScript has them: 0.1 + 0.2 prints 0.30000000000000004.</summary>
    Double,

    /// <summary>Decimals, as people write them: 0.1 + 0.2 is 0.3, and there is neither NaN nor infinity.</summary>
    Decimal,
}
