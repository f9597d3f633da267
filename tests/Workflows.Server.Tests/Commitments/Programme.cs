using System.Globalization;
using System.Text;

namespace Workflows.Server.Tests.Commitments;

/// <summary>
/// An invented programme with the counts of a real one: 10 commitments, 235 initiatives and 870 measures, over all regions and some
/// ministries.
/// </summary>
internal static class Programme
{
    public const string Header = "codigo,nombre,nivel,origen,parte_de,ministerio,region,vence,estado,avance,no_aplica\n";

    public static readonly string[] Regions = [
        "15", "01", "02", "03", "04", "05", "13", "06", "07", "16", "08", "09", "14", "10", "11", "12"];
    public static readonly string[] Ministries = ["SAL", "MOP", "EDU", "MINVU", "AGR"];

    public static string Csv()
    {
        var text = new StringBuilder(Header);
        for (var i = 1; i <= 10; i++)
            text.Append(CultureInfo.InvariantCulture, $"C{i:00},Compromiso {i},compromiso,programa,,,,2029-12-31,En proceso,,\n");
        for (var i = 1; i <= 235; i++)
            text.Append(
                CultureInfo.InvariantCulture,
                $"I{i:000},Iniciativa {i},iniciativa,programa,C{i % 10 + 1:00},{Ministries[i % 5]},,2028-12-31,En proceso,,\n");
        for (var i = 1; i <= 870; i++)
            text.Append(
                CultureInfo.InvariantCulture,
                $"M{i:000},Medida {i},medida,programa,I{i % 235 + 1:000},{Ministries[i % 5]},{Regions[i % 16]},2027-12-31,{StateOf(i)},{ProgressOf(i)},{(i % 87 == 0 ? "sí" : "no")}\n");
        return text.ToString();
    }

    /// <summary>Every fourth measure has not said how far it is.</summary>
    public static string ProgressOf(int measure) => measure % 4 == 0 ? "" : (measure % 100).ToString(CultureInfo.InvariantCulture);

    public static string StateOf(int measure) => measure % 10 == 0 ? "No iniciado" : measure % 10 == 1 ? "En tramitación" : "En proceso";
}
