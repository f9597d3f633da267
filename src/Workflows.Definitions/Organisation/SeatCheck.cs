namespace Workflows.Definitions.Organisation;

/// <summary>Finds where the seats of committees contradict the rest. Every problem is a Spanish sentence.</summary>
internal sealed class SeatCheck(
    IReadOnlyDictionary<string, Person> people, IReadOnlyDictionary<string, Committee> committees, Func<Role, string, bool> scopeExists)
{
    /// <param name="seats">By committee, name and first day.</param>
    public IEnumerable<string> Problems(IReadOnlyList<Seat> seats)
    {
        foreach (var seat in seats)
        {
            var what = $"El asiento «{seat.Name}» de «{seat.CommitteeCode}»";
            if (!committees.ContainsKey(seat.CommitteeCode)) yield return $"{what} es de un comité que no existe.";
            if (seat.Role.Scope != RoleScope.Committee) yield return $"{what} tiene el rol {seat.Role.Label}, que no es de un comité.";
            if (seat.ValidFrom > seat.ValidTo) yield return $"{what} termina antes de empezar.";
            if (HolderProblemOf(seat) is { } problem) yield return $"{what} {problem}";
        }

        foreach (var (first, second) in seats.Zip(seats.Skip(1)))
        {
            if ((first.CommitteeCode, first.Name) == (second.CommitteeCode, second.Name) && Validity.Meet(first.ValidFrom, first.ValidTo, second.ValidFrom, second.ValidTo))
                yield return $"El asiento «{first.Name}» de «{first.CommitteeCode}» está dos veces en los mismos días: pon fecha de término a uno.";
        }
    }

    private string? HolderProblemOf(Seat seat)
    {
        if (seat.Basis != SeatBasis.ExOfficio)
        {
            return seat.OfRole is not null || seat.OfScope is not null ? "es de una persona y también de un cargo: deja uno de los dos."
                : seat.PersonId is not { } person ? "no dice de quién es."
                : people.ContainsKey(person) ? null : $"nombra a «{person}», que no existe.";
        }

        if (seat.PersonId is not null) return "es de un cargo y también de una persona: deja uno de los dos.";
        if (seat.OfRole is not { } role || seat.OfScope is not { } scope) return "no dice de qué cargo es.";
        // A seat that goes with a seat could go round in a circle.
        if (role.Scope == RoleScope.Committee) return "va con un cargo de comité: nombra el cargo de origen.";
        return scopeExists(role, scope) ? null : $"va con el cargo {role.Label} en «{scope}», que no existe.";
    }
}
