using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Mail;
using Workflows.Definitions.Organisation;
using Workflows.Engine;
using Workflows.Server.Mail.Links;
using Workflows.Server.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Persistence.Outbox;
using Workflows.Server.Web;

namespace Workflows.Server.Alerts;

/// <summary>
/// The notice behind a personal link. The secret travels in the body, never in an address; opening it shows and changes nothing, so a
/// scanner of mails does no harm. It serves one act and ends with its level, or after thirty days.
/// </summary>
internal static class LinkedAlert
{
    private const int LongestToken = 100;
    private const string Unknown = "Este enlace no sirve. Use el del correo más reciente o entre con su cuenta.";

    internal sealed record ReadRequest(string Token);

    internal sealed record ActRequest(string Token, string? Text = null, string? Role = null);

    /// <param name="PersonName">Whose link it is: nobody else should use it.</param>
    public sealed record Response(string PersonName, AlertView Alert, bool IsUsed, DateTimeOffset? UsedAt);

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> ReadAsync(
        ReadRequest request, WorkflowsDb db, Holders holders, TimeProvider clock, CancellationToken ct)
    {
        if (await FindAsync(request.Token, db, ct) is not var (link, mail, person))
            return Refusal.NotFound(Unknown);
        if (IsOver(link, clock))
            return Over(link);
        var title = AlertTitles.Of(mail, null, holders.Organisation);
        var alert = (await db.ViewsAsync([mail], _ => title, ct))[0];
        return TypedResults.Ok(
            new Response(person.Name, alert with { CanAct = alert.CanAct && link.UsedAt is null }, link.UsedAt is not null, link.UsedAt));
    }

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> ActAsync(
        string action, ActRequest request, WorkflowsDb db, ActOnAlert act, Holders holders, TimeProvider clock, CancellationToken ct)
    {
        if (await FindAsync(request.Token, db, ct) is not var (link, mail, person))
            return Refusal.NotFound(Unknown);
        if (IsOver(link, clock))
            return Over(link);
        var title = AlertTitles.Of(mail, null, holders.Organisation);
        if (link.UsedAt is { } used)
        {
            // The same click sent twice finds what it did; anything else is told that the link is spent.
            var done = await db.Set<LevelActRow>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == link.UsedFor, ct);
            return done is not null && done.Action == action && done.Text == request.Text
                ? TypedResults.Ok(
                    new Response(person.Name, (await db.ViewsAsync([mail], _ => title, ct))[0] with { CanAct = false }, true, used))
                : Refusal.Conflict("Este enlace ya se usó. Entre con su cuenta si necesita hacer algo más.");
        }

        var result = await act.HandleAsync(
            mail, action, new(request.Text, request.Role), new Actor(person.Id, person.Name, $"{title}, con enlace personal"), title, link,
            null, ct);
        return result.Result is Ok<AlertView> { Value: { } view }
            ? TypedResults.Ok(new Response(person.Name, view with { CanAct = false }, true, null))
            : (ProblemHttpResult)result.Result;
    }

    private static bool IsOver(PersonalLinkRow link, TimeProvider clock) => link.CreatedAt + PersonalLinkRow.Lasts <= clock.GetUtcNow();

    private static ProblemHttpResult Over(PersonalLinkRow link) => Refusal.Because(
        StatusCodes.Status410Gone,
        $"Este enlace venció el {MailText.Moment(link.CreatedAt + PersonalLinkRow.Lasts)}. Entre con su cuenta para ver el aviso.");

    private static async Task<(PersonalLinkRow Link, MailRow Mail, Person Person)?> FindAsync(
        string token, WorkflowsDb db, CancellationToken ct)
    {
        if (token.Length is 0 or > LongestToken)
            return null;
        var hash = PersonalLinks.HashOf(token);
        var link = await db.Set<PersonalLinkRow>().AsNoTracking().SingleOrDefaultAsync(row => row.TokenHash == hash, ct);
        if (link is null)
            return null;
        var person = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(person => person.Id == link.PersonId && person.Active, ct);
        var mail = await db.Set<MailRow>().AsNoTracking()
            .SingleOrDefaultAsync(mail => mail.Id == link.MailId && mail.TaskId != null && mail.Level != null, ct);
        return person is null || mail is null ? null : (link, mail, person);
    }
}
