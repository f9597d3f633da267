using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Persistence;
using Workflows.Server.Web;

namespace Workflows.Server.Organisation;

/// <summary>
/// Somebody takes a post, or leaves it, from a day on. What was stays in the history: an appointment ends and is never removed.
/// </summary>
internal static class Appointments
{
    internal sealed record AddRequest(
        string PersonId, string Role, string Scope, DateOnly? ValidFrom = null, DateOnly? ValidTo = null, bool IsSubstitute = false,
        string? InsteadOf = null);

    public sealed record Response(long Id, string PersonId, PostView Post);

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> AddAsync(
        AddRequest request, Acting acting, WorkflowsDb db, Holders holders, ChangeOrganisation change, Places places,
        CancellationToken ct)
    {
        if (Role.Find(request.Role) is not { } role)
            return Refusal.Field("role", $"El rol «{request.Role}» no existe. Elige uno de la lista.");
        if (NationalRoles.ProblemWith(acting, role) is { } forbidden)
            return forbidden;
        if (await db.Set<Person>().AsNoTracking()
            .SingleOrDefaultAsync(person => person.Id == request.PersonId && person.Active, ct) is not { } person)
            return Refusal.Field("personId", "Esta persona no existe o ya no trabaja en el sistema.");
        if (request.ValidTo < request.ValidFrom)
            return Refusal.Field("validTo", "El último día tiene que ser igual o posterior al primero.");
        var offices = holders.Organisation.Undersecretariats;
        if (role == Role.Undersecretary && offices.Of(request.Scope, request.ValidFrom ?? holders.Today).Count > 1)
            return Refusal.Field("scope", "Este ministerio tiene varias subsecretarías. Elige en cuál ejerce.");
        var scope = role == Role.Undersecretary ? offices.Canonical(request.Scope, request.ValidFrom ?? holders.Today) : request.Scope;
        var post = new Appointment(person.Id, role, scope)
        {
            ValidFrom = request.ValidFrom, ValidTo = request.ValidTo, IsSubstitute = request.IsSubstitute, InsteadOf = request.InsteadOf,
        };
        var names = await places.NamesOfAsync([post], ct);
        if (!names.ContainsKey(scope))
            return Refusal.Field("scope", $"El lugar «{request.Scope}» no existe. Copia su código desde la lista de instituciones.");
        var entry = db.Add(post);
        var since = request.ValidFrom is { } from ? $" desde el {SpanishDate.Of(from)}" : "";
        return await change.SaveAsync(
            $"{person.Name} asume como {role.Label}{(request.IsSubstitute ? " (S)" : "")}, "
            + $"{names.GetValueOrDefault(scope, scope)}{since}.",
            () => new Response(entry.Property<long>("Id").CurrentValue, person.Id, PostView.Of(post, names)), ct);
    }

    public static Task<Results<Ok<Response>, ProblemHttpResult>> EndAsync(
        long id, EndOfPeriod request, Acting acting, WorkflowsDb db, ChangeOrganisation change, Places places, CancellationToken ct) =>
        request.OfAsync<Appointment, Response>(
            id, db, change, post => NationalRoles.ProblemWith(acting, post.Role),
            async post =>
            {
                var names = await places.NamesOfAsync([post], ct);
                var name = await db.Set<Person>().Where(person => person.Id == post.PersonId).Select(person => person.Name).SingleAsync(ct);
                return (
                    $"{name} deja {post.Role.Label}, {names.GetValueOrDefault(post.ScopeCode, post.ScopeCode)},",
                    new Response(id, post.PersonId, PostView.Of(post, names)));
            },
            ct);
}
