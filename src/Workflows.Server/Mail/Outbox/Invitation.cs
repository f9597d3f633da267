using System.Net.Mail;
using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Workflows.Definitions.Mail;
using Workflows.Server.Mail.Transport;
using Workflows.Server.Web;

namespace Workflows.Server.Mail.Outbox;

/// <summary>
/// The file by which a mail puts a meeting into its reader's calendar, moves it or takes it out (iMIP, RFC 6047). It is made of the facts
/// of the entry alone, so writing it again gives the same bytes.
/// </summary>
public static class Invitation
{
    /// <param name="office">Who organises for calendars: the address mails come from, so that every reader's program trusts it.</param>
    public static MailAttachment Of(CalendarEntry entry, MailAddress office)
    {
        var method = MethodOf(entry);
        return new(
            entry.Method == CalendarMethod.Cancel ? "anulacion.ics" : "citacion.ics", $"text/calendar; method={method}; charset=utf-8",
            Encoding.UTF8.GetBytes(Write(entry, office)));
    }

    public static string Write(CalendarEntry entry, MailAddress office)
    {
        var calendar = CalendarText.Begin(MethodOf(entry));
        var isCancelled = entry.Method == CalendarMethod.Cancel;
        var meeting = new CalendarEvent
        {
            Uid = $"{entry.Uid}@{office.Host}",
            Sequence = entry.Sequence,
            DtStamp = CalendarText.Utc(entry.Stamp),
            Start = CalendarText.Moment(entry.Start),
            End = CalendarText.Moment(entry.End),
            Summary = entry.Summary,
            Status = isCancelled ? EventStatus.Cancelled : EventStatus.Confirmed,
            Transparency = TransparencyType.Opaque,
            Organizer = new Organizer($"mailto:{office.Address}") { CommonName = Plain(entry.Organizer) },
        };
        if (DescriptionOf(entry) is { Length: > 0 } description)
            meeting.Description = description;
        if ((entry.Location.Length > 0 ? entry.Location : entry.Link) is { Length: > 0 } location)
            meeting.Location = location;
        if (Uri.TryCreate(entry.Link, UriKind.Absolute, out var link))
            meeting.Url = link;
        foreach (var attendee in entry.Attendees.Where(one => MailAddress.TryCreate(one.Email, out _)))
            meeting.Attendees.Add(AttendeeOf(attendee));
        calendar.Events.Add(meeting);
        return CalendarText.Write(calendar);
    }

    private static string MethodOf(CalendarEntry entry) => entry.Method == CalendarMethod.Cancel ? "CANCEL" : "REQUEST";

    private static string DescriptionOf(CalendarEntry entry) =>
        entry.Location.Length > 0 && entry.Link.Length > 0 ? $"{entry.Description}\n\nEnlace: {entry.Link}".Trim() : entry.Description;

    /// <summary>Nobody answers by calendar: who comes says so in the portal.</summary>
    private static Attendee AttendeeOf(CalendarAttendee attendee) => new($"mailto:{attendee.Email}")
    {
        CommonName = Plain(attendee.Name),
        Type = "INDIVIDUAL",
        Rsvp = false,
        ParticipationStatus = EventParticipationStatus.NeedsAction,
        Role = attendee.Role switch
        {
            AttendeeRole.Chair => ParticipationRole.Chair,
            AttendeeRole.Required => ParticipationRole.RequiredParticipant,
            AttendeeRole.Optional => ParticipationRole.OptionalParticipant,
            _ => ParticipationRole.NonParticipant,
        },
    };

    /// <summary>A parameter has no way to say a quotation mark or a line break (RFC 5545, 3.2).</summary>
    private static string Plain(string name) => string.Concat(name.Where(c => c is not '"' && !char.IsControl(c)));
}
