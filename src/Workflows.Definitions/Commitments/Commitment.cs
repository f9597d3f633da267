using System.Globalization;
using System.Text.Json.Serialization;
using Workflows.Definitions.Organisation;

namespace Workflows.Definitions.Commitments;

/// <summary>A date by which part of it is to be done.</summary>
public sealed record Milestone(string Name, DateOnly DueOn, DateOnly? DoneOn = null);

/// <summary>What blocks it (un nudo), who can lift it and by when.</summary>
public sealed record Obstacle(string What, string? Who = null, DateOnly? By = null);

/// <summary>
/// Something the government committed, as it is known now: whose it is, by when, how far it is. It never says how it came to be so: that is
/// its changes.
/// </summary>
/// <param name="Code">What everybody calls it; it is never reused.</param>
public sealed record Commitment(string Code, string Name, CommitmentTier Tier, CommitmentSource Source)
{
    public const int LongestCode = 40;
    public const int LongestName = 500;

    /// <summary>For people: which years a commitment may be dated in.</summary>
    public const string SensibleYears = "usa uno entre 2000 y 2100";

    /// <summary>Whether a commitment may fall due on a date: a year with a digit too few or too many is a slip.</summary>
    public static bool MayBeDated(DateOnly date) => date.Year is >= 2000 and <= 2100;

    /// <summary>What it is part of: the initiative of a measure, the national one of a regional copy.</summary>
    public string? ParentCode { get; init; }

    public string? MinistryCode { get; init; }
    public string? RegionCode { get; init; }
    public string? InstitutionCode { get; init; }
    public DateOnly? DueOn { get; init; }
    public CommitmentState State { get; init; }

    /// <summary>Per cent, as whoever answers for it declared; null while nobody did.</summary>
    public decimal? Declared { get; init; }

    /// <summary>Per cent, as interministerial coordination verified; null while nobody did.</summary>
    public decimal? Verified { get; init; }

    /// <summary>It stopped applying, and no average counts it.</summary>
    public bool DoesNotApply { get; init; }

    public IReadOnlyList<Milestone> Milestones { get; init; } = [];
    public Obstacle? Obstacle { get; init; }

    /// <summary>Codes of those that have to be finished before.</summary>
    public IReadOnlyList<string> Requires { get; init; } = [];

    /// <summary>How many reports in a row brought no progress.</summary>
    public int ReportsWithoutProgress { get; init; }

    /// <summary>What counts as its progress: what was verified, or else what was declared.</summary>
    [JsonIgnore]
    public decimal? Progress => DoesNotApply ? null : State == CommitmentState.Finished ? 100 : Verified ?? Declared;

    /// <summary>
    /// Who answers for it: in its service, its region or its ministry, the nearest it names; otherwise interministerial coordination.
    /// </summary>
    [JsonIgnore]
    public (Role Role, string Scope) Post => this switch
    {
        { InstitutionCode: { } institution } => (Role.HeadOfService, institution),
        { RegionCode: { } region } => (Role.RegionalCounterpart, region),
        { MinistryCode: { } ministry } => (Role.MinistryCabinet, ministry),
        _ => (Role.InterministerialCoordination, Appointment.National),
    };

    internal static string Percent(decimal percent) => $"{percent.ToString("0.##", CultureInfo.GetCultureInfo("es-CL"))} %";
}
