using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Audit;
using Workflows.Server.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Persistence.Outbox;
using Workflows.Server.Uploads;
using Workflows.Server.Web;
using Workflows.Server.World;

namespace Workflows.Server.Privacy;

/// <summary>
/// Everything the server keeps of one person, for that person: to read, or as a file another system can read. Secrets are never in it.
/// </summary>
public sealed record OwnData(
    DateTimeOffset At, string Controller, string Contact, OwnData.Who Person, IReadOnlyList<OwnData.Post> Posts,
    IReadOnlyList<OwnData.Away> Absences, OwnData.Entry? Account, IReadOnlyList<OwnData.Opened> Sessions,
    IReadOnlyList<OwnData.Handed> Submissions, IReadOnlyList<OwnData.Asked> Extensions, IReadOnlyList<OwnData.Done> Acts,
    IReadOnlyList<OwnData.Uploaded> Files, IReadOnlyList<OwnData.Letter> Mails, IReadOnlyList<OwnData.Read> ReadByMe,
    IReadOnlyList<OwnData.Read> ReadOfMe)
{
    private const int Most = 5_000;

    public sealed record Who(string Id, string Name, string Email, bool Active);

    public sealed record Post(string Role, string Place, DateOnly? From, DateOnly? To, bool IsSubstitute);

    public sealed record Away(DateOnly From, DateOnly To, string? Reason);

    public sealed record Entry(
        string Email, bool HasPassword, bool HasSecondFactor, DateTimeOffset? LastLoginAt, IReadOnlyList<string> Identities);

    public sealed record Opened(
        string Browser, string Address, string By, DateTimeOffset StartedAt, DateTimeOffset SeenAt, DateTimeOffset? EndedAt);

    /// <param name="Content">What was handed in, word for word.</param>
    public sealed record Handed(
        string Folio, string Action, string Task, string? Institution, string? OnBehalfOf, DateTimeOffset At, JsonElement Content);

    public sealed record Asked(string Task, string Reason, string? Decision, DateTimeOffset At);

    public sealed record Done(string Action, string? Text, DateTimeOffset At);

    public sealed record Uploaded(string Name, DateTimeOffset At);

    public sealed record Letter(string Subject, string Reason, MailState State, DateTimeOffset At);

    /// <summary>A reading of personal data: by this person, or of them.</summary>
    public sealed record Read(DateTimeOffset At, string What);

    internal static async Task<OwnData> OfAsync(
        string personId, WorkflowsDb db, Places places, IOptions<PrivacyOptions> options, DateTimeOffset now, CancellationToken ct)
    {
        var person = await db.Set<Person>().AsNoTracking().SingleAsync(person => person.Id == personId, ct);
        var posts = await db.Set<Appointment>().AsNoTracking().Where(post => post.PersonId == personId).ToListAsync(ct);
        var names = await places.NamesOfAsync(posts, ct);
        var identities = await db.Set<ExternalIdentity>().Where(row => row.PersonId == personId).Select(row => row.Subject).ToListAsync(ct);
        var account = await db.Set<Account>().AsNoTracking().SingleOrDefaultAsync(row => row.PersonId == personId, ct);
        var about = $"/{personId}";
        return new(
            now, options.Value.Controller, options.Value.Contact, new(person.Id, person.Name, person.Email, person.Active),
            [.. posts.Select(
                post =>
                    new Post(
                        post.Role.Label, names.GetValueOrDefault(post.ScopeCode, post.ScopeCode), post.ValidFrom, post.ValidTo,
                        post.IsSubstitute))],
            await db.Set<AbsenceRow>().Where(row => row.PersonId == personId).OrderBy(row => row.FirstDay)
                .Select(row => new Away(row.FirstDay, row.LastDay, row.Reason)).Take(Most).ToListAsync(ct),
            account is null
                ? null
                : new(account.Email, account.PasswordHash is not null, account.TwoFactorEnabled, account.LastLoginAt, identities),
            await db.Set<Session>().Where(row => row.PersonId == personId).OrderByDescending(row => row.SeenAt)
                .Select(row => new Opened(row.Browser, row.Address, row.By, row.StartedAt, row.SeenAt, row.EndedAt)).Take(Most)
                    .ToListAsync(ct),
            await SubmissionsAsync(personId, db, ct),
            await db.Set<ExtensionRow>().Where(row => row.AskedBy == personId).OrderByDescending(row => row.AskedAt)
                .Select(
                    row =>
                        new Asked(
                            db.Set<TaskRow>().Where(task => task.Id == row.TaskId).Select(task => task.Title).First(), row.Reason,
                            row.DecisionReason, row.AskedAt))
                .Take(Most).ToListAsync(ct),
            await db.Set<LevelActRow>().Where(row => row.PersonId == personId).OrderByDescending(row => row.At)
                .Select(row => new Done(row.Action, row.Text, row.At)).Take(Most).ToListAsync(ct),
            await db.Set<FileRow>().Where(row => row.PersonId == personId).OrderByDescending(row => row.UploadedAt)
                .Select(row => new Uploaded(row.Name, row.UploadedAt)).Take(Most).ToListAsync(ct),
            await db.Set<MailRow>().Where(row => person.Email != "" && row.Emails.Contains(person.Email))
                .OrderByDescending(row => row.CreatedAt)
                .Select(row => new Letter(row.Subject ?? row.Reason, row.Reason, row.State, row.SentAt ?? row.AvailableAt)).Take(Most)
                    .ToListAsync(ct),
            await db.Set<ReadingRow>().Where(row => row.PersonId == personId).OrderByDescending(row => row.At)
                .Select(row => new Read(row.At, row.What)).Take(Most).ToListAsync(ct),
            await db.Set<ReadingRow>()
                .Where(row => row.PersonId != personId && ((row.Address + "/").Contains(about + "/") || row.Address.Contains(about + "?")))
                .OrderByDescending(row => row.At).Select(row => new Read(row.At, row.What)).Take(Most).ToListAsync(ct));
    }

    private static async Task<IReadOnlyList<Handed>> SubmissionsAsync(string personId, WorkflowsDb db, CancellationToken ct)
    {
        var rows = await db.Set<SubmissionRow>().AsNoTracking().Where(row => row.PersonId == personId)
            .OrderByDescending(row => row.ReceivedAt)
            .Join(db.Set<TaskRow>(), row => row.TaskId, task => task.Id, (row, task) => new { Row = row, task.Title }).Take(Most)
                .ToListAsync(ct);
        return [.. rows.Select(found => new Handed(
            found.Row.Folio, found.Row.Action, found.Title, found.Row.InstitutionCode, found.Row.OnBehalfOf, found.Row.ReceivedAt,
            JsonText.Parse(found.Row.Body)!.Value))];
    }
}
