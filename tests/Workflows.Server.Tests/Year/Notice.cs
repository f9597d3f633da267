using System.Globalization;
using Workflows.Definitions.Calendar;

namespace Workflows.Server.Tests.Year;

/// <summary>One mail to one person: when it leaves, about which stage, in which level, as what.</summary>
internal sealed record Notice(
    DateTimeOffset At, string Institution, string Stage, int Visit, string Template, int Level, string Email, bool IsCopy)
{
    /// <summary>Sorts by what a person would look for first, and reads well when a test fails.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{SantiagoTime.DateAt(At):yyyy-MM-dd} {SantiagoTime.TimeAt(At):HH:mm:ss} {Institution} {Stage}/{Visit} {Template} n{Level} "
        + $"{(IsCopy ? "cc" : "a")} {Email}");
}

/// <summary>The summary of one morning to one person: how many tasks are open in their posts and in those they stand in for.</summary>
internal sealed record Digest(DateTimeOffset At, string Email, int Tasks)
{
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture, $"{SantiagoTime.DateAt(At):yyyy-MM-dd} {SantiagoTime.TimeAt(At):HH:mm} {Email}: {Tasks}");
}

/// <summary>A visit of a stage while it is open: to the first instant, not to the last.</summary>
internal sealed record OpenVisit(Stage Stage, DateTimeOffset Opened, DateTimeOffset Closed);

/// <summary>Something a person does through the API, and when.</summary>
/// <param name="Institution">Whose it is; in what is nobody's, the place of the post that has it.</param>
internal sealed record Deed(DateTimeOffset At, string Institution, string Stage, int Visit, string PersonId, string Action,
    DateOnly Deadline, bool IsLate)
{
    /// <summary>What its receipt says.</summary>
    public string Timeliness { get; init; } = IsLate ? "late" : "onTime";
}
