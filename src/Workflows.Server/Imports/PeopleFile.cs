using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Mail;
using Workflows.Server.Web.Sheets;

namespace Workflows.Server.Imports;

/// <summary>
/// People and their posts from CSV text: a row for each post, and the person repeated. All that is wrong is told at once, by row.
/// </summary>
internal static class PeopleFile
{
    /// <returns>The RUN of those who have one, by person.</returns>
    public static (IReadOnlyList<Person> People, IReadOnlyList<Appointment> Posts, IReadOnlyDictionary<string, Run> Runs) Read(
        string name, string text)
    {
        var table = CsvTable.Read(name, text, OrganisationColumns.People);
        var people = new Dictionary<string, Person>(StringComparer.Ordinal);
        var runs = new Dictionary<string, Run>(StringComparer.Ordinal);
        var byEmail = new Dictionary<string, string>(StringComparer.Ordinal);
        var posts = table.Map(row =>
        {
            var person = new Person(PersonId(row), Plain(row, "name"), Email(row), row["active"].Length == 0 || row.YesOrNo("active"));
            if (!people.TryAdd(person.Id, person) && people[person.Id] != person)
                throw new CsvFieldException($"«{person.Id}» aparece en otra fila con otro nombre, correo o estado.");
            if (!byEmail.TryAdd(person.Email, person.Id) && byEmail[person.Email] != person.Id)
                throw new CsvFieldException($"el correo «{person.Email}» es de otra persona del archivo.");
            if (row.Optional("run") is { } text)
            {
                if (!Run.TryParse(text, out var run))
                    throw new CsvFieldException($"el RUN «{text}» no existe: su dígito verificador no corresponde.");
                runs[person.Id] = run;
            }

            return new Appointment(person.Id, OrganisationFiles.RoleOf(row.Required("role")), row.Required("scope"))
            {
                ValidFrom = row.OptionalDate("valid_from"),
                ValidTo = row.OptionalDate("valid_to"),
                IsSubstitute = row.YesOrNo("substitute"),
                InsteadOf = row.Optional("instead_of"),
            };
        });
        return ([.. people.Values], posts, runs);
    }

    private static string Plain(CsvRow row, string column) =>
        row.Required(column) is var text && CsvFormula.IsOne(text) ? throw new CsvFieldException(CsvFormula.Problem(text)) : text;

    // What starts so is a key for machines: nobody may be taken for one.
    private static string PersonId(CsvRow row) =>
        Plain(row, "id") is var id && id.StartsWith(ApiKey.ActorMark, StringComparison.OrdinalIgnoreCase)
        ? throw new CsvFieldException($"«{id}» no puede empezar con «{ApiKey.ActorMark}».")
        : id;

    private static string Email(CsvRow row)
    {
        var text = row.Required("email").ToLowerInvariant();
        return MailableAddress.ProblemWith(text) is { } problem
            ? throw new CsvFieldException(
                problem.Contains(text, StringComparison.Ordinal) ? problem : $"«{text}» no es una dirección de correo. {problem}")
            : text;
    }
}
