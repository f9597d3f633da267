using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Audit;
using Workflows.Server.Commands;
using Workflows.Server.Persistence;
using Workflows.Server.Web;
using Workflows.Server.World;

namespace Workflows.Server.Organisation;

/// <summary>
/// Who answers for an institution on a day, and why; absences, orders of substitution and posts that pass from one person to another.
/// </summary>
internal static class AuthorityEndpoints
{
    private const int HighestLevel = 5;

    public static void MapAuthority(this IEndpointRouteBuilder api)
    {
        var open = api.MapGroup("/organisation").WithTags("Organisation").RequireAuthorization();
        open.MapGet("/authority", GetAuthorityAsync).ReadsPersonalData("autoridades de una institución").WithName("GetAuthority")
            .WithSummary("A quién le llega un aviso de una institución un día, nivel por nivel, con la explicación paso a paso");
        open.MapGet("/hand-overs", Replacement.ListAsync).WithName("ListHandOvers")
            .WithSummary("Traspasos que recibiste o entregaste, con su nota");

        var read = api.MapGroup("/organisation").WithTags("Organisation").RequireAuthorization()
            .AllowRoles(Acting.Overseers);
        read.MapGet("/absences", Absences.ListAsync).ReadsPersonalData("lista de ausencias").WithName("ListAbsences")
            .WithSummary("Ausencias y quién subroga");
        read.MapGet("/designations", Designations.ListAsync).ReadsPersonalData("orden de subrogancia").WithName("ListDesignations")
            .WithSummary("Órdenes de subrogancia por cargo");
        read.MapGet("/changes", ListChangesAsync).WithName("ListOrganisationChanges").WithSummary("Quién cambió qué en la organización");

        var change = api.MapGroup("/organisation").WithTags("Organisation").RequireAuthorization()
            .AllowRoles(Role.Coordinator, Role.Administrator);
        change.MapPost("/absences", Absences.RegisterAsync).Command().WithName("RegisterAbsence")
            .WithSummary("Registra una ausencia y, si se indica, a quien subroga");
        change.MapPost("/absences/{id:guid}/end", Absences.EndAsync).Command().WithName("EndAbsence")
            .WithSummary("Termina o anula una ausencia, con motivo");
        change.MapPost("/designations", Designations.AddAsync).Command().WithName("AddDesignation")
            .WithSummary("Agrega un lugar al orden de subrogancia de un cargo");
        change.MapPost("/designations/{id:long}/end", Designations.EndAsync).Command().WithName("EndDesignation")
            .WithSummary("Termina un lugar del orden de subrogancia");
        change.MapPost("/units", Units.AddAsync).Command().WithName("AddUnit")
            .WithSummary("Crea una unidad de una institución o ministerio");
        change.MapPost("/units/{id:long}/end", Units.EndAsync).Command().WithName("EndUnit").WithSummary("Termina una unidad, con motivo");
        change.MapPost("/unit-posts", Units.AddPostAsync).Command().WithName("AddUnitPost")
            .WithSummary("Agrega un cargo al orden jerárquico de una unidad");
        change.MapPost("/unit-posts/{id:long}/end", Units.EndPostAsync).Command().WithName("EndUnitPost")
            .WithSummary("Termina un cargo del orden jerárquico de una unidad");
        change.MapPost("/seats", Committees.AddSeatAsync).Command().WithName("AddSeat").WithSummary("Crea un asiento de un comité");
        change.MapPost("/seats/{id:long}/end", Committees.EndSeatAsync).Command().WithName("EndSeat")
            .WithSummary("Termina un asiento de un comité, con motivo");
        change.MapPost("/dependencies", Dependencies.AddAsync).Command().WithName("AddDependency")
            .WithSummary("Una institución pasa a otro ministerio desde un día, por ley");
        change.MapGet("/unplaced", Unplaced.ListAsync).ReadsPersonalData("cargos de subsecretaría por confirmar").WithName("ListUnplaced")
            .WithSummary("Lo que falta confirmar de las subsecretarías: nombramientos sin subsecretaría y servicios sin confirmar");
        change.MapPost("/supervisions", Supervisions.AddAsync).Command().WithName("AddSupervision")
            .WithSummary("Dice de qué subsecretaría de su ministerio depende una institución desde un día, con motivo");
        change.MapPost("/supervisions/{id:long}/confirm", Supervisions.ConfirmAsync).Command().WithName("ConfirmSupervision")
            .WithSummary("Confirma la subsecretaría que se suponía, con motivo");
        change.MapPost("/appointments", Appointments.AddAsync).Command().WithName("AddAppointment")
            .WithSummary("Nombra a una persona en un cargo, como titular o subrogante");
        change.MapPost("/appointments/{id:long}/end", Appointments.EndAsync).Command().WithName("EndAppointment")
            .WithSummary("Termina un nombramiento, con motivo");
        change.MapPost("/appointments/{id:long}/replace", Replacement.HandleAsync).Command().WithName("ReplaceHolder")
            .WithSummary("Reemplaza a quien ocupa un cargo: sus tareas abiertas pasan con una nota de traspaso");
    }

    /// <param name="IsCopy">Is informed, and is not asked to act.</param>
    public sealed record PersonOfLevel(string PersonId, string Name, string Role, string RoleLabel, bool IsCopy, bool HasEmail, string Why);

    /// <param name="Steps">How it was found, in order.</param>
    /// <param name="Vacancies">Posts without anybody to act in them.</param>
    public sealed record LevelAnswer(
        int Level, IReadOnlyList<PersonOfLevel> People, IReadOnlyList<string> Steps, IReadOnlyList<string> Vacancies);

    public sealed record AuthorityView(string Institution, string Name, DateOnly Date, IReadOnlyList<LevelAnswer> Levels);

    public sealed record ChangeView(long Id, DateTimeOffset At, string By, string Text);

    private static async Task<Results<Ok<AuthorityView>, ProblemHttpResult>> GetAuthorityAsync(
        string institution, int? level, DateOnly? date, Acting acting, WorkflowsDb db, WorldSource world, TimeProvider clock,
        CancellationToken ct)
    {
        if (level is < 1 or > HighestLevel)
            return Refusal.Invalid($"El nivel va de 1 a {HighestLevel}.");
        var isVisible = acting.Has(Acting.AsksForAuthorities)
            || await acting.InstitutionsFollowed(db).AnyAsync(code => code == institution, ct);
        if (!isVisible || world.Current.World is not SnapshotWorld { Snapshot.Organisation: var organisation }
            || organisation.FindInstitution(institution) is not { } found)
            return Refusal.NotFound();

        var day = date ?? SantiagoTime.DateAt(clock.GetUtcNow());
        var isKeeper = acting.Has(Supervisions.Keepers);
        var levels = level is { } one ? [one] : Enumerable.Range(1, HighestLevel);
        return TypedResults.Ok(
            new AuthorityView(
                found.Code, found.Name, day,
                [.. levels.Select(number => Of(organisation.ExplainAuthority(number, found, day, isKeeper)))]));
    }

    private static LevelAnswer Of(AuthorityAnswer answer) => new(
        answer.Level,
        [.. answer.Recipients.Select(person => new PersonOfLevel(
            person.PersonId, person.Name, person.Role.Code, person.Role.Label, person.IsCopy, person.Email.Length > 0, person.Why))],
        answer.Steps, answer.Vacancies);

    private static readonly Sorts<OrganisationChangeRow> ChangeSorts = new Sorts<OrganisationChangeRow>()
        .By("at", change => change.At, change => change.Text);

    private static async Task<Results<Ok<Page<ChangeView>>, ProblemHttpResult>> ListChangesAsync(
        [AsParameters] PageOf page, WorkflowsDb db, CancellationToken ct) =>
        page.ProblemWith(ChangeSorts) is { } problem
            ? Refusal.Invalid(problem)
            : TypedResults.Ok(await db.Set<OrganisationChangeRow>().AsNoTracking().ToPageAsync(
                page with { Sort = page.Sort ?? "-at" }, ChangeSorts, change =>
                    new ChangeView(change.Id, change.At, change.PersonName, change.Text), ct));
}
