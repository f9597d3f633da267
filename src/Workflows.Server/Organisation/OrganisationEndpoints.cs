using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Audit;
using Workflows.Server.Persistence;
using Workflows.Server.Web;

namespace Workflows.Server.Organisation;

/// <summary>Who is who. Institutions and ministries are public; posts are for those who coordinate.</summary>
internal static class OrganisationEndpoints
{
    private static readonly Sorts<Institution> InstitutionSorts = new Sorts<Institution>()
        .By("code", institution => institution.Code, institution => institution.Code)
        .By("name", institution => institution.Name, institution => institution.Code)
        .By("ministry", institution => institution.MinistryCode, institution => institution.Code);

    private static readonly Sorts<Appointment> AppointmentSorts = new Sorts<Appointment>()
        .By("scope", post => post.ScopeCode, post => post.PersonId)
        .By("person", post => post.PersonId, post => post.ScopeCode);

    public static void MapOrganisation(this IEndpointRouteBuilder api)
    {
        var open = api.MapGroup("/organisation").WithTags("Organisation").RequireAuthorization();
        open.MapGet("/institutions", ListInstitutionsAsync).ForKeys([.. KeyCommand.All]).WithName("ListInstitutions")
            .WithSummary("Instituciones");
        open.MapGet("/ministries", ListMinistriesAsync).ForKeys([.. KeyCommand.All]).WithName("ListMinistries").WithSummary("Ministerios");
        open.MapGet("/undersecretariats", Supervisions.ListAsync).ForKeys([.. KeyCommand.All]).WithName("ListUndersecretariats")
            .WithSummary("Subsecretarías de cada ministerio");
        open.MapGet("/committees", Committees.ListAsync).WithName("ListCommittees").WithSummary("Comités");
        open.MapGet("/roles", () => TypedResults.Ok(Role.All.Select(role => new RoleView(role.Code, role.Label, role.Scope))))
            .WithName("ListRoles").WithSummary("Roles que existen y dónde se ejercen");

        var read = api.MapGroup("/organisation").WithTags("Organisation").RequireAuthorization()
            .AllowRoles(Acting.Overseers);
        read.MapGet("/places/{code}", PlacePosts.HandleAsync).ReadsPersonalData("cargos de un lugar").WithName("GetPlace")
            .WithSummary("Los cargos de una institución, ministerio o región: quién actúa, cuáles están vacantes y quién los tuvo");
        read.MapGet("/places/{code}/units", Units.ListAsync).ReadsPersonalData("unidades de un lugar").WithName("ListUnits")
            .WithSummary("Las unidades de una institución o ministerio y el orden jerárquico de cada una");
        read.MapGet("/committees/{code}", Committees.GetAsync).ReadsPersonalData("asientos de un comité").WithName("GetCommittee")
            .WithSummary("Un comité y sus asientos: quién actúa en cada uno y por qué");
        read.MapGet("/appointments", ListAppointmentsAsync).ReadsPersonalData("lista de cargos").WithName("ListAppointments")
            .WithSummary("Cargos: quién, qué rol, dónde y desde cuándo");
    }

    internal sealed record InstitutionFilter(string? Ministry, IncentiveRegime? Regime, InstitutionKind? Kind, string? Search);

    internal sealed record AppointmentFilter(string? PersonId, string? Role, string? Scope);

    public sealed record RoleView(string Code, string Label, RoleScope ScopeKind);

    /// <param name="Regime">None when nobody confirmed it and the reader is not one of those who can.</param>
    /// <param name="IsUnverified">Shown as «por confirmar»: said only to those who oversee the server.</param>
    public sealed record InstitutionView(
        string Code, string Name, InstitutionKind Kind, string? MinistryCode, IncentiveRegime? Regime, bool IsUnverified,
        DateOnly? ValidFrom, DateOnly? ValidTo);

    public sealed record MinistryView(string Code, string Name, DateOnly? ValidFrom, DateOnly? ValidTo);

    /// <param name="When">Whether it is held on this day in Santiago.</param>
    public sealed record AppointmentView(long Id, string PersonId, string PersonName, PostView Post, PostTime When);

    private sealed record Numbered(long Id, Appointment Post, string Name);

    private static async Task<Results<Ok<Page<InstitutionView>>, ProblemHttpResult>> ListInstitutionsAsync(
        [AsParameters] InstitutionFilter filter, [AsParameters] PageOf page, Acting acting, WorkflowsDb db, TimeProvider clock,
        CancellationToken ct)
    {
        if (page.ProblemWith(InstitutionSorts) is { } problem)
            return Refusal.Invalid(problem);
        var today = SantiagoTime.DateAt(clock.GetUtcNow());
        var rows = db.Set<Institution>().AsNoTracking();
        if (filter.Ministry is { } ministry) rows = rows.AnsweringTo([ministry], today, db);
        var canConfirm = Unconfirmed.IsFor(acting);
        if (filter.Regime is { } regime)
            rows = rows.Where(institution => institution.Regime == regime && (canConfirm || regime != IncentiveRegime.Unconfirmed));
        if (filter.Kind is { } kind) rows = rows.Where(institution => institution.Kind == kind);
        if (filter.Search is { Length: > 0 } text)
        {
            var like = Like.Containing(text);
            rows = rows.Where(institution => EF.Functions.ILike(institution.Name, like) || EF.Functions.ILike(institution.Code, like));
        }

        return TypedResults.Ok(await rows.ToPageAsync(
            page, InstitutionSorts,
            institution => new InstitutionView(
                institution.Code, institution.Name, institution.Kind,
                db.Set<Dependency>().On(today).Where(place => place.InstitutionCode == institution.Code).Select(place => place.MinistryCode)
                    .FirstOrDefault() ?? institution.MinistryCode,
                canConfirm || institution.Regime != IncentiveRegime.Unconfirmed ? institution.Regime : null,
                canConfirm && institution.Confidence != Confidence.High, institution.ValidFrom, institution.ValidTo),
            ct));
    }

    private static async Task<Ok<IReadOnlyList<MinistryView>>> ListMinistriesAsync(WorkflowsDb db, CancellationToken ct) =>
        TypedResults.Ok<IReadOnlyList<MinistryView>>(await db.Set<Ministry>().AsNoTracking().OrderBy(ministry => ministry.Name)
            .Select(ministry => new MinistryView(ministry.Code, ministry.Name, ministry.ValidFrom, ministry.ValidTo)).ToListAsync(ct));

    private static async Task<Results<Ok<Page<AppointmentView>>, ProblemHttpResult>> ListAppointmentsAsync(
        [AsParameters] AppointmentFilter filter, [AsParameters] PageOf page, WorkflowsDb db, Places places, TimeProvider clock,
        CancellationToken ct)
    {
        if (page.ProblemWith(AppointmentSorts) is { } problem)
            return Refusal.Invalid(problem);
        var rows = db.Set<Appointment>().AsNoTracking();
        if (filter.Role is { } code)
        {
            if (Role.Find(code) is not { } role)
                return Refusal.Invalid($"El rol «{code}» no existe. Elige uno de la lista.");
            rows = rows.Where(post => post.Role == role);
        }

        if (filter.PersonId is { } person) rows = rows.Where(post => post.PersonId == person);
        if (filter.Scope is { } scope) rows = rows.Where(post => post.ScopeCode == scope);
        var posts = await rows.ToPageAsync(
            page, AppointmentSorts,
            post =>
                new Numbered(EF.Property<long>(post, "Id"), post, db.Set<Person>().Single(person => person.Id == post.PersonId).Name), ct);
        var names = await places.NamesOfAsync(posts.Items.Select(row => row.Post), ct);
        var today = SantiagoTime.DateAt(clock.GetUtcNow());
        return TypedResults.Ok(new Page<AppointmentView>(
            [.. posts.Items.Select(
                row =>
                    new AppointmentView(
                        row.Id, row.Post.PersonId, row.Name, PostView.Of(row.Post, names),
                        PlacePosts.TimeOf(row.Post.ValidFrom, row.Post.ValidTo, today)))],
            posts.Number, posts.Size, posts.Total));
    }
}
