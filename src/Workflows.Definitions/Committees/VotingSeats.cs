using Workflows.Definitions.Organisation;
using Workflows.Definitions.Questions;
using Workflows.Engine;

namespace Workflows.Definitions.Committees;

/// <summary>
/// Answers which seats of a body vote on a day, who is in each and which of them decide on a matter of their own. Secretaries, guests
/// and alternates have no vote of their own: an alternate votes in the seat it is named for, when its holder does not.
/// </summary>
internal sealed class VotingSeats(OrganisationSnapshot organisation)
{
    public List<BodySeat> Of(SeatsQuestion asked)
    {
        var committee = organisation.FindCommittee(asked.Committee)
            ?? throw new ActivityFaultException($"El órgano «{asked.Committee}» no existe en la organización.");
        var institution = asked.Institution is { } about ? organisation.InstitutionOf(about) : null;
        List<BodySeat> seats = [.. organisation.Seats
            .Where(seat => seat.CommitteeCode == committee.Code && seat.IsInForceOn(asked.Date))
            .Where(seat => seat.Role == Role.CommitteePresident || seat.Role == Role.CommitteeMember)
            .Select(seat => Of(seat, institution, asked.Date))];
        return seats.Count > 0 ? seats : throw new ActivityFaultException($"«{committee.Name}» no tiene asientos con voto ese día.");
    }

    private BodySeat Of(Seat seat, Institution? institution, DateOnly date)
    {
        var (holders, alternates) = (organisation.HoldersOf(seat, date).ToList(), organisation.AlternatesOf(seat, date));
        return new(seat.Name, seat.Role.Code, seat.Place)
        {
            // A person keeps the seat while they are away; a post that nobody acts in leaves it empty.
            IsVacant = seat.PersonId is null && holders.Count == 0,
            Holder = seat.PersonId is { } person ? organisation.FindPerson(person)?.Name
                : holders.FirstOrDefault(holder => alternates.All(alternate => alternate.Person.Id != holder.Person.Id))?.DisplayName,
            Substitutes = [.. holders.Where(holder => holder.Appointment.IsSubstitute).Select(holder => holder.Person.Id)],
            Alternates = [.. alternates.Select(alternate => alternate.DisplayName)],
            ActsByAlternate = holders.Exists(holder => alternates.Any(alternate => alternate.Person.Id == holder.Person.Id)),
            OwnMatter = institution is not null && IsOwn(seat, institution, date),
        };
    }

    /// <summary>The post the seat goes with is of the institution decided about, or of the ministry it answers to.</summary>
    private bool IsOwn(Seat seat, Institution institution, DateOnly date) => seat.OfRole?.Scope switch
    {
        RoleScope.Institution => seat.OfScope == institution.Code,
        RoleScope.Ministry => seat.OfScope is { } place
            && organisation.Undersecretariats.MinistryIn(place) == organisation.MinistryOf(institution, date),
        _ => false,
    };
}
