namespace Workflows.Definitions.Questions;

/// <summary>The names of what activities ask the world. They are part of the journal: never renamed.</summary>
public static class WorldQuestions
{
    public const string Deadline = "deadline";
    public const string MostExtension = "mostExtension";
    public const string Assignee = "assignee";
    public const string Recipients = "recipients";
    public const string Institutions = "institutions";
    public const string WorkingDays = "workingDays";
    public const string WorkingDay = "workingDay";
    public const string Commitments = "commitments";
    public const string CountsAt = "countsAt";
    public const string Person = "person";
    public const string Seats = "seats";
    public const string SessionEntries = "sessionEntries";
    public const string Convened = "convened";
    public const string Places = "places";
    public const string Chosen = "chosen";
    public const string Moment = "moment";
    public const string Facts = "facts";
    public const string PostsIn = "postsIn";
    public const string Framework = "framework";
    public const string Number = "number";
}
