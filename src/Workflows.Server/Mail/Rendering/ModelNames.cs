namespace Workflows.Server.Mail.Rendering;

/// <summary>
/// What a template may name: a tree made from names such as <c>institution.name</c> and <c>tasks[].title</c>. Where the
/// tree ends, anything may follow only if nothing is known about it.
/// </summary>
public sealed class ModelNames
{
    /// <summary>Nothing is known: every name is allowed.</summary>
    public static readonly ModelNames Anything = new() { _isOpen = true };

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

    private ModelNames()
    {
    }

    /// <summary>What each item of a list looks like.</summary>
    public ModelNames Items => _members.TryGetValue("[]", out var items) ? items : Anything;

    public IEnumerable<string> Members => _members.Keys.Where(name => name != "[]");

    public ModelNames? Find(string name) => _isOpen ? Anything : _members.GetValueOrDefault(name);
}
