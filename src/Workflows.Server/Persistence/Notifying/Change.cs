namespace Workflows.Server.Persistence.Notifying;

/// <summary>That something changed: its kind, which is where it lies under <c>/api</c>, and its id. Never what it says.</summary>
public sealed record Change(string Kind, string Id)
{
    public const string Instances = "instances";
    public const string Mails = "mails";
    public const string Duties = "duties";
    public const string Jobs = "jobs";
    public const string Alarms = "unsent";

    /// <summary>News may have been lost: whoever shows something asks for it again.</summary>
    public static readonly Change Everything = new("*", "");
}
