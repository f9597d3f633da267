using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Organisation;
using Workflows.Server.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Web;

namespace Workflows.Server.People.Administration;

/// <summary>A post is given, ends, or passes to somebody else from a day on. What it was before stays written.</summary>
internal static class Appointments
{
    public sealed record Asked(
        string Role, string ScopeCode, DateOnly? ValidFrom = null, DateOnly? ValidTo = null, bool IsSubstitute = false, string? InsteadOf = null)
    {
        internal ProblemHttpResult? Problem => Definitions.Organisation.Role.Find(Role) is null ? Refusal.Field("role", $"El rol «{Role}» no existe.") : null;

        internal Appointment For(string personId) => new(personId, Definitions.Organisation.Role.Parse(Role), ScopeCode)
        {
            ValidFrom = ValidFrom, ValidTo = ValidTo, IsSubstitute = IsSubstitute, InsteadOf = InsteadOf,
        };
    }

    /// <param name="On">The last day of the post.</param>
    public sealed record EndRequest(DateOnly On);

    /// <param name="From">The first day of the other person; the day before is the last of the one who leaves.</param>
    public sealed record TransferRequest(string PersonId, DateOnly From);

    public sealed record Response(string PersonId, string Role, string ScopeCode, DateOnly? ValidFrom, DateOnly? ValidTo)
    {
        internal static Response Of(Appointment post) => new(post.PersonId, post.Role.Code, post.ScopeCode, post.ValidFrom, post.ValidTo);
    }

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> AddAsync(
        string id, Asked request, WorkflowsDb db, OrganisationChange change, CancellationToken ct)
    {
        if (request.Problem is { } problem)
            return problem;
        if (!await db.Set<Person>().AnyAsync(person => person.Id == id, ct))
            return Refusal.NotFound();
        var post = request.For(id);
        db.Add(post);
        return await SaveAsync(post, change, ct);
    }

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> EndAsync(
        long id, EndRequest request, WorkflowsDb db, OrganisationChange change, CancellationToken ct)
    {
        if (await FindAsync(id, db, ct) is not { } post)
            return Refusal.NotFound();
        if (post.ValidTo < request.On)
            return Refusal.Field("on", "Este cargo ya termina antes de esa fecha.");
        return await SaveAsync(EndOn(post, request.On, db), change, ct);
    }

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> TransferAsync(
        long id, TransferRequest request, WorkflowsDb db, OrganisationChange change, CancellationToken ct)
    {
        if (await FindAsync(id, db, ct) is not { } post)
            return Refusal.NotFound();
        if (request.PersonId == post.PersonId)
            return Refusal.Field("personId", "El cargo ya es de esa persona.");
        if (!await db.Set<Person>().AnyAsync(person => person.Id == request.PersonId && person.Active, ct))
            return Refusal.Field("personId", "Esa persona no existe o no está activa.");
        if (post.ValidTo < request.From || post.ValidFrom >= request.From)
            return Refusal.Field("from", "La fecha tiene que estar dentro del cargo y ser posterior a su inicio.");

        var next = post with { PersonId = request.PersonId, ValidFrom = request.From };
        EndOn(post, request.From.AddDays(-1), db);
        db.Add(next);
        return await SaveAsync(next, change, ct);
    }

    private static Task<Appointment?> FindAsync(long id, WorkflowsDb db, CancellationToken ct) =>
        db.Set<Appointment>().SingleOrDefaultAsync(post => EF.Property<long>(post, "Id") == id, ct);

    private static Appointment EndOn(Appointment post, DateOnly day, WorkflowsDb db)
    {
        db.Entry(post).Property(row => row.ValidTo).CurrentValue = day;
        return post;
    }

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> SaveAsync(Appointment post, OrganisationChange change, CancellationToken ct)
    {
        var response = Response.Of(post);
        return await change.CommitAsync(response, ct) is { } refusal ? refusal : TypedResults.Ok(response);
    }
}
