using Workflows.Definitions.Organisation;
using Workflows.Definitions.Questions;
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

    public ConvenedBody Of(ConvenedQuestion asked)
    {
        var committee = organisation.FindCommittee(asked.Committee)
            ?? throw new ActivityFaultException($"El órgano «{asked.Committee}» no existe en la organización.");
        var seats = organisation.Seats.Where(seat => seat.CommitteeCode == committee.Code && seat.IsInForceOn(asked.Date))
            .OrderBy(seat => Array.IndexOf(InOrder, seat.Role)).ToList();
        var told = new HashSet<string>(StringComparer.Ordinal);
        var people = new List<SeatedPerson>();
        var vacant = new List<string>();
        foreach (var seat in seats)
        {
            var holders = organisation.HoldersOf(seat, asked.Date).ToList();
            if (holders.Count == 0 && seat.Role != Role.CommitteeGuest && seat.Role != Role.CommitteeAlternate)
                vacant.Add(seat.Name);
            people.AddRange(holders.Where(holder => told.Add(holder.Person.Id))
                .Select(holder => new SeatedPerson(holder.Person.Id, holder.DisplayName, holder.Person.Email, seat.Name, seat.Role.Code)));
        }

        return new(committee.Name, people, vacant);
    }
}
