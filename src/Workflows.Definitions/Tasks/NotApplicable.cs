namespace Workflows.Definitions.Tasks;

/// <summary>An answer that says a question does not apply, and why. Only where the form lets it, and never without its reason.</summary>
internal static class NotApplicable
{
    private const string Member = "noAplica";

    /// <summary>The reason as it was written, maybe empty; null when the answer is an ordinary one.</summary>
    public static string? Reason(object? answer) =>
        answer is IReadOnlyDictionary<string, object?> members && members.TryGetValue(Member,
            out var reason) ? reason as string ?? "" : null;

    public static string? Problem(FormField field, string reason) =>
        !field.MayNotApply ? "no admite «no aplica»: respóndelo."
        : string.IsNullOrWhiteSpace(reason) ? "no aplica: di por qué."
        : reason.Length > field.MaxLength ? $"puede tener hasta {field.MaxLength} caracteres." : null;
}
