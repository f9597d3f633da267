using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Persistence;
using Workflows.Server.Web;

namespace Workflows.Server.Organisation;

/// <summary>Whether a post is held on the day that is asked about.</summary>
public enum PostTime
{
    Now,
    Before,
    After,
}

/// <summary>
/// The posts of one institution, ministry or region: who acts in each, which are vacant, and who held them. It changes nothing.
/// </summary>
internal static class PlacePosts
{
    /// <summary>Posts that notices go to: without anybody in them, a notice climbs.</summary>
    private static readonly Role[] Answering =
    [
        Role.InstitutionPmgOfficer, Role.HeadOfService, Role.RegionalAdministrator, Role.Governor, Role.MinistryPmgOfficer,
        Role.Undersecretary, Role.Minister,
    ];

    private static readonly Role[] OfRegionalGovernment = [Role.RegionalAdministrator, Role.Governor];

    /// <param name="Acting">Who acts in it on this day, with «(S)» and why when it is a substitute.</param>
    /// <param name="IsVacant">Nobody acts in it, and notices climb because of it.</param>
    public sealed record PostOfPlace(
        string Role, string RoleLabel, bool IsVacant, IReadOnlyList<ActingView> Acting,
        IReadOnlyList<OrganisationEndpoints.AppointmentView> Appointments);

    public sealed record ActingView(string PersonId, string Name, string? Basis);

    /// <param name="MinistryCode">The one it answers to on this day.</param>
    /// <param name="UndersecretariatCode">The one of its ministry that it answers to on this day.</param>
    /// <param name="IsUnsaid">Its ministry has several undersecretariats and nobody said which it answers to.</param>
    /// <param name="Dependencies">The ministries it answered or will answer to by law, latest first.</param>
    /// <param name="Supervisions">The undersecretariats that somebody said it answered or will answer to, latest first.</param>
    /// <param name="Undersecretariats">Those of a ministry on this day.</param>
    public sealed record PlaceView(
        string Code, string Name, RoleScope ScopeKind, string? MinistryCode, string? MinistryName, string? UndersecretariatCode,
        string? UndersecretariatName, bool IsUnsaid, IReadOnlyList<PostOfPlace> Posts,
        IReadOnlyList<Dependencies.DependencyView> Dependencies, IReadOnlyList<Supervisions.SupervisionView> Supervisions,
        IReadOnlyList<Supervisions.UndersecretariatView> Undersecretariats);

    public static async Task<Results<Ok<PlaceView>, ProblemHttpResult>> HandleAsync(
        string code, Acting acting, WorkflowsDb db, Holders holders, CancellationToken ct)
    {
        var organisation = holders.Organisation;
        var offices = organisation.Undersecretariats;
        var institution = organisation.FindInstitution(code);
        RoleScope? found = institution is not null ? RoleScope.Institution
            : organisation.FindMinistry(code) is not null || offices.Find(code) is not null ? RoleScope.Ministry
            : organisation.Regions.Any(region => region.Code == code) ? RoleScope.Region
            : null;
        if (found is not { } kind)
            return Refusal.NotFound();

        var rows = await db.Set<Appointment>().AsNoTracking().Where(post => post.ScopeCode == code)
            .Select(post => new
            {
                Id = EF.Property<long>(post, "Id"), Post = post, db.Set<Person>().Single(person => person.Id == post.PersonId).Name
            })
            .ToListAsync(ct);
        var names = new Dictionary<string, string> { [code] = organisation.ScopeName(kind, code) };
        var within = offices.Of(code, holders.Today);
        var isRegional = institution?.Kind == InstitutionKind.RegionalGovernment;
        var posts =
            from role in Role.All
            where role.Scope == kind
            let own = rows.Where(row => row.Post.Role == role)
                .Select(row => new OrganisationEndpoints.AppointmentView(
                    row.Id, row.Post.PersonId, row.Name, PostView.Of(row.Post, names),
                    TimeOf(row.Post.ValidFrom, row.Post.ValidTo, holders.Today)))
                .OrderBy(row => row.When).ThenByDescending(row => row.Post.ValidFrom).ToList()
            where own.Count > 0 || (Exists(role, isRegional) && IsOf(role))
            let holding = organisation.HoldersOf(role, code, holders.Today)
            select new PostOfPlace(
                role.Code, role.Label, holding.Count == 0 && Answering.Contains(role),
                [.. holding.Select(holder => new ActingView(holder.Person.Id, holder.DisplayName, holder.Basis))], own);
        var parent = institution is null ? offices.Find(code)?.MinistryCode : organisation.MinistryOf(institution, holders.Today);
        var office = institution is null ? null : offices.Of(institution, holders.Today);
        return TypedResults.Ok(new PlaceView(
            code, names[code], kind, parent, parent is null ? null : organisation.FindMinistry(parent)?.Name ?? parent, office?.Code,
            office?.Name, institution is not null && offices.IsUnsaid(institution, holders.Today), [.. posts],
            await Dependencies.OfAsync(code, db, holders, ct), await Supervisions.OfAsync(code, acting, db, holders, ct),
            [.. within.Select(
                one => new Supervisions.UndersecretariatView(one.Code, one.Name, one.MinistryCode, one.ValidFrom, one.ValidTo))]));

        // An undersecretary belongs to an undersecretariat, and the other posts of a ministry to the ministry.
        bool IsOf(Role role) => offices.Find(code) is not null ? role == Role.Undersecretary
            : within.Count == 0 || role != Role.Undersecretary;
    }

    public static PostTime TimeOf(DateOnly? from, DateOnly? to, DateOnly today) =>
        to < today ? PostTime.Before : from > today ? PostTime.After : PostTime.Now;

    private static bool Exists(Role role, bool isRegional) =>
        OfRegionalGovernment.Contains(role) ? isRegional : role != Role.HeadOfService || !isRegional;
}
