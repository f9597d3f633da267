using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Server.Access;
using Workflows.Server.Calendar;
using Workflows.Server.Jobs;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Web;

namespace Workflows.Server.Tasks;

/// <summary>
/// What was handed in so far and what was said of it, round by round: by the task that asks for it, or by one that judges it. The same
/// answer serves the thread of remarks and the comparison of two versions.
/// </summary>
public static class ReadRounds
{
    /// <param name="Form">The form of what was handed in, to read the answers by.</param>
    /// <param name="Evidence">The evidence it asked for.</param>
    public sealed record Response(string? Title, JsonElement? Form, JsonElement? Evidence, IReadOnlyList<Round> Rounds);

    /// <summary>A version that was handed in, and the decisions about it.</summary>
    /// <param name="Body">Answers, evidence, replies to remarks.</param>
    /// <param name="LaterLaw">A law approved afterwards, by which it would have been judged otherwise.</param>
    public sealed record Round(
        int Number, Receipt Receipt, string? PersonName, JsonElement Body, IReadOnlyList<Decision> Decisions, LaterLaw? LaterLaw);

    /// <summary>What somebody decided or said about a version.</summary>
    /// <param name="Remarks">Each with the id by which it is answered.</param>
    public sealed record Decision(
        Receipt Receipt, string Title, string ActivityId, string? PersonName, string? Comment, IReadOnlyList<Remark> Remarks,
        JsonElement Body);

    public sealed record Remark(string Id, string? Field, string Text);

    private sealed record Handed(SubmissionRow Row, string Title, string ActivityId, string? PersonName)
    {
        public long Number { get; } = InstanceIds.NumberOf(Row.Id);
    }

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        string id, bool? about, Acting acting, WorkflowsDb db, CancellationToken ct)
    {
        var task = await db.Set<TaskRow>().AsNoTracking().VisibleTo(acting, db).SingleOrDefaultAsync(task => task.Id == id, ct);
        if (task is null)
            return Refusal.NotFound();

        var all = await db.Set<SubmissionRow>().AsNoTracking().VisibleTo(acting, db).Where(row => row.InstanceId == task.InstanceId)
            .Join(db.Set<TaskRow>(), row => row.TaskId, about => about.Id, (row, about) => new Handed(
                row, about.Title, about.ActivityId,
                db.Set<ActorName>().Where(actor => actor.Id == row.PersonId).Select(actor => actor.Name).FirstOrDefault()))
            .ToListAsync(ct);
        all.Sort((one, other) => one.Number.CompareTo(other.Number));
        // Whoever hands in may have to read what another step handed in: then it is asked for.
        var activity = task.Kind == TaskWords.Deliverable && about is not true
            ? task.ActivityId
            : all.Find(handed =>
                handed.Row.Id == new TaskContent(Values.FromJson(task.Content)).Subject.TextOf("submissionId"))?.ActivityId;
        var versions = all.FindAll(handed => handed.ActivityId == activity && handed.Row.Action == TaskWords.Submit);
        var source = task.ActivityId == activity
            ? task
            : await db.Set<TaskRow>().AsNoTracking().Where(row => row.InstanceId == task.InstanceId && row.ActivityId == activity)
                .OrderByDescending(row => row.Visit).FirstOrDefaultAsync(ct);
        var content = JsonText.Parse(source?.Content);
        var laws = await OvertakenTasks.LaterLawsAsync([.. versions.Select(version => version.Row.TaskId)], db, ct);
        return TypedResults.Ok(
            new Response(source?.Title, Member(content, "form"), Member(content, "evidence"), [.. versions.Select((version, i) => new Round(
            i + 1, Receipt.Of(version.Row), version.PersonName, JsonText.Parse(version.Row.Body)!.Value,
            [.. all.Where(handed => handed.ActivityId != activity && handed.Row.Action != TaskWords.Submit && IsAbout(handed, versions, i))
                .Select(DecisionOf)],
            laws.GetValueOrDefault(version.Row.TaskId)))]));
    }

    /// <summary>A decision is about the version that was in hand when it was taken.</summary>
    private static bool IsAbout(Handed decision, List<Handed> versions, int version) =>
        decision.Number > versions[version].Number && (version + 1 == versions.Count || decision.Number < versions[version + 1].Number);

    private static Decision DecisionOf(Handed handed)
    {
        var body = new HandedIn(Values.FromJson(handed.Row.Body));
        return new(
            Receipt.Of(handed.Row), handed.Title, handed.ActivityId, handed.PersonName, body.Words,
            [.. body.Remarks.AsList().Select(TaskRemark.FromValues)
                .Select((remark, i) => new Remark(RemarkId.Of(handed.Row.Id, i), remark.Field, remark.Text ?? ""))],
            JsonText.Parse(handed.Row.Body)!.Value);
    }

    private static JsonElement? Member(JsonElement? content, string name) =>
        content is { } json && json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
