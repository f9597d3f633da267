using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Committees;

/// <summary>
/// What a secretariat answers when it closes a session, field by field as <see cref="ClosingForm"/> draws them. It judges nothing: what is
/// missing or no date reads as nothing.
/// </summary>
internal readonly record struct ClosingAnswers(object? Values)
{
    /// <summary>Held, without quorum, moved or cancelled; null in a light meeting, which only ever is held.</summary>
    public string? Happened => Values.TextOf(Key.Happened);
    public DateOnly? Date => Values.DateOf(Key.Date);
    public string? DateText => Values.TextOf(Key.Date);
    public string? Start => Values.TextOf(Key.Start);
    public string? End => Values.TextOf(Key.End);
    public string? Mode => Values.TextOf(Key.Mode);
    public string? Reason => Values.TextOf(Key.Reason);
    public string? Remarks => Values.TextOf(Key.Remarks);

    /// <summary>The day and the hour it is moved to.</summary>
    public (string? Date, string? Hour) Moved => (Values.TextOf(Key.NewDate), Values.TextOf(Key.NewHour));

    /// <summary>The day and the hour of a second call, when there is one.</summary>
    public (string? Date, string? Hour) Second => (Values.TextOf(Key.SecondDate), Values.TextOf(Key.SecondHour));

    public IReadOnlyList<ClosedItem> Items => [.. Values.ListOf(Key.Items).Select(row => new ClosedItem(row))];
    public IReadOnlyList<ClosedAgreement> Agreements => [.. Values.ListOf(Key.Agreements).Select(row => new ClosedAgreement(row))];

    /// <summary>Whoever came to a light meeting.</summary>
    public IReadOnlyList<ClosedAttendee> Attendees => [.. Values.ListOf(Key.Attendees).Select(row => new ClosedAttendee(row))];

    public string? this[string field] => Values.TextOf(field);

    /// <summary>The ids of its fields, for the form and for whoever writes answers.</summary>
    public static class Key
    {
        public const string Happened = "que_paso";
        public const string Date = "fecha";
        public const string Start = "inicio";
        public const string End = "termino";
        public const string Mode = "modalidad";
        public const string Reason = "motivo";
        public const string Remarks = "observaciones";
        public const string NewDate = "nueva_fecha";
        public const string NewHour = "nueva_hora";
        public const string SecondDate = "segunda_fecha";
        public const string SecondHour = "segunda_hora";
        public const string Items = "puntos";
        public const string Agreements = "acuerdos";
        public const string Attendees = "asistentes";
    }
}
