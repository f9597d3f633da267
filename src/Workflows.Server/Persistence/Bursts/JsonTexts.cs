using Workflows.Engine;

namespace Workflows.Server.Persistence.Bursts;

/// <summary>The values of one burst as JSON, each written once: the journal hashes what the rows hold.</summary>
public sealed class JsonTexts
{
    private readonly Dictionary<object, string> _texts = new(ReferenceEqualityComparer.Instance);

    public string Of(object? value)
    {
        if (value is null)
            return Values.ToJson(null);
        return _texts.TryGetValue(value, out var text) ? text : _texts[value] = Values.ToJson(value);
    }
}
