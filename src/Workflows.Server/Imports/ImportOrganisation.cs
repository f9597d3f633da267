using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Mail;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Files.Store;
using Workflows.Server.Jobs;
using Workflows.Server.Organisation.Naming;
using Workflows.Server.Persistence;
using Workflows.Server.Web;
using Workflows.Server.Web.Sheets;
using Workflows.Server.World;

namespace Workflows.Server.Imports;

/// <summary>
/// A list of the organisation comes from a spreadsheet (CSV or XLSX): all of it or nothing. What the file does not name stays as it is; of
/// whom it names, the posts of a person, the periods of a unit or its posts, the ministries of an institution and the seats of a committee
/// are replaced. A preview changes nothing.
/// </summary>
public static class ImportOrganisation
{
    /// <param name="Examples">Some of the codes that change, to look at before importing.</param>
    /// <param name="Invited">People who get, or would get, an invitation: those of the file who have no password yet.</param>
    public sealed record Response(bool IsPreview, int Added, int Changed, int Unchanged, IReadOnlyList<string> Examples, int Invited = 0);

    private const int ExamplesShown = 20;

    private static readonly Dictionary<string, (string Title, CsvColumns Columns)> Lists = new(StringComparer.Ordinal)
    {
        ["people"] = ("personas y cargos", OrganisationColumns.People),
        ["institutions"] = ("instituciones", OrganisationColumns.Institutions),
        ["ministries"] = ("ministerios", OrganisationColumns.Ministries),
        ["dependencies"] = ("ministerio de cada institución", OrganisationColumns.Dependencies),
        ["undersecretariats"] = ("subsecretarías", OrganisationColumns.Undersecretariats),
        ["supervisions"] = ("subsecretaría de cada institución", OrganisationColumns.Supervisions),
        ["units"] = ("unidades", OrganisationColumns.Units),
        ["unit-posts"] = ("orden jerárquico de las unidades", OrganisationColumns.UnitPosts),
        ["committees"] = ("comités", OrganisationColumns.Committees),
        ["seats"] = ("asientos de los comités", OrganisationColumns.Seats),
    };

    private static ProblemHttpResult NoSuchList => Refusal.NotFound(
        $"Esa lista no existe. Puedes importar {MailText.Enumeration([.. Lists.Values.Select(list => list.Title)])}.");

    /// <summary>The headings of a list and no rows: what somebody fills in.</summary>
    internal static IResult Template(string list, SheetFormat? format) => Lists.TryGetValue(list, out var known)
        ? new Sheet<object>(
            known.Title.Replace(' ', '-'), format ?? SheetFormat.Xlsx,
            [.. known.Columns.Headings.Select(heading => new Column<object>(heading, _ => null))], AsyncEnumerable.Empty<object>())
        : NoSuchList;

    /// <summary>A preview, and every refusal, answers at once and changes nothing; the import itself is a job.</summary>
    public static async Task<Results<Ok<Response>, Accepted<JobView>, ProblemHttpResult>> HandleAsync(
        string list, bool? preview, bool? invite, WorkflowsDb db, NamingGuard naming, PeopleImport people, Acting acting, JobQueue queue,
        IdempotentCommand command, HttpRequest request, CancellationToken ct)
    {
        if (!Lists.TryGetValue(list, out var known))
            return NoSuchList;
        try
        {
            var text = await UploadedTable.ReadAsync(FileOf(list), request, ct);
            // What is wrong with the file is said at once, also to whoever did not ask for the preview.
            await using (await db.Database.BeginTransactionAsync(ct))
            {
                var counts = await ApplyAsync(list, text, invite is true && preview is true, db, naming, people, ct);
                if (preview is true)
                    return TypedResults.Ok(counts.ToResponse(isPreview: true));
            }

            db.ChangeTracker.Clear();
            var job = queue.Create(ImportJob.Name, $"Importar {known.Title}", new ImportJob.Arguments(list, text, invite is true), acting);
            db.Add(job);
            var view = command.Remember(JobView.Of(job), StatusCodes.Status202Accepted);
            await db.SaveChangesAsync(ct);
            await queue.TellAsync(job.Id);
            return view.ToAccepted();
        }
        catch (Exception error) when (ReasonOf(error) is { } why)
        {
            return Refusal.Fields(new Dictionary<string, string[]> { ["file"] = [.. why.Details] }, why.Reason);
        }
    }

    /// <summary>Changes the list in the transaction that is open; the whole organisation makes sense together or this throws.</summary>
    internal static async Task<Counts> ApplyAsync(
        string list, string text, bool invite, WorkflowsDb db, NamingGuard naming, PeopleImport people, CancellationToken ct)
    {
        await naming.BeginAsync(ct);
        var counts = await MergeAsync(list, FileOf(list), text, db, people, ct);
        await db.SaveChangesAsync(ct);
        if (await naming.EndAsync(await db.ReadOrganisationAsync(ct), ct) is { } own)
            throw new SelfNamingException(own.ProblemDetails.Detail!);
        if (list == "people" && invite)
            counts.Invited = await people.InviteAsync(PeopleFile.Read(FileOf(list), text).People, ct);
        return counts;
    }

    /// <summary>Why nothing was imported, for people; null for what is no fault of the file.</summary>
    internal static (string Reason, IReadOnlyList<string> Details)? ReasonOf(Exception error) => error switch
    {
        CsvException csv => ("No se importó nada. Corrige las filas indicadas y vuelve a subir el archivo.", csv.Problems),
        FileStoreException file => ("No se importó nada. Corrige el archivo y vuelve a subirlo.", [file.Message]),
        SelfNamingException own => ("No se importó nada: nadie se nombra a sí mismo.", [own.Message]),
        OrganisationException organisation =>
            ("No se importó nada: con este archivo la organización se contradice.", organisation.Problems),
        DbUpdateException
        {
            InnerException: Npgsql.PostgresException
            {
                SqlState: Npgsql.PostgresErrorCodes.UniqueViolation,
                TableName: "people"
            }
        } =>
            ("No se importó nada.", ["Un correo del archivo ya es de otra persona. No se importó nada."]),
        DbUpdateException
        {
            InnerException: Npgsql.PostgresException
            {
                SqlState: Npgsql.PostgresErrorCodes.UniqueViolation,
                TableName: "external_identities"
            }
        } =>
            ("No se importó nada.", ["Un RUN del archivo ya es de otra persona. No se importó nada."]),
        _ => null,
    };

    private static string FileOf(string list) => $"{list}.csv";

    private static async Task<Counts> MergeAsync(
        string list, string file, string text, WorkflowsDb db, PeopleImport import, CancellationToken ct)
    {
        var counts = new Counts();
        switch (list)
        {
            case "ministries":
                await MergeAsync(db, OrganisationFiles.ReadMinistries(file, text), ministry => ministry.Code, counts, ct);
                return counts;
            case "institutions":
                var ministries = await db.Set<Ministry>().AsNoTracking().ToListAsync(ct);
                await MergeAsync(
                    db, OrganisationFiles.ReadInstitutions(file, text, ministries), institution => institution.Code, counts, ct);
                return counts;
            case "people":
                var (people, posts, runs) = PeopleFile.Read(file, text);
                var offices = await db.Set<Undersecretariat>().AsNoTracking().ToListAsync(ct);
                posts = [.. posts.Select(post => Placed(post, offices))];
                await MergeAsync(db, people, person => person.Id, counts, ct);
                foreach (var changed in (await ReplaceAsync(
                    db, posts, post => post.PersonId, people.Select(person => person.Id), ct)).Changed)
                    counts.ChangePosts(changed);
                await import.FollowAsync(people, runs, ct);
                return counts;
            case "units":
                counts.Take(await ReplaceAsync(db, UnitFiles.ReadUnits(file, text), unit => unit.Code, [], ct));
                return counts;
            case "unit-posts":
                counts.Take(await ReplaceAsync(db, UnitFiles.ReadPosts(file, text), post => post.UnitCode, [], ct));
                return counts;
            case "dependencies":
                counts.Take(await ReplaceAsync(db, UnitFiles.ReadDependencies(file, text), place => place.InstitutionCode, [], ct));
                return counts;
            case "undersecretariats":
                await MergeAsync(db, OrganisationFiles.ReadUndersecretariats(file, text), place => place.Code, counts, ct);
                return counts;
            case "supervisions":
                counts.Take(await ReplaceAsync(db, UnitFiles.ReadSupervisions(file, text), one => one.InstitutionCode, [], ct));
                return counts;
            case "committees":
                await MergeAsync(db, CommitteeFiles.ReadCommittees(file, text), committee => committee.Code, counts, ct);
                return counts;
            case "seats":
                counts.Take(await ReplaceAsync(db, CommitteeFiles.ReadSeats(file, text), seat => seat.CommitteeCode, [], ct));
                return counts;
            default:
                throw new ArgumentException($"There is no list '{list}'.", nameof(list));
        }
    }

    /// <summary>A file may name the ministry of an undersecretary where it has only one undersecretariat.</summary>
    private static Appointment Placed(Appointment post, List<Undersecretariat> offices) =>
        post.Role == Role.Undersecretary && offices.FindAll(office => office.MinistryCode == post.ScopeCode) is [var only]
            ? post with { ScopeCode = only.Code }
            : post;

    private static async Task MergeAsync<T>(
        WorkflowsDb db, IReadOnlyList<T> items, Func<T, string> code, Counts counts, CancellationToken ct) where T : class
    {
        var stored = (await db.Set<T>().ToListAsync(ct)).ToDictionary(code, StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (!stored.TryGetValue(code(item), out var old))
            {
                db.Add(item);
                counts.Add(code(item));
            }
            else if (old.Equals(item))
            {
                counts.Unchanged++;
            }
            else
            {
                db.Entry(old).CurrentValues.SetValues(item);
                counts.Change(code(item));
            }
        }
    }

    /// <summary>The rows of every owner that the file names become those of the file; equal ones are left alone, with their ids.</summary>
    private static async Task<Replaced> ReplaceAsync<T>(
        WorkflowsDb db, IReadOnlyList<T> rows, Func<T, string> ownerOf, IEnumerable<string> others, CancellationToken ct) where T : class
    {
        var named = rows.Select(ownerOf).Concat(others).ToHashSet(StringComparer.Ordinal);
        var stored = (await db.Set<T>().ToListAsync(ct)).FindAll(row => named.Contains(ownerOf(row)));
        var kept = stored.Where(rows.Contains).ToList();
        List<T> gone = [.. stored.Except(kept)], come = [.. rows.Except(kept)];
        db.RemoveRange(gone);
        db.AddRange(come);
        return new(
            named, stored.Select(ownerOf).ToHashSet(StringComparer.Ordinal),
            gone.Concat(come).Select(ownerOf).ToHashSet(StringComparer.Ordinal));
    }

    internal sealed record Replaced(HashSet<string> Named, HashSet<string> Known, HashSet<string> Changed);

    internal sealed class Counts
    {
        private readonly HashSet<string> _added = [], _changed = [];

        public int Unchanged { get; set; }

        public int Invited { get; set; }

        public void Add(string code) => _added.Add(code);

        public void Change(string code) => _changed.Add(code);

        public void ChangePosts(string person)
        {
            if (!_added.Contains(person) && _changed.Add(person))
                Unchanged--;
        }

        public void Take(Replaced owners)
        {
            _added.UnionWith(owners.Named.Except(owners.Known));
            _changed.UnionWith(owners.Changed.Intersect(owners.Known));
            Unchanged += owners.Named.Count - owners.Changed.Count;
        }

        public Response ToResponse(bool isPreview) =>
            new(
                isPreview, _added.Count, _changed.Count, Unchanged,
                [.. _added.Concat(_changed).Order(StringComparer.Ordinal).Take(ExamplesShown)], Invited);
    }
}
