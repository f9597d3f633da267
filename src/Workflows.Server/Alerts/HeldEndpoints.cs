using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Server.Access;
using Workflows.Server.Audit;
using Workflows.Server.Commands;
using Workflows.Server.Jobs;
using Workflows.Server.Mail;
using Workflows.Server.Mail.Outbox;
using Workflows.Server.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Outbox;
using Workflows.Server.Processes;
using Workflows.Server.Web;

namespace Workflows.Server.Alerts;

/// <summary>
/// Notices to authorities from level 3 up, held for four working hours: a coordinator may correct the text, suspend it with a reason or
/// let it go. Otherwise it leaves by itself.
/// </summary>
internal static class HeldEndpoints
{
    private static readonly Sorts<MailRow> Sorts = new Sorts<MailRow>()
        .By("availableAt", mail => mail.AvailableAt, mail => mail.Id)
        .By("level", mail => mail.Level, mail => mail.Id)
        .By("institution", mail => mail.InstitutionCode, mail => mail.Id);

    public static void MapHeldNotices(this IEndpointRouteBuilder api)
    {
        var held = api.MapGroup("/held-notices").WithTags("Mail").RequireAuthorization().AllowRoles(Acting.Overseers);
        held.MapGet("/", ListAsync).ReadsPersonalData("lista de avisos retenidos").WithName("ListHeldNotices")
            .WithSummary("Avisos retenidos: cuáles son y cuándo salen solos");
        held.MapGet("/{id}", GetAsync).ReadsPersonalData("un aviso retenido").WithName("GetHeldNotice")
            .WithSummary("Un aviso retenido con el texto que saldrá");

        var decisions = held.MapGroup("").AllowRoles(InstanceEndpoints.Deciding);
        decisions.MapPost("/{id}/correct", DecideOnHeld.CorrectAsync).Command().WithName("CorrectHeldNotice")
            .WithSummary("Corrige el texto; sale a su hora");
        decisions.MapPost("/{id}/suspend", DecideOnHeld.SuspendAsync).Command().WithName("SuspendHeldNotice")
            .WithSummary("Suspende el aviso, con motivo");
        decisions.MapPost("/{id}/release", DecideOnHeld.ReleaseAsync).Command().WithName("ReleaseHeldNotice")
            .WithSummary("Deja salir el aviso de inmediato");
    }

    internal sealed record Filter(string? Institution);

    /// <param name="Late">«Quinto día hábil de atraso», as the mail says it; of what says no day, which notice it is.</param>
    /// <param name="LeavesAt">When it leaves by itself.</param>
    public sealed record HeldView(
        string Id, string? TaskId, int? Level, string Late, string? InstitutionCode, string? InstitutionName, IReadOnlyList<string> To,
        string Reason, DateTimeOffset LeavesAt, bool IsCorrected);

    /// <param name="Text">As it will leave, but for the personal link.</param>
    /// <param name="HasLink">A personal link is added when it leaves, whatever the words.</param>
    public sealed record HeldText(
        HeldView Notice, string Subject, string Text, bool HasLink, string? Problem, IReadOnlyList<DecisionView> Decisions);

    public sealed record DecisionView(MailDecision Decision, string Reason, string By, DateTimeOffset At, string? Before, string? After);

    private static async Task<Results<Ok<Page<HeldView>>, ProblemHttpResult>> ListAsync(
        [AsParameters] Filter filter, [AsParameters] PageOf page, Acting acting, WorkflowsDb db, Places places, CancellationToken ct)
    {
        if (page.ProblemWith(Sorts) is { } problem)
            return Refusal.Invalid(problem);
        var held = db.Set<MailRow>().AsNoTracking().VisibleTo(acting, db).Where(mail => mail.State == MailState.Held);
        if (filter.Institution is { } institution) held = held.Where(mail => mail.InstitutionCode == institution);
        var mails = await held.ToPageAsync(page, Sorts, mail => mail, ct);
        var names = await places.NamesOfAsync(mails.Items.Select(mail => mail.InstitutionCode).OfType<string>(), ct);
        return TypedResults.Ok(
            new Page<HeldView>([.. mails.Items.Select(mail => ViewOf(mail, names))], mails.Number, mails.Size, mails.Total));
    }

    private static async Task<Results<Ok<HeldText>, ProblemHttpResult>> GetAsync(
        string id, Acting acting, WorkflowsDb db, MailWriting writing, Places places, CancellationToken ct)
    {
        if (await db.Set<MailRow>().AsNoTracking().VisibleTo(acting, db)
            .SingleOrDefaultAsync(mail => mail.Id == id && mail.State == MailState.Held, ct) is not { } mail)
            return Refusal.NotFound("Este aviso ya no está retenido: salió, se suspendió o la tarea se entregó.");
        var decisions = await db.Set<MailDecisionRow>().AsNoTracking().Where(row => row.MailId == id).OrderBy(row => row.Id)
            .Select(row => new DecisionView(row.Decision, row.Reason, row.PersonName, row.At, row.Before, row.After)).ToListAsync(ct);
        var (words, problem) = await DecideOnHeld.WordsOfAsync(mail, writing, ct);
        return TypedResults.Ok(new HeldText(
            ViewOf(mail, await places.NamesOfAsync(mail.InstitutionCode is { } code ? [code] : [], ct)), words?.Subject ?? "",
            words?.Text ?? "", mail.LinkFor is not null, problem, decisions));
    }

    private static HeldView ViewOf(MailRow mail, IReadOnlyDictionary<string, string> names) => new(
        mail.Id, mail.TaskId, mail.Level, LateOf(mail), mail.InstitutionCode,
        mail.InstitutionCode is { } code ? names.GetValueOrDefault(code, code) : null, MailPeople.Of(mail.Addressees), mail.Reason,
        mail.AvailableAt, mail.Text is not null);

    private static string LateOf(MailRow mail) =>
        Values.FromJson(mail.Model).TextOf("atraso") is { Length: > 0 } late ? late : NoticeKey.LateNotice(mail.Level ?? 0);
}
