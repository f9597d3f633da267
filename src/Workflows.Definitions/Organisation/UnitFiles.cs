using System.Globalization;
using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Organisation;

/// <summary>
/// Reads units, their posts and the ministries of institutions from CSV text: a row for each period. Whether they make sense together is
/// for the snapshot.
/// </summary>
public static class UnitFiles
{
    public static IReadOnlyList<Unit> ReadUnits(string name, string text) =>
        CsvTable.Read(name, text, OrganisationColumns.Units).Map(row =>
        {
            var (from, to) = OrganisationFiles.Dates(row);
            return new Unit(row.Required("code"), row.Required("name"), row.Required("place"))
            {
                ParentCode = row.Optional("parent"),
                ValidFrom = from, ValidTo = to
            };
        });

    /// <summary>
    /// Each post is held by a role or by a person (their id): one of the two columns. «requirements» is yes unless it says no.
    /// </summary>
    public static IReadOnlyList<UnitPost> ReadPosts(string name, string text) =>
        CsvTable.Read(name, text, OrganisationColumns.UnitPosts).Map(row =>
        {
            var (from, to) = OrganisationFiles.Dates(row);
            var rank = int.TryParse(row.Required("rank"), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new CsvFieldException($"«{row["rank"]}» no es un lugar del orden jerárquico: escribe 1, 2, 3…");
            var role = row.Optional("role") is { } code ? OrganisationFiles.RoleOf(code) : null;
            return new UnitPost(row.Required("unit"), rank, row.Required("title"))
            {
                Role = role, PersonId = row.Optional("person"),
                MeetsRequirements = row["requirements"].Length == 0 || row.YesOrNo("requirements"), ValidFrom = from, ValidTo = to,
            };
        });

    public static IReadOnlyList<Dependency> ReadDependencies(string name, string text) =>
        CsvTable.Read(name, text, OrganisationColumns.Dependencies).Map(row =>
        {
            var (from, to) = OrganisationFiles.Dates(row);
            return new Dependency(row.Required("institution"), row.Required("ministry"))
            {
                Norm = row.Optional("norm"), ValidFrom = from,
                ValidTo = to
            };
        });

    /// <summary>«confirmed» is no unless it says yes.</summary>
    public static IReadOnlyList<Supervision> ReadSupervisions(string name, string text) =>
        CsvTable.Read(name, text, OrganisationColumns.Supervisions).Map(row =>
        {
            var (from, to) = OrganisationFiles.Dates(row);
            return new Supervision(row.Required("institution"), row.Required("undersecretariat"))
            {
                Norm = row.Optional("norm"), IsConfirmed = row.YesOrNo("confirmed"), ValidFrom = from, ValidTo = to,
            };
        });
}
