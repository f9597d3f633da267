using Workflows.Definitions.Organisation;
using Workflows.Definitions.Pmg;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>
/// Answers which places of a kind there are on a day, each with its code and what people call it, in the order people know.
/// </summary>
internal sealed class PlaceList(OrganisationSnapshot organisation)
{
    public List<object?> Answer(object? asked)
    {
        var date = asked.DateOf("date") ?? throw new ActivityFaultException("No se indicó de qué día es la lista.");
        return asked.TextOf("kind") switch
        {
            "regions" => [.. organisation.Regions.OrderBy(region => region.NorthToSouth).Select(object? (region) => Place(region.Code, region.Name))],
            "networks" when asked.Member("topics") is { } topics => OwnersOf(topics.AsList(), asked, date),
            "networks" => [.. organisation.Networks.OrderBy(network => network.Code, StringComparer.Ordinal)
                .Select(object? (network) => Place(network.Code, network.Name))],
            "ministries" => [.. organisation.Ministries.Where(ministry => Validity.Covers(ministry.ValidFrom, ministry.ValidTo, date))
                .OrderBy(ministry => ministry.Code, StringComparer.Ordinal)
                .Select(object? (ministry) => Place(ministry.Code, ministry.Name))],
            "seats" => SeatsOf(asked.TextOf("committee"), date),
            var other => throw new ActivityFaultException($"No se puede listar «{other}»: usa {string.Join(", ", ListPlaces.Kinds)}."),
        };
    }

    /// <summary>Who owns what a proposal commits, by the framework in force. One that nobody keeps is named: it would be passed over in silence.</summary>
    private List<object?> OwnersOf(IReadOnlyList<object?> topics, object? asked, DateOnly date)
    {
        var (programme, year) = (asked.TextOf("programme") ?? "", asked.WholeOf("year") ?? date.Year);
        var framework = FrameworkParameters.For(programme, year, date)
            ?? throw new ActivityFaultException($"No hay Programa Marco de {programme} para {year}.");
        var owned = framework.Topics.Where(topic => topic.Network is not null && topics.Contains(topic.Id)).ToList();
        foreach (var topic in owned.Where(topic => organisation.Networks.All(network => network.Code != topic.Network)))
        {
            throw new ActivityFaultException(
                $"La red «{topic.Network}», dueña de «{topic.Name}», no existe en la organización: créala o corrige el Programa Marco.");
        }

        return [.. organisation.Networks.OrderBy(network => network.Code, StringComparer.Ordinal)
            .Select(network => (Network: network, Topics: owned.Where(topic => topic.Network == network.Code).Select(topic => topic.Name).ToList()))
            .Where(owner => owner.Topics.Count > 0)
            .Select(object? (owner) => new Dictionary<string, object?>(Place(owner.Network.Code, owner.Network.Name))
            {
                ["topics"] = PlainValues.ToValues(owner.Topics),
            })];
    }

    private List<object?> SeatsOf(string? committee, DateOnly date) => committee is null || organisation.FindCommittee(committee) is null
        ? throw new ActivityFaultException($"El comité «{committee}» no existe en la organización: indica de cuál son los asientos.")
        : [.. organisation.Seats.Where(seat => seat.CommitteeCode == committee && seat.IsInForceOn(date))
            .Select(object? (seat) => new Dictionary<string, object?>(Place(seat.Place, seat.Name)) { ["role"] = seat.Role.Code })];

    private static Dictionary<string, object?> Place(string code, string name) => new() { ["code"] = code, ["name"] = name };
}
