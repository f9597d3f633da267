namespace Workflows.Engine.Expressions;

/// <summary>JavaScript's undefined. It lives inside an evaluation and never leaves it: outside it is null.</summary>
internal sealed class Undefined
{
    public static readonly Undefined Value = new();

    private Undefined()
    {
    }
}
