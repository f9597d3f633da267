using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Committees;

/// <summary>Draws the fields of forms that activities bring with them, as a coordinator would in the designer.</summary>
internal static class FieldDrawing
{
    private const int LongestText = 4_000;

    public static Dictionary<string, object?> Field(string id, string label, string type, bool required) => new()
    {
        ["id"] = id, ["label"] = label, ["type"] = type, ["required"] = required,
    };

    public static Dictionary<string, object?> Text(string id, string label) => new(Field(id, label, "text", required: true))
    {
        ["rules"] = new Dictionary<string, object?> { ["maxLength"] = (double)LongestText },
    };

    public static Dictionary<string, object?> Choice(string id, string label, params (string Id, string Label)[] options) =>
        new(Field(id, label, "choice", required: true))
        {
            ["options"] = options
                .Select(object? (option) => new Dictionary<string, object?> { ["id"] = option.Id, ["label"] = option.Label }).ToList(),
        };

    public static Dictionary<string, object?> When(Dictionary<string, object?> field, string other, params string[] values) => new(field)
    {
        ["visibleWhen"] = new Dictionary<string, object?> { ["field"] = other, ["in"] = PlainValues.ToValues(values) },
    };
}
