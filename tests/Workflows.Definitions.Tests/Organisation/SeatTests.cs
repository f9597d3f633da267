using Workflows.Definitions.Organisation;

namespace Workflows.Definitions.Tests.Organisation;

/// <summary>Seats of committees: held by whoever acts in another post, or by a person, between dates.</summary>
public class SeatTests
{
    private static readonly DateOnly Monday = new(2026, 9, 14);
    private static readonly Committee Council = new("consejo", "Consejo de Prueba");

    private static readonly Seat Finance = new("consejo", "Hacienda", Role.CommitteePresident, SeatBasis.ExOfficio)
    {
        OfRole = Role.Minister, OfScope = "HAC", Norm = "DS 12",
    };

    private static readonly Seat Civil = new("consejo", "Sociedad civil", Role.CommitteeMember, SeatBasis.Elected)
    {
        PersonId = "elegida", ValidTo = new(2026, 12, 31)
    };

    private static readonly Seat Other = new("consejo", "Academia", Role.CommitteeMember, SeatBasis.Designated) { PersonId = "otro" };

    private static readonly Seat Alternate = new("consejo", "Suplente", Role.CommitteeAlternate,
        SeatBasis.Designated)
    { PersonId = "suplente", AlternateOf = "Sociedad civil" };

    [Fact]
    public void A_seat_held_ex_officio_passes_to_whoever_substitutes_in_the_post_and_says_why()
    {
        var present = Assert.Single(World([Finance]).HoldersOf(Role.CommitteePresident, "consejo", Monday));
        var away = World([Finance], [new("ministra", Monday, Monday.AddDays(4), "Viaje")]);

        Assert.Equal(
            ("Cargo ministra", "ocupa el asiento «Hacienda» por su cargo de Ministro/a (DS 12)"), (present.DisplayName, present.Basis));
        Assert.Equal("Cargo subsecretario (S)", Assert.Single(away.HoldersOf(Role.CommitteePresident, "consejo", Monday)).DisplayName);
        Assert.Equal(
            [Role.Minister, Role.CommitteePresident], away.HeldWithoutAppointment("subsecretario", Monday).Select(post => post.Role));
        Assert.Empty(away.HeldWithoutAppointment("ministra", Monday));
        Assert.Equal([Role.CommitteePresident], away.HeldWithoutAppointment("ministra", Monday.AddDays(7)).Select(post => post.Role));
    }

    [Fact]
    public void An_elected_seat_belongs_to_its_person_until_it_ends_and_nobody_stands_in()
    {
        Assert.Equal("elegida", World([Civil]).HoldersOf(Role.CommitteeMember, "consejo", Monday).Single().Person.Id);
        Assert.Empty(World([Civil]).HoldersOf(Role.CommitteeMember, "consejo", new(2027, 1, 1)));
        Assert.Empty(World([Civil], [new("elegida", Monday, Monday, "Licencia")]).HoldersOf(Role.CommitteeMember, "consejo", Monday));
    }

    [Fact]
    public void An_alternate_acts_in_its_seat_only_and_only_when_nobody_else_does()
    {
        Seat[] seats = [Civil, Finance, Other, Alternate];
        var present = World(seats);
        var away = World(seats, [new("elegida", Monday, Monday.AddDays(4), "Licencia"),
            new("ministra", Monday, Monday.AddDays(4), "Viaje"), new("subsecretario", Monday, Monday.AddDays(4), "Viaje")]);

        Assert.Equal(["otro", "elegida"], present.HoldersOf(Role.CommitteeMember, "consejo", Monday).Select(holder => holder.Person.Id));
        Assert.Empty(present.HoldersOf(Role.CommitteeMember, "consejo/Hacienda", Monday));
        Assert.Equal([Role.CommitteeAlternate], present.HeldWithoutAppointment("suplente", Monday).Select(post => post.Role));

        var acting = Assert.Single(away.HoldersOf(Civil, Monday));
        Assert.Equal(("Cargo suplente (S)", "ocupa el asiento «Suplente», suplente de «Sociedad civil», por designación"),
            (acting.DisplayName, acting.Basis));
        Assert.Equal("suplente", Assert.Single(away.HoldersOf(Role.CommitteeMember, "consejo/Sociedad civil", Monday)).Person.Id);
        Assert.Empty(away.HoldersOf(Role.CommitteePresident, "consejo/Hacienda", Monday));
        Assert.Equal("elegida", Assert.Single(away.HoldersOf(Civil, Monday.AddDays(7))).Person.Id);
        Assert.Contains(away.HeldWithoutAppointment("suplente", Monday), post =>
            post is { Role.Code: "committee.member", IsSubstitute: true });
        Assert.Contains(away.SeatsHeldBy("suplente", Monday), post => post.ScopeCode == "consejo/Sociedad civil");
    }

    [Fact]
    public void An_alternate_acts_between_its_dates_and_one_who_is_away_has_no_substitute()
    {
        Absence away = new("elegida", Monday, Monday.AddDays(4), "Licencia");
        Seat ofPost = Alternate with { PersonId = null, Basis = SeatBasis.ExOfficio, OfRole = Role.Minister, OfScope = "HAC" };

        Assert.Empty(World([Civil, Alternate with { ValidFrom = Monday.AddDays(1) }], [away]).HoldersOf(Civil, Monday));
        Assert.Single(World([Civil, Alternate with { ValidFrom = Monday.AddDays(1) }], [away]).HoldersOf(Civil, Monday.AddDays(1)));
        Assert.Equal("ministra", Assert.Single(World([Civil, ofPost], [away]).HoldersOf(Civil, Monday)).Person.Id);
        Assert.Empty(World([Civil, ofPost], [away, new("ministra", Monday, Monday, "Viaje")]).HoldersOf(Civil, Monday));
    }

    [Fact]
    public void Seats_that_contradict_the_rest_are_refused_by_name()
    {
        Refused("es de un comité que no existe", Civil with { CommitteeCode = "otro" });
        Refused("que no es de un comité", Civil with { Role = Role.Minister });
        Refused("nombra a «nadie», que no existe", Civil with { PersonId = "nadie" });
        Refused("no dice de quién es", Civil with { PersonId = null });
        Refused("no dice de qué cargo es", Finance with { OfScope = null });
        Refused("va con el cargo Ministro/a en «NADA», que no existe", Finance with { OfScope = "NADA" });
        Refused("va con un cargo de comité", Finance with { OfRole = Role.CommitteeMember, OfScope = "consejo" });
        Refused("es de un cargo y también de una persona", Finance with { PersonId = "elegida" });
        Refused("es de una persona y también de un cargo", Civil with { OfRole = Role.Minister });
        Refused("está dos veces en los mismos días", Civil, Civil with { ValidFrom = Monday });
        Refused("que no es un asiento de ese comité en esos días", Alternate);
        Refused("que no es un asiento de ese comité en esos días", Civil, Alternate with { ValidFrom = new(2027, 1, 1) });
        Refused("un suplente no tiene suplente", Civil, Alternate,
            Alternate with { Name = "Segundo", AlternateOf = "Suplente", PersonId = "otro" });
        Refused("es de la misma persona", Civil, Alternate with { PersonId = "elegida" });
        Refused("su rol es Integrante de comité", Civil, Alternate with { Role = Role.CommitteeMember });
        Refused("termina antes de empezar", Civil with { ValidFrom = new(2027, 1, 1) });
    }

    [Fact]
    public void Files_say_the_basis_of_each_seat_in_words()
    {
        const string csv =
            "committee;seat;role;basis;of_role;of_scope;person;alternate_of;norm;valid_to\n"
            + "consejo;Hacienda;committee.president;cargo;ministry.minister;HAC;;;DS 12;\n"
            + "consejo;Sociedad civil;committee.member;elección;;;elegida;;;2026-12-31\n"
            + "consejo;Suplente;committee.alternate;designación;;;suplente;Sociedad civil;;\n";

        Assert.Equal([Finance, Civil, Alternate], CommitteeFiles.ReadSeats("seats.csv", csv));
        Assert.Equal([Council], CommitteeFiles.ReadCommittees("committees.csv", "code,name\nconsejo,Consejo de Prueba\n"));
    }

    private static void Refused(string because, params Seat[] seats)
    {
        var refusal = Assert.Throws<OrganisationException>(() => World(seats));

        Assert.Contains(refusal.Problems, problem => problem.Contains(because, StringComparison.Ordinal));
    }

    private static OrganisationSnapshot World(Seat[] seats, Absence[]? absences = null) => new(
        [], [new("HAC", "Ministerio de Hacienda")], [], [],
        new[] { "ministra", "subsecretario", "elegida", "otro", "suplente" }.Select(id =>
            new Person(id, $"Cargo {id}", $"{id}@example.cl")),
        [new("ministra", Role.Minister, "HAC"), new("subsecretario", Role.Undersecretary, "HAC")], absences, committees: [Council],
        seats: seats);
}
