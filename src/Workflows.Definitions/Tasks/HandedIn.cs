namespace Workflows.Definitions.Tasks;

/// <summary>
/// What somebody hands in with an act, as it came: nothing in it has been judged, and what is missing reads as nothing. The result of a
/// task
/// holds the same members.
/// </summary>
public readonly record struct HandedIn(object? Values)
{
    public object? Answers => Values.Member(Key.Answers);
    public object? Evidence => Values.Member(Key.Evidence);
    public object? Remarks => Values.Member(Key.Remarks);
    public object? Replies => Values.Member(Key.Replies);
    public object? Comment => Values.Member(Key.Comment);

    /// <summary>The comment in words; null when there is none.</summary>
    public string? Words => Values.TextOf(Key.Comment);

    /// <summary>The same with other answers.</summary>
    public Dictionary<string, object?> With(object? answers) => new(PlainValues.MembersOf(Values)) { [Key.Answers] = answers };

    /// <summary>What is null was not handed in.</summary>
    public static Dictionary<string, object?> ToValues(
        object? answers, IReadOnlyList<object?>? evidence, IEnumerable<TaskRemark>? remarks, IEnumerable<RemarkReply>? replies,
        string? comment)
    {
        var values = new Dictionary<string, object?>();
        Add(Key.Answers, answers);
        Add(Key.Evidence, evidence);
        Add(Key.Remarks, remarks?.Select(object? (remark) => remark.ToValues()).ToList());
        Add(Key.Replies, replies?.Select(object? (reply) => reply.ToValues()).ToList());
        Add(Key.Comment, comment);
        return values;

        void Add(string name, object? value)
        {
            if (value is not null)
                values[name] = value;
        }
    }

    /// <summary>The names of its members, for whoever writes one.</summary>
    internal static class Key
    {
        public const string Answers = "answers";
        public const string Evidence = "evidence";
        public const string Remarks = "remarks";
        public const string Replies = "replies";
        public const string Comment = "comment";
    }
}
