using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Web;

namespace Workflows.Server.Organisation;

/// <summary>Committees and their seats: who acts in each on this day and why. A seat ends and is never removed.</summary>
internal static class Committees
{
    /// <param name="OfRole">With <paramref name="OfScope"/>, the post the seat goes with; or else it is a person's.</param>
    /// <param name="AlternateOf">The name of the seat it is an alternate of.</param>
    internal sealed record AddSeatRequest(
        string Committee, string Name, string Role, SeatBasis Basis, DateOnly ValidFrom, string? OfRole = null, string? OfScope = null,
        string? PersonId = null,
        string? Norm = null, DateOnly? ValidTo = null, string? AlternateOf = null);

    public sealed record CommitteeView(string Code, string Name, string? Norm, DateOnly? ValidFrom, DateOnly? ValidTo);

    public sealed record CommitteeDetail(CommitteeView Committee, IReadOnlyList<SeatView> Seats);

    /// <param name="Source">The post it goes with and where, in words; null when it is a person's.</param>
    /// <param name="AlternateOf">The seat it is an alternate of.</param>
    /// <param name="Holders">Who acts in it on this day; nobody when it is vacant, or its person is away and it has no alternate.</param>
    public sealed record SeatView(
        long Id, string Name, string RoleLabel, SeatBasis Basis, string? AlternateOf, string? Source, IReadOnlyList<string> Holders,
            string? Norm, DateOnly? ValidFrom, DateOnly? ValidTo,
        PostTime When);

    public static async Task<Ok<IReadOnlyList<CommitteeView>>> ListAsync(WorkflowsDb db, CancellationToken ct) =>
        TypedResults.Ok<IReadOnlyList<CommitteeView>>(
            [.. (await db.Set<Committee>().AsNoTracking().OrderBy(committee => committee.Name).ToListAsync(ct)).Select(ViewOf)]);

    public static async Task<Results<Ok<CommitteeDetail>, ProblemHttpResult>> GetAsync(
        string code, WorkflowsDb db, Holders holders, CancellationToken ct)
    {
        if (await db.Set<Committee>().AsNoTracking().SingleOrDefaultAsync(committee => committee.Code == code, ct) is not { } found)
            return Refusal.NotFound();
        var seats = await db.Set<Seat>().AsNoTracking().Where(seat => seat.CommitteeCode == code).OrderBy(seat => seat.Name)
            .ThenBy(seat => seat.ValidFrom)
            .Select(seat => new { Id = EF.Property<long>(seat, "Id"), Seat = seat }).ToListAsync(ct);
        return TypedResults.Ok(new CommitteeDetail(ViewOf(found), [.. seats.Select(row => ViewOf(row.Id, row.Seat, holders))]));
    }

    public static async Task<Results<Ok<NumberedRow>, ProblemHttpResult>> AddSeatAsync(
        AddSeatRequest request, WorkflowsDb db, Holders holders, ChangeOrganisation change, CancellationToken ct)
    {
        if (request.Name.Trim().Length is 0 or > 300)
            return Refusal.Field("name", "Escribe entre 1 y 300 caracteres.");
        if (holders.Organisation.FindCommittee(request.Committee) is not { } committee)
            return Refusal.Field("committee", $"El comité «{request.Committee}» no existe.");
        if (Role.Find(request.Role) is not { } role)
            return Refusal.Field("role", $"El rol «{request.Role}» no existe. Elige uno de la lista.");
        Role? ofRole = null;
        if (request.OfRole is { } code && (ofRole = Role.Find(code)) is null)
            return Refusal.Field("ofRole", $"El rol «{code}» no existe. Elige uno de la lista.");
        var seat = new Seat(committee.Code, request.Name.Trim(), role, request.Basis)
        {
            OfRole = ofRole, OfScope = request.OfScope, PersonId = request.PersonId, AlternateOf = request.AlternateOf,
            Norm = request.Norm, ValidFrom = request.ValidFrom, ValidTo = request.ValidTo,
        };
        var entry = db.Add(seat);
        return await change.SaveAsync(
            $"{committee.Name} tiene el asiento «{seat.Name}» desde el {SpanishDate.Of(request.ValidFrom)}.", () =>
                new NumberedRow(entry.Property<long>("Id").CurrentValue), ct);
    }

    public static Task<Results<Ok<NumberedRow>, ProblemHttpResult>> EndSeatAsync(
        long id, EndOfPeriod request, WorkflowsDb db, ChangeOrganisation change, CancellationToken ct) =>
        request.OfAsync<Seat>(id, db, change, seat => $"El asiento «{seat.Name}» de {seat.CommitteeCode} termina", ct);

    private static CommitteeView ViewOf(Committee committee) =>
        new(committee.Code, committee.Name, committee.Norm, committee.ValidFrom, committee.ValidTo);

    private static SeatView ViewOf(long id, Seat seat, Holders holders)
    {
        var organisation = holders.Organisation;
        var source = seat is { OfRole: { } role, OfScope: { } scope } ? $"{role.Label}, {organisation.ScopeName(role.Scope, scope)}" : null;
        return new(
            id, seat.Name, seat.Role.Label, seat.Basis, seat.AlternateOf, source,
                [.. organisation.HoldersOf(seat, holders.Today).Select(holder => holder.DisplayName)], seat.Norm,
            seat.ValidFrom, seat.ValidTo, PlacePosts.TimeOf(seat.ValidFrom, seat.ValidTo, holders.Today));
    }
}
