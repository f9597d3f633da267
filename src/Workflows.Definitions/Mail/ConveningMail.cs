using Workflows.Definitions.Calendar;
using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Mail;

/// <summary>What a citación says, and the entry it carries. Names are Spanish because coordinators write them in templates.</summary>
/// <param name="Heading">What happens to the session, in one sentence.</param>
/// <param name="Body">The name of the committee or council.</param>
/// <param name="Session">Which session it is: «Sesión ordinaria 5».</param>
public sealed record ConveningMail(string Subject, string Heading, string Body, string Session, CalendarEntry Entry)
{
    /// <summary>When it was called for before; null for a first citación.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Why it is moved, cancelled or called with less notice.</summary>
    public string Reason { get; init; } = "";

    public IReadOnlyList<(string Number, string Title)> Items { get; init; } = [];

    /// <summary>Path of the papers; null without any.</summary>
    public string? DocumentPath { get; init; }

    public Dictionary<string, object?> ToModel(IReadOnlyList<MailAddressee> addressees) => new()
    {
        ["asunto"] = Subject,
        ["encabezado"] = Heading,
        ["organo"] = Body,
        ["sesion"] = Session,
        ["cuando"] = InSantiago(Entry.Start),
        ["termina"] = SpanishDate.Hour(SantiagoTime.TimeAt(Entry.End)),
        ["antes"] = Before is { } before ? InSantiago(before) : "",
        ["lugar"] = Entry.Location,
        ["enlace"] = Entry.Link,
        ["motivo"] = Reason,
        ["temas"] = Items.Select(object? (item) => new Dictionary<string, object?> { ["numero"] = item.Number, ["titulo"] = item.Title })
            .ToList(),
        ["documentos"] = DocumentPath is null ? [] : new List<object?> { new Dictionary<string, object?> { ["ruta"] = DocumentPath } },
        ["anulada"] = Entry.Method == CalendarMethod.Cancel,
        [CalendarEntry.Name] = Entry.ToValues(),
        ["destinatarios"] = MailModels.Reasons(addressees),
    };

    private static string InSantiago(DateTimeOffset instant) => $"{MailText.Moment(instant)} (hora de Santiago)";
}
