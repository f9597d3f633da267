namespace Workflows.Server.Mail.Rendering;

/// <summary>
/// What a template may name: a tree made from names such as <c>institution.name</c> and <c>tasks[].title</c>. Where the
/// tree ends, anything may follow only if nothing is known about it.
/// </summary>
public sealed class ModelNames
{
    /// <summary>Nothing is known: every name is allowed.</summary>
    public static readonly ModelNames Anything = new() { _isOpen = true };

    /// <summary>Known everywhere: the address of this server.</summary>
    private const string Site = "sitio";

    private readonly SortedDictionary<string, ModelNames> _members = new(StringComparer.Ordinal);
    private bool _isOpen;

    public ModelNames(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            var at = this;
            foreach (var part in name.Replace("[]", ".[]", StringComparison.Ordinal).Split('.'))
            {
                if (!at._members.TryGetValue(part, out var next)) at._members.Add(part, next = new());
                at = next;
            }
        }
    }

    /// <summary>The names of a sample: of each list, those of its first item.</summary>
    public static ModelNames Of(IReadOnlyDictionary<string, object?> sample) => new(NamesIn(sample, ""));

    private ModelNames()
    {
    }

    /// <summary>What each item of a list looks like.</summary>
    public ModelNames Items => _members.TryGetValue("[]", out var items) ? items : Anything;

    public IEnumerable<string> Members => _members.Keys.Where(name => name != "[]");

    public ModelNames? Find(string name) => _isOpen || name == Site ? Anything : _members.GetValueOrDefault(name);

    private static IEnumerable<string> NamesIn(object? value, string prefix)
    {
        switch (value)
        {
            case IReadOnlyDictionary<string, object?> members:
                return members.SelectMany(member => NamesIn(member.Value, prefix.Length == 0 ? member.Key : $"{prefix}.{member.Key}"));
            case IReadOnlyList<object?> { Count: > 0 } items:
                return NamesIn(items[0], $"{prefix}[]");
            default:
                return [prefix];
        }
    }
}
