using Workflows.Definitions.Activities;
using Workflows.Definitions.Mail;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Questions;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Committees;

/// <summary>
/// Who is told of a session: the seats of its body on that day, guests and whoever is informed, each person once. Of those without an
/// address the coordinators hear, so that nobody is left out in silence.
/// </summary>
internal sealed record ConvenedPeople(string BodyName, IReadOnlyList<MailAddressee> Told, IReadOnlyList<MailAddressee> Informed)
{
    public IReadOnlyList<string> Vacant { get; init; } = [];
    public IReadOnlyList<string> WithoutEmail { get; init; } = [];

    /// <summary>The seat of each one who has one.</summary>
    public required IReadOnlyDictionary<string, string> SeatOf { get; init; }

    public IEnumerable<MailAddressee> Everybody => Told.Concat(Informed);

    /// <summary>Whoever answers for the body reads the answers.</summary>
    public MailAddressee? Secretary => Told.FirstOrDefault(person => person.RoleCode == Role.CommitteeSecretary.Code);

    public static ConvenedPeople Of(ActivityContext context, Convening convening)
    {
        var convened = context.Ask(new ConvenedQuestion(convening.Committee, convening.Time.Date));
        var body = convened.Name ?? convening.BodyName;
        var seated = convened.People.Select(person => (Person: Seated(person, body), person.Seat)).ToList();
        var people = seated.ConvertAll(one => one.Person);
        var guests = people.Where(IsGuest).Concat(GuestsOf(context, body)).ToList();
        var withoutEmail = people.Concat(guests).Where(person => person.Email.Length == 0).Select(person => person.Name).Distinct()
            .ToList();
        List<MailAddressee> told = [.. people.Where(person => !IsGuest(person) && person.Email.Length > 0)];
        var known = told.Select(person => person.PersonId).ToHashSet(StringComparer.Ordinal);
        return new(body, told, [.. guests.Concat(CopiesOf(context, convening, withoutEmail))
            .Where(person => person.Email.Length > 0 && known.Add(person.PersonId))])
        {
            Vacant = convened.Vacant,
            WithoutEmail = withoutEmail,
            SeatOf = seated.ToDictionary(one => one.Person.PersonId, one => one.Seat, StringComparer.Ordinal),
        };
    }

    private static bool IsGuest(MailAddressee person) => person.RoleCode == Role.CommitteeGuest.Code;

    private static MailAddressee Seated(SeatedPerson person, string body) => new(
        person.PersonId, person.Name, person.Email, person.Role,
        $"{Courtesy.For(person.Role).Gets} esta citación por el asiento «{person.Seat}» ({body}).",
        IsCopy: person.Role == Role.CommitteeGuest.Code);

    /// <summary>People chosen in a form, alone or as a column of its rows.</summary>
    private static IEnumerable<MailAddressee> GuestsOf(ActivityContext context, string body) =>
        context.Input("guests").AsList().Select(PersonIn).OfType<string>().Distinct()
            .Select(id => Named(context, id, Role.CommitteeGuest.Code, $"Recibes esta citación porque te invitan a la sesión ({body})."))
            .OfType<MailAddressee>();

    private static string? PersonIn(object? guest) => guest switch
    {
        string id => id,
        _ when guest.TextOf("id") is { } id => id,
        IReadOnlyDictionary<string, object?> row => row.Values.Select(value => value.TextOf("id")).FirstOrDefault(id => id is not null),
        _ => null,
    };

    /// <summary>Somebody by their id, at the address they have now; null when nobody knows them.</summary>
    internal static MailAddressee? Named(ActivityContext context, string id, string role, string why) =>
        context.Ask(new PersonQuestion(id)) is { } person ? new(person.Id, person.Name, person.Email, role, why, IsCopy: true) : null;

    private static IEnumerable<MailAddressee> CopiesOf(ActivityContext context, Convening convening, List<string> withoutEmail)
    {
        var codes = context.Input("copy").AsList().Select(Values.ToText).ToList();
        var copies = codes.Count == 0 ? [] : Holding(codes, TaskQuestions.Institution(context));
        return withoutEmail.Count == 0 ? copies : copies.Concat(Holding([Role.Coordinator.Code], null).Select(one => one with
        {
            Why = $"Recibes este aviso porque no tienen correo registrado: {MailText.Enumeration(withoutEmail)}. Avísales por otro medio.",
        }));

        IEnumerable<MailAddressee> Holding(IEnumerable<string> of, string? institution) => TaskQuestions
            .Recipients(context, of, [], 0, "", Appointment.National, institution, convening.Time.Date)
            .Select(person => person with { IsCopy = true });
    }
}
