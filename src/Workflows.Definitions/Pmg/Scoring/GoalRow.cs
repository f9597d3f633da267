using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Pmg.Scoring;

/// <summary>
/// A goal as a row of a form: of the proposal, or of what came of it. It judges nothing: what is missing or no number reads as nothing.
/// </summary>
internal readonly record struct GoalRow(object? Values)
{
    /// <summary>What is kept of a row of the proposal, to hold results against.</summary>
    private static readonly string[] Kept =
        [Key.Objective, Key.Name, Key.Weight, Key.Target, Key.Original, Key.Decree, Key.LowerIsBetter, Key.Minimum, "medio_verificacion"];

    public string? Name => Values.TextOf(Key.Name);
    public string? Objective => Values.TextOf(Key.Objective);

    /// <summary>The system or kind of indicator of the framework programme.</summary>
    public string? Topic => Values.TextOf("tema");
    public string? Unit => Values.TextOf("unidad");
    public decimal? Weight => Values.Member(Key.Weight).AsNumber();
    public decimal? Target => Values.Member(Key.Target).AsNumber();

    /// <summary>The whole that the target is a part of.</summary>
    public decimal? TargetOf => Values.Member("meta_de").AsNumber();

    /// <summary>The target before a decree changed it.</summary>
    public decimal? Original => Values.Member(Key.Original).AsNumber();
    public string? Decree => Values.TextOf(Key.Decree);
    public decimal? Result => Values.Member("resultado").AsNumber();
    public decimal? ResultOf => Values.Member("resultado_de").AsNumber();
    public decimal? LastResult => Values.Member("resultado_anterior").AsNumber();
    public bool LowerIsBetter => Values.FlagOf(Key.LowerIsBetter);
    public decimal? Minimum => Values.Member(Key.Minimum).AsNumber();

    /// <summary>Requirements that were not met.</summary>
    public string? Unmet => Values.TextOf("incumplidos");

    public static IEnumerable<GoalRow> In(IEnumerable<object?> rows) => rows.Select(row => new GoalRow(row));

    /// <summary>Of a row of the proposal, what the results are held against.</summary>
    public Dictionary<string, object?> Committed() =>
        Values is { } row ? Kept.Where(column => row.Member(column) is not null).ToDictionary(column => column, row.Member) : [];

    /// <summary>Changes the target of a kept row. The first target is the original one, however often it was changed.</summary>
    public static void Change(Dictionary<string, object?> row, object target, string? decree)
    {
        row.TryAdd(Key.Original, row.GetValueOrDefault(Key.Target));
        row[Key.Target] = target;
        row[Key.Decree] = decree;
    }

    public static class Key
    {
        public const string Name = "indicador";
        public const string Objective = "objetivo";
        public const string Weight = "ponderacion";
        public const string Target = "meta";
        public const string Original = "meta_original";
        public const string Decree = "decreto_meta";
        public const string LowerIsBetter = "menor_es_mejor";
        public const string Minimum = "minimo";
    }
}
