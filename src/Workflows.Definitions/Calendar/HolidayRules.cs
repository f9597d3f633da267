using static System.DayOfWeek;

namespace Workflows.Definitions.Calendar;

/// <summary>
/// The yearly holidays of Chile as the laws write them. What happens once, and every election, is data: one-off-holidays.csv.
/// </summary>
public static class HolidayRules
{
    private const string Church = "Ley 2.977 art. 1 N° 2";
    private const string HolyWeek = "Ley 2.977 art. 1 N° 3";
    private const string ToMonday = "martes a jueves pasa al lunes de esa semana; viernes al lunes siguiente";

    public static IReadOnlyList<HolidayRule> All { get; } =
    [
        new("Año Nuevo", "Ley 2.977 art. 1 (idNorma 23639)", 1915, On(1, 1)),
        new("Año Nuevo (2 de enero)", "Ley 20.983 (idNorma 1098384)", 2017, Only(1, 2, Monday)) { Text = "2 de enero en lunes" },
        new("Viernes Santo", HolyWeek, 1915, year => Easter.Sunday(year).AddDays(-2)) { Text = "dos días antes de Pascua" },
        new("Sábado Santo", HolyWeek, 1915, year => Easter.Sunday(year).AddDays(-1)) { Text = "víspera de Pascua" },
        new("Día Nacional del Trabajo", "Código del Trabajo art. 35", 1932, On(5, 1)),
        new("Día de las Glorias Navales", "Ley 2.977 art. 1 N° 5", 1915, On(5, 21)),
        new("Asalto y Toma del Morro de Arica", "Ley 20.663 (idNorma 1050508)", 2013,
            On(6, 7)) { Territory = "Región de Arica y Parinacota (15)" },
        // The law was published days before its first solstice and fixed that one itself.
        new("Día Nacional de los Pueblos Indígenas", "Ley 21.357 (idNorma 1161743)", 2021,
            year => year == 2021 ? new(2021, 6, 21) : WinterSolstice.DateIn(year)) { Text = "solsticio de invierno, por la fecha local" },
        new("San Pedro y San Pablo", "Ley 2.977; Ley 19.668 (idNorma 160270)", 2000, On(6, 29)) { Text = ToMonday, Moves = ToNearMonday },
        new("Virgen del Carmen", "Ley 20.148 (idNorma 257080)", 2007, On(7, 16)),
        new("Asunción de la Virgen", Church, 1915, On(8, 15)),
        new("Nacimiento de Bernardo O'Higgins", "Ley 20.768 (idNorma 1065534)", 2014, On(8, 20))
            { Territory = "Comunas de Chillán (16101) y Chillán Viejo (16103)" },
        new("Fiestas Patrias (17 de septiembre)", "Ley 20.215 (idNorma 264651) (Código del Trabajo art. 35 ter)", 2007, Only(9, 17, Monday))
            { Text = "18 de septiembre en martes: lunes 17" },
        new("Fiestas Patrias (17 de septiembre)", "Ley 20.983 (idNorma 1098384)", 2017, Only(9, 17, Friday))
            { Text = "18 de septiembre en sábado: viernes 17" },
        new("Independencia Nacional", "Ley 2.977 art. 1 N° 4", 1915, On(9, 18)),
        new("Día de las Glorias del Ejército", "Ley 2.977 art. 1 N° 5", 1915, On(9, 19)),
        new("Fiestas Patrias (20 de septiembre)", "Ley 20.215 (idNorma 264651) (Código del Trabajo art. 35 ter)", 2007, Only(9, 20, Friday))
            { Text = "18 de septiembre en miércoles: viernes 20" },
        new("Encuentro de Dos Mundos", "Ley 3.810 (idNorma 24262); Ley 19.668 (idNorma 160270)", 2000, On(10, 12))
        {
            Text = ToMonday, Moves = ToNearMonday,
        },
        new("Día Nacional de las Iglesias Evangélicas y Protestantes", "Ley 20.299 (idNorma 279294)", 2008, On(10, 31))
            { Text = "martes pasa al viernes anterior; miércoles al viernes de esa semana", Moves = ToNearFriday },
        new("Día de Todos los Santos", Church, 1915, On(11, 1)),
        new("Inmaculada Concepción", Church, 1915, On(12, 8)),
        new("Navidad", Church, 1915, On(12, 25)),
    ];

    private static Func<int, DateOnly?> On(int month, int day) => year => new DateOnly(year, month, day);

    private static Func<int, DateOnly?> Only(int month, int day, DayOfWeek weekday) =>
        year => new DateOnly(year, month, day) is var date && date.DayOfWeek == weekday ? date : null;

    /// <summary>Ley 19.668: a long weekend instead of a day alone in the week.</summary>
    private static DateOnly ToNearMonday(DateOnly date) => date.DayOfWeek switch
    {
        Tuesday => date.AddDays(-1),
        Wednesday => date.AddDays(-2),
        Thursday => date.AddDays(-3),
        Friday => date.AddDays(3),
        _ => date,
    };

    /// <summary>Ley 20.299, art. 2.</summary>
    private static DateOnly ToNearFriday(DateOnly date) => date.DayOfWeek switch
    {
        Tuesday => date.AddDays(-4),
        Wednesday => date.AddDays(2),
        _ => date,
    };
}
