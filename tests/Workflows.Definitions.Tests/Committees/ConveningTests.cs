using Workflows.Definitions.Mail;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Definitions.Tests.Flows;
using Workflows.Engine;

namespace Workflows.Definitions.Tests.Committees;

/// <summary>Who is called to a session, and what their calendars get when it is called, moved and called off.</summary>
public class ConveningTests
{
    private static readonly DateTimeOffset Tuesday = Story.At(2026, 9, 1, 12);

    [Fact]
    public void Every_seat_in_force_that_day_is_called_once_and_who_presides_is_named_first()
    {
        var story = Citation.Open(Citation.Fund, Tuesday, Full()).Say("2026-09-15");

        var (body, informed) = (story.Calls()[0], story.Calls()[1]);
        Assert.Equal(
            ["integrante.1", "integrante.2", "integrante.3", "asociacion-nacional", "ministro.hac"], body.People());
        Assert.Equal(["gabinete.hac"], informed.People());
        Assert.Equal(2, story.Calls().Count);
        Assert.Equal(
            [AttendeeRole.Chair, AttendeeRole.Required, AttendeeRole.Required, AttendeeRole.Required, AttendeeRole.Optional,
                AttendeeRole.Optional],
            body.Entry.Attendees.Select(attendee => attendee.Role));
        Assert.Equal("Recibe esta citación por el asiento «Asiento 01» (Órgano de prueba).", body.Mail.Addressees[0].Why);
        Assert.Equal("asociacion-nacional@example.cl", body.Mail.ReplyTo?.Email); // the secretary
    }

    [Fact]
    public void The_mail_says_day_and_hour_of_Santiago_the_place_and_the_items_with_their_numbers()
    {
        var model = Citation.Open(Citation.WithoutNotice, Tuesday).Say("2026-09-15", "9:30").Calls()[0].Mail.Model;

        Assert.Equal("martes 15/09/2026 a las 09:30 horas (hora de Santiago)", model.TextOf("cuando"));
        Assert.Equal(("11:30", "Sala de Consejo", "Citación: Sesión 5 · Órgano de prueba"),
            (model.TextOf("termina"), model.TextOf("lugar"), model.TextOf("asunto")));
        Assert.Equal(["1. Acta anterior", "2. Marco 2027"],
            model.ListOf("temas").Select(item => $"{item.TextOf("numero")}. {item.TextOf("titulo")}"));
    }

    [Fact]
    public void A_substitute_of_that_day_is_called_instead_of_whoever_is_away()
    {
        var world = Body.World(Citation.Fund, 3, absences: [new("integrante.2", new(2026, 9, 14), new(2026, 9, 16), "Feriado legal")], more:
        [
            new Seat(Citation.Fund, "Suplente 02", Role.CommitteeAlternate, SeatBasis.Designated)
            {
                PersonId = "asociacion-nacional", AlternateOf = Body.NameOf(2), ValidFrom = new(2024, 1, 1),
            },
        ]);

        var called = Citation.Open(Citation.Fund, Tuesday, world).Say("2026-09-15").Calls()[0].People();

        Assert.Equal(["integrante.1", "asociacion-nacional", "integrante.3"], called);
    }

    [Fact]
    public void Vacant_seats_are_told_and_nobody_is_called_for_them()
    {
        var story = Citation.Open(Citation.Fund, Tuesday, Body.World(Citation.Fund, 5, vacant: 2)).Say("2026-09-15");

        Assert.Equal(["Asiento 04", "Asiento 05"], story.Result().ListOf("vacantes"));
        Assert.Equal(["integrante.1", "integrante.2", "integrante.3"], story.Calls()[0].People());
    }

    [Fact]
    public void Of_who_has_no_address_the_coordinators_hear()
    {
        var world = Body.World(Citation.Fund, 3);
        var mute = new WorldSnapshot(WithoutEmail(world.Organisation, "integrante.2"), world.Calendar);

        var story = Citation.Open(Citation.Fund, Tuesday, mute).Say("2026-09-15");

        Assert.Equal(["integrante.1", "integrante.3"], story.Calls()[0].People());
        var coordinator = Assert.Single(story.Calls()[1].Mail.Addressees);
        Assert.Equal("Recibes este aviso porque no tienen correo registrado: Integrante 2. Avísales por otro medio.", coordinator.Why);
        Assert.Equal(["Integrante 2"], story.Result().ListOf("sin_correo"));
    }

    [Fact]
    public void A_moved_session_keeps_its_identity_and_counts_more_than_before()
    {
        var story = Citation.Open(Citation.Fund, Tuesday).Say("2026-09-15").Say("2026-09-22", "10:00").Say("2026-09-22", "10:00", "Sala B");

        var entries = story.Calls().Select(call => call.Entry).ToList();
        Assert.Single(entries.Select(entry => entry.Uid).Distinct());
        Assert.Equal([0, 1, 2], entries.Select(entry => entry.Sequence));
        Assert.All(entries, entry => Assert.Equal(CalendarMethod.Request, entry.Method));
        Assert.Equal(
            ["", "martes 15/09/2026 a las 15:00 horas (hora de Santiago)", ""],
            story.Calls().Select(call => (string)call.Mail.Model["antes"]!));
        Assert.StartsWith("Cambio de citación", (string)story.Calls()[1].Mail.Model["asunto"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_move_inside_the_notice_goes_back_and_the_first_citation_still_stands()
    {
        var story = Citation.Open(Citation.Fund, Tuesday).Say("2026-09-15").Say("2026-09-03");

        Assert.Single(story.Remarks());
        Assert.Equal(("2026-09-15T15:00", 0d), (story.Result().TextOf("inicio"), story.Result().Member("secuencia")));
        Assert.Single(story.Calls());
    }

    [Fact]
    public void Whoever_has_the_seat_no_more_on_the_new_day_gets_the_session_out_of_their_calendar()
    {
        var passing = new Seat(Citation.Fund, "De paso", Role.CommitteeMember, SeatBasis.Designated)
        {
            PersonId = "gabinete.hac", ValidFrom = new(2024, 1, 1), ValidTo = new(2026, 9, 15),
        };
        var story = Citation.Open(Citation.Fund, Tuesday, Body.World(Citation.Fund, 3, more: [passing])).Say("2026-09-15")
            .Say("2026-09-22");

        var released = story.Calls()[^1];
        Assert.Equal(["gabinete.hac"], released.People());
        Assert.Equal((CalendarMethod.Cancel, 1), (released.Entry.Method, released.Entry.Sequence));
        Assert.DoesNotContain("gabinete.hac", story.Calls()[1].People());
    }

    [Fact]
    public void A_session_called_off_is_taken_from_everybody_who_was_told_and_only_once()
    {
        var story = Citation.Open(Citation.Fund, Tuesday, Full(), """["national.coordinator"]""").Say("2026-09-15").Say("2026-09-22");
        var told = story.Calls()[2].People().Concat(story.Calls()[3].People()).Order(StringComparer.Ordinal);

        story.Say("", "", method: "cancel", why: "No hay temas.").Say("", "", method: "cancel");

        var off = Assert.Single(story.Calls(), call => call.Entry.Method == CalendarMethod.Cancel);
        Assert.Equal(told, off.People().Order(StringComparer.Ordinal));
        Assert.Equal(
            (story.Calls()[0].Entry.Uid, 2, "No hay temas."), (off.Entry.Uid, off.Entry.Sequence, off.Mail.Model.TextOf("motivo")));
        Assert.True(story.Result().FlagOf("anulada"));
    }

    [Fact]
    public void What_was_never_called_needs_no_calling_off()
    {
        var story = Citation.Open(Citation.Fund, Tuesday).Say("", "", method: "cancel");

        Assert.Empty(story.Calls());
        Assert.Null(story.Result());
    }

    [Fact]
    public void A_cancelled_process_takes_its_session_from_every_calendar()
    {
        var story = Citation.Open(Citation.Fund, Tuesday, Full()).Say("2026-09-15");

        story.Send(new CancelWorkflow("Se disolvió el órgano."), Story.At(2026, 9, 10));

        var off = story.Calls()[^1];
        Assert.Equal((CalendarMethod.Cancel, 1), (off.Entry.Method, off.Entry.Sequence));
        Assert.Equal(story.Calls()[0].People().Concat(story.Calls()[1].People()), off.People());
        Assert.Equal(WorkflowSubStatus.Cancelled, story.Instance.SubStatus);
    }

    [Theory]
    [InlineData(false, 16)] // it met
    [InlineData(true, 10)] // it was called off before
    public void A_cancelled_process_says_nothing_of_a_session_that_met_or_was_called_off(bool wasCalledOff, int day)
    {
        var story = Citation.Open(Citation.Fund, Tuesday).Say("2026-09-15");
        if (wasCalledOff)
            story.Say("", "", method: "cancel");
        var before = story.Calls().Count;

        story.Send(new CancelWorkflow("Se disolvió el órgano."), Story.At(2026, 9, day));

        Assert.Equal(before, story.Calls().Count);
    }

    [Fact]
    public void The_same_facts_are_read_back_whole()
    {
        var entry = Citation.Open(Citation.Fund, Tuesday, Full()).Say("2026-09-15", link: "https://reuniones.example.cl/5")
            .Calls()[0].Entry;

        Assert.Equal(
            Values.ToJson(entry.ToValues()),
            Values.ToJson(CalendarEntry.Read(Values.FromJson(Values.ToJson(entry.ToValues())))!.ToValues()));
    }

    /// <summary>Three members of whom one is also the alternate of another, a secretary who is a minister's seat too, a guest.</summary>
    private static WorldSnapshot Full() => Body.World(Citation.Fund, 3, more:
    [
        SeatOf("Secretaría", Role.CommitteeSecretary, "asociacion-nacional"),
        SeatOf("Suplente", Role.CommitteeAlternate, "ministro.hac", Body.NameOf(3)),
        SeatOf("Suplente otra vez", Role.CommitteeAlternate, "asociacion-nacional", Body.NameOf(2)),
        SeatOf("Invitado", Role.CommitteeGuest, "gabinete.hac"),
        SeatOf("De antes", Role.CommitteeMember, "subsecretario.hac") with { ValidTo = new(2026, 8, 31) },
    ]);

    private static Seat SeatOf(string name, Role role, string person, string? alternateOf = null) =>
        new(Citation.Fund, name, role, SeatBasis.Designated) { PersonId = person, AlternateOf = alternateOf, ValidFrom = new(2024, 1, 1) };

    private static OrganisationSnapshot WithoutEmail(OrganisationSnapshot organisation, string person) => new(
        organisation.Institutions, organisation.Ministries, organisation.Regions, organisation.Networks,
        [.. organisation.People.Select(one => one.Id == person ? one with { Email = "" } : one)],
        [.. organisation.People.SelectMany(one => organisation.AppointmentsOf(one.Id, new(2026, 1, 1)))],
        committees: organisation.Committees, seats: organisation.Seats,
            undersecretariats: organisation.Undersecretariats.All, supervisions: organisation.Undersecretariats.Supervisions);
}
