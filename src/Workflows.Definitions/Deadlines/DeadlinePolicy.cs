using System.Text.Json;
using System.Text.Json.Serialization;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;

namespace Workflows.Definitions.Deadlines;

/// <summary>
/// Everything about the time of one human task, in one immutable value: its term, what happens when the day is not a
/// working day, after a return, in silence and when late, who is reminded and who is told.
/// </summary>
[JsonConverter(typeof(DeadlinePolicyConverter))]
public sealed record DeadlinePolicy(Term Term)
{
    public StartRule Start { get; init; }

    public Roll Roll { get; init; } = Roll.Next;

    /// <summary>
    /// Where its days are counted; the whole country without one. With <see cref="InInstitution"/> it is the place that was found for the
    /// institution, and never written down.
    /// </summary>
    public Territory? Territory { get; init; }

    /// <summary>Its days are counted where the institution is, whichever it is.</summary>
    public bool InInstitution { get; init; }

    /// <summary>The norm or act that fixes this term, as it is cited to whoever asks why.</summary>
    public string? Norm { get; init; }

    /// <summary>Days after the end within which something is received as such; nothing is late before they have passed.</summary>
    public AdditionalTerm? Additional { get; init; }

    public ExtensionRule Extension { get; init; } = ExtensionRule.ByLaw;

    public CorrectionRule Correction { get; init; } = new(new Term.WorkingDays(10), WhicheverLater: false);

    /// <summary>What silence does when the term ends; nothing by default: the task stays open and climbs.</summary>
    public SilenceRule? Silence { get; init; }

    public LateRule Late { get; init; } = LateRule.Accept;

    /// <summary>How many working days before the deadline to remind, the farthest first.</summary>
    public IReadOnlyList<int> Reminders { get; init; } = [];

    /// <summary>How many hours before the deadline to remind as well, the farthest first; they leave to the minute.</summary>
    public IReadOnlyList<int> HourReminders { get; init; } = [];

    /// <summary>Whom to tell when the deadline has passed, level by level.</summary>
    public IReadOnlyList<LadderLevel> Ladder { get; init; } = [];

    /// <summary>Whoever the ladder tells has to take note. Null: they may, and the ladder keeps its dates.</summary>
    public AcknowledgementRule? Acknowledgement { get; init; }

    /// <summary>Reads the JSON of a policy or refuses it with a <see cref="DeadlinePolicyException"/> that names the place.</summary>
    public static DeadlinePolicy Parse(string json) => DeadlinePolicyJson.Parse(json);

    /// <summary>The same for a part of a larger document; the place is how errors call it.</summary>
    public static DeadlinePolicy Read(JsonElement json, string place = "deadline") => DeadlinePolicyJson.Read(json, place);

    public string ToJson() => JsonSerializer.Serialize(this);

    public bool Equals(DeadlinePolicy? other) =>
        other is not null && Term == other.Term && Roll == other.Roll && Correction == other.Correction && Silence == other.Silence
        && Late == other.Late && Reminders.SequenceEqual(other.Reminders) && HourReminders.SequenceEqual(other.HourReminders)
        && Ladder.SequenceEqual(other.Ladder) && Acknowledgement == other.Acknowledgement && Start == other.Start
        && Territory == other.Territory && InInstitution == other.InInstitution && Norm == other.Norm && Additional == other.Additional
        && Extension == other.Extension;

    public override int GetHashCode() => HashCode.Combine(Term, Roll, Correction, Silence, Late, Reminders.Count, Ladder.Count);
}

/// <summary>From which day a counted term runs.</summary>
public enum StartRule
{
    /// <summary>From the day after the task opens (Ley 19.880, art. 25).</summary>
    Opening,

    /// <summary>
    /// What opens on a day that is not a working day counts as opened on the next one, so the term runs from the day after that.
    /// </summary>
    WorkingDay,

    /// <summary>From the day after a notification in person or by electronic means, made that day (Ley 19.880, arts. 45–46).</summary>
    Notification,

    /// <summary>
    /// From the day after a notification by letter, understood made on the third working day after the post received it (art. 46).
    /// </summary>
    Letter,
}

/// <summary>What a deadline does when it falls on a day that is not a working day.</summary>
public enum Roll
{
    /// <summary>Passes to the next working day (Ley 19.880, art. 25).</summary>
    Next,
    None,
}

/// <summary>What being late means. Nothing late is ever refused at the door.</summary>
public enum LateRule
{
    /// <summary>Received and marked «fuera de plazo».</summary>
    Accept,

    /// <summary>Received as «extemporáneo»; a person decides.</summary>
    ReviewerDecides,

    /// <summary>Received, and the requirement is unmet.</summary>
    FailsRequirement,
}

/// <summary>The term of a visit after a return; with <see cref="WhicheverLater"/>, never shorter than the stage's own.</summary>
public sealed record CorrectionRule(Term Term, bool WhicheverLater);

/// <summary>The port a task leaves by when nobody answers in time, and the norm that says so.</summary>
public sealed record SilenceRule(string Outcome, string? Norm);

/// <summary>
/// An authority that takes note stops its level. The ladder climbs again so many working days after, if nothing was handed in: only the
/// deliverable stops it.
/// </summary>
public sealed record AcknowledgementRule(int ClimbsAgainAfter);

/// <summary>
/// Whether more time may be asked for. Never more than half the term, and asked and decided before it ends (Ley 19.880, art. 26).
/// </summary>
/// <param name="DecidedBy">The code of the role that decides, besides the coordinator.</param>
public sealed record ExtensionRule(bool Allowed, string DecidedBy)
{
    public static readonly ExtensionRule ByLaw = new(true, Role.Coordinator.Code);
}

/// <summary>One rung of the escalation ladder: so many working days after the deadline, at nine, or so many hours, to the minute.</summary>
public sealed record LadderLevel(int Level, int WorkingDaysAfter)
{
    /// <summary>From this level up the coordinator may correct a notice before it leaves.</summary>
    public const int AlwaysHeldFrom = 3;

    public const string DefaultTemplate = "escalamiento";

    /// <summary>Hours after the deadline; null when it counts in working days.</summary>
    public int? HoursAfter { get; init; }

    /// <summary>«2 días hábiles», «4 horas».</summary>
    public string Distance => HoursAfter is { } hours ? SpanishDate.Hours(hours) : SpanishDate.WorkingDays(WorkingDaysAfter);

    /// <summary>To tell which rung comes first: a working day is at least 24 hours.</summary>
    internal int LeastHoursAfter => HoursAfter ?? WorkingDaysAfter * 24;

    public IReadOnlyList<RecipientCode> Recipients { get; init; } = [RecipientCode.Authority];

    public IReadOnlyList<RecipientCode> Copy { get; init; } = [];

    public string Template { get; init; } = DefaultTemplate;

    public bool Held { get; init; } = Level >= AlwaysHeldFrom;

    public bool Equals(LadderLevel? other) =>
        other is not null && (Level, WorkingDaysAfter, HoursAfter, Template, Held)
            == (other.Level, other.WorkingDaysAfter, other.HoursAfter, other.Template, other.Held)
        && Recipients.SequenceEqual(other.Recipients) && Copy.SequenceEqual(other.Copy);

    public override int GetHashCode() => HashCode.Combine(Level, WorkingDaysAfter, HoursAfter, Template, Held);
}
