using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Audit;
using Workflows.Server.Commands;
using Workflows.Server.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Persistence.Outbox;
using Workflows.Server.Web;

namespace Workflows.Server.Alerts;

/// <summary>
/// What authorities were told of late tasks, and what they do about it: logged in, or by the personal link of a mail. Reading never acts.
/// </summary>
internal static class AlertEndpoints
{
    private static readonly Sorts<MailRow> Sorts = new Sorts<MailRow>()
        .By("createdAt", mail => mail.CreatedAt, mail => mail.Id)
        .By("level", mail => mail.Level, mail => mail.Id);

    public static void MapAlerts(this IEndpointRouteBuilder api)
    {
        var alerts = api.MapGroup("/alerts").WithTags("Alerts").RequireAuthorization();
        alerts.MapGet("/", ListAsync).WithName("ListAlerts")
            .WithSummary("Mis alertas: tareas atrasadas de las que te avisamos como autoridad");
        alerts.MapPost("/{id}/acts/{action}", ActAsync).Command().WithName("ActOnAlert")
            .WithSummary("Toma conocimiento (acknowledge), instruye (instruct) o reasigna (reassign)");

        alerts.MapGet("/week", AuthorityWeek.GetAsync).AllowRoles(AuthorityWeek.Readers).WithName("GetAuthorityWeek")
            .WithSummary("La semana de la autoridad y su gabinete: qué debe entregar, qué decide y a qué sesiones asiste");

        api.MapGroup("/unsent").WithTags("Alerts").RequireAuthorization().AllowRoles(Acting.Overseers)
            .MapGet("/", Unsent.HandleAsync).ReadsPersonalData("lo que no salió, con a quién iba").WithName("ListUnsent")
                .WithSummary("Lo que no salió: qué debía salir, por qué no salió y qué hacer");

        var link = api.MapGroup("/alert-links").WithTags("Alerts").AllowAnonymous().RequireRateLimiting(RateLimits.Login);
        link.MapPost("/", LinkedAlert.ReadAsync).WithName("ReadLinkedAlert")
            .WithSummary("Muestra el aviso de un enlace personal, sin cuenta y sin actuar");
        link.MapPost("/acts/{action}", LinkedAlert.ActAsync).WithName("ActOnLinkedAlert")
            .WithSummary("Usa un enlace personal, una sola vez");
    }

    /// <param name="All">Also those already attended, raised or handed in.</param>
    internal sealed record Filter(bool? All);

    private static async Task<Results<Ok<Page<AlertView>>, ProblemHttpResult>> ListAsync(
        [AsParameters] Filter filter, [AsParameters] PageOf page, Acting acting, WorkflowsDb db, Holders holders, CancellationToken ct)
    {
        if (page.ProblemWith(Sorts) is { } problem)
            return Refusal.Invalid(problem);
        var alerts = db.Alerts().AsNoTracking().For(acting, db);
        if (filter.All is not true)
            alerts = alerts.Where(mail => db.Set<TaskRow>().Any(task => task.Id == mail.TaskId && task.State == TaskState.Open));
        var mails = await alerts.ToPageAsync(page with { Sort = page.Sort ?? "-createdAt" }, Sorts, mail => mail, ct);
        var views = await db.ViewsAsync(mails.Items, mail => AlertTitles.Of(mail, acting, holders.Organisation), ct);
        return TypedResults.Ok(new Page<AlertView>(views, mails.Number, mails.Size, mails.Total));
    }

    private static async Task<Results<Ok<AlertView>, ProblemHttpResult>> ActAsync(
        string id, string action, ActOnAlert.Request request, Acting acting, ActOnAlert act, WorkflowsDb db, Holders holders,
        IdempotentCommand command, CancellationToken ct)
    {
        var mail = await db.Alerts().AsNoTracking().For(acting, db).SingleOrDefaultAsync(mail => mail.Id == id, ct);
        if (mail is null)
            return Refusal.NotFound();
        var title = AlertTitles.Of(mail, acting, holders.Organisation);
        return await act.HandleAsync(mail, action, request, acting.As(title), title, null, view => command.RowOf(view), ct);
    }

    /// <summary>
    /// Notices to the person; to whoever they substitute; and, for the cabinet of a ministry, those to its minister or undersecretary. The
    /// regional governments have no cabinet above them.
    /// </summary>
    private static IQueryable<MailRow> For(this IQueryable<MailRow> alerts, Acting acting, WorkflowsDb db)
    {
        string[] people = [
            acting.PersonId, .. acting.Appointments.Where(post => post.IsSubstitute).Select(post => post.InsteadOf).OfType<string>()];
        var cabinets = acting.Appointments.Where(post => post.Role == Role.MinistryCabinet).Select(post => post.ScopeCode).ToArray();
        if (cabinets.Length == 0)
            return alerts.Where(mail => people.Contains(mail.LinkFor!));
        var institutions = db.Set<Institution>()
            .AnsweringTo(cabinets, acting.Today, db).Where(institution => institution.Kind != InstitutionKind.RegionalGovernment)
            .Select(institution => institution.Code);
        string minister = AlertTitles.InAddressees(Role.Minister), undersecretary = AlertTitles.InAddressees(Role.Undersecretary);
        return alerts.Where(mail => people.Contains(mail.LinkFor!)
            || (
                institutions.Contains(mail.InstitutionCode!)
                    && (mail.Addressees.Contains(minister) || mail.Addressees.Contains(undersecretary))));
    }
}
