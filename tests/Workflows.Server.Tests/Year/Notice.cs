using System.Globalization;
using Workflows.Definitions.Calendar;

namespace Workflows.Server.Tests.Year;

/// <summary>One mail to one person: when it leaves, about which stage, in which level, as what.</summary>
internal sealed record Notice(DateTimeOffset At, string Institution, string Stage, int Visit, string Template, int Level, string Email, bool IsCopy)
{
    /// <summary>Sorts by what a person would look for first, and reads well when a test fails.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{SantiagoTime.DateAt(At):yyyy-MM-dd} {SantiagoTime.TimeAt(At):HH:mm:ss} {Institution} {Stage}/{Visit} {Template} n{Level} {(IsCopy ? "cc" : "a")} {Email}");
}

/// <summary>Something a person does through the API, and when.</summary>
internal sealed record Deed(DateTimeOffset At, string Institution, string Stage, int Visit, string PersonId, string Action, DateOnly Deadline, bool IsLate);
