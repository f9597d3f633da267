using System.Text.Json;
using Workflows.Definitions.Flows;
using Workflows.Definitions.Organisation;

namespace Workflows.Server.Tests.Year.Ways;

/// <summary>
/// A year of implementation in one service: requirements and quarterly reports, each a process of its own, and changes of targets.
/// </summary>
internal sealed class ImplementationScript(Foretold told, Institution institution, int year)
    : Script(ShippedFlows.PmgImplementation, told, institution, year)
{
    public override DateTimeOffset? Run(DateTimeOffset opened)
    {
        var requirements = Items("requisitos").Select(item => new RequirementScript(Told, Institution, Year, item).Run(opened)).ToList();
        var reports = Items("cortes").Select(item => new MonitoringScript(Told, Institution, Year, item).Run(opened)).ToList();
        return Tell("aviso", Joined([.. requirements, .. reports, Changes(opened)]));
    }

    /// <summary>Until the window closes somebody may ask for other targets, and when that is decided, again.</summary>
    private DateTimeOffset? Changes(DateTimeOffset? now)
    {
        for (var isReturned = false; now is not null && (isReturned || now < Midnight(new(Year, 12, 1)));)
        {
            var asked = Do("solicitud", now, isReturned);
            if (asked is not { Action: not "silence" })
                return asked?.At;
            var backed = Do("respaldo", asked.Value.At);
            isReturned = backed is { Action: "return" };
            var decided = backed is { Action: "approve" } ? Do("decision", backed.Value.At) : backed;
            now = backed is { Action: "approve" } && decided is { Action: "approve" } ? Do("decreto", decided.Value.At)?.At : decided?.At;
        }

        return now;
    }

    /// <summary>A list that the flow draws as one of its variables.</summary>
    private static List<Dictionary<string, string>> Items(string variable)
    {
        using var drawn = JsonDocument.Parse(ShippedFlows.Get(ShippedFlows.PmgImplementation).Json);
        var value = drawn.RootElement.GetProperty("variables").EnumerateArray()
            .Single(other => other.GetProperty("name").GetString() == variable).GetProperty("value");
        return JsonSerializer.Deserialize<List<Dictionary<string, string>>>(value.GetString()!)!;
    }
}

/// <summary>One technical requirement: handed in within its window, judged by its network, maybe sent back.</summary>
internal sealed class RequirementScript(Foretold told, Institution institution, int year, IReadOnlyDictionary<string, string> item)
    : Script(ShippedFlows.PmgRequirement, told, institution, year, item)
{
    public override DateTimeOffset? Run(DateTimeOffset opened)
    {
        var now = opened;
        for (var isReturned = false; ; isReturned = true)
        {
            var opinion = Do("opinion", Do("entrega", now, isReturned)?.At);
            if (opinion is not { Action: "return" })
                return opinion?.At;
            now = opinion.Value.At;
        }
    }
}

/// <summary>One report of progress, asked for on the day of its cut.</summary>
internal sealed class MonitoringScript(Foretold told, Institution institution, int year, IReadOnlyDictionary<string, string> item)
    : Script(ShippedFlows.PmgMonitoring, told, institution, year, item)
{
    public override DateTimeOffset? Run(DateTimeOffset opened)
    {
        var cut = Midnight(DateOnly.ParseExact($"{Year}-{Given("corte")}", "yyyy-MM-dd",
            System.Globalization.CultureInfo.InvariantCulture));
        return Do("avance", cut > opened ? cut : opened)?.At;
    }
}
