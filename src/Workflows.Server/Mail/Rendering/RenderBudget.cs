using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Workflows.Server.Mail.Rendering;

/// <summary>
/// What one mail may cost: turns of its lists, characters, time. Lists and dictionaries of the model are wrapped so that
/// every turn of a loop is counted; the template engine itself has no limits.
/// </summary>
internal sealed class RenderBudget(int turns, int characters, TimeSpan time)
{
    private const string SiteName = "sitio";

    private readonly long _started = Stopwatch.GetTimestamp();
    private int _turns;
    private int _characters;

    /// <summary>What <c>{{sitio}}</c> says, at any depth of the model: the address of this server without a final slash.</summary>
    public required string Site { get; init; }

    public void Turn()
    {
        if (++_turns > turns)
            throw new MailRenderingException("La plantilla repite demasiado: sus listas, una dentro de otra, pasan del máximo.");
        if (Stopwatch.GetElapsedTime(_started) > time) throw new MailRenderingException("La plantilla tarda demasiado en escribirse.");
    }

    public void Write(int count)
    {
        _characters += count;
        if (_characters > characters) throw new MailRenderingException("El correo es demasiado largo.");
    }

    /// <summary>The same values, counted while they are walked.</summary>
    public object? Wrap(object? value) => value switch
    {
        IReadOnlyDictionary<string, object?> members => new Members(members, this),
        IReadOnlyList<object?> items => new Items(items, this),
        _ => value,
    };

    private sealed class Items(IReadOnlyList<object?> items, RenderBudget budget) : IReadOnlyList<object?>
    {
        public int Count => items.Count;

        public object? this[int index]
        {
            get
            {
                budget.Turn();
                return budget.Wrap(items[index]);
            }
        }

        public IEnumerator<object?> GetEnumerator()
        {
            for (var i = 0; i < items.Count; i++) yield return this[i];
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class Members(IReadOnlyDictionary<string, object?> members, RenderBudget budget) : IReadOnlyDictionary<string, object?>
    {
        public int Count => members.Count;

        public IEnumerable<string> Keys => members.Keys;

        public IEnumerable<object?> Values => members.Values.Select(value =>
        {
            budget.Turn();
            return budget.Wrap(value);
        });

        public object? this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

        public bool ContainsKey(string key) => members.ContainsKey(key) || key == SiteName;

        public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
        {
            if (members.TryGetValue(key, out var inner))
            {
                value = budget.Wrap(inner);
                return true;
            }

            value = key == SiteName ? budget.Site : null;
            return value is not null;
        }

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
        {
            foreach (var (key, value) in members)
            {
                budget.Turn();
                yield return new(key, budget.Wrap(value));
            }
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

/// <summary>Collects a mail's text and stops when it is too long.</summary>
internal sealed class BoundedWriter(RenderBudget budget) : StringWriter(MailHelpers.Numbers)
{
    public override void Write(char value)
    {
        budget.Write(1);
        base.Write(value);
    }

    public override void Write(string? value)
    {
        budget.Write(value?.Length ?? 0);
        base.Write(value);
    }

    public override void Write(char[] buffer, int index, int count)
    {
        budget.Write(count);
        base.Write(buffer, index, count);
    }

    public override void Write(ReadOnlySpan<char> buffer)
    {
        budget.Write(buffer.Length);
        base.Write(buffer);
    }

    public override void Write(StringBuilder? value) => Write(value?.ToString());
}
