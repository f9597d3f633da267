namespace Workflows.Engine.Expressions;

/// <summary>
/// A name an expression reads, with the members written after it as far as they are fixed: <c>compromiso.avance</c>
/// is the name «compromiso» with the member «avance». Position counts characters from 1.
/// </summary>
public sealed record NameUse(string Name, IReadOnlyList<string> Members, int Position);

/// <summary>
/// A function an expression calls. An argument written as a literal text or number is given by its value, any other
/// is null. Built-in functions are already checked when the text is parsed.
/// </summary>
public sealed record CallUse(
    string Name, IReadOnlyList<object?> LiteralArguments, int ArgumentCount, int Position, bool IsBuiltIn);
