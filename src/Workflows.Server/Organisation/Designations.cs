using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Persistence;
using Workflows.Server.Web;

namespace Workflows.Server.Organisation;

/// <summary>The order of substitution of a post: who is first, who is second, and by which decree or resolution.</summary>
internal static class Designations
{
    internal sealed record AddRequest(
        string Role, string Scope, int Order, string PersonId, string? Norm = null, DateOnly? ValidFrom = null, DateOnly? ValidTo = null);

    public sealed record DesignationView(
        long Id, string Role, string RoleLabel, string Scope, int Order, string PersonId, string PersonName, string? Norm,
        DateOnly? ValidFrom, DateOnly? ValidTo);

    public static async Task<Results<Ok<IReadOnlyList<DesignationView>>, ProblemHttpResult>> ListAsync(
        string? role, string? scope, WorkflowsDb db, CancellationToken ct)
    {
        var rows = db.Set<Designation>().AsNoTracking();
        if (role is not null)
        {
            if (Role.Find(role) is not { } found)
                return Refusal.Invalid($"El rol «{role}» no existe. Elige uno de la lista.");
            rows = rows.Where(place => place.Role == found);
        }

        if (scope is not null) rows = rows.Where(place => place.ScopeCode == scope);
        var places = await rows.OrderBy(place => place.ScopeCode).ThenBy(place => place.Order).Take(PageOf.Largest)
            .Select(
                place =>
                    new
                    {
                        Id = EF.Property<long>(place, "Id"), Place = place,
                        db.Set<Person>().First(person => person.Id == place.PersonId).Name
                    }).ToListAsync(ct);
        return TypedResults.Ok<IReadOnlyList<DesignationView>>([.. places.Select(row => ViewOf(row.Id, row.Place, row.Name))]);
    }

    public static async Task<Results<Ok<DesignationView>, ProblemHttpResult>> AddAsync(
        AddRequest request, Acting acting, WorkflowsDb db, ChangeOrganisation change, CancellationToken ct)
    {
        if (Role.Find(request.Role) is not { } role)
            return Refusal.Field("role", $"El rol «{request.Role}» no existe. Elige uno de la lista.");
        if (NationalRoles.ProblemWith(acting, role) is { } forbidden)
            return forbidden;
        if (await db.Set<Person>().AsNoTracking()
            .SingleOrDefaultAsync(person => person.Id == request.PersonId && person.Active, ct) is not { } person)
            return Refusal.Field("personId", "Esta persona no existe o ya no trabaja en el sistema.");
        var place = new Designation(role, request.Scope, request.Order, person.Id)
        {
            Norm = request.Norm, ValidFrom = request.ValidFrom, ValidTo = request.ValidTo
        };
        var entry = db.Add(place);
        return await change.SaveAsync(
            $"{person.Name} queda en el lugar {request.Order} de la subrogancia de {role.Label} ({request.Scope}).",
            () => ViewOf(entry.Property<long>("Id").CurrentValue, place, person.Name), ct);
    }

    public static Task<Results<Ok<DesignationView>, ProblemHttpResult>> EndAsync(
        long id, EndOfPeriod request, Acting acting, WorkflowsDb db, ChangeOrganisation change, CancellationToken ct) =>
        request.OfAsync<Designation, DesignationView>(
            id, db, change, place => NationalRoles.ProblemWith(acting, place.Role),
            async place =>
            {
                var name = await db.Set<Person>().Where(person => person.Id == place.PersonId).Select(person => person.Name)
                    .SingleAsync(ct);
                return (
                    $"{name} deja el lugar {place.Order} de la subrogancia de {place.Role.Label} ({place.ScopeCode})",
                    ViewOf(id, place, name));
            },
            ct);

    private static DesignationView ViewOf(long id, Designation place, string name) => new(
        id, place.Role.Code, place.Role.Label, place.ScopeCode, place.Order, place.PersonId, name, place.Norm, place.ValidFrom,
        place.ValidTo);
}
