using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Audit;
using Workflows.Server.Persistence;
using Workflows.Server.Web;

namespace Workflows.Server.Accounts.Administration;

/// <summary>The people of the organisation and whether they can enter, for those who oversee the server.</summary>
internal static class PeopleEndpoints
{
    private static readonly Sorts<Person> PersonSorts = new Sorts<Person>()
        .By("name", person => person.Name, person => person.Id)
        .By("email", person => person.Email, person => person.Id);

    public static void MapPeople(this IEndpointRouteBuilder api)
    {
        var people = api.MapGroup("/organisation/people").WithTags("Organisation").RequireAuthorization().AllowRoles(Acting.Overseers);
        people.MapGet("/", ListPeopleAsync).ReadsPersonalData("lista de personas").WithName("ListPeople").WithSummary("Personas");
        people.MapGet("/{id}", GetPersonAsync).ReadsPersonalData("una persona").WithName("GetPerson")
            .WithSummary("Una persona y si puede ingresar");
    }

    /// <summary>Which people a list shows.</summary>
    /// <param name="Scope">The code of a place where they hold or held a post.</param>
    internal sealed record PersonFilter(string? Search, string? Scope, bool? Active);

    private static async Task<Results<Ok<Page<PersonView>>, ProblemHttpResult>> ListPeopleAsync(
        [AsParameters] PersonFilter filter, [AsParameters] PageOf page, WorkflowsDb db, TimeProvider clock, CancellationToken ct)
    {
        if (page.ProblemWith(PersonSorts) is { } problem)
            return Refusal.Invalid(problem);
        var rows = db.Set<Person>().AsNoTracking();
        if (filter.Scope is { } scope)
            rows = rows.Where(person => db.Set<Appointment>().Any(post => post.PersonId == person.Id && post.ScopeCode == scope));
        if (filter.Active is { } active) rows = rows.Where(person => person.Active == active);
        if (filter.Search is { Length: > 0 } text)
        {
            var like = Like.Containing(text);
            rows = rows.Where(person => EF.Functions.ILike(person.Name, like) || EF.Functions.ILike(person.Email, like));
        }

        return TypedResults.Ok(await rows.ToPageAsync(page, PersonSorts, PersonView.Of(db, clock.GetUtcNow()), ct));
    }

    private static async Task<Results<Ok<PersonView>, ProblemHttpResult>> GetPersonAsync(
        string id, WorkflowsDb db, TimeProvider clock, CancellationToken ct) =>
        await db.Set<Person>().AsNoTracking().Where(person => person.Id == id).Select(PersonView.Of(db, clock.GetUtcNow()))
            .SingleOrDefaultAsync(ct) is { } person
            ? TypedResults.Ok(person)
            : Refusal.NotFound();
}
