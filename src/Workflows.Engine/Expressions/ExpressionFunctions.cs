namespace Workflows.Engine.Expressions;

/// <summary>
/// A function every expression has, with the Spanish sentence that explains it in the palette and the manual.
/// MaxArguments is null when there is no limit.
/// </summary>
public sealed class ExpressionFunction
{
    internal ExpressionFunction(
        string signature,
        int minArguments,
        int? maxArguments,
        string description,
        Func<Evaluation, object?[], object?> body)
    {
        Name = signature[..signature.IndexOf('(', StringComparison.Ordinal)];
        (Signature, MinArguments, MaxArguments, Description, Body) =
            (signature, minArguments, maxArguments, description, body);
    }

    public string Name { get; }

    /// <summary>How it is written, with Spanish names of its arguments: <c>round(número, decimales)</c>.</summary>
    public string Signature { get; }

    public int MinArguments { get; }

    public int? MaxArguments { get; }

    public string Description { get; }

    internal Func<Evaluation, object?[], object?> Body { get; }
}

/// <summary>
/// The functions every expression has. All are pure: the same arguments give the same answer, and none looks at a
/// clock or draws a number.
/// </summary>
public static class ExpressionFunctions
{
    public static IReadOnlyList<ExpressionFunction> All { get; } =
    [
        new("String(valor)", 1, 1, "Convierte un valor en texto.", FunctionBodies.AsText),
        new("Number(valor)", 1, 1, "Convierte un valor en número.", FunctionBodies.AsNumber),
        new("Boolean(valor)", 1, 1, "Dice si un valor cuenta como verdadero.", FunctionBodies.AsBoolean),
        new("toJson(valor)", 1, 1, "Escribe un valor como JSON.", FunctionBodies.ToJson),
        new("parseJson(texto)", 1, 1, "Lee un texto JSON y da su valor.", FunctionBodies.ParseJson),
        new("isNullOrEmpty(texto)", 1, 1, "Dice si falta el texto o está vacío.", FunctionBodies.IsNullOrEmpty),
        new("isNullOrWhiteSpace(texto)", 1, 1, "Dice si falta el texto o solo tiene espacios.", FunctionBodies.IsNullOrWhiteSpace),
        new("abs(número)", 1, 1, "Quita el signo de un número.", (at, of) => at.Numbers.Absolute(of[0], at)),
        new("min(número, …)", 1, null, "Da el menor de varios números o de una lista.", FunctionBodies.Min),
        new("max(número, …)", 1, null, "Da el mayor de varios números o de una lista.", FunctionBodies.Max),
        new("floor(número)", 1, 1, "Baja al entero anterior.", (at, of) => at.Numbers.Floor(of[0], at)),
        new("ceil(número)", 1, 1, "Sube al entero siguiente.", (at, of) => at.Numbers.Ceiling(of[0], at)),
        new("round(número, decimales)", 1, 2, "Redondea; la mitad se aleja de cero. Sin decimales, da un entero.", FunctionBodies.Round),
        new("length(valor)", 1, 1, "Cuenta los caracteres de un texto o los elementos de una lista.", FunctionBodies.Length),
        new("contains(textoOLista, buscado)", 2, 2, "Dice si un texto contiene otro, o si una lista tiene un elemento.",
            FunctionBodies.Contains),
        new("startsWith(texto, inicio)", 2, 2, "Dice si un texto empieza con otro.", FunctionBodies.StartsWith),
        new("endsWith(texto, final)", 2, 2, "Dice si un texto termina con otro.", FunctionBodies.EndsWith),
        new("upper(texto)", 1, 1, "Pasa un texto a mayúsculas.", FunctionBodies.Upper),
        new("lower(texto)", 1, 1, "Pasa un texto a minúsculas.", FunctionBodies.Lower),
        new("trim(texto)", 1, 1, "Quita los espacios del inicio y del final.", FunctionBodies.Trim),
        new("join(lista, separador)", 1, 2, "Une los elementos de una lista en un texto, con coma si no indicas otro separador.",
            FunctionBodies.Join),
        new("sum(lista)", 1, 1, "Suma los números de una lista.", FunctionBodies.Sum),
        new("count(lista)", 1, 1, "Cuenta los elementos de una lista.", FunctionBodies.Count),
        new("first(lista)", 1, 1, "Da el primer elemento de una lista.", FunctionBodies.First),
        new("last(lista)", 1, 1, "Da el último elemento de una lista.", FunctionBodies.Last),
        new("append(lista, elemento)", 2, 2, "Da la lista con un elemento más al final.", FunctionBodies.Append),
        new("keys(objeto)", 1, 1, "Da la lista de los nombres de un objeto.", FunctionBodies.Keys),
    ];

    private static readonly Dictionary<string, ExpressionFunction> ByName =
        All.ToDictionary(function => function.Name, StringComparer.Ordinal);

    public static ExpressionFunction? Find(string name) => ByName.GetValueOrDefault(name);
}
