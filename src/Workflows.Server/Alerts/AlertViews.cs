using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Activities;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Persistence.Outbox;

namespace Workflows.Server.Alerts;

/// <summary>What an authority reads of a late task it was told of, and what it may do about it.</summary>
/// <param name="Id">Of the notice.</param>
/// <param name="Late">«3 días hábiles de atraso», on the day the notice was written.</param>
/// <param name="Next">What happens next and when.</param>
/// <param name="Before">What the level before did.</param>
/// <param name="Title">Under which post the person acts; «por orden de» for a cabinet.</param>
/// <param name="RaisedTo">The level that answers now, when the notice went on.</param>
/// <param name="Successors">Posts the task may be reassigned to.</param>
public sealed record AlertView(
    string Id, string TaskId, int Level, string Task, string? InstitutionCode, string? Institution, string Process, string Deadline,
    string LegalTerm, string Late, string Next, string Before, DateTimeOffset? SentAt, string Title, bool IsTaskOpen, int? RaisedTo,
    bool CanAct, IReadOnlyList<LevelActView> Acts, IReadOnlyList<SuccessorView> Successors);

/// <param name="Action">acknowledge, instruct or reassign.</param>
public sealed record LevelActView(
    int Level, string Action, string Label, string? Text, string? By, string? OnBehalfOf, DateTimeOffset At, DateTimeOffset? ClimbsAgainAt);

public sealed record SuccessorView(string Role, string Label);

/// <summary>Makes views of notices: the words of the mail, the task as it stands and what was done about it.</summary>
internal static class AlertReading
{
    private static readonly MailState[] NotGone = [MailState.Held, MailState.Withdrawn, MailState.Suspended];

    /// <summary>Notices of a ladder that have left, or would have.</summary>
    public static IQueryable<MailRow> Alerts(this WorkflowsDb db) =>
        db.Set<MailRow>()
            .Where(
                mail => mail.LinkFor != null && mail.Level != null && mail.TaskId != null && mail.ResendOf == null
                    && !NotGone.Contains(mail.State));

    public static async Task<IReadOnlyList<AlertView>> ViewsAsync(
        this WorkflowsDb db, IReadOnlyList<MailRow> mails, Func<MailRow, string> titleOf, CancellationToken ct)
    {
        var ids = mails.Select(mail => mail.TaskId!).Distinct().ToArray();
        var tasks = await db.Set<TaskRow>().AsNoTracking().Where(task => ids.Contains(task.Id)).ToDictionaryAsync(task => task.Id, ct);
        var acts = (await db.Set<LevelActRow>().AsNoTracking().Where(act => ids.Contains(act.TaskId)).OrderBy(act => act.At)
            .ToListAsync(ct)).ToLookup(act => act.TaskId);
        var levels =
            (await db.Set<MailRow>()
                .Where(mail => mail.TaskId != null && ids.Contains(mail.TaskId) && mail.Level != null && !NotGone.Contains(mail.State))
            .GroupBy(mail => mail.TaskId!).Select(task => new { Id = task.Key, Level = task.Max(mail => mail.Level!.Value) })
                .ToListAsync(ct))
            .ToDictionary(task => task.Id, task => task.Level);
        return [.. mails.Select(mail => Of(mail, tasks[mail.TaskId!], levels[mail.TaskId!], [.. acts[mail.TaskId!]], titleOf(mail)))];
    }

    public static AddresseeOf Addressee(MailRow mail)
    {
        using var document = JsonDocument.Parse(mail.Addressees);
        var person = document.RootElement.EnumerateArray().First(one => one.GetProperty("personId").GetString() == mail.LinkFor);
        return new(
            person.GetProperty("personId").GetString()!, person.GetProperty("name").GetString()!, person.GetProperty("role").GetString()!);
    }

    private static AlertView Of(MailRow mail, TaskRow task, int current, List<LevelActRow> acts, string title)
    {
        var model = Values.FromJson(mail.Model);
        var isOpen = task.State == TaskState.Open;
        var isCurrent = current == mail.Level;
        return new(
            mail.Id, task.Id, mail.Level!.Value, task.Title, mail.InstitutionCode, model.TextOf("institucion"),
            model.TextOf("proceso") ?? "", model.TextOf("plazo") ?? "", model.TextOf("plazo_legal") ?? "", model.TextOf("distancia") ?? "",
            model.TextOf("siguiente") ?? "", model.TextOf("antes") ?? "", mail.SentAt, title, isOpen, isCurrent ? null : current,
            isOpen && isCurrent,
            [.. acts.Select(act => new LevelActView(
                act.Level, act.Action, TaskWords.LabelOfAct(act.Action), act.Text, act.PersonName, act.OnBehalfOf, act.At,
                act.ClimbsAgainAt))],
            Role.Find(task.RoleCode) is { } role
                ? [.. AuthorityActs.SuccessorsOf(role).Select(successor => new SuccessorView(successor.Code, successor.Label))]
                : []);
    }

    internal sealed record AddresseeOf(string PersonId, string Name, string RoleCode);
}
