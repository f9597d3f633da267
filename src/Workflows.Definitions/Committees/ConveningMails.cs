using Workflows.Definitions.Activities;
using Workflows.Definitions.Mail;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Committees;

/// <summary>
/// The mails of a citación: one to the body, one to who is informed, and one to who was told before and is called no more. Each carries the
/// entry that its readers' calendars hold.
/// </summary>
internal static class ConveningMails
{
    public static void Call(ActivityContext context, Convening convening, ConvenedPeople called, Convening? previous)
    {
        var isMoved = previous is { IsCancelled: false };
        var items = ItemsOf(context);
        var mail = new ConveningMail(
            $"{(isMoved ? "Cambio de citación" : "Citación")}: {convening.Title} · {convening.BodyName}",
            isMoved ? $"Cambió una sesión: {convening.BodyName}." : $"Se cita a una sesión: {convening.BodyName}.",
            convening.BodyName, convening.Title,
            EntryOf(convening, CalendarMethod.Request, [.. called.Everybody.Select(AttendeeOf)], items))
        {
            Before = isMoved && previous!.Time != convening.Time ? previous.Time.Start : null,
            Reason = convening.Justification,
            Items = items,
            DocumentPath = context.Text("document") is { Length: > 0 } document ? Documents.DocumentPaths.Of(document) : null,
        };
        var reason = isMoved ? "cambio de una citación" : "citación a una sesión";
        Send(context, mail, called.Told, reason, called.Secretary);
        Send(context, mail, called.Informed, reason, called.Secretary);
        if (previous is not null && isMoved)
            Release(context, convening, previous, called);
    }

    /// <summary>Whoever was told of the session hears that it is off, at the address they have now.</summary>
    public static void CallOff(ActivityContext context, Convening cancelled, string reason)
    {
        var told = Again(context, cancelled.Told, to => $"{to.GetsIt} porque {to.You} citamos a esta sesión ({cancelled.BodyName}).");
        var mail = new ConveningMail(
            $"Sesión anulada: {cancelled.Title} · {cancelled.BodyName}", $"Se anuló una sesión: {cancelled.BodyName}.",
            cancelled.BodyName, cancelled.Title,
            EntryOf(cancelled with { ToldAt = Instants.Cut(context.Now) }, CalendarMethod.Cancel, [.. told.Select(AttendeeOf)], []))
        {
            Reason = reason,
        };
        Send(context, mail, told, "sesión anulada", told.Find(person => person.RoleCode == Role.CommitteeSecretary.Code));
    }

    /// <summary>The session moved to a day on which somebody else has the seat: it leaves the calendar of who had it.</summary>
    private static void Release(ActivityContext context, Convening convening, Convening previous, ConvenedPeople called)
    {
        var still = called.Everybody.Select(person => person.PersonId).ToHashSet(StringComparer.Ordinal);
        var gone = Again(
            context, [.. previous.Told.Where(person => !still.Contains(person.PersonId))],
            to => $"{to.GetsIt} porque {to.You} citamos antes a esta sesión ({convening.BodyName}).");
        if (gone.Count == 0)
            return;
        var mail = new ConveningMail(
            $"Citación sin efecto: {convening.Title} · {convening.BodyName}", $"La citación ya no corre: {convening.BodyName}.",
            convening.BodyName, convening.Title,
            EntryOf(
                previous with { Sequence = convening.Sequence, ToldAt = convening.ToldAt }, CalendarMethod.Cancel,
                [.. gone.Select(AttendeeOf)], []))
        {
            Reason = "La sesión cambió y la citación es ahora para otras personas.",
        };
        Send(context, mail, gone, "cambio de una citación", called.Secretary);
    }

    private static List<MailAddressee> Again(ActivityContext context, IReadOnlyList<ConvenedPerson> people, Func<Courtesy, string> why) =>
    [
        .. people.Select(person => ConvenedPeople.Named(context, person.PersonId, person.Role, why(Courtesy.For(person.Role))))
            .OfType<MailAddressee>().Where(person => person.Email.Length > 0).Select(person => person with { IsCopy = false }),
    ];

    private static void Send(
        ActivityContext context, ConveningMail mail, IReadOnlyList<MailAddressee> people, string reason, MailAddressee? secretary)
    {
        if (people.Count == 0)
            return;
        context.Emit(new MailRequested
        {
            MailId = context.NextId(),
            Template = MailTemplateCatalog.Convening,
            Model = mail.ToModel(people),
            Addressees = people,
            InstitutionCode = TaskQuestions.Institution(context),
            Reason = reason,
            ReplyTo = secretary,
        });
    }

    private static CalendarEntry EntryOf(
        Convening convening, CalendarMethod method, IReadOnlyList<CalendarAttendee> attendees,
        IReadOnlyList<(string Number, string Title)> items) =>
        new(convening.Uid, convening.Sequence, method, convening.Time.Start, convening.End, convening.ToldAt,
            $"{convening.Title} · {convening.BodyName}")
        {
            Description = string.Join('\n', items.Select(item => $"{item.Number}. {item.Title}")),
            Location = convening.Place,
            Link = convening.Link,
            Organizer = convening.BodyName,
            Attendees = attendees,
        };

    private static CalendarAttendee AttendeeOf(MailAddressee person) => new(person.Name, person.Email, person.RoleCode switch
    {
        var role when role == Role.CommitteePresident.Code => AttendeeRole.Chair,
        var role when role == Role.CommitteeMember.Code || role == Role.CommitteeSecretary.Code => AttendeeRole.Required,
        var role when role == Role.CommitteeAlternate.Code || role == Role.CommitteeGuest.Code => AttendeeRole.Optional,
        _ => AttendeeRole.Informed,
    });

    /// <summary>Rows with a number and a title, or only titles, which are numbered in their order.</summary>
    private static List<(string Number, string Title)> ItemsOf(ActivityContext context) =>
    [
        .. context.Input("items").AsList().Select((item, i) => (
            Number: item.Member("numero") is { } number && Values.ToText(number) is { Length: > 0 } said
                ? said
                : Values.ToText((double)(i + 1)),
            Title: item.TextOf("titulo") ?? item.TextOf("materia") ?? (item as string ?? ""))).Where(item => item.Title.Length > 0),
    ];
}
