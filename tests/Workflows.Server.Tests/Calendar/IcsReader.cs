using System.Globalization;

namespace Workflows.Server.Tests.Calendar;

/// <summary>
/// Reads a calendar file as a program far away would: with the time zone that is inside the file and nothing else. It shares no code
/// with what writes them.
/// </summary>
internal sealed class IcsReader
{
    private readonly List<(DateTime FromLocal, TimeSpan Before, TimeSpan After)> _changes = [];

    public IcsReader(string text)
    {
        Dictionary<string, string>? part = null;
        foreach (var line in text.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = EndOfName(line);
            var (name, value) = (line[..colon], line[(colon + 1)..]);
            switch (line)
            {
                case "BEGIN:VEVENT" or "BEGIN:STANDARD" or "BEGIN:DAYLIGHT":
                    part = [];
                    break;
                case "END:VEVENT":
                    Entries.Add(part!);
                    part = null;
                    break;
                case "END:STANDARD" or "END:DAYLIGHT":
                    _changes.Add((Local(part!["DTSTART"]), Offset(part["TZOFFSETFROM"]), Offset(part["TZOFFSETTO"])));
                    part = null;
                    break;
                case "METHOD:REQUEST" or "METHOD:CANCEL" or "METHOD:PUBLISH":
                    Method = value;
                    break;
                default:
                    if (name.StartsWith("ATTENDEE;", StringComparison.Ordinal))
                        Attendees.Add((name, value));
                    else
                        part?.Add(name, value);
                    break;
            }
        }
    }

    public List<Dictionary<string, string>> Entries { get; } = [];

    public string Method { get; private set; } = "";

    /// <summary>Each with its parameters and its address.</summary>
    public List<(string Parameters, string Address)> Attendees { get; } = [];

    /// <summary>The days an entry of the whole day covers, whatever the reader's clock.</summary>
    public static (DateOnly First, DateOnly After) DaysOf(Dictionary<string, string> entry) =>
        (Day(entry["DTSTART;VALUE=DATE"]), Day(entry["DTEND;VALUE=DATE"]));

    /// <summary>The instant an entry ends, by the changes of clocks that the file names.</summary>
    public DateTimeOffset EndOf(Dictionary<string, string> entry) => InstantOf(entry["DTEND;TZID=America/Santiago"]);

    public DateTimeOffset StartOf(Dictionary<string, string> entry) => InstantOf(entry["DTSTART;TZID=America/Santiago"]);

    /// <summary>What a text says, with its marks taken away.</summary>
    public static string TextIn(string value) =>
        value.Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\,", ",", StringComparison.Ordinal)
        .Replace("\\;", ";", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);

    private DateTimeOffset InstantOf(string text)
    {
        var local = Local(text);
        var ruling = _changes.Where(change => change.FromLocal <= local).OrderBy(change => change.FromLocal).Last();
        return new(DateTime.SpecifyKind(local - ruling.After, DateTimeKind.Utc));
    }

    /// <summary>The colon that ends name and parameters: those in quotation marks may have others.</summary>
    private static int EndOfName(string line)
    {
        var isQuoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"')
                isQuoted = !isQuoted;
            else if (line[i] == ':' && !isQuoted)
                return i;
        }

        throw new FormatException($"«{line}» is no line of a calendar.");
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture);

    private static DateTime Local(string text) => DateTime.ParseExact(text, "yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);

    private static TimeSpan Offset(string text) =>
        (text[0] == '-' ? -1 : 1) * TimeSpan.ParseExact(text[1..], "hhmm", CultureInfo.InvariantCulture);
}
