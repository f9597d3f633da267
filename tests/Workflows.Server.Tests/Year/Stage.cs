using System.Text.Json;
using System.Text.RegularExpressions;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Flows;
using Workflows.Definitions.Organisation;

namespace Workflows.Server.Tests.Year;

/// <summary>
/// A task as a shipped flow draws it: who has it, under which deadline policy and whom its review tells. Nothing here runs a flow.
/// </summary>
/// <param name="Type">Workflows.Review and the like.</param>
/// <param name="Notified">Who is told of a review that does not send back.</param>
internal sealed partial record Stage(string Activity, string Type, Role Role, string? Scope, DeadlinePolicy Policy,
    IReadOnlyList<Role> Notified)
{
    public static IReadOnlyDictionary<string, Stage> OfTheFormulation { get; } = Of(ShippedFlows.PmgFormulation);

    /// <summary>It is reviewed here, and may be sent back.</summary>
    public bool MayReturn { get; private init; }

    /// <summary>What whoever has it does when all is well.</summary>
    public string Action => Type switch
    {
        "Workflows.Review" => "approve",
        "Workflows.DecideInBody" or "Workflows.HoldSession" => "record",
        "Workflows.CastVote" => "vote",
        "Workflows.ConsultSeats" => "comment",
        _ => "submit",
    };

    /// <param name="given">
    /// What the process was opened with, for flows whose policies and places say «the date of this requirement». A place that is written as
    /// an expression and is not given is where the institution's own is.
    /// </param>
    public static Dictionary<string, Stage> Of(string flow, IReadOnlyDictionary<string, string>? given = null)
    {
        using var drawn = JsonDocument.Parse(ShippedFlows.Get(flow).Json);
        // What a body or each of its seats does has no role of its own: see In.
        return Activities(drawn).Where(activity => activity.TryGetProperty("deadline", out _) && activity.TryGetProperty("role", out _))
            .Select(activity => new Stage(
                Id(activity), activity.GetProperty("type").GetString()!, Role.Parse(Text(activity, "role", given)!),
                    Text(activity, "scope", given),
                PolicyOf(activity, given ?? new Dictionary<string, string>()), [.. Roles(activity, "notify")])
            {
                MayReturn = activity.GetProperty("type").GetString() == "Workflows.Review"
                    && !(activity.TryGetProperty("allowReturn", out var allowed) && allowed.GetProperty("expression").GetProperty("value")
                        .ValueKind == JsonValueKind.False),
            })
            .ToDictionary(stage => stage.Activity);
    }

    /// <summary>A task whose drawing names no post, of one of those who have it: a seat of a body, or its secretariat.</summary>
    public static Stage In(string flow, string activity, Role role, string place, IReadOnlyDictionary<string, string> given)
    {
        using var drawn = JsonDocument.Parse(ShippedFlows.Get(flow).Json);
        var task = Activities(drawn).Single(one => Id(one) == activity);
        return new(activity, task.GetProperty("type").GetString()!, role, place, PolicyOf(task, given), []);
    }

    /// <summary>The vote of one seat in a body that decides in writing.</summary>
    public static Stage VoteOf(string flow, string activity, Seat seat) =>
        In(flow, activity, seat.Role, seat.Place, new Dictionary<string, string>()) with { Type = "Workflows.CastVote" };

    internal static IEnumerable<JsonElement> Activities(JsonDocument flow) => flow.RootElement.GetProperty("root")
        .GetProperty("activities").EnumerateArray();

    internal static string Id(JsonElement activity) => activity.GetProperty("id").GetString()!;

    internal static IEnumerable<Role> Roles(JsonElement activity, string name) =>
        activity.TryGetProperty(name, out var input) ? input.GetProperty("expression").GetProperty("value").EnumerateArray()
            .Select(code => Role.Parse(code.GetString()!)) : [];

    /// <param name="given">What takes the place of the names in codes such as `committee.member:${comite}`.</param>
    internal static IEnumerable<RecipientCode> Recipients(
        JsonElement activity, string name, IReadOnlyDictionary<string, string>? given = null)
    {
        if (!activity.TryGetProperty(name, out var input))
            return [];
        var codes = input.GetProperty("expression").GetProperty("value");
        return codes.ValueKind == JsonValueKind.Array
            ? codes.EnumerateArray().Select(code => RecipientCode.Parse(code.GetString()!))
            : Written().Matches(codes.GetString()!).Select(code => RecipientCode.Parse(
                Named().Replace(code.Groups[1].Value, value => given![value.Groups[1].Value])));
    }

    internal static string? Text(JsonElement activity, string name, IReadOnlyDictionary<string, string>? given = null)
    {
        if (!activity.TryGetProperty(name, out var input))
            return null;
        var expression = input.GetProperty("expression");
        var text = expression.GetProperty("value").GetString()!;
        return expression.GetProperty("type").GetString() == "JavaScript" ? given?.GetValueOrDefault(text) : text;
    }

    private static DeadlinePolicy PolicyOf(JsonElement activity, IReadOnlyDictionary<string, string> given)
    {
        var expression = activity.GetProperty("deadline").GetProperty("expression");
        if (expression.GetProperty("type").GetString() != "JavaScript")
            return DeadlinePolicy.Read(expression.GetProperty("value"));
        var drawn = expression.GetProperty("value").GetString()!;
        if (given.TryGetValue(drawn, out var whole))
            return DeadlinePolicy.Parse(whole);
        // An object written with names: the names get quotes, and what was given takes the place of its name.
        var json = Name().Replace(drawn, "\"$1\":");
        return DeadlinePolicy.Parse(Given().Replace(json, value => $": {JsonSerializer.Serialize(given[value.Groups[1].Value])}"));
    }

    [GeneratedRegex("`([^`]*)`")]
    private static partial Regex Written();

    [GeneratedRegex(@"\$\{(\w+)\}")]
    private static partial Regex Named();

    [GeneratedRegex("""(?<!["\w])(\w+)\s*:""")]
    private static partial Regex Name();

    [GeneratedRegex("""(?<="):\s*([a-zA-Z][\w.]*)""")]
    private static partial Regex Given();
}
