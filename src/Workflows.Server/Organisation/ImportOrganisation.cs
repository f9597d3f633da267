using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Server.Files.Store;
using Workflows.Server.People;
using Workflows.Server.Persistence;
using Workflows.Server.Scheduling;
using Workflows.Server.Web;

namespace Workflows.Server.Organisation;

/// <summary>
/// A list of the organisation comes from a spreadsheet (CSV or XLSX): all of it or nothing. What the file does not name stays as it is; of whom it names,
/// the posts of a person, the periods of a unit or its posts, the ministries of an institution and the seats of a committee are replaced. A preview changes nothing.
/// </summary>
public static class ImportOrganisation
{
    /// <param name="Examples">Some of the codes that change, to look at before importing.</param>
    /// <param name="Invited">People who get, or would get, an invitation: those of the file who have no password yet.</param>
    public sealed record Response(bool IsPreview, int Added, int Changed, int Unchanged, IReadOnlyList<string> Examples, int Invited = 0);

    private const int ExamplesShown = 20;

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        string list, bool? preview, bool? invite, WorkflowsDb db, WorldKeeper world, PeopleImport people, WakeUps wakeUps, IdempotentCommand command,
        HttpRequest request, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        try
        {
            var file = $"{list}.csv";
            var text = await UploadedTable.ReadAsync(file, request, ct);
            if (await ApplyAsync(list, file, text, db, people, ct) is not { } counts)
                return Refusal.NotFound("Puedes importar institutions, ministries, dependencies, units, unit-posts, committees, seats o people.");

            // The whole organisation has to make sense together; nothing is committed before it does.
            await db.SaveChangesAsync(ct);
            await db.ReadOrganisationAsync(ct);
            var invited = list == "people" && invite is true ? await people.InviteAsync(PeopleFile.Read(file, text).People, ct) : 0;
            var counted = counts.ToResponse(preview is true) with { Invited = invited };
            if (preview is true)
                return TypedResults.Ok(counted);

            var response = command.Remember(counted);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            await world.ChangedAsync(ct);
            wakeUps.Tell(WakeUp.Mails);
            return TypedResults.Ok(response);
        }
        catch (CsvException error)
        {
            return Refusal.Fields(new Dictionary<string, string[]> { ["file"] = [.. error.Problems] }, "No se importó nada. Corrige las filas indicadas y vuelve a subir el archivo.");
        }
        catch (FileStoreException error)
        {
            return Refusal.Field("file", error.Message);
        }
        catch (OrganisationException error)
        {
            return Refusal.Fields(new Dictionary<string, string[]> { ["file"] = [.. error.Problems] }, "No se importó nada: con este archivo la organización se contradice.");
        }
        catch (DbUpdateException error) when (error.InnerException is Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.UniqueViolation, TableName: "people" })
        {
            return Refusal.Field("file", "Un correo del archivo ya es de otra persona. No se importó nada.");
        }
        catch (DbUpdateException error) when (error.InnerException is Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.UniqueViolation, TableName: "external_identities" })
        {
            return Refusal.Field("file", "Un RUN del archivo ya es de otra persona. No se importó nada.");
        }
    }

    private static async Task<Counts?> ApplyAsync(string list, string file, string text, WorkflowsDb db, PeopleImport import, CancellationToken ct)
    {
        var counts = new Counts();
        switch (list)
        {
            case "ministries":
                await MergeAsync(db, OrganisationFiles.ReadMinistries(file, text), ministry => ministry.Code, counts, ct);
                return counts;
            case "institutions":
                var ministries = await db.Set<Ministry>().AsNoTracking().ToListAsync(ct);
                await MergeAsync(db, OrganisationFiles.ReadInstitutions(file, text, ministries), institution => institution.Code, counts, ct);
                return counts;
            case "people":
                var (people, posts, runs) = PeopleFile.Read(file, text);
                await MergeAsync(db, people, person => person.Id, counts, ct);
                foreach (var changed in (await ReplaceAsync(db, posts, post => post.PersonId, people.Select(person => person.Id), ct)).Changed)
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
            case "committees":
                await MergeAsync(db, CommitteeFiles.ReadCommittees(file, text), committee => committee.Code, counts, ct);
                return counts;
            case "seats":
                counts.Take(await ReplaceAsync(db, CommitteeFiles.ReadSeats(file, text), seat => seat.CommitteeCode, [], ct));
                return counts;
            default:
                return null;
        }
    }

    private static async Task MergeAsync<T>(WorkflowsDb db, IReadOnlyList<T> items, Func<T, string> code, Counts counts, CancellationToken ct) where T : class
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
        return new(named, stored.Select(ownerOf).ToHashSet(StringComparer.Ordinal), gone.Concat(come).Select(ownerOf).ToHashSet(StringComparer.Ordinal));
    }

    private sealed record Replaced(HashSet<string> Named, HashSet<string> Known, HashSet<string> Changed);

    private sealed class Counts
    {
        private readonly HashSet<string> _added = [], _changed = [];

        public int Unchanged { get; set; }

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
            new(isPreview, _added.Count, _changed.Count, Unchanged, [.. _added.Concat(_changed).Order(StringComparer.Ordinal).Take(ExamplesShown)]);
    }
}
