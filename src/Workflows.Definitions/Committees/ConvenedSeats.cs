using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Committees;

/// <summary>
/// Answers who is called to a session of a body on a day: every seat in force, with whoever acts in it that day, who presides first. A
/// person of several seats is named in the first of them; a seat that nobody acts in is told as vacant.
/// </summary>
internal sealed class ConvenedSeats(OrganisationSnapshot organisation)
{
    private static readonly Role[] InOrder =
        [Role.CommitteePresident, Role.CommitteeMember, Role.CommitteeSecretary, Role.CommitteeAlternate, Role.CommitteeGuest];

    public Dictionary<string, object?> Answer(object? asked)
    {
        var code = asked.TextOf("committee") ?? throw new ActivityFaultException("No se indicó a qué órgano se cita.");
        var committee = organisation.FindCommittee(code)
            ?? throw new ActivityFaultException($"El órgano «{code}» no existe en la organización.");
        var date = asked.DateOf("date") ?? throw new ActivityFaultException("No se indicó el día de la sesión.");
        var seats = organisation.Seats.Where(seat => seat.CommitteeCode == committee.Code && seat.IsInForceOn(date))
            .OrderBy(seat => Array.IndexOf(InOrder, seat.Role)).ToList();
        var told = new HashSet<string>(StringComparer.Ordinal);
        var people = new List<object?>();
        var vacant = new List<object?>();
        foreach (var seat in seats)
        {
            var holders = organisation.HoldersOf(seat, date).ToList();
            if (holders.Count == 0 && seat.Role != Role.CommitteeGuest && seat.Role != Role.CommitteeAlternate)
                vacant.Add(seat.Name);
            people.AddRange(holders.Where(holder => told.Add(holder.Person.Id)).Select(object? (holder) => PersonOf(holder, seat)));
        }

        return new() { ["name"] = committee.Name, ["people"] = people, ["vacant"] = vacant };
    }

    private static Dictionary<string, object?> PersonOf(Holder holder, Seat seat) => new()
    {
        ["personId"] = holder.Person.Id,
        ["name"] = holder.DisplayName,
        ["email"] = holder.Person.Email,
        ["seat"] = seat.Name,
        ["role"] = seat.Role.Code,
    };
}
