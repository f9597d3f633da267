using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Server.Audit;
using Workflows.Server.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Web;
using Workflows.Server.Web.Sheets;

namespace Workflows.Server.Privacy;

/// <summary>
/// Whose data could have been seen, which and since when, if a session, a person, a key or a network was not who it said: drawn from what
/// the audit of readings kept. It names everybody an answer could show: never fewer than were shown.
/// </summary>
internal static class BreachReport
{
    private const int MostReadings = 50_000;

    /// <param name="Reader">The person whose account read.</param>
    /// <param name="Session">One session, or one key, of theirs.</param>
    /// <param name="Network">The address it was asked from.</param>
    /// <param name="Institution">Only the people who hold or held a post there.</param>
    internal sealed record Filter(string? Reader, string? Session, string? Network, string? Institution, DateOnly? From, DateOnly? To);

    /// <param name="Data">Which data, as people call them.</param>
    /// <param name="ByName">An answer was about this person alone; otherwise they were in a list.</param>
    public sealed record AffectedView(
        string PersonId, string Name, string Email, IReadOnlyList<string> Places, IReadOnlyList<string> Data, DateTimeOffset First,
        DateTimeOffset Last, int Times, bool ByName);

    public sealed record ReaderView(string PersonId, string Name, int Times);

    /// <param name="IsCut">There were more readings than one report holds: narrow the period.</param>
    public sealed record Response(
        int Readings, bool IsCut, DateTimeOffset? First, DateTimeOffset? Last, IReadOnlyList<ReaderView> Readers,
        IReadOnlyList<string> Networks, IReadOnlyList<string> Data, IReadOnlyList<AffectedView> People);

    private static readonly IReadOnlyList<Column<AffectedView>> Columns =
    [
        new("Persona", row => row.Name), new("Correo", row => row.Email),
        new("Dónde tiene o tuvo un cargo", row => string.Join("; ", row.Places)),
        new("Datos", row => string.Join("; ", row.Data)), new("Desde", row => row.First), new("Hasta", row => row.Last),
        new("Veces", row => row.Times),
        new("Cómo", row => row.ByName ? "leída por sí sola" : "en una lista"),
    ];

    public static void MapBreachReport(this RouteGroupBuilder privacy)
    {
        privacy.MapGet("/breach", GetAsync).ReadsPersonalData("informe de vulneración").WithName("GetBreachReport")
            .WithSummary("A quiénes y qué datos alcanzaron unas lecturas: por lector, sesión, red, institución y período");
        privacy.MapGet("/breach/export", ExportAsync).ReadsPersonalData("informe de vulneración, como archivo")
            .WithName("ExportBreachReport")
            .WithSummary("Las personas afectadas como CSV o XLSX, para informar a la Agencia y a ellas").ProducesSheet();
    }

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> GetAsync(
        [AsParameters] Filter filter, WorkflowsDb db, Places places, CancellationToken ct) =>
        ProblemWith(filter) is { } problem ? problem : TypedResults.Ok(await DrawAsync(filter, db, places, ct));

    private static async Task<IResult> ExportAsync(
        [AsParameters] Filter filter, SheetFormat? format, WorkflowsDb db, Places places, CancellationToken ct) =>
        ProblemWith(filter) is { } problem
            ? problem
            : new Sheet<AffectedView>(
                "personas-afectadas", format ?? SheetFormat.Csv, Columns,
                (await DrawAsync(filter, db, places, ct)).People.ToAsyncEnumerable());

    private static ProblemHttpResult? ProblemWith(Filter filter) =>
        filter is { Reader: null, Session: null, Network: null, Institution: null, From: null }
            ? Refusal.Invalid("Di por dónde empezar: un lector, una sesión, una red, una institución o desde qué día.")
            : null;

    private static async Task<Response> DrawAsync(Filter filter, WorkflowsDb db, Places places, CancellationToken ct)
    {
        var readings = await Found(filter, db).OrderByDescending(row => row.At).Take(MostReadings + 1).ToListAsync(ct);
        var reach = new ReadingReach(db);
        var found = new Dictionary<string, Affected>(StringComparer.Ordinal);
        foreach (var reading in readings.Take(MostReadings))
        {
            var (people, byName) = await reach.OfAsync(reading, ct);
            foreach (var id in people)
            {
                if (!found.TryGetValue(id, out var one))
                    found[id] = one = new();
                one.Add(reading, ReadingReach.DataOf(reading), byName);
            }
        }

        var posts = await db.Set<Appointment>().AsNoTracking().ToListAsync(ct);
        var ofPerson = posts.ToLookup(post => post.PersonId, StringComparer.Ordinal);
        var names = await places.NamesOfAsync(posts, ct);
        var ids = found.Keys.Where(id => filter.Institution is null || ofPerson[id].Any(post => post.ScopeCode == filter.Institution))
            .ToArray();
        var persons = await db.Set<Person>().AsNoTracking().Where(person => ids.Contains(person.Id)).ToListAsync(ct);
        var shown = readings.Count > MostReadings ? readings[..MostReadings] : readings;
        return new(
            shown.Count, readings.Count > MostReadings, shown.Count == 0 ? null : shown.Min(row => row.At),
            shown.Count == 0 ? null : shown.Max(row => row.At),
            [.. shown.GroupBy(row => row.PersonId).Select(rows => new ReaderView(rows.Key, rows.First().PersonName, rows.Count()))
                .OrderByDescending(row => row.Times)],
            [.. shown.Select(row => row.Network).Distinct().Order(StringComparer.Ordinal)],
            [.. shown.SelectMany(ReadingReach.DataOf).Distinct().Order(StringComparer.Ordinal)],
            [.. persons.OrderBy(person => person.Name, StringComparer.Ordinal).Select(person => found[person.Id].View(
                person, [.. ofPerson[person.Id].Select(post => names.GetValueOrDefault(post.ScopeCode, post.ScopeCode)).Distinct()]))]);
    }

    private static IQueryable<ReadingRow> Found(Filter filter, WorkflowsDb db)
    {
        var rows = db.Set<ReadingRow>().AsNoTracking();
        if (filter.Reader is { Length: > 0 } reader) rows = rows.Where(row => row.PersonId == reader);
        if (filter.Session is { Length: > 0 } session) rows = rows.Where(row => row.Session == session);
        if (filter.Network is { Length: > 0 } network) rows = rows.Where(row => row.Network == network);
        if (filter.From is { } from && SantiagoTime.StartOfDay(from) is var start) rows = rows.Where(row => row.At >= start);
        if (filter.To is { } to && SantiagoTime.EndOfDay(to) is var end) rows = rows.Where(row => row.At <= end);
        return rows;
    }

    private sealed class Affected
    {
        private readonly SortedSet<string> _data = new(StringComparer.Ordinal);
        private DateTimeOffset _first = DateTimeOffset.MaxValue, _last = DateTimeOffset.MinValue;
        private int _times;
        private bool _byName;

        public void Add(ReadingRow reading, IEnumerable<string> data, bool byName)
        {
            _data.UnionWith(data);
            (_first, _last) = (reading.At < _first ? reading.At : _first, reading.At > _last ? reading.At : _last);
            _times++;
            _byName |= byName;
        }

        public AffectedView View(Person person, IReadOnlyList<string> places) => new(
            person.Id, person.Name, person.Email, places, [.. _data], _first, _last, _times, _byName);
    }
}
