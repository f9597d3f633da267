using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Organisation;

/// <summary>Reads committees and their seats from CSV text. Whether they make sense together is for the snapshot.</summary>
public static class CommitteeFiles
{
    private static readonly Dictionary<string, SeatBasis> BasisWords = new()
    {
        ["cargo"] = SeatBasis.ExOfficio,
        ["designación"] = SeatBasis.Designated,
        ["elección"] = SeatBasis.Elected,
    };

    public static IReadOnlyList<Committee> ReadCommittees(string name, string text)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        return CsvTable.Read(name, text, OrganisationColumns.Committees).Map(row =>
        {
            var (from, to) = OrganisationFiles.Dates(row);
            return new Committee(OrganisationFiles.Unique(row, codes), row.Required("name"))
            {
                Norm = row.Optional("norm"),
                ValidFrom = from, ValidTo = to
            };
        });
    }

    /// <summary>
    /// «basis» is cargo, with of_role and of_scope; or designación or elección, with person (their id). An alternate says which seat's in
    /// «alternate_of».
    /// </summary>
    public static IReadOnlyList<Seat> ReadSeats(string name, string text) =>
        CsvTable.Read(name, text, OrganisationColumns.Seats).Map(row =>
        {
            var (from, to) = OrganisationFiles.Dates(row);
            return new Seat(row.Required("committee"), row.Required("seat"), OrganisationFiles.RoleOf(row.Required("role")),
                row.OneOf("basis", BasisWords))
            {
                OfRole = row.Optional("of_role") is { } role ? OrganisationFiles.RoleOf(role) : null, OfScope = row.Optional("of_scope"),
                PersonId = row.Optional("person"),
                AlternateOf = row.Optional("alternate_of"), Norm = row.Optional("norm"), ValidFrom = from, ValidTo = to,
            };
        });
}
