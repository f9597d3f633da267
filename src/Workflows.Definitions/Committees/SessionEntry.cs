using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Committees;

/// <summary>What a secretariat writes down while a session goes on.</summary>
public enum SessionEntryKind
{
    Enter,
    Leave,

    /// <summary>Who presides from then on, when it is not whoever holds the presidency.</summary>
    Preside,

    /// <summary>The quorum was counted. Each count is a record of its own.</summary>
    Quorum,
    Vote,

    /// <summary>All who attend agreed to an item and nobody asked for a vote.</summary>
    Unanimous,

    /// <summary>Another entry was a mistake: it stays written and counts no more.</summary>
    Void,
}

/// <summary>In what quality somebody attends in a seat.</summary>
public enum SeatQuality
{
    Holder,

    /// <summary>The law or a decree put them in the post («subrogante»): they act in their own right.</summary>
    Acting,

    /// <summary>Named for the seat when its holder does not come («suplente»).</summary>
    Alternate,
}

/// <summary>
/// One fact of a session, as it was written down: never changed and never taken away. Whoever writes gives it its id, so that two
/// secretaries, or the same one twice, lose and repeat nothing.
/// </summary>
/// <param name="At">When it happened, which may be long before it was written down.</param>
public sealed record SessionEntry(string Id, SessionEntryKind Kind, DateTimeOffset At)
{
    public string? Seat { get; init; }

    /// <summary>Somebody without a seat: with a voice, never with a vote.</summary>
    public string? Guest { get; init; }

    public string? GuestPost { get; init; }
    public bool IsTelematic { get; init; }
    public SeatQuality Quality { get; init; }

    /// <summary>Who attends, when it is not the holder.</summary>
    public string? Person { get; init; }

    /// <summary>Number of an item of the agenda.</summary>
    public string? Item { get; init; }

    /// <summary>Null when the seat does not vote because the matter is its own.</summary>
    public VoteChoice? Choice { get; init; }
    public string? Reasons { get; init; }

    /// <summary>The entry that was a mistake.</summary>
    public string? Voids { get; init; }
    public string? RecordedBy { get; init; }
    public DateTimeOffset RecordedAt { get; init; }

    public Dictionary<string, object?> ToValues()
    {
        var values = new Dictionary<string, object?> { ["id"] = Id, ["kind"] = Kind.ToString(), ["at"] = Instants.ToText(At) };
        void Add(string name, string? value)
        {
            if (value is not null)
                values[name] = value;
        }

        Add("seat", Seat);
        Add("guest", Guest);
        Add("guestPost", GuestPost);
        Add("person", Person);
        Add("item", Item);
        Add("choice", Choice?.ToString());
        Add("reasons", Reasons);
        Add("voids", Voids);
        Add("by", RecordedBy);
        if (IsTelematic)
            values["telematic"] = true;
        if (Quality != SeatQuality.Holder)
            values["quality"] = Quality.ToString();
        values["recordedAt"] = Instants.ToText(RecordedAt);
        return values;
    }

    public static SessionEntry FromValues(object? values) => new(
        values.TextOf("id")!, Enum.Parse<SessionEntryKind>(values.TextOf("kind")!), Instants.Parse(values.TextOf("at")!))
    {
        Seat = values.TextOf("seat"),
        Guest = values.TextOf("guest"),
        GuestPost = values.TextOf("guestPost"),
        Person = values.TextOf("person"),
        Item = values.TextOf("item"),
        Choice = values.TextOf("choice") is { } choice ? Enum.Parse<VoteChoice>(choice) : null,
        Reasons = values.TextOf("reasons"),
        Voids = values.TextOf("voids"),
        RecordedBy = values.TextOf("by"),
        IsTelematic = values.FlagOf("telematic"),
        Quality = values.TextOf("quality") is { } quality ? Enum.Parse<SeatQuality>(quality) : SeatQuality.Holder,
        RecordedAt = values.TextOf("recordedAt") is { } at ? Instants.Parse(at) : default,
    };
}
