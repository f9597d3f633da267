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
            if (seat.AlternateOf is { } other && AlternateProblemOf(seat,
                [.. seats.Where(held => held.CommitteeCode == seat.CommitteeCode && held.Name == other)]) is { } wrong)
                yield return $"{what} {wrong}";
        }

        foreach (var (first, second) in seats.Zip(seats.Skip(1)))
        {
            if ((first.CommitteeCode, first.Name) == (second.CommitteeCode, second.Name)
                && Validity.Meet(first.ValidFrom, first.ValidTo, second.ValidFrom, second.ValidTo))
                yield return $"El asiento «{first.Name}» de «{first.CommitteeCode}» está dos veces en los mismos días: pon fecha de "
                    + "término a uno.";
        }
    }

    /// <param name="titulars">The seat it is an alternate of, in each of its periods.</param>
    private static string? AlternateProblemOf(Seat seat, IReadOnlyList<Seat> titulars)
    {
        if (seat.Role != Role.CommitteeAlternate)
            return $"es suplente de «{seat.AlternateOf}» y su rol es {seat.Role.Label}: ponle el rol {Role.CommitteeAlternate.Label}.";
        if (!titulars.Any(titular => Validity.Meet(titular.ValidFrom, titular.ValidTo, seat.ValidFrom, seat.ValidTo)))
            return $"es suplente de «{seat.AlternateOf}», que no es un asiento de ese comité en esos días.";
        if (titulars.Any(titular => titular.Role == Role.CommitteeAlternate))
            return $"es suplente de «{seat.AlternateOf}», que también es suplente: un suplente no tiene suplente.";
        return titulars.Any(titular => titular.PersonId is { } person && person == seat.PersonId)
            ? $"es suplente de «{seat.AlternateOf}», que es de la misma persona." : null;
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
