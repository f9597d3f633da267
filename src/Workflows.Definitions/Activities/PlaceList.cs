using Workflows.Definitions.Organisation;
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
            "regions" => [.. organisation.Regions.Select(object? (region) => Place(region.Code, region.Name))],
            "networks" => [.. organisation.Networks.OrderBy(network => network.Code, StringComparer.Ordinal)
                .Select(object? (network) => Place(network.Code, network.Name))],
            "ministries" => [.. organisation.Ministries.Where(ministry => Validity.Covers(ministry.ValidFrom, ministry.ValidTo, date))
                .OrderBy(ministry => ministry.Code, StringComparer.Ordinal)
                .Select(object? (ministry) => Place(ministry.Code, ministry.Name))],
            "seats" => SeatsOf(asked.TextOf("committee"), date),
            var other => throw new ActivityFaultException($"No se puede listar «{other}»: usa {string.Join(", ", ListPlaces.Kinds)}."),
        };
    }

    private List<object?> SeatsOf(string? committee, DateOnly date) => committee is null || organisation.FindCommittee(committee) is null
        ? throw new ActivityFaultException($"El comité «{committee}» no existe en la organización: indica de cuál son los asientos.")
        : [.. organisation.Seats.Where(seat => seat.CommitteeCode == committee && seat.IsInForceOn(date))
            .Select(object? (seat) => new Dictionary<string, object?>(Place(seat.Place, seat.Name)) { ["role"] = seat.Role.Code })];

    private static Dictionary<string, object?> Place(string code, string name) => new() { ["code"] = code, ["name"] = name };
}
