using System.Globalization;
using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Organisation;

/// <summary>
/// Reads institutions, ministries and regions from CSV text, and the lists that ship with the product. They are data of a year, never
/// constants.
/// </summary>
public static class OrganisationFiles
{
    private static readonly Dictionary<string, Confidence> ConfidenceWords = new()
    {
        ["alta"] = Confidence.High,
        ["media"] = Confidence.Medium,
        ["baja"] = Confidence.Low,
    };

    public static IReadOnlyList<Ministry> ShippedMinistries() => ReadMinistries("ministries.csv", Shipped("ministries.csv"));

    public static IReadOnlyList<Institution> ShippedInstitutions() =>
        ReadInstitutions("services.csv", Shipped("services.csv"), ShippedMinistries());

    public static IReadOnlyList<Undersecretariat> ShippedUndersecretariats() =>
        ReadUndersecretariats("undersecretariats.csv", Shipped("undersecretariats.csv"));

    public static IReadOnlyList<Supervision> ShippedSupervisions() =>
        UnitFiles.ReadSupervisions("supervisions.csv", Shipped("supervisions.csv"));

    public static IReadOnlyList<Region> ShippedRegions() => ReadRegions("regions.csv", Shipped("regions.csv"));

    /// <summary>Reads institutions; each one's ministry must be among those given, or be empty when it answers to none.</summary>
    public static IReadOnlyList<Institution> ReadInstitutions(string name, string text, IReadOnlyList<Ministry> ministries)
    {
        var known = ministries.Select(ministry => ministry.Code).ToHashSet(StringComparer.Ordinal);
        var codes = new HashSet<string>(StringComparer.Ordinal);
        var table = CsvTable.Read(name, text, OrganisationColumns.Institutions);
        return table.Map(row =>
        {
            var code = Unique(row, codes);
            var ministry = row.Optional("ministry");
            if (ministry is not null && !known.Contains(ministry))
                throw new CsvFieldException($"el ministerio «{ministry}» no existe.");

            var title = row.Required("name");
            var regime = row.OneOf("incentive", IncentiveRegimes.Words);
            var (from, to) = Dates(row);
            return new Institution(code, title, KindOf(code, title, regime), ministry, regime)
            {
                Confidence = row.OneOf("confidence", ConfidenceWords),
                ValidFrom = from,
                ValidTo = to,
            };
        });
    }

    public static IReadOnlyList<Ministry> ReadMinistries(string name, string text)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        var table = CsvTable.Read(name, text, OrganisationColumns.Ministries);
        return table.Map(row =>
        {
            var (from, to) = Dates(row);
            return new Ministry(Unique(row, codes), row.Required("name"))
            {
                BudgetChapter = row.Optional("budget_chapter"),
                Norm = row.Optional("norm"),
                Confidence = row["confidence"].Length == 0 ? Confidence.High : row.OneOf("confidence", ConfidenceWords),
                ValidFrom = from,
                ValidTo = to,
            };
        });
    }

    public static IReadOnlyList<Undersecretariat> ReadUndersecretariats(string name, string text)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        return CsvTable.Read(name, text, OrganisationColumns.Undersecretariats).Map(row =>
        {
            var (from, to) = Dates(row);
            return new Undersecretariat(Unique(row, codes), row.Required("name"), row.Required("ministry"))
            {
                Confidence = row["confidence"].Length == 0 ? Confidence.High : row.OneOf("confidence", ConfidenceWords),
                ValidFrom = from, ValidTo = to,
            };
        });
    }

    public static IReadOnlyList<Region> ReadRegions(string name, string text)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        var table = CsvTable.Read(name, text, ["order", "code", "name", "short_name", "capital", "regional_government"], ["roman", "iso"]);
        return table.Map(row => new Region(
            Unique(row, codes), row.Required("name"), row.Required("short_name"), row.Required("capital"),
            row.Required("regional_government"),
            int.TryParse(row["order"], NumberStyles.None, CultureInfo.InvariantCulture, out var order)
                ? order
                : throw new CsvFieldException($"«{row["order"]}» no es un número de «order».")));
    }

    internal static string Unique(CsvRow row, HashSet<string> codes)
    {
        var code = row.Required("code");
        return codes.Add(code) ? code : throw new CsvFieldException($"el código «{code}» ya está en otra fila.");
    }

    internal static (DateOnly? From, DateOnly? To) Dates(CsvRow row)
    {
        var (from, to) = (row.OptionalDate("valid_from"), row.OptionalDate("valid_to"));
        return from > to ? throw new CsvFieldException("«valid_to» es anterior a «valid_from».") : (from, to);
    }

    private static InstitutionKind KindOf(string code, string name, IncentiveRegime regime)
    {
        bool Named(string start) => name.StartsWith(start, StringComparison.OrdinalIgnoreCase);

        if (regime == IncentiveRegime.PmgRegionalGovernment || Named("Gobierno Regional")) return InstitutionKind.RegionalGovernment;
        if (regime == IncentiveRegime.PmgLocalEducation || Named("Servicio Local de Educación"))
            return InstitutionKind.LocalEducationService;
        if (Named("Subsecretaría")) return InstitutionKind.Undersecretariat;
        if (Named("Delegación Presidencial")) return InstitutionKind.PresidentialDelegation;
        return Named("Universidad") || code.StartsWith("PE-UNI-", StringComparison.Ordinal)
            ? InstitutionKind.University
            : InstitutionKind.Service;
    }

    /// <summary>The role of a code in a file.</summary>
    /// <exception cref="CsvFieldException">No role has that code.</exception>
    /// <summary>By its code, or as people call it.</summary>
    public static Role RoleOf(string text) =>
        Role.Find(text) ?? Role.All.FirstOrDefault(role => role.Label.Equals(text, StringComparison.OrdinalIgnoreCase))
            ?? throw new CsvFieldException($"el cargo «{text}» no existe. Usa uno de: "
                + $"{string.Join(", ", Role.All.Select(role => role.Label))}.");

    private static string Shipped(string file)
    {
        using var stream = typeof(OrganisationFiles).Assembly.GetManifestResourceStream($"Workflows.Definitions.Organisation.{file}")
            ?? throw new InvalidOperationException($"The assembly lacks {file}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
