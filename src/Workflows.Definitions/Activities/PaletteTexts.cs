using System.Text.Json;

namespace Workflows.Definitions.Activities;

/// <summary>A value of an input that is chosen from a list, and its words.</summary>
public sealed record PaletteChoice(string Value, string Label);

/// <summary>What the designer's palette says of an input. <see cref="Editor"/> is the kind of control that edits it.</summary>
/// <param name="Choices">The values of an input whose editor is <c>choice</c>.</param>
public sealed record PaletteInput(string Label, string? Help, string Editor, IReadOnlyList<PaletteChoice>? Choices = null);

/// <summary>What the designer's palette says of an activity, in Spanish.</summary>
/// <param name="IsOffered">Somebody who draws may add it; what is not offered is drawn and kept where a file brings it.</param>
public sealed record PaletteActivity(
    string Type, string Name, string Description, string Category, IReadOnlyDictionary<string, PaletteInput> Inputs,
    bool IsOffered = true);

/// <summary>What the designer's palette says of a type of field of a form, in Spanish.</summary>
public sealed record PaletteField(string Type, string Name, string Description);

/// <summary>
/// The Spanish texts of every activity, its inputs and its ports, and of every type of field, read from one file. They are words only:
/// nothing runs by them.
/// </summary>
public sealed record PaletteTexts(
    IReadOnlyDictionary<string, string> Ports, IReadOnlyList<PaletteField> Fields, IReadOnlyList<PaletteActivity> Activities)
{
    private const string Resource = "Workflows.Definitions.Activities.palette.json";

    private static readonly Lazy<PaletteTexts> ShippedTexts = new(Load);

    public static PaletteTexts Shipped => ShippedTexts.Value;

    public PaletteActivity? Find(string type) => Activities.FirstOrDefault(activity => activity.Type == type);

    /// <summary>The port as people read it; a branch that a coordinator named keeps its name.</summary>
    public string LabelOfPort(string port) => Ports.GetValueOrDefault(port, port);

    private static PaletteTexts Load()
    {
        using var stream = typeof(PaletteTexts).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks {Resource}.");
        return JsonSerializer.Deserialize<PaletteTexts>(stream, JsonSerializerOptions.Web)
            ?? throw new InvalidOperationException($"{Resource} is empty.");
    }
}
