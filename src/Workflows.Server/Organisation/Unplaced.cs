using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Persistence;

namespace Workflows.Server.Organisation;

/// <summary>
/// What somebody still has to say about undersecretariats: of which one is an undersecretary who was appointed in a ministry of several,
/// and to which one a service answers. Their notices reach somebody meanwhile.
/// </summary>
internal static class Unplaced
{
    /// <summary>Undersecretaries of a ministry with several, in none of them.</summary>
    public sealed record AppointmentToPlace(
        long Id, string PersonId, string PersonName, string MinistryCode, string MinistryName, DateOnly? ValidFrom);

    /// <param name="SupervisionId">Of what is supposed; null when nobody said anything.</param>
    public sealed record InstitutionToConfirm(
        string Code, string Name, string MinistryName, long? SupervisionId, string? UndersecretariatName);

    public sealed record Response(IReadOnlyList<AppointmentToPlace> Appointments, IReadOnlyList<InstitutionToConfirm> Institutions);

    public static async Task<Ok<Response>> ListAsync(WorkflowsDb db, Holders holders, CancellationToken ct)
    {
        var (organisation, today) = (holders.Organisation, holders.Today);
        var offices = organisation.Undersecretariats;
        var posts = await db.Set<Appointment>().AsNoTracking()
            .Where(post => post.Role == Role.Undersecretary && (post.ValidTo == null || post.ValidTo >= today))
            .Select(post => new { Id = EF.Property<long>(post, "Id"), Post = post }).ToListAsync(ct);
        var supposed = await db.Set<Supervision>().AsNoTracking().Where(one => !one.IsConfirmed)
            .Select(one => new { Id = EF.Property<long>(one, "Id"), Row = one }).ToListAsync(ct);
        var ids = supposed.ToDictionary(one => one.Row, one => one.Id);
        return TypedResults.Ok(new Response(
            [.. posts.Where(row => offices.Of(row.Post.ScopeCode, today).Count > 1)
                .OrderBy(row => row.Post.ScopeCode, StringComparer.Ordinal)
                .Select(row => new AppointmentToPlace(
                    row.Id, row.Post.PersonId, organisation.FindPerson(row.Post.PersonId)?.Name ?? row.Post.PersonId, row.Post.ScopeCode,
                    organisation.ScopeName(RoleScope.Ministry, row.Post.ScopeCode), row.Post.ValidFrom))],
            [.. organisation.Institutions.Where(institution => institution.ExistsOn(today)).Select(Pending).OfType<InstitutionToConfirm>()
                .OrderBy(one => one.SupervisionId is not null).ThenBy(one => one.MinistryName, StringComparer.Ordinal)
                .ThenBy(one => one.Name, StringComparer.Ordinal)]));

        InstitutionToConfirm? Pending(Institution institution)
        {
            if (organisation.MinistryOf(institution, today) is not { } ministry || offices.Of(ministry, today).Count < 2)
                return null;
            var row = offices.RowOf(institution, today);
            if (row is { IsConfirmed: true } || (row is null && !offices.IsUnsaid(institution, today)))
                return null;
            return new(
                institution.Code, institution.Name, organisation.ScopeName(RoleScope.Ministry, ministry),
                row is not null && ids.TryGetValue(row, out var id) ? id : null,
                row is null ? null : offices.Find(row.UndersecretariatCode)?.Name);
        }
    }
}
