using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Committees;

/// <summary>Something the body agreed to: what, who answers for it and until when.</summary>
internal readonly record struct ClosedAgreement(object? Values)
{
    /// <summary>Of which item; another matter has none.</summary>
    public string? Number => Values.TextOf(ClosedItem.Key.Number);
    public string? Text => Values.TextOf(Key.Text);

    /// <summary>The post, as it was chosen.</summary>
    public object? Responsible => Values.Member(Key.Responsible);
    public DateOnly? Due => Values.DateOf(Key.Due);
    public string? DueText => Values.TextOf(Key.Due);
    public string? Remarks => Values.TextOf(ClosingAnswers.Key.Remarks);

    public static class Key
    {
        public const string Text = "texto";
        public const string Responsible = "responsable";
        public const string Due = "plazo";
    }
}
