namespace Workflows.Definitions.Activities;

/// <summary>The names of what activities ask the world. They are part of the journal: never renamed.</summary>
public static class WorldQuestions
{
    /// <summary>(policy, silence, visit, openedAt, year, extraDays) → deadline, sentence, explanation, notices, suppressed.</summary>
    public const string Deadline = "deadline";

    /// <summary>(policy, silence, visit, openedAt, year) → how many days extensions may add at most.</summary>
    public const string MostExtension = "mostExtension";

    /// <summary>(role, scope, institution, date) → who the work belongs to and what everything is called.</summary>
    public const string Assignee = "assignee";

    /// <summary>(codes, copy, level, role, scope, institution, date) → people with why.</summary>
    public const string Recipients = "recipients";

    /// <summary>(programme, year, institution) → institutions of the programme; with an institution, only that one, of whatever programme.</summary>
    public const string Institutions = "institutions";

    /// <summary>(from, to) → how many working days lie between.</summary>
    public const string WorkingDays = "workingDays";

    /// <summary>(from, days) → the working day that many after; with none, the day itself or the next working day.</summary>
    public const string WorkingDay = "workingDay";

    /// <summary>(region, ministry, code, onlyCritical, onlyOpen) → commitments as the rows of a report.</summary>
    public const string Commitments = "commitments";

    /// <summary>(at, hours, territory) → when something handed in then counts as received; nothing when it counts at once.</summary>
    public const string CountsAt = "countsAt";

    /// <summary>(person) → name and address; nothing when unknown.</summary>
    public const string Person = "person";

    /// <summary>
    /// (committee, date, institution) → the seats that vote that day: who is in each, whether as a substitute, and whose matter is its own.
    /// </summary>
    public const string Seats = "seats";

    /// <summary>(task) → what was written down while a session goes on, each entry as it came.</summary>
    public const string SessionEntries = "sessionEntries";

    /// <summary>(committee, date) → what the body is called, who acts in each of its seats that day, and which are vacant.</summary>
    public const string Convened = "convened";

    /// <summary>
    /// (kind, committee, date, programme, year, topics) → regions, networks, ministries or seats of that day; with topics, the networks that
    /// own them.
    /// </summary>
    public const string Places = "places";

    /// <summary>(date, institution, scope, choices) → for each choice of a form its id and name on that day, or what is wrong with it.</summary>
    public const string Chosen = "chosen";

    /// <summary>(moment, asked, year) → the instant, in one sentence and day by day.</summary>
    public const string Moment = "moment";

    /// <summary>(kind, institution, year) → what processes established under that name, in the order in which they did.</summary>
    public const string Facts = "facts";

    /// <summary>(person, institution, date) → the posts a person holds in an institution, as people call them; to evaluate from outside is none.</summary>
    public const string PostsIn = "postsIn";

    /// <summary>(programme, year, date) → parameters of the framework programme, as it was in force that day.</summary>
    public const string Framework = "framework";

    /// <summary>(series, process, activity, visit, at) → the next number of a series; to the same visit always the same.</summary>
    public const string Number = "number";
}
