using System.Globalization;

namespace Workflows.Server.Tests.Calendar;

/// <summary>
/// The calendar of somebody who gets invitations, in whatever order the mail brings them: it keeps of each identity what has the highest
/// sequence, and an entry that was called off only as called off.
/// </summary>
internal sealed class ReadersCalendar
{
    private readonly Dictionary<string, (int Sequence, bool IsOff, DateTimeOffset Start)> _known = new(StringComparer.Ordinal);

    public IEnumerable<DateTimeOffset> Meetings => _known.Values.Where(entry => !entry.IsOff).Select(entry => entry.Start);

    public ReadersCalendar Take(string file)
    {
        var reader = new IcsReader(file);
        var entry = reader.Entries.Single();
        var sequence = int.Parse(entry["SEQUENCE"], CultureInfo.InvariantCulture);
        if (!_known.TryGetValue(entry["UID"], out var known) || sequence > known.Sequence)
            _known[entry["UID"]] = (sequence, reader.Method == "CANCEL", reader.StartOf(entry));
        return this;
    }
}
