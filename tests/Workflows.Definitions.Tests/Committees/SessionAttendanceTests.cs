using Workflows.Definitions.Committees;
using Workflows.Definitions.Organisation;

namespace Workflows.Definitions.Tests.Committees;

/// <summary>Who came and went, and what it does to the quorum.</summary>
public class SessionAttendanceTests
{
    [Fact]
    public void The_quorum_is_known_at_any_minute_with_its_base_and_its_norm()
    {
        var record = new Room("fondo-reconstruccion", 5).Enter("10:00", 1, 2).Enter("10:10", 3).Leave("11:00", 2).Record;

        Assert.False(record.QuorumAt(Room.At("10:09")).IsReached);
        var quorum = record.QuorumAt(Room.At("10:10"));
        Assert.Equal((true, 3, 3), (quorum.IsReached, quorum.Attending, quorum.Needed));
        Assert.Equal(
            ("Hay quórum: asisten 3 y se necesitan 3, la mayoría absoluta de los miembros (5).", "Decreto exento 24 de 2026"),
            (quorum.Lines[0].Text, quorum.Lines[0].Norm));
        Assert.False(record.QuorumAt(Room.At("11:00")).IsReached);
    }

    [Fact]
    public void A_guest_never_counts()
    {
        var record = new Room("fondo-reconstruccion", 5).Enter("10:00", 1, 2).Guest("10:00", "Una experta").Record;

        Assert.Equal(2, record.QuorumAt(Room.At("10:30")).Attending);
        Assert.Equal("Una experta", Assert.Single(record.Guests).Name);
    }

    [Fact]
    public void A_replaced_member_leaves_the_count_the_minute_the_substitute_enters()
    {
        var record = WithAlternate().Enter("10:00", 1, 2, 3).Enter("10:30", 1, SeatQuality.Alternate).Record;

        var stays = record.Seats[0].Stays;
        Assert.Equal(
            [("Integrante 1", Room.At("10:30")), ("Suplente de la presidencia", (DateTimeOffset?)null)],
            stays.Select(stay => (stay.Person, stay.To)));
        Assert.Equal(3, record.QuorumAt(Room.At("10:30")).Attending);
    }

    [Fact]
    public void A_seat_that_is_written_down_twice_counts_once()
    {
        var record = new Room("fondo-reconstruccion", 5).Enter("10:00", 1, 1, 2).Record;

        Assert.Equal(2, record.QuorumAt(Room.At("10:05")).Attending);
        Assert.True(Assert.Single(record.Uncounted).IsHarmless);
    }

    [Fact]
    public void Nobody_sits_in_two_seats_by_standing_in_for_somebody()
    {
        var room = new Room("infraestructura", Body.World("infraestructura", 3), Room.Item("1"))
        {
            Accredited = [new(Body.NameOf(1), "Integrante 2"), new(Body.NameOf(3), "Integrante 2")],
        };
        var record = room.Enter("10:00", 2).Enter("10:01", 1, SeatQuality.Alternate).Record;

        Assert.Equal("Integrante 2 ya asiste en el asiento «Asiento 02»: nadie ocupa dos asientos.", Assert.Single(record.Uncounted).Why);
        Assert.Equal(1, record.QuorumAt(Room.At("10:05")).Attending);
    }

    [Fact]
    public void A_substitute_has_no_substitute_and_a_seat_without_alternate_gets_none()
    {
        var acting = new Seat("infraestructura", "Asiento 03", Role.CommitteeMember, SeatBasis.ExOfficio)
        {
            OfRole = Role.Minister, OfScope = "HAC", ValidFrom = new(2024, 1, 1),
        };
        var world = Body.World(
            "infraestructura", 2, more: [acting], absences: [new("ministro.hac", new(2026, 8, 20), new(2026, 9, 20), "Feriado legal")]);
        var record = new Room("infraestructura", world, Room.Item("1"))
            .Enter("10:00", 3, SeatQuality.Alternate, "Quien sea").Enter("10:00", 2, SeatQuality.Alternate, "Quien sea").Record;

        Assert.Equal(
            [
                "El asiento «Asiento 03» ya lo ocupa quien subroga: un subrogante no nombra suplente.",
                "El asiento «Asiento 02» no tiene suplente ese día: asiste quien es titular, o queda ausente.",
            ], record.Uncounted.Select(one => one.Why));
        Assert.Equal(0, record.QuorumAt(Room.At("10:30")).Attending);
        Assert.Empty(new Room("infraestructura", world, Room.Item("1")).Enter("10:00", 3, SeatQuality.Acting).Record.Uncounted);
    }

    [Fact]
    public void Only_whoever_was_named_attends_as_an_alternate()
    {
        var record = WithAlternate().Enter("10:00", 1, SeatQuality.Alternate, "Otra persona").Record;

        Assert.Equal(
            "Otra persona no es suplente de «Asiento 01» ese día: lo es Suplente de la presidencia.", Assert.Single(record.Uncounted).Why);
    }

    [Fact]
    public void A_vacant_seat_does_not_attend_and_an_unknown_one_is_told_how_to_be_written_down()
    {
        var record = new Room("chile-alimenta", 3, vacant: 1).Enter("10:00", 3, 9).Record;

        Assert.Equal(
            [
                "Nadie ocupa el asiento «Asiento 03»: no asiste.",
                "«Asiento 09» no es un asiento con voto de este órgano: si asiste, regístralo como persona invitada.",
            ], record.Uncounted.Select(one => one.Why));
    }

    [Fact]
    public void Each_count_of_the_quorum_is_a_record_of_its_own_even_in_the_same_minute()
    {
        var record = new Room("fondo-reconstruccion", 5).Enter("10:00", 1, 2).Count("10:05", "Secretaria 1").Enter("10:05", 3)
            .Count("10:05", "Secretaria 2").Record;

        Assert.Equal([(true, "Secretaria 1"), (true, "Secretaria 2")], record.Counts.Select(count => (count.IsReached, count.By!)));
    }

    [Fact]
    public void Where_the_norm_asks_for_no_quorum_it_is_said_so()
    {
        var quorum = new Room("infraestructura", 12).Enter("10:00", 1).Record.QuorumAt(Room.At("10:00"));

        Assert.Equal((true, "Asisten 1. La norma del órgano no pide quórum."), (quorum.IsReached, quorum.Lines[0].Text));
    }

    [Fact]
    public void On_second_call_a_lower_quorum_is_enough()
    {
        static QuorumCount Called(int call) =>
            new Room("consejo-regional", 10) { Call = call }.Enter("10:00", 1, 2, 3, 4, 5, 6).Record.QuorumAt(Room.At("10:00"));

        Assert.True(Called(1).IsReached);
        Assert.Equal((6, 6), (Called(2).Needed, Called(1).Needed));
        Assert.False(new Room("consejo-regional", 15).Enter("10:00", 1, 2, 3, 4, 5, 6, 7, 8).Record.QuorumAt(Room.At("10:00")).IsReached);
        Assert.True(
            new Room("consejo-regional", 15) { Call = 2 }
                .Enter("10:00", 1, 2, 3, 4, 5, 6, 7, 8).Record.QuorumAt(Room.At("10:00")).IsReached);
    }

    [Fact]
    public void Who_presides_is_whoever_has_the_presidency_or_whoever_was_written_down_while_they_are_in()
    {
        var record = new Room("fondo-reconstruccion", 5).Enter("10:00", 1, 2, 3).Leave("11:00", 1).Preside("11:05", 2)
            .Leave("12:00", 2).Record;

        Assert.Equal(
            ["Asiento 01", null, "Asiento 02", null],
            new[] { "10:30", "11:02", "11:05", "12:01" }.Select(hour => record.PresidingAt(Room.At(hour))));
    }

    [Fact]
    public void A_mistake_stays_written_and_counts_no_more()
    {
        var record = new Room("fondo-reconstruccion", 5).Enter("10:00", 1).Enter("10:00", 2).Void("10:05").Record;

        Assert.Equal(3, record.Written.Count);
        Assert.Equal(1, record.QuorumAt(Room.At("10:30")).Attending);
    }

    private static Room WithAlternate() => new(
        "fondo-reconstruccion", Body.World("fondo-reconstruccion", 5), Room.Item("1"))
    {
        Accredited = [new(Body.NameOf(1), "Suplente de la presidencia")],
    };
}
