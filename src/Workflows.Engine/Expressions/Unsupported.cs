namespace Workflows.Engine.Expressions;

/// <summary>
/// What JavaScript has and this language has not, by the name its author would use, with what to write instead
/// where there is something.
/// </summary>
internal static class Unsupported
{
    public static string? Word(string word) => word switch
    {
        "new" => "No se admite crear objetos con «new»: escribe el objeto o la lista directamente",
        "await" or "async" or "yield" => $"No se admite la palabra «{word}»: una expresión no espera nada",
        "function" => "No se admite definir una función («function»)",
        "class" or "super" => $"No se admite una clase («{word}»)",
        "this" => "No se admite «this»: nombra la variable que quieres leer",
        "delete" => "No se admite borrar con «delete»",
        "void" => "No se admite el operador «void»: escribe undefined",
        "in" => "No se admite el operador «in»: usa contains(keys(objeto), nombre)",
        "instanceof" => "No se admite el operador «instanceof»: usa typeof",
        "return" => "No se admite la instrucción «return»: escribe solo la expresión",
        "var" or "let" or "const" =>
            $"No se admite declarar una variable («{word}»): usa las variables del flujo",
        "if" or "else" or "switch" or "case" or "default" =>
            $"No se admite la instrucción «{word}»: usa condición ? valor : otro",
        "for" or "while" or "do" or "break" or "continue" =>
            $"No se admite la instrucción «{word}»: usa sum, count, join o contains sobre la lista",
        "throw" or "try" or "catch" or "finally" or "debugger" or "with" or "import" or "export" or "extends" or "enum" =>
            $"No se admite la instrucción «{word}»",
        _ => null,
    };

    public static string? Symbol(string symbol) => symbol switch
    {
        "=>" => "No se admite una función flecha (=>)",
        "=" => "No se admite una asignación (=): para comparar escribe ==, para guardar usa setVariable",
        "+=" or "-=" or "*=" or "/=" or "%=" or "**=" or "&=" or "|=" or "^=" or "<<=" or ">>=" or ">>>="
            or "&&=" or "||=" or "??=" => $"No se admite una asignación ({symbol}): para guardar usa setVariable",
        "++" => "No se admite un incremento (++): escribe + 1",
        "--" => "No se admite un decremento (--): escribe - 1",
        "..." => "No se admite la propagación (...)",
        "," => "No se admite el operador coma (,): escribe una sola expresión",
        ";" => "No se admite más de una instrucción: escribe una sola expresión",
        "&" or "|" or "^" or "~" or "<<" or ">>" or ">>>" => $"No se admite un operador de bits ({symbol}){Hint(symbol)}",
        "#" => "No se admite un miembro privado (#)",
        "@" => "No se admite un decorador (@)",
        _ => null,
    };

    public static string Method(string method, string? owner)
    {
        var instead = (owner, method) switch
        {
            ("JSON", "stringify") => "toJson(valor)",
            ("JSON", "parse") => "parseJson(texto)",
            ("Math", "abs" or "floor" or "ceil" or "round") => $"{method}(número)",
            ("Math", "min" or "max") => $"{method}(número, número)",
            ("Math", "pow") => "número ** exponente",
            ("Object", "keys") => "keys(objeto)",
            (_, "toUpperCase" or "toLocaleUpperCase") => "upper(texto)",
            (_, "toLowerCase" or "toLocaleLowerCase") => "lower(texto)",
            (_, "trim") => "trim(texto)",
            (_, "includes" or "indexOf" or "some") => "contains(textoOLista, buscado)",
            (_, "startsWith" or "endsWith") => $"{method}(texto, parte)",
            (_, "join") => "join(lista, separador)",
            (_, "reduce") => "sum(lista)",
            (_, "toString") => "String(valor)",
            (_, "toFixed") => "round(número, decimales)",
            (_, "at") => "lista[0], first(lista) o last(lista)",
            _ => null,
        };
        var named = $"No se admite llamar a un método («{(owner is null ? "" : owner)}.{method}()»)";
        return instead is null ? named : $"{named}: usa {instead}";
    }

    private static string Hint(string symbol) => symbol switch
    {
        "&" => ": para «y» escribe &&",
        "|" => ": para «o» escribe ||",
        _ => "",
    };
}
