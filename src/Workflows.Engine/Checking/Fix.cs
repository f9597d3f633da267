namespace Workflows.Engine.Checking;

/// <summary>
/// An obvious mend of a problem, for a designer to offer as one button. It says what to change and changes nothing itself.
/// </summary>
/// <param name="Kind">What to do, for programs: one of the names below.</param>
/// <param name="Label">What the button says, in Spanish.</param>
/// <param name="Data">What it is done with. The step is the one of the problem.</param>
public sealed record Fix(string Kind, string Label, IReadOnlyDictionary<string, string> Data)
{
    /// <summary>Gives «input» a fixed «value», kept as an expression of «type» Literal or Object.</summary>
    public static Fix SetInput(string label, string input, string value, string type = "Literal") =>
        new("setInput", label, new Dictionary<string, string> { ["input"] = input, ["type"] = type, ["value"] = value });

    /// <summary>Writes «to» where the expression of «input» has «from», which begins at «position», counted from 1.</summary>
    public static Fix ReplaceText(string label, string input, int position, string from, string to) => new("replaceText", label,
        new Dictionary<string, string>
        {
            ["input"] = input, ["position"] = position.ToString(System.Globalization.CultureInfo.InvariantCulture), ["from"] = from,
            ["to"] = to,
        });

    /// <summary>Calls the step «label».</summary>
    public static Fix RenameStep(string label) =>
        new("renameStep", $"Llamarlo «{label}»", new Dictionary<string, string> { ["label"] = label });

    /// <summary>Takes the step out of the drawing, with its arrows.</summary>
    public static Fix RemoveStep() => new("removeStep", "Quitar el paso", new Dictionary<string, string>());

    /// <summary>Draws an end behind «port».</summary>
    public static Fix ConnectToEnd(string port) =>
        new("connectToEnd", "Terminar ahí el diagrama", new Dictionary<string, string> { ["port"] = port });

    /// <summary>Takes out the arrows that leave through «port».</summary>
    public static Fix RemoveArrows(string port) =>
        new("removeArrows", "Quitar la flecha", new Dictionary<string, string> { ["port"] = port });

    /// <summary>Declares a variable of the workflow called «name», of any type.</summary>
    public static Fix DeclareVariable(string name) =>
        new("declareVariable", $"Crear la variable «{name}»", new Dictionary<string, string> { ["name"] = name });
}
