using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Server.Persistence;

namespace Workflows.Server.World;

/// <summary>The working calendar as it stands now: the generated holidays with the approved overrides laid over them.</summary>
internal static class StoredCalendar
{
    public static async Task<WorkingCalendar> ReadCalendarAsync(this WorkflowsDb db, CancellationToken ct)
    {
        var rows = await db.Set<HolidayOverrideRow>().AsNoTracking().Where(row => row.ApprovedAt != null).OrderBy(row => row.ApprovedAt)
            .ToListAsync(ct);
        if (rows.Count == 0)
            return WorkingCalendar.Shipped;
        var people = rows.SelectMany(row => new[] { row.EnteredBy, row.ApprovedBy }).ToHashSet();
        var names = await db.Set<Person>().Where(person => people.Contains(person.Id))
            .ToDictionaryAsync(person => person.Id, person => person.Name, ct);
        return new WorkingCalendar(HolidayOverride.Apply(ChileanHolidays.All, [.. rows.Select(row => OverrideOf(row, names))]));
    }

    public static HolidayOverride OverrideOf(HolidayOverrideRow row, IReadOnlyDictionary<string, string>? names = null)
    {
        string Name(string? id) => id is null ? "" : names?.GetValueOrDefault(id) ?? id;
        var provenance = row.ApprovedAt is { } approved
            ? $"Lo ingresó {Name(row.EnteredBy)} y lo aprobó {Name(row.ApprovedBy)} el {SpanishDate.Of(SantiagoTime.DateAt(approved))}."
            : $"Lo ingresó {Name(row.EnteredBy)}; espera aprobación.";
        return new(row.Date, row.Name, row.Adds, row.Norm, PlacesOf(row), provenance);
    }

    /// <summary>A place that lost its code since keeps it here: it closes no day and breaks nothing.</summary>
    public static IReadOnlyList<Territory> PlacesOf(HolidayOverrideRow row) =>
        [
            .. (row.PlaceCode ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(code => new Territory(code)),
        ];
}
