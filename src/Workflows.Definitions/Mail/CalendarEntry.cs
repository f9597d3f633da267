using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Mail;

/// <summary>What a calendar program does with an entry that a mail carries (iTIP, RFC 5546).</summary>
public enum CalendarMethod { Request, Cancel }

/// <summary>
/// An entry for the reader's calendar, as facts: the same facts are the same file, byte by byte. Its identity stays when it is moved or
/// cancelled; of two, the one with the higher sequence counts.
/// </summary>
/// <param name="Uid">Unique within this installation; whoever writes the file adds the installation's name.</param>
/// <param name="Stamp">When it was decided, never when it is written.</param>
public sealed record CalendarEntry(
    string Uid, int Sequence, CalendarMethod Method, DateTimeOffset Start, DateTimeOffset End, DateTimeOffset Stamp, string Summary)
{
    /// <summary>Where the model of a mail keeps it: no template says it.</summary>
    public const string Name = "calendario";

    public string Description { get; init; } = "";
    public string Location { get; init; } = "";

    /// <summary>Where people join from afar; empty without one.</summary>
    public string Link { get; init; } = "";

    /// <summary>In whose name it is called.</summary>
    public string Organizer { get; init; } = "";

    public IReadOnlyList<CalendarAttendee> Attendees { get; init; } = [];

    public Dictionary<string, object?> ToValues() => new()
    {
        ["uid"] = Uid,
        ["sequence"] = (double)Sequence,
        ["method"] = Method.ToString(),
        ["start"] = Instants.ToText(Start),
        ["end"] = Instants.ToText(End),
        ["stamp"] = Instants.ToText(Stamp),
        ["summary"] = Summary,
        ["description"] = Description,
        ["location"] = Location,
        ["link"] = Link,
        ["organizer"] = Organizer,
        ["attendees"] = Attendees.Select(object? (attendee) => attendee.ToValues()).ToList(),
    };

    /// <summary>Reads what <see cref="ToValues"/> wrote; null when it is no entry.</summary>
    public static CalendarEntry? Read(object? values) =>
        values.TextOf("uid") is { } uid && values.WholeOf("sequence") is { } sequence
            && Enum.TryParse<CalendarMethod>(values.TextOf("method"), out var method)
            && values.TextOf("start") is { } start && values.TextOf("end") is { } end && values.TextOf("stamp") is { } stamp
            ? new(uid, sequence, method, Instants.Parse(start), Instants.Parse(end), Instants.Parse(stamp), values.TextOf("summary") ?? "")
            {
                Description = values.TextOf("description") ?? "",
                Location = values.TextOf("location") ?? "",
                Link = values.TextOf("link") ?? "",
                Organizer = values.TextOf("organizer") ?? "",
                Attendees = [.. values.ListOf("attendees").Select(CalendarAttendee.Read)],
            }
            : null;
}

/// <summary>What somebody is at a meeting: who presides, who takes part, who may, who is only informed.</summary>
public enum AttendeeRole { Chair, Required, Optional, Informed }

/// <summary>Somebody in whose calendar the entry is.</summary>
public sealed record CalendarAttendee(string Name, string Email, AttendeeRole Role)
{
    internal Dictionary<string, object?> ToValues() => new() { ["name"] = Name, ["email"] = Email, ["role"] = Role.ToString() };

    internal static CalendarAttendee Read(object? values) => new(
        values.TextOf("name") ?? "", values.TextOf("email") ?? "",
        Enum.TryParse<AttendeeRole>(values.TextOf("role"), out var role) ? role : AttendeeRole.Informed);
}
