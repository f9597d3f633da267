using Workflows.Definitions.Organisation;

namespace Workflows.Definitions.Calendar;

/// <summary>
/// Where clocks in Chile show another hour than Santiago's, which binds all the same: Magallanes and Aysén while Santiago has winter
/// time, Rapa Nui always. It only says so; it moves no deadline.
/// </summary>
public static class RegionalClock
{
    /// <summary>What is added to an hour that people there would read as theirs.</summary>
    public const string Note = "hora de Santiago";

    private static readonly (string Code, string[] Names, string Zone)[] Others =
    [
        ("12", ["Magallanes", "Punta Arenas", "Antártica"], "America/Punta_Arenas"),
        ("11", ["Aysén", "Aisén", "Coyhaique"], "America/Coyhaique"),
        ("052", ["Rapa Nui", "Isla de Pascua"], "Pacific/Easter"),
    ];

    /// <summary>The note for an hour told to a region or an institution named after it; null where clocks show that hour.</summary>
    /// <param name="place">Territorial code, when one is known.</param>
    public static string? NoteFor(string? place, string? institution, DateTimeOffset instant) =>
        Others.Any(other => (IsWithin(place, other.Code) || IsNamed(institution, other.Names)) && Differs(other.Zone, instant))
            ? Note
            : null;

    /// <summary>The place of a post, when its role is one of a region.</summary>
    public static string? PlaceOf(string roleCode, string scope) => Role.Find(roleCode)?.Scope == RoleScope.Region ? scope : null;

    private static bool IsWithin(string? place, string code) =>
        place is not null && place.StartsWith(code, StringComparison.Ordinal);

    private static bool IsNamed(string? institution, string[] names) =>
        institution is not null && names.Any(name => institution.Contains(name, StringComparison.OrdinalIgnoreCase));

    // Zone data older than the region's own clock does not know it; then nothing is claimed.
    private static bool Differs(string zone, DateTimeOffset instant) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found)
        && found.GetUtcOffset(instant) != SantiagoTime.ToLocal(instant) - instant.UtcDateTime;
}
