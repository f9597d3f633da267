using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Web;

namespace Workflows.Server.Organisation;

/// <summary>
/// An institution passes to another ministry by law, from a day on. Notices follow from that day; what was answered before stays true.
/// </summary>
internal static class Dependencies
{
    internal sealed record AddRequest(string Institution, string Ministry, DateOnly ValidFrom, string Norm, DateOnly? ValidTo = null);

    /// <param name="When">Whether it is so on this day in Santiago.</param>
    public sealed record DependencyView(
        long Id, string MinistryCode, string MinistryName, string? Norm, DateOnly? ValidFrom, DateOnly? ValidTo, PostTime When);

    /// <summary>An earlier one without an end ends on the day before.</summary>
    public static async Task<Results<Ok<DependencyView>, ProblemHttpResult>> AddAsync(
        AddRequest request, WorkflowsDb db, Holders holders, ChangeOrganisation change, CancellationToken ct)
    {
        if (request.Norm.Trim().Length is 0 or > 500)
            return Refusal.Field("norm", "Escribe la ley o el decreto que lo dice, en hasta 500 caracteres.");
        if (holders.Organisation.FindInstitution(request.Institution) is not { } institution)
            return Refusal.Field("institution", $"La institución «{request.Institution}» no existe.");
        if (holders.Organisation.FindMinistry(request.Ministry) is not { } ministry)
            return Refusal.Field("ministry", $"El ministerio «{request.Ministry}» no existe.");
        if (request.ValidTo < request.ValidFrom)
            return Refusal.Field("validTo", "El último día tiene que ser igual o posterior al primero.");

        var open = await db.Set<Dependency>().SingleOrDefaultAsync(
            place => place.InstitutionCode == institution.Code && place.ValidTo == null
                && (place.ValidFrom == null || place.ValidFrom < request.ValidFrom), ct);
        if (open is not null)
            db.Entry(open).Property(place => place.ValidTo).CurrentValue = request.ValidFrom.AddDays(-1);
        var added = new Dependency(institution.Code, ministry.Code)
        {
            Norm = request.Norm.Trim(), ValidFrom = request.ValidFrom, ValidTo = request.ValidTo
        };
        var entry = db.Add(added);
        return await change.SaveAsync(
            $"{institution.Name} depende de {ministry.Name} desde el {SpanishDate.Of(request.ValidFrom)}: {added.Norm}.",
            () => ViewOf(entry.Property<long>("Id").CurrentValue, added, holders), ct);
    }

    public static async Task<IReadOnlyList<DependencyView>> OfAsync(
        string institution, WorkflowsDb db, Holders holders, CancellationToken ct) =>
    [
        .. (
            await db.Set<Dependency>().AsNoTracking().Where(place => place.InstitutionCode == institution)
                .OrderByDescending(place => place.ValidFrom)
            .Select(place => new { Id = EF.Property<long>(place, "Id"), Place = place }).ToListAsync(ct))
                .Select(row => ViewOf(row.Id, row.Place, holders)),
    ];

    private static DependencyView ViewOf(long id, Dependency place, Holders holders) => new(
        id, place.MinistryCode, holders.Organisation.FindMinistry(place.MinistryCode)?.Name ?? place.MinistryCode, place.Norm,
        place.ValidFrom, place.ValidTo, PlacePosts.TimeOf(place.ValidFrom, place.ValidTo, holders.Today));
}
