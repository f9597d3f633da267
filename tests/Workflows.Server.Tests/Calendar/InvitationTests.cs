using System.Globalization;
using System.Net.Mail;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Workflows.Definitions.Mail;
using Workflows.Server.Mail.Outbox;

namespace Workflows.Server.Tests.Calendar;

/// <summary>The file a citación carries, read by a program that knows nothing but the file.</summary>
public class InvitationTests
{
    private static readonly MailAddress Office = new("avisos@flujos.example.cl");
    private static readonly DateTimeOffset Told = new(2026, 3, 2, 13, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-04-02T18:00Z", "2026-04-02T15:00-03:00")] // the Thursday before clocks go back
    [InlineData("2026-04-06T19:00Z", "2026-04-06T15:00-04:00")] // the Monday after
    [InlineData("2026-04-05T02:30Z", "2026-04-04T23:30-03:00")] // the hour that happens twice: the first time
    [InlineData("2026-09-04T19:00Z", "2026-09-04T15:00-04:00")] // before they go forward
    [InlineData("2026-09-07T18:00Z", "2026-09-07T15:00-03:00")]
    [InlineData("2026-12-31T12:00Z", "2026-12-31T09:00-03:00")]
    [InlineData("2027-06-30T13:00Z", "2027-06-30T09:00-04:00")]
    public void A_session_is_read_at_its_hour_with_the_time_zone_of_the_file_alone(string start, string shown)
    {
        var at = DateTimeOffset.Parse(start, CultureInfo.InvariantCulture);
        var file = Invitation.Write(Entry(at), Office);

        var reader = new IcsReader(file);
        var entry = reader.Entries.Single();
        Assert.Equal(at, reader.StartOf(entry));
        Assert.Equal(at.AddHours(2), reader.EndOf(entry));
        Assert.Equal(DateTimeOffset.Parse(shown, CultureInfo.InvariantCulture).ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture),
            entry["DTSTART;TZID=America/Santiago"]);
    }

    [Fact]
    public void A_session_across_the_night_in_which_clocks_change_lasts_as_long_as_it_was_called_for()
    {
        var start = new DateTimeOffset(2026, 4, 5, 1, 0, 0, TimeSpan.Zero); // 22:00, and at midnight it is 23:00 again
        var reader = new IcsReader(Invitation.Write(Entry(start) with { End = start.AddHours(4) }, Office));

        Assert.Equal(TimeSpan.FromHours(4), reader.EndOf(reader.Entries[0]) - reader.StartOf(reader.Entries[0]));
    }

    [Fact]
    public void The_same_facts_are_the_same_file_byte_by_byte_whenever_it_is_written()
    {
        var entry = Entry(new(2026, 9, 7, 18, 0, 0, TimeSpan.Zero));

        var files = Enumerable.Range(0, 3).Select(_ => Invitation.Of(CalendarEntry.Read(entry.ToValues())!, Office)).ToList();

        Assert.All(files, file => Assert.True(file.Content.Span.SequenceEqual(files[0].Content.Span)));
        Assert.Contains("DTSTAMP:20260302T130000Z", Encoding.UTF8.GetString(files[0].Content.Span), StringComparison.Ordinal);
        Assert.Equal(("citacion.ics", "text/calendar; method=REQUEST; charset=utf-8"), (files[0].FileName, files[0].ContentType));
    }

    [Fact]
    public void Who_presides_who_takes_part_and_who_is_informed_is_said_and_nobody_is_asked_to_answer_by_calendar()
    {
        var reader = new IcsReader(Invitation.Write(Entry(Told.AddDays(20)) with
        {
            Attendees =
            [
                new("Preside", "preside@example.cl", AttendeeRole.Chair), new("Integra", "integra@example.cl", AttendeeRole.Required),
                new("Suple", "suple@example.cl", AttendeeRole.Optional), new("Se informa", "informa@example.cl", AttendeeRole.Informed),
                new("Sin correo", "", AttendeeRole.Required),
            ],
        }, Office));

        Assert.Equal(
            ["mailto:preside@example.cl", "mailto:integra@example.cl", "mailto:suple@example.cl", "mailto:informa@example.cl"],
            reader.Attendees.Select(attendee => attendee.Address));
        Assert.Equal(
            ["CHAIR", "REQ-PARTICIPANT", "OPT-PARTICIPANT", "NON-PARTICIPANT"],
            reader.Attendees.Select(attendee => RoleIn(attendee.Parameters)));
        Assert.DoesNotContain(reader.Attendees, attendee => attendee.Parameters.Contains("RSVP=TRUE", StringComparison.OrdinalIgnoreCase));
        var organizer = reader.Entries[0].Single(property => property.Key.StartsWith("ORGANIZER", StringComparison.Ordinal));
        Assert.Equal("mailto:avisos@flujos.example.cl", organizer.Value);

        // What no role says takes part.
        static string RoleIn(string parameters) =>
            parameters.Split(';').FirstOrDefault(part => part.StartsWith("ROLE=", StringComparison.Ordinal))?[5..] ?? "REQ-PARTICIPANT";
    }

    [Fact]
    public void Odd_names_and_long_items_break_no_line_and_smuggle_nothing_in()
    {
        const string Odd = "Órgano: «uno», dos; \"tres\"\r\nATTENDEE:mailto:otro@example.cl";
        var file = Invitation.Write(Entry(Told.AddDays(20)) with
        {
            Summary = Odd,
            Organizer = Odd,
            Location = Odd,
            Description = string.Join('\n', Enumerable.Range(1, 30).Select(i => $"{i}. {new string('ñ', 90)}")),
            Attendees = [new(Odd, "uno@example.cl", AttendeeRole.Required)],
        }, Office);

        var reader = new IcsReader(file);
        Assert.All(file.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.Equal("mailto:uno@example.cl", Assert.Single(reader.Attendees).Address);
        Assert.Equal(
            Odd.Replace("\r\n", "\n", StringComparison.Ordinal),
            IcsReader.TextIn(reader.Entries[0]["SUMMARY"]).Replace("\r\n", "\n", StringComparison.Ordinal));
        Assert.DoesNotContain("\nATTENDEE:mailto:otro", file, StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_that_is_called_off_says_so_in_method_and_state()
    {
        var off = Entry(Told.AddDays(20)) with { Method = CalendarMethod.Cancel, Sequence = 2 };

        var reader = new IcsReader(Invitation.Write(off, Office));

        Assert.Equal(("CANCEL", "CANCELLED", "2"), (reader.Method, reader.Entries[0]["STATUS"], reader.Entries[0]["SEQUENCE"]));
        Assert.Equal(("anulacion.ics", "text/calendar; method=CANCEL; charset=utf-8"),
            (Invitation.Of(off, Office).FileName, Invitation.Of(off, Office).ContentType));
    }

    [Fact]
    public void A_session_moved_twice_and_called_off_leaves_nothing_in_whatever_order_its_mails_arrive()
    {
        var first = Entry(Told.AddDays(20));
        string[] mails =
        [
            .. new[]
            {
                first, first with { Sequence = 1, Start = first.Start.AddDays(7), End = first.End.AddDays(7) },
                first with { Sequence = 2, Start = first.Start.AddDays(14), End = first.End.AddDays(14) },
                first with { Sequence = 3, Method = CalendarMethod.Cancel },
            }.Select(entry => Invitation.Write(entry, Office)),
        ];
        // Some arrive more than once, because somebody sent them again.
        var orders = Gen.Shuffle(mails.Concat(mails).ToArray()).ToArbitrary();

        Prop.ForAll(orders, order =>
        {
            var calendar = order.Aggregate(new ReadersCalendar(), (known, mail) => known.Take(mail));
            return !calendar.Meetings.Any();
        }).QuickCheckThrowOnFailure();
        Prop.ForAll(Gen.Shuffle(mails[..3]).ToArbitrary(), order =>
            order.Aggregate(new ReadersCalendar(), (known, mail) => known.Take(mail)).Meetings.SequenceEqual([first.Start.AddDays(14)]))
            .QuickCheckThrowOnFailure();
    }

    private static CalendarEntry Entry(DateTimeOffset start) =>
        new("sesion-1", 0, CalendarMethod.Request, start, start.AddHours(2), Told, "Sesión ordinaria 5")
        {
            Location = "Sala de Consejo", Organizer = "Comité de Ejemplo",
            Attendees = [new("Integra", "integra@example.cl", AttendeeRole.Required)],
        };
}
