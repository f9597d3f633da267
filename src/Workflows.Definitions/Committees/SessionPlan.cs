using System.Globalization;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Questions;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Committees;

/// <summary>An item of the agenda: what it is called, whose matter it is, and whatever else the agenda says of it.</summary>
/// <param name="Institution">Seats of this institution do not vote on it.</param>
/// <param name="Impeded">Seats that abstain on it, by name.</param>
public sealed record SessionItem(string Number, string Title, string? Institution, IReadOnlyList<string> Impeded)
{
    /// <summary>«2. Plan anual», as lists and refusals name it.</summary>
    public string Name => $"{Number}. {Title}";

    internal object? Values { get; init; }
}

/// <summary>Somebody a member accredited for this session only, to attend in their seat.</summary>
public sealed record AccreditedSubstitute(string Seat, string Name);

/// <summary>
/// What is known of a session before it begins: which body, when, in which call, about what and with whom. It says nothing of what
/// happened.
/// </summary>
/// <param name="Date">Of the session; null when the flow does not say.</param>
/// <param name="Call">1, or 2 when the first had no quorum.</param>
public sealed record SessionPlan(string Body, string Committee, DateOnly? Date, TimeOnly? Hour, int Call)
{
    public IReadOnlyList<SessionItem> Items { get; init; } = [];
    public IReadOnlyList<string> Guests { get; init; } = [];
    public IReadOnlyList<AccreditedSubstitute> Accredited { get; init; } = [];

    /// <summary>Of the whole session, besides those of each item.</summary>
    public string? Institution { get; init; }

    public BodyRules Rules => BodyRules.Find(Body) ?? throw new ActivityFaultException($"No hay reglas del órgano «{Body}».");

    /// <summary>What the world is asked: the seats with a vote on the day, and whose matter an item is.</summary>
    public SeatsQuestion Question(DateOnly date, string? institution) => new(Committee, date, institution ?? Institution);

    public Dictionary<string, object?> ToValues() => new()
    {
        ["body"] = Body,
        ["bodyName"] = Rules.Name,
        ["norm"] = Rules.Norm,
        ["committee"] = Committee,
        ["date"] = Date is { } date ? PlainValues.ToText(date) : null,
        ["hour"] = Hour is { } hour ? ToText(hour) : null,
        ["call"] = (double)Call,
        ["institution"] = Institution,
        ["items"] = Items.Select(object? (item) => new Dictionary<string, object?>
        {
            ["number"] = item.Number,
            ["title"] = item.Title,
            ["institution"] = item.Institution,
            ["impeded"] = PlainValues.ToValues(item.Impeded),
        }).ToList(),
        ["guests"] = PlainValues.ToValues(Guests),
        ["accredited"] = Accredited.Select(object? (one) => new Dictionary<string, object?> { ["seat"] = one.Seat, ["name"] = one.Name })
            .ToList(),
    };

    public static SessionPlan FromValues(object? values) => new(
        values.TextOf("body")!, values.TextOf("committee")!, values.DateOf("date"),
        values.TextOf("hour") is { } hour ? HourIn(hour) : null, values.WholeOf("call") ?? 1)
    {
        Institution = values.TextOf("institution"),
        Items = [.. values.ListOf("items").Select(item => new SessionItem(
            item.TextOf("number")!, item.TextOf("title")!, item.TextOf("institution"), [.. item.ListOf("impeded").OfType<string>()]))],
        Guests = [.. values.ListOf("guests").OfType<string>()],
        Accredited = [.. values.ListOf("accredited").Select(one => new AccreditedSubstitute(one.TextOf("seat")!, one.TextOf("name")!))],
    };

    /// <summary>Items as the agenda wrote them: with their numbers, or numbered as they come.</summary>
    internal static IReadOnlyList<SessionItem> ItemsIn(object? agenda)
    {
        List<SessionItem> items = [.. agenda.AsList().Select((row, i) => new SessionItem(
            NumberOf(row) ?? (i + 1).ToString(CultureInfo.InvariantCulture),
            row.TextOf("titulo") ?? row as string ?? $"Punto {i + 1}", row.TextOf("institucion") ?? row.Member("institucion").TextOf("id"),
            [.. row.ListOf("inhabilitados").OfType<string>()])
        {
            Values = row,
        })];
        return items.GroupBy(item => item.Number, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } repeated
            ? throw new ActivityFaultException($"La tabla tiene dos veces el punto «{repeated.Key}»: cada punto lleva su número.")
            : items;
    }

    /// <summary>«2026-09-03T10:00», an instant, or a day alone: civil time of Santiago.</summary>
    internal static (DateOnly? Date, TimeOnly? Hour) StartIn(string text)
    {
        if (text.Length == 0)
            return (null, null);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return (day, null);
        if (DateTime.TryParseExact(text, LocalFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
            return (SantiagoTime.DateAt(instant), SantiagoTime.TimeAt(instant));
        throw new ActivityFaultException($"«{text}» no es una fecha y hora de inicio: usa 2026-09-03T10:00.");
    }

    /// <summary>An hour as people write it: 9:30 or 09:30.</summary>
    internal static TimeOnly? HourIn(string? text) =>
        TimeOnly.TryParseExact(text, HourFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var hour) ? hour : null;

    internal static string ToText(TimeOnly hour) => hour.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static readonly string[] LocalFormats = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm"];
    private static readonly string[] HourFormats = ["H:mm", "HH:mm"];

    private static string? NumberOf(object? row) =>
        row.Member("numero") is { } number && Values.ToText(number) is { Length: > 0 } text ? text : null;
}
