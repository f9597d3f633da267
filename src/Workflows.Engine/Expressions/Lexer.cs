using System.Globalization;
using System.Text;

namespace Workflows.Engine.Expressions;

internal enum TokenKind
{
    End,
    Number,
    Text,
    Template,
    Name,
    Symbol,
}

/// <summary>
/// One word of an expression. Written is the word itself: a name, a symbol, the digits of a number, or the contents
/// of a text. Start and Next are places in the source, counted from 0.
/// </summary>
internal readonly record struct Token(TokenKind Kind, string Written, int Start, int Next)
{
    public int Position => Start + 1;

    public bool Is(string symbol) => Kind == TokenKind.Symbol && Written == symbol;

    public bool IsName(string name) => Kind == TokenKind.Name && Written == name;
}

/// <summary>Cuts a text into words where the parser asks, and refuses what is no word of the language.</summary>
internal sealed class Lexer(string source, bool normalizesNames)
{
    // Longest first, with the ones that are only recognised to be refused by name.
    private static readonly string[] Symbols =
    [
        ">>>=", "===", "!==", "**=", "...", "<<=", ">>=", ">>>", "&&=", "||=", "??=", "=>", "==", "!=", "<=", ">=",
        "&&", "||", "??", "?.", "++", "--", "**", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<", ">>",
    ];

    private const string SingleSymbols = "()[]{},.;:?+-*/%<>=!&|^~@#";

    // One string for each, so that symbols cost no allocation.
    private static readonly string[] Singles = [.. SingleSymbols.Select(c => c.ToString())];

    public Token Read(int at)
    {
        while (at < source.Length && Characters.IsSpace(source[at]))
            at++;
        if (at == source.Length)
            return new(TokenKind.End, "", at, at);

        var c = source[at];
        if (c is '"' or '\'')
            return ReadText(at);
        if (c == '`')
            return new(TokenKind.Template, "`", at, at + 1);
        if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(at + 1))))
            return ReadNumber(at);
        if (Characters.StartsName(c))
            return ReadName(at);

        return ReadSymbol(at);
    }

    /// <summary>The text of a template from there to its next hole or its end.</summary>
    public string ReadTemplate(int at, int opening, out int next, out bool hasHole)
    {
        var text = new StringBuilder();
        for (; at < source.Length; at++)
        {
            var c = source[at];
            if (c == '`' || (c == '$' && Peek(at + 1) == '{'))
            {
                hasHole = c == '$';
                next = at + (hasHole ? 2 : 1);
                return text.ToString();
            }

            if (c == '\\')
                at = ReadEscape(at, text) - 1;
            else if (c == '\r')
                at = Peek(at + 1) == '\n' ? at : Append(text, '\n', at);
            else
                text.Append(c);
        }

        throw new ExpressionSyntaxException("Falta cerrar la plantilla con un acento grave (`)", opening + 1);
    }

    private Token ReadText(int start)
    {
        var quote = source[start];
        var end = source.AsSpan(start + 1).IndexOfAny(quote, '\\', '\n');
        if (end >= 0 && source[start + 1 + end] == quote && !source.AsSpan(start + 1, end).Contains('\r'))
            return new(TokenKind.Text, source.Substring(start + 1, end), start, start + end + 2);

        var text = new StringBuilder();
        for (var at = start + 1; at < source.Length; at++)
        {
            var c = source[at];
            if (c == quote)
                return new(TokenKind.Text, text.ToString(), start, at + 1);
            if (c is '\n' or '\r')
                break;
            if (c == '\\')
                at = ReadEscape(at, text) - 1;
            else
                text.Append(c);
        }

        throw new ExpressionSyntaxException($"Falta cerrar el texto con una comilla ({quote})", start + 1);
    }

    // Returns where the escape ends.
    private int ReadEscape(int start, StringBuilder text)
    {
        var c = Peek(start + 1);
        var next = start + 2;
        switch (c)
        {
            case 'n':
                text.Append('\n');
                break;
            case 't':
                text.Append('\t');
                break;
            case 'r':
                text.Append('\r');
                break;
            case 'b':
                text.Append('\b');
                break;
            case 'f':
                text.Append('\f');
                break;
            case 'v':
                text.Append('\v');
                break;
            case '0' when !char.IsAsciiDigit(Peek(next)):
                text.Append('\0');
                break;
            case >= '0' and <= '9':
                throw new ExpressionSyntaxException("No se admite un escape octal (\\1)", start + 1);
            case 'x':
                text.Append((char)ReadHex(start, next, 2));
                return next + 2;
            case 'u' when Peek(next) == '{':
                return ReadCodePoint(start, text);
            case 'u':
                text.Append((char)ReadHex(start, next, 4));
                return next + 4;
            case '\r' when Peek(next) == '\n':
                return next + 1;
            case '\n' or '\r' or '\u2028' or '\u2029':
                break; // a line continued: nothing is added
            default:
                text.Append(c);
                break;
        }

        return Math.Min(next, source.Length);
    }

    private int ReadCodePoint(int start, StringBuilder text)
    {
        var from = start + 3;
        var length = source.AsSpan(from).IndexOf('}');
        var code = length is < 1 or > 8 ? int.MaxValue : ReadHex(start, from, length);
        if (code > 0x10FFFF)
            throw BrokenEscape(start);

        if (code > 0xFFFF)
            text.Append(char.ConvertFromUtf32(code));
        else
            text.Append((char)code);

        return from + length + 1;
    }

    private int ReadHex(int start, int from, int length)
    {
        if (from + length > source.Length
            || !int.TryParse(source.AsSpan(from, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            || value < 0)
            throw BrokenEscape(start);

        return value;
    }

    private Token ReadNumber(int start)
    {
        var at = start;
        if (source[at] == '0' && char.IsAsciiLetter(Peek(at + 1)) && Peek(at + 1) is not ('e' or 'E' or 'n'))
        {
            at += 2;
            while (char.IsAsciiLetterOrDigit(Peek(at)))
                at++;
        }
        else
        {
            at = SkipDigits(at);
            if (Peek(at) == '.')
                at = SkipDigits(at + 1);
            if (Peek(at) is 'e' or 'E')
            {
                var digits = Peek(at + 1) is '+' or '-' ? at + 2 : at + 1;
                at = char.IsAsciiDigit(Peek(digits)) ? SkipDigits(digits) : at;
            }

            if (source[start] == '0' && char.IsAsciiDigit(Peek(start + 1)))
                throw new ExpressionSyntaxException("No se admite un número que empieza con cero (010)", start + 1);
        }

        if (Peek(at) == 'n')
            throw new ExpressionSyntaxException("No se admite un entero largo (10n)", start + 1);
        if (Peek(at) == '_')
            throw new ExpressionSyntaxException("No se admite un separador de miles (1_000)", start + 1);
        if (Characters.ContinuesName(Peek(at)))
            throw new ExpressionSyntaxException("Un número no puede ir pegado a una letra", at + 1);

        return new(TokenKind.Number, source[start..at], start, at);
    }

    private int SkipDigits(int at)
    {
        while (char.IsAsciiDigit(Peek(at)))
            at++;

        return at;
    }

    private Token ReadName(int start)
    {
        var at = start + 1;
        var isAscii = char.IsAscii(source[start]);
        while (at < source.Length && Characters.ContinuesName(source[at]))
            isAscii &= char.IsAscii(source[at++]);

        var name = source[start..at];
        // «año» typed on another keyboard may come as a, n, ~, o: to whoever reads it, it is the same name.
        return new(TokenKind.Name, isAscii || !normalizesNames ? name : name.Normalize(), start, at);
    }

    private Token ReadSymbol(int start)
    {
        var rest = source.AsSpan(start);
        if (rest.StartsWith("//") || rest.StartsWith("/*"))
            throw new ExpressionSyntaxException("No se admite un comentario", start + 1);

        if (rest.Length > 1 && SingleSymbols.Contains(rest[1], StringComparison.Ordinal))
        {
            foreach (var symbol in Symbols)
            {
                if (rest.StartsWith(symbol, StringComparison.Ordinal)
                    && !(symbol == "?." && char.IsAsciiDigit(Peek(start + 2)))) // a?.5:1 is a condition
                    return new(TokenKind.Symbol, symbol, start, start + symbol.Length);
            }
        }

        var single = SingleSymbols.IndexOf(rest[0], StringComparison.Ordinal);
        if (single < 0)
            throw new ExpressionSyntaxException($"No se admite el carácter «{Shown(rest)}»", start + 1);

        return new(TokenKind.Symbol, Singles[single], start, start + 1);
    }

    private static string Shown(ReadOnlySpan<char> rest) =>
        Rune.DecodeFromUtf16(rest, out var rune, out _) == System.Buffers.OperationStatus.Done && !Rune.IsControl(rune)
            ? rune.ToString()
            : $"\\u{(int)rest[0]:x4}";

    private static int Append(StringBuilder text, char c, int at)
    {
        text.Append(c);
        return at;
    }

    private static ExpressionSyntaxException BrokenEscape(int start) =>
        new("Este escape está incompleto: escribe \\xHH, \\uHHHH o \\u{H}", start + 1);

    private char Peek(int at) => at < source.Length ? source[at] : '\0';
}
