using Workflows.Definitions.Organisation;
using Workflows.Definitions.Pmg;
using Workflows.Definitions.Questions;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>
/// Answers which places of a kind there are on a day, each with its code and what people call it, in the order people know.
/// </summary>
internal sealed class PlaceList(OrganisationSnapshot organisation)
{
    public IReadOnlyList<ListedPlace> Of(PlacesQuestion asked) => asked.Kind switch
    {
        "regions" => [.. organisation.Regions.OrderBy(region => region.NorthToSouth)
            .Select(region => new ListedPlace(region.Code, region.Name))],
        "networks" when asked.Proposed is { } proposed => OwnersOf(proposed, asked.Date),
        "networks" => [.. Networks.Select(network => new ListedPlace(network.Code, network.Name))],
        "ministries" => [.. organisation.Ministries.Where(ministry => Validity.Covers(ministry.ValidFrom, ministry.ValidTo, asked.Date))
            .OrderBy(ministry => ministry.Code, StringComparer.Ordinal)
            .Select(ministry => new ListedPlace(ministry.Code, ministry.Name))],
        "seats" => SeatsOf(asked.Committee, asked.Date),
        var other => throw new ActivityFaultException($"No se puede listar «{other}»: usa {string.Join(", ", ListPlaces.Kinds)}."),
    };

    private IEnumerable<Network> Networks => organisation.Networks.OrderBy(network => network.Code, StringComparer.Ordinal);

    /// <summary>
    /// Who owns what a proposal commits, by the framework in force. One that nobody keeps is named: it would be passed over in silence.
    /// </summary>
    private List<ListedPlace> OwnersOf(ProposedTopics proposed, DateOnly date)
    {
        var (programme, year) = (proposed.Programme, proposed.Year.AsWhole() ?? date.Year);
        var framework = FrameworkParameters.For(programme, year, date)
            ?? throw new ActivityFaultException($"No hay Programa Marco de {programme} para {year}.");
        var owned = framework.Topics.Where(topic => topic.Network is not null && proposed.Topics.Contains(topic.Id)).ToList();
        foreach (var topic in owned.Where(topic => organisation.Networks.All(network => network.Code != topic.Network)))
        {
            throw new ActivityFaultException(
                $"La red «{topic.Network}», dueña de «{topic.Name}», no existe en la organización: créala o corrige el Programa Marco.");
        }

        return [.. Networks
            .Select(network => new ListedPlace(network.Code, network.Name)
            {
                Topics = [.. owned.Where(topic => topic.Network == network.Code).Select(topic => topic.Name)],
            })
            .Where(owner => owner.Topics!.Count > 0)];
    }

    private IReadOnlyList<ListedPlace> SeatsOf(string? committee, DateOnly date) =>
        committee is null || organisation.FindCommittee(committee) is null
            ? throw new ActivityFaultException($"El comité «{committee}» no existe en la organización: indica de cuál son los asientos.")
            : [.. organisation.Seats.Where(seat => seat.CommitteeCode == committee && seat.IsInForceOn(date))
                .Select(seat => new ListedPlace(seat.Place, seat.Name) { Role = seat.Role.Code })];
}
