namespace Workflows.Definitions.Calendar;

/// <summary>Reads holidays from CSV text.</summary>
public static class HolidayFile
{
    private static readonly string[] Columns = ["date", "name", "scope", "territory", "base_date", "moved", "rule", "norm"];

    private static readonly Dictionary<string, HolidayScope> Scopes = new()
    {
        ["nacional"] = HolidayScope.National,
        ["electoral"] = HolidayScope.Electoral,
        ["territorial"] = HolidayScope.Territorial,
    };

    /// <summary>Reads a whole file or refuses it with a <see cref="CsvException"/> that names the rows.</summary>
    public static IReadOnlyList<Holiday> Read(string name, string text)
    {
        var seen = new HashSet<(DateOnly, string, string)>();
        return CsvTable.Read(name, text, Columns).Map(row =>
        {
            var holiday = Read(row);
            return seen.Add((holiday.Date, holiday.Name, holiday.Territory))
                ? holiday
                : throw new CsvFieldException($"«{holiday.Name}» ya está en esa fecha.");
        });
    }

    private static Holiday Read(CsvRow row)
    {
        var date = row.Date("date");
        var holiday = new Holiday(date, row.Required("name"), row.OneOf("scope", Scopes), row.Required("norm"))
        {
            Territory = row["territory"],
            BaseDate = row.OptionalDate("base_date") ?? date,
            Moved = row.YesOrNo("moved"),
            Rule = row["rule"],
        };

        if (holiday.Scope == HolidayScope.Territorial && holiday.Territory.Length == 0)
            throw new CsvFieldException("un feriado territorial necesita decir dónde rige, en «territory».");
        if (holiday.Moved != (holiday.BaseDate != date))
            throw new CsvFieldException("«moved» no concuerda con «base_date»: di sí solo cuando las fechas difieren.");
        return holiday;
    }
}
