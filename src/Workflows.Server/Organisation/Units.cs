using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Web;

namespace Workflows.Server.Organisation;

/// <summary>
/// The units of an institution or ministry and the order of rank within each: from it comes who substitutes by law (Ley 18.834, art. 80).
/// What was stays: a unit or a post ends and is never removed.
/// </summary>
internal static class Units
{
    internal sealed record AddRequest(
        string Code, string Name, string Place, string? Parent = null, DateOnly? ValidFrom = null, DateOnly? ValidTo = null);

    /// <param name="Rank">1 for the highest of the unit.</param>
    /// <param name="Role">Held by whoever has this role in the place; or else a person.</param>
    internal sealed record AddPostRequest(
        string Unit, int Rank, string Title, string? Role = null, string? PersonId = null, bool MeetsRequirements = true,
        DateOnly? ValidFrom = null,
        DateOnly? ValidTo = null);

    public sealed record UnitView(
        long Id, string Code, string Name, string PlaceCode, string? ParentCode, DateOnly? ValidFrom, DateOnly? ValidTo, PostTime When,
        IReadOnlyList<UnitPostView> Posts);

    /// <param name="People">Who holds it on this day in their own right.</param>
    public sealed record UnitPostView(
        long Id, int Rank, string Title, string? Role, string? RoleLabel, IReadOnlyList<string> People, bool MeetsRequirements,
        DateOnly? ValidFrom, DateOnly? ValidTo, PostTime When);

    public static async Task<Results<Ok<IReadOnlyList<UnitView>>, ProblemHttpResult>> ListAsync(
        string code, WorkflowsDb db, Holders holders, CancellationToken ct)
    {
        if (holders.Organisation.FindInstitution(code) is null && holders.Organisation.FindMinistry(code) is null)
            return Refusal.NotFound();
        var units = await db.Set<Unit>().AsNoTracking().Where(unit => unit.PlaceCode == code)
            .OrderBy(unit => unit.Name).ThenBy(unit => unit.ValidFrom)
                .Select(unit => new { Id = EF.Property<long>(unit, "Id"), Unit = unit }).ToListAsync(ct);
        var codes = units.Select(row => row.Unit.Code).ToArray();
        var posts = (await db.Set<UnitPost>().AsNoTracking().Where(post => codes.Contains(post.UnitCode))
            .OrderBy(post => post.Rank).ThenBy(post => post.ValidFrom)
                .Select(post => new { Id = EF.Property<long>(post, "Id"), Post = post }).ToListAsync(ct))
            .ToLookup(row => row.Post.UnitCode, row => ViewOf(row.Id, row.Post, code, holders));
        return TypedResults.Ok<IReadOnlyList<UnitView>>(
        [
            .. units.Select(row => new UnitView(
                row.Id, row.Unit.Code, row.Unit.Name, code, row.Unit.ParentCode, row.Unit.ValidFrom, row.Unit.ValidTo,
                PlacePosts.TimeOf(row.Unit.ValidFrom, row.Unit.ValidTo, holders.Today), [.. posts[row.Unit.Code]])),
        ]);
    }

    public static async Task<Results<Ok<NumberedRow>, ProblemHttpResult>> AddAsync(
        AddRequest request, WorkflowsDb db, Holders holders, ChangeOrganisation change, CancellationToken ct)
    {
        if ((TextProblem("code", request.Code, 60) ?? TextProblem("name", request.Name, 300)) is { } problem)
            return problem;
        var organisation = holders.Organisation;
        if ((organisation.FindInstitution(request.Place)?.Name ?? organisation.FindMinistry(request.Place)?.Name) is not { } place)
            return Refusal.Field("place", $"«{request.Place}» no es una institución ni un ministerio.");
        var unit = new Unit(request.Code.Trim(), request.Name.Trim(), request.Place)
        {
            ParentCode = request.Parent, ValidFrom = request.ValidFrom, ValidTo = request.ValidTo
        };
        var entry = db.Add(unit);
        return await change.SaveAsync(
            $"{unit.Name} ({unit.Code}) es unidad de {place}{Since(unit.ValidFrom)}.", () =>
                new NumberedRow(entry.Property<long>("Id").CurrentValue), ct);
    }

    public static Task<Results<Ok<NumberedRow>, ProblemHttpResult>> EndAsync(
        long id, EndOfPeriod request, WorkflowsDb db, ChangeOrganisation change, CancellationToken ct) =>
        request.OfAsync<Unit>(id, db, change, unit => $"La unidad {unit.Name} ({unit.Code}) existe hasta", ct);

    public static async Task<Results<Ok<NumberedRow>, ProblemHttpResult>> AddPostAsync(
        AddPostRequest request, WorkflowsDb db, ChangeOrganisation change, CancellationToken ct)
    {
        if (TextProblem("title", request.Title, 300) is { } problem)
            return problem;
        if (request.Rank < 1)
            return Refusal.Field("rank", "El primer lugar del orden jerárquico es 1.");
        Role? role = null;
        if (request.Role is { } code && (role = Role.Find(code)) is null)
            return Refusal.Field("role", $"El rol «{code}» no existe. Elige uno de la lista.");
        if (role is null == request.PersonId is null)
            return Refusal.Field("personId", "Di quién lo tiene de una sola forma: por el rol que ejerce o por su nombre.");
        var post = new UnitPost(request.Unit, request.Rank, request.Title.Trim())
        {
            Role = role, PersonId = request.PersonId, MeetsRequirements = request.MeetsRequirements, ValidFrom = request.ValidFrom,
            ValidTo = request.ValidTo,
        };
        if (post.PersonId is { } person && !await db.Set<Person>().AnyAsync(row => row.Id == person && row.Active, ct))
            return Refusal.Field("personId", "Esta persona no existe o ya no trabaja en el sistema.");
        if (!await db.Set<Unit>().AnyAsync(unit => unit.Code == post.UnitCode, ct))
            return Refusal.Field("unit", $"La unidad «{post.UnitCode}» no existe.");
        var entry = db.Add(post);
        return await change.SaveAsync(
            $"{post.Title} ocupa el lugar {post.Rank} del orden jerárquico de la unidad {post.UnitCode}{Since(post.ValidFrom)}.",
            () => new NumberedRow(entry.Property<long>("Id").CurrentValue), ct);
    }

    public static Task<Results<Ok<NumberedRow>, ProblemHttpResult>> EndPostAsync(
        long id, EndOfPeriod request, WorkflowsDb db, ChangeOrganisation change, CancellationToken ct) =>
        request.OfAsync<UnitPost>(
            id, db, change, post => $"{post.Title} deja el lugar {post.Rank} del orden jerárquico de la unidad {post.UnitCode}", ct);

    private static UnitPostView ViewOf(long id, UnitPost post, string placeCode, Holders holders)
    {
        var organisation = holders.Organisation;
        var people = post.Role is { } role ? organisation.TitularsOf(role, placeCode, holders.Today).Select(held => held.PersonId)
            : [post.PersonId!];
        return new(
            id, post.Rank, post.Title, post.Role?.Code, post.Role?.Label,
            [.. people.Select(person => organisation.FindPerson(person)?.Name ?? person)],
            post.MeetsRequirements, post.ValidFrom, post.ValidTo, PlacePosts.TimeOf(post.ValidFrom, post.ValidTo, holders.Today));
    }

    private static ProblemHttpResult? TextProblem(string field, string text, int longest) =>
        text.Trim().Length is > 0 and var length && length <= longest
            ? null
            : Refusal.Field(field, $"Escribe entre 1 y {longest} caracteres.");

    private static string Since(DateOnly? from) => from is { } day ? $" desde el {SpanishDate.Of(day)}" : "";
}
