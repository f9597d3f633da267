namespace Workflows.Server.Tests.Year.Ways;

/// <summary>What somebody does with a task, and when: counted from its deadline.</summary>
/// <param name="Action">What the task is asked to do; after a colon, how: «submit:reclama», «submit:fecha=2026-09-10;lugar=Sala 1».</param>
internal sealed record Turn(Moment Moment, string Action)
{
    /// <summary>Where the term counts in hours: so many after its end, or before it when negative.</summary>
    public int? HoursFromTheEnd { get; init; }
}

/// <summary>What became of a task and when; «silence» when nobody did anything and that meant something.</summary>
internal readonly record struct Done(DateTimeOffset At, string Action);

/// <summary>One way a process may go: what people do with the visits of its tasks. Nothing at all is silence.</summary>
/// <param name="Until">When it is cancelled; null when nobody cancels it.</param>
internal sealed record Way(string Name, Func<Stage, int, Turn?> Turns, DateTimeOffset? Until = null)
{
    public const string Usual = "la usual";
    public const string Returned = "con observaciones";
    public const string Late = "tarde hasta el último nivel";
    public const string Silent = "en silencio";
    public const string Cancelled = "anulada";

    /// <summary>The day before the deadline, in the morning; of hours, one before the last.</summary>
    public static Turn OnTime(Stage stage) => new(new(-1, new(10, 0)), stage.Action) { HoursFromTheEnd = -1 };

    /// <summary>What is reviewed comes back once.</summary>
    public static Turn ReturnedOnce(Stage stage, int visit) =>
        stage.MayReturn && visit == 1 ? new(new(-2, new(15, 30)), "return") { HoursFromTheEnd = -2 } : OnTime(stage);

    /// <summary>When the last level of its ladder has been told, and another day has passed.</summary>
    public static Turn AfterTheLastLevel(Stage stage) =>
        stage.Policy.Ladder is [.., var last]
            ? new(new(last.WorkingDaysAfter + 1, new(15, 30)), stage.Action) { HoursFromTheEnd = last.HoursAfter + 2 }
            : OnTime(stage);
}
