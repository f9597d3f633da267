namespace Workflows.Definitions.Tasks;

/// <summary>
/// What people see of a task and what <see cref="TaskRules"/> asks for, as it stood when the task opened. Each kind of task writes the
/// members it has; what a task does not have reads as nothing.
/// </summary>
public readonly record struct TaskContent(object? Values)
{
    /// <summary>The fields of its form, as they were drawn.</summary>
    public object? Form => Values.Member(Key.Form);

    /// <summary>The evidence it asks for, as it was drawn.</summary>
    public object? Evidence => Values.Member(Key.Evidence);

    /// <summary>Answers that arrived from other steps; null when none did.</summary>
    public object? Arrived => Values.Member(Key.Arrived);

    /// <summary>What it is about: for a review, what was handed in.</summary>
    public object? Subject => Values.Member(Key.Subject);

    /// <summary>The session it keeps the record of; null for none.</summary>
    public object? Session => Values.Member(Key.Session);

    /// <summary>What was remarked and has to be answered.</summary>
    public IReadOnlyList<object?> Remarks => Values.ListOf(Key.Remarks);
    public object? Round => Values.Member(Key.Round);

    /// <summary>The rules over the whole form; null for none.</summary>
    public FormRuleSet? Rules => FormRuleSet.FromValues(Values.Member(Key.Rules));

    public bool AsksForm(string action) => Values.ListOf(Key.FormFor).Contains(action);

    public bool NeedsRemarks(string action) => Values.ListOf(Key.RemarksFor).Contains(action);

    public bool NeedsComment(string action) => Values.ListOf(Key.CommentFor).Contains(action);

    /// <summary>The names of its members, for whoever writes one.</summary>
    internal static class Key
    {
        public const string Subject = "subject";
        public const string Background = "background";
        public const string Session = "session";
        public const string Form = "form";
        public const string Evidence = "evidence";
        public const string Previous = "previous";
        public const string FormFor = "formFor";
        public const string Rules = "rules";
        public const string Remarks = "remarks";
        public const string Round = "round";
        public const string RemarksFor = "remarksFor";
        public const string CommentFor = "commentFor";
        public const string Arrived = "arrived";
    }
}
