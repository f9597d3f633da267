namespace Workflows.Engine.Expressions;

/// <summary>
/// Reads a text once, from left to right, by operator precedence. It refuses what is too long, too deep or too large
/// before it costs anything, and names what it does not support.
/// </summary>
internal sealed class Parser
{
    public const int MaxLength = 8_000;
    public const int MaxNesting = 64;
    public const int MaxNodes = 2_000;

    // A long sum is not nested for who writes it, but it is a tall tree for who computes it.
    private const int MaxHeight = 512;
    private const int PowerBinding = 9;

    private readonly Lexer _lexer;
    private readonly Numbers _numbers;
    private readonly List<NameUse> _names = [];
    private readonly List<CallUse> _calls = [];
    private Token _token;
    private int _nesting;
    private int _nodes;
    private Mix _mixes; // the operators outside parentheses of the operand read last

    public Parser(string text, NumberMode mode)
    {
        if (text.Length > MaxLength)
            throw new ExpressionSyntaxException($"La expresión pasa de {MaxLength} caracteres", MaxLength + 1);

        _lexer = new Lexer(text, normalizesNames: mode == NumberMode.Decimal);
        _numbers = Numbers.Of(mode);
        (Text, Mode) = (text, mode);
    }

    public IReadOnlyList<NameUse> Names => _names;

    public IReadOnlyList<CallUse> Calls => _calls;

    private string Text { get; }

    private NumberMode Mode { get; }

    public Node Parse()
    {
        _token = _lexer.Read(0);
        if (_token.Kind == TokenKind.End)
            throw new ExpressionSyntaxException("La expresión está vacía", 1);

        var root = ParseExpression();
        if (_token.Is(";") && _lexer.Read(_token.Next).Kind == TokenKind.End)
            Advance();
        if (_token.Kind != TokenKind.End)
            throw Unexpected();

        return root;
    }

    private Node ParseExpression()
    {
        Enter();
        var condition = ParseBinary(0);
        if (!_token.Is("?"))
            return Leave(condition);

        var position = _token.Position;
        Advance();
        var whenTrue = ParseExpression();
        Expect(":");
        var whenFalse = ParseExpression();
        return Leave(Made(new ConditionalNode(condition, whenTrue, whenFalse, position)));
    }

    private Node ParseBinary(int weakest)
    {
        var startsWithSign = _token.Kind == TokenKind.Symbol && _token.Written is "-" or "+" or "!" || _token.IsName("typeof");
        var left = ParseUnary();
        var mixes = Mix.None;
        while (true)
        {
            var op = _token;
            var binding = Binding(op);
            if (binding == 0 || binding <= weakest)
            {
                _mixes = mixes;
                return left;
            }

            if (binding == PowerBinding && startsWithSign)
                throw new ExpressionSyntaxException("Antes de ** encierra el signo entre paréntesis: (-2) ** 2", op.Position);

            Advance();
            Node right;
            if (binding == PowerBinding)
            {
                Enter();
                right = Leave(ParseBinary(binding - 1)); // 2 ** 3 ** 2 is 2 ** (3 ** 2)
            }
            else
            {
                right = ParseBinary(binding);
            }

            mixes |= _mixes | op.Written switch { "??" => Mix.Coalesce, "&&" or "||" => Mix.Logic, _ => Mix.None };
            if (mixes == Mix.Both)
                throw new ExpressionSyntaxException("No mezcles ?? con && o || sin paréntesis", op.Position);

            startsWithSign = false;
            left = Made(Join(op, left, right));
        }
    }

    private static int Binding(Token token) => token.Kind != TokenKind.Symbol ? 0 : token.Written switch
    {
        "??" => 1,
        "||" => 2,
        "&&" => 3,
        "==" or "!=" or "===" or "!==" => 5,
        "<" or "<=" or ">" or ">=" => 6,
        "+" or "-" => 7,
        "*" or "/" or "%" => 8,
        "**" => PowerBinding,
        _ => 0,
    };

    private static Node Join(Token op, Node left, Node right) => op.Written switch
    {
        "??" => new LogicNode(Logic.Coalesce, left, right, op.Position),
        "||" => new LogicNode(Logic.Or, left, right, op.Position),
        "&&" => new LogicNode(Logic.And, left, right, op.Position),
        "==" => new EqualityNode(isStrict: false, isNegated: false, left, right, op.Position),
        "!=" => new EqualityNode(isStrict: false, isNegated: true, left, right, op.Position),
        "===" => new EqualityNode(isStrict: true, isNegated: false, left, right, op.Position),
        "!==" => new EqualityNode(isStrict: true, isNegated: true, left, right, op.Position),
        "<" => new RelationNode(Relation.Less, left, right, op.Position),
        "<=" => new RelationNode(Relation.LessOrEqual, left, right, op.Position),
        ">" => new RelationNode(Relation.Greater, left, right, op.Position),
        ">=" => new RelationNode(Relation.GreaterOrEqual, left, right, op.Position),
        "+" => new ArithmeticNode(ArithmeticOperator.Add, left, right, op.Position),
        "-" => new ArithmeticNode(ArithmeticOperator.Subtract, left, right, op.Position),
        "*" => new ArithmeticNode(ArithmeticOperator.Multiply, left, right, op.Position),
        "/" => new ArithmeticNode(ArithmeticOperator.Divide, left, right, op.Position),
        "%" => new ArithmeticNode(ArithmeticOperator.Remainder, left, right, op.Position),
        _ => new ArithmeticNode(ArithmeticOperator.Power, left, right, op.Position),
    };

    private Node ParseUnary()
    {
        var op = _token;
        var isOperator = (op.Kind == TokenKind.Symbol && op.Written is "!" or "-" or "+") || op.IsName("typeof");
        if (!isOperator)
            return ParseAccess();

        Enter();
        Advance();
        var operand = ParseUnary();
        return Leave(Made<Node>(op.Written switch
        {
            "!" => new NotNode(operand, op.Position),
            "typeof" => new TypeofNode(operand, op.Position),
            _ => new SignNode(op.Written == "-", operand, op.Position),
        }));
    }

    private Node ParseAccess()
    {
        var start = _token;
        var target = ParsePrimary();
        var use = target is NameNode ? _names.Count - 1 : -1; // the name whose members follow
        var hasOptional = false;
        while (_token.Kind == TokenKind.Symbol)
        {
            var op = _token;
            switch (op.Written)
            {
                case ".":
                    Advance();
                    target = ParseMember(target, isOptional: false, ref use);
                    break;
                case "?.":
                    hasOptional = true;
                    Advance();
                    if (_token.Is("("))
                        throw new ExpressionSyntaxException("No se admite una llamada opcional (?.())", op.Position);

                    target = _token.Is("[") ? ParseIndex(target, true, ref use) : ParseMember(target, true, ref use);
                    break;
                case "[":
                    target = ParseIndex(target, isOptional: false, ref use);
                    break;
                case "(":
                    throw NotCallable(target, start);
                default:
                    return hasOptional ? Made(new ChainNode(target, start.Position)) : target;
            }
        }

        if (_token.Kind == TokenKind.Template)
            throw new ExpressionSyntaxException("No se admite una plantilla con función delante", start.Position);

        return hasOptional ? Made(new ChainNode(target, start.Position)) : target;
    }

    private MemberNode ParseMember(Node target, bool isOptional, ref int use)
    {
        var member = _token;
        if (member.Kind != TokenKind.Name)
            throw Unexpected();

        Advance();
        if (!_token.Is("("))
            AddMember(ref use, member.Written);

        return Made(new MemberNode(target, member.Written, isOptional, member.Position));
    }

    private IndexNode ParseIndex(Node target, bool isOptional, ref int use)
    {
        var position = _token.Position;
        Advance();
        var ownerUse = use;
        var index = ParseExpression();
        Expect("]");
        if (index is not LiteralNode { Value: string member })
        {
            use = -1;
            return Made(new IndexNode(target, index, isOptional, position));
        }

        use = ownerUse;
        AddMember(ref use, member);
        return Made(new IndexNode(target, index, isOptional, position));
    }

    private void AddMember(ref int use, string member)
    {
        if (use >= 0)
            _names[use] = _names[use] with { Members = [.. _names[use].Members, member] };
    }

    private static ExpressionSyntaxException NotCallable(Node target, Token start) => target is MemberNode method
        ? new(Unsupported.Method(method.Name, (method.Target as NameNode)?.Name), method.Position)
        : new("Solo se admite llamar a una función por su nombre", start.Position);

    private Node ParsePrimary()
    {
        var token = _token;
        switch (token.Kind)
        {
            case TokenKind.Number:
                Advance();
                return _numbers.TryLiteral(token.Written, out var number)
                    ? Made(new LiteralNode(number, token.Position))
                    : throw new ExpressionSyntaxException($"«{token.Written}» no es un número que se pueda usar", token.Position);
            case TokenKind.Text:
                Advance();
                return Made(new LiteralNode(token.Written, token.Position));
            case TokenKind.Template:
                return ParseTemplate();
            case TokenKind.Name:
                return ParseName();
            case TokenKind.Symbol when token.Written == "(":
                return ParseParentheses();
            case TokenKind.Symbol when token.Written == "[":
                return ParseList();
            case TokenKind.Symbol when token.Written == "{":
                return ParseObject();
            case TokenKind.Symbol when token.Written is "/" or "/=":
                throw new ExpressionSyntaxException("No se admite una expresión regular (/…/)", token.Position);
            case TokenKind.Symbol when token.Written is "," or ";":
                throw new ExpressionSyntaxException($"Aquí falta un valor, antes de «{token.Written}»", token.Position);
            default:
                throw Unexpected();
        }
    }

    private Node ParseName()
    {
        var name = _token;
        if (name.Written is "async" && _lexer.Read(name.Next) is { Kind: TokenKind.Symbol, Written: not "(" } or { Kind: TokenKind.End })
        {
            // A variable may be called async; only «async x =>» and «async function» are something else.
        }
        else if (Unsupported.Word(name.Written) is { } refusal)
        {
            throw new ExpressionSyntaxException(refusal, name.Position);
        }

        Advance();
        if (Constant(name) is { } constant)
            return Made(constant);
        if (_token.Is("("))
            return ParseCall(name);
        if (_token.Is("=>"))
            throw Unexpected();

        _names.Add(new(name.Written, [], name.Position));
        return Made(new NameNode(name.Written, name.Position));
    }

    private LiteralNode? Constant(Token name) => name.Written switch
    {
        "true" => new(Values.True, name.Position),
        "false" => new(Values.False, name.Position),
        "null" => new(null, name.Position),
        "undefined" => new(Undefined.Value, name.Position),
        "NaN" when Mode == NumberMode.Double => new(double.NaN, name.Position),
        "Infinity" when Mode == NumberMode.Double => new(double.PositiveInfinity, name.Position),
        _ => null,
    };

    private Node ParseCall(Token name)
    {
        // Reserved before the arguments, so that calls are listed as they are read.
        var place = _calls.Count;
        _calls.Add(null!);
        var arguments = ParseItems("(", ")");
        var literals = Array.ConvertAll(
            arguments, argument => argument is LiteralNode { Value: string or double or decimal } literal ? literal.Value : null);
        var builtIn = ExpressionFunctions.Find(name.Written);
        _calls[place] = new(name.Written, literals, arguments.Length, name.Position, builtIn is not null);
        if (builtIn is null)
            return Made(new CallNode(name.Written, arguments, name.Position));
        if (arguments.Length < builtIn.MinArguments || arguments.Length > (builtIn.MaxArguments ?? int.MaxValue))
            throw new ExpressionSyntaxException($"«{name.Written}» se escribe {builtIn.Signature}", name.Position);

        return Made(new BuiltInNode(builtIn, arguments, name.Position));
    }

    private Node ParseParentheses()
    {
        var opening = _token;
        Advance();
        if (_token.Is(")") && _lexer.Read(_token.Next).Is("=>"))
            Advance();

        var inner = _token.Is("=>") ? throw Unexpected() : ParseExpression();
        if (_token.Is(",") && ArrowAfter(opening) is { } arrow)
            _token = arrow;

        Expect(")");
        // (a?.b).c looks for c even where a has no value: the chain ended at the parenthesis.
        return inner;
    }

    private ListNode ParseList()
    {
        var position = _token.Position;
        return Made(new ListNode(ParseItems("[", "]"), position));
    }

    private Node[] ParseItems(string opening, string closing)
    {
        Expect(opening);
        var items = new List<Node>();
        while (!_token.Is(closing))
        {
            items.Add(ParseExpression());
            if (!_token.Is(","))
                break;

            Advance();
        }

        Expect(closing);
        return [.. items];
    }

    private ObjectNode ParseObject()
    {
        var position = _token.Position;
        Advance();
        var members = new List<KeyValuePair<string, Node>>();
        while (!_token.Is("}"))
        {
            members.Add(ParseProperty());
            if (!_token.Is(","))
                break;

            Advance();
        }

        Expect("}");
        return Made(new ObjectNode([.. members], position));
    }

    private KeyValuePair<string, Node> ParseProperty()
    {
        var key = _token;
        if (key.Is("["))
            throw new ExpressionSyntaxException("No se admite un nombre calculado en un objeto ([…]:)", key.Position);
        if (key.Kind is not (TokenKind.Name or TokenKind.Text or TokenKind.Number))
            throw Unexpected();
        if (key.Written == "__proto__")
            throw new ExpressionSyntaxException("No se admite «__proto__» en un objeto", key.Position);

        var following = _lexer.Read(key.Next);
        if (following.Is("(") || (key.Kind == TokenKind.Name && following.Kind is TokenKind.Name or TokenKind.Text))
            throw new ExpressionSyntaxException("No se admite un método en un objeto", key.Position);
        var isVariable = key.Kind == TokenKind.Name && key.Written is not ("true" or "false" or "null");
        if (isVariable && (following.Is(",") || following.Is("}")))
            return new(key.Written, ParseName());

        Advance();
        Expect(":");
        return new(key.Kind == TokenKind.Number ? NumberKey(key) : key.Written, ParseExpression());
    }

    private string NumberKey(Token key) => _numbers.TryLiteral(key.Written, out var number)
        ? Coercion.Shown(number)
        : throw new ExpressionSyntaxException($"«{key.Written}» no es un número que se pueda usar", key.Position);

    private Node ParseTemplate()
    {
        var opening = _token;
        var texts = new List<string>();
        var holes = new List<Node>();
        var at = opening.Next;
        while (true)
        {
            texts.Add(_lexer.ReadTemplate(at, opening.Start, out var next, out var hasHole));
            _token = _lexer.Read(next);
            if (!hasHole)
                break;

            holes.Add(ParseExpression());
            if (!_token.Is("}"))
                throw Unexpected();

            at = _token.Next;
        }

        return holes.Count == 0
            ? Made(new LiteralNode(texts[0], opening.Position))
            : Made(new TemplateNode([.. texts], [.. holes], opening.Position));
    }

    // «(a, b) => …» is an arrow function, not a comma: whoever wrote it should read its name.
    private Token? ArrowAfter(Token opening)
    {
        var open = 0;
        for (var token = opening; token.Kind is not (TokenKind.End or TokenKind.Template); token = _lexer.Read(token.Next))
        {
            open += token.Is("(") ? 1 : token.Is(")") ? -1 : 0;
            if (open == 0)
                return _lexer.Read(token.Next) is var next && next.Is("=>") ? next : null;
        }

        return null;
    }

    private void Advance() => _token = _lexer.Read(_token.Next);

    private void Expect(string symbol)
    {
        if (!_token.Is(symbol))
            throw Unexpected(symbol);

        Advance();
    }

    private ExpressionSyntaxException Unexpected(string? expected = null)
    {
        var refusal = _token.Kind switch
        {
            TokenKind.Symbol => Unsupported.Symbol(_token.Written),
            TokenKind.Name => Unsupported.Word(_token.Written),
            _ => null,
        };
        refusal ??= (_token.Kind, expected) switch
        {
            (TokenKind.End, null) => "La expresión está incompleta",
            (TokenKind.End, _) => $"La expresión está incompleta: falta «{expected}»",
            (_, null) => $"Aquí no se espera «{Shown(_token)}»",
            _ => $"Aquí falta «{expected}» y hay «{Shown(_token)}»",
        };
        return new(refusal, _token.Position);
    }

    private string Shown(Token token) => Coercion.Shown(Text[token.Start..token.Next]);

    private void Enter()
    {
        if (++_nesting > MaxNesting)
            throw new ExpressionSyntaxException($"La expresión está anidada en más de {MaxNesting} niveles", _token.Position);
    }

    private Node Leave(Node node)
    {
        _nesting--;
        return node;
    }

    private T Made<T>(T node)
        where T : Node
    {
        if (++_nodes > MaxNodes)
            throw new ExpressionSyntaxException($"La expresión tiene más de {MaxNodes} partes", node.Position);
        if (node.Depth > MaxHeight)
            throw new ExpressionSyntaxException($"La expresión encadena más de {MaxHeight} operaciones", node.Position);

        return node;
    }

    [Flags]
    private enum Mix
    {
        None = 0,
        Coalesce = 1,
        Logic = 2,
        Both = Coalesce | Logic,
    }
}
