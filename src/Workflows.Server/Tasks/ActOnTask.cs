using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Questions;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Flows;
using Workflows.Server.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Tasks.Separation;
using Workflows.Server.Uploads;
using Workflows.Server.Web;
using Workflows.Server.World;

namespace Workflows.Server.Tasks;

/// <summary>
/// A person hands in, approves, returns, comments. The answers are held against the task's own form before anything moves; what the
/// act did and the answer to it are committed together.
/// </summary>
public static class ActOnTask
{
    /// <param name="Answers">By field of the form.</param>
    public sealed record Request(
        JsonElement? Answers = null, IReadOnlyList<Evidence>? Evidence = null, IReadOnlyList<Remark>? Remarks = null,
        string? Comment = null,
        IReadOnlyList<Reply>? Replies = null);

    /// <summary>A file uploaded before, offered for one of the requirements.</summary>
    public sealed record Evidence(
        string Requirement, string FileHash, string? FileName = null, string? OfficialNumber = null, DateOnly? OfficialDate = null)
    {
        internal OfferedFile ToOffer() => new(Requirement, FileHash, FileName, OfficialNumber, OfficialDate);
    }

    /// <summary>What has to be corrected, and in which field when it is one.</summary>
    public sealed record Remark(string Text, string? Field = null);

    /// <summary>What the institution answers to a remark, by the id of the remark.</summary>
    public sealed record Reply(string Remark, string Text);

    /// <param name="Receipt">Folio, hash and instant; null for an act that leaves no document.</param>
    /// <param name="Warnings">What was accepted and is worth looking at.</param>
    public sealed record Response(string TaskId, string Action, Receipt? Receipt, IReadOnlyList<string> Warnings);

    // The folio is numbered by the database, so what is stored names the submission and the receipt is read again.
    private sealed record Stored(string TaskId, string Action, string? SubmissionId, IReadOnlyList<string> Warnings);

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        string id, string action, Request request, Acting acting, Dispatcher dispatcher, Evidences evidences, Places places,
        SeparationOfDuties separation, WorldSource world, WorkflowsDb db, TimeProvider clock, IdempotentCommand command,
        CancellationToken ct)
    {
        var task = await db.Set<TaskRow>().AsNoTracking().AskedOf(acting).SingleOrDefaultAsync(task => task.Id == id, ct);
        if (task is null)
            return Refusal.NotFound();
        if (await TaskRefusals.ProblemAsync(task, acting, db, ct) is { } problem)
            return problem;
        if (TaskRefusals.TooEarly(task, clock.GetUtcNow()) is { } early)
            return early;
        if (acting.Key is not null && action != TaskWords.Submit)
            return Refusal.Forbidden("Una clave de API solo entrega: lo demás lo hace una persona con el cargo.");

        var (files, missing) = await evidences.FindAsync(
            [.. (request.Evidence ?? []).Select(file => file.ToOffer())], task, acting.PersonId, ct);
        if (missing is not null)
            return missing;
        object? payload, content;
        try
        {
            payload = PayloadOf(request, files);
            content = Values.FromJson(task.Content);
        }
        catch (ValueConversionException error)
        {
            return Refusal.Field("answers", error.Message);
        }

        var findings = TaskRules.Findings(task.Actions, content, action, payload);
        if (findings.Any(finding => finding.Blocks))
            return Refusal.Fields(ByPlace(findings.Where(finding => finding.Blocks)));
        var chosen = TaskChoices.Judge(
            content, action, payload, new(task.InstitutionCode, task.ScopeCode), SantiagoTime.DateAt(clock.GetUtcNow()),
            world.Current.World.Ask).Refusals;
        if (chosen.Count > 0)
            return Refusal.Fields(ByPlace(chosen));
        var warnings = findings.Select(finding => finding.Message).ToList();

        var who = SeparationOfDuties.Who.Of(acting);
        SeparationOfDuties.Finding? finding = null;
        var result = await dispatcher.DispatchAsync(
            task.InstanceId,
            new TaskActed(task.BookmarkId, action, payload),
            new()
            {
                Actor = await places.ActorAsync(acting, task, ct),
                Recheck = async (connection, transaction, inside) =>
                {
                    finding = await separation.JudgeAsync(connection, transaction, task.InstanceId, task.RoleCode, who, inside);
                    return finding is not { IsRefused: true }
                        && await TaskRows.IsFreeForAsync(connection, transaction, task.Id, acting.PersonId, inside);
                },
                // What the activity refuses is not done: the same command may come again.
                AlongsideOf = burst => RefusalIn(burst.Effects) is not null ? [] :
                [
                    command.RowOf(new Stored(task.Id, action, SubmissionIn(burst.Effects), warnings)),
                    .. SeparationOfDuties.RowsOf(finding, task.InstanceId, task.Id, who, burst.Now),
                    .. files.Select(file => FileUses.Insert(file.FileHash, task.InstanceId, task.Id, acting.PersonId, burst.Now)),
                ],
            },
            ct);
        return result.Status switch
        {
            DispatchStatus.Applied when RefusalIn(result.Effects) is { } refusal => Refusal.Conflict(refusal),
            DispatchStatus.Applied =>
                TypedResults.Ok(await ResponseOfAsync(new(task.Id, action, SubmissionIn(result.Effects), warnings), db, ct)),
            DispatchStatus.Halted => Refusal.Conflict(TaskRefusals.Halted),
            _ when finding is { IsRefused: true } => await separation.RefuseAsync(finding, task.InstanceId, task.Id, who, ct),
            _ => await TaskRefusals.ProblemAsync(
                await db.Set<TaskRow>().AsNoTracking().SingleAsync(row => row.Id == id, ct), acting, db, ct)
                ?? Refusal.Conflict(TaskRefusals.Closed),
        };
    }

    /// <summary>The answer to the same act asked again.</summary>
    internal static async Task<IResult> AgainAsync(HttpContext context, string storedAnswer, JsonSerializerOptions json)
    {
        var db = context.RequestServices.GetRequiredService<WorkflowsDb>();
        var stored = JsonSerializer.Deserialize<Stored>(storedAnswer, json)!;
        return TypedResults.Ok(await ResponseOfAsync(stored, db, context.RequestAborted));
    }

    private static async Task<Response> ResponseOfAsync(Stored stored, WorkflowsDb db, CancellationToken ct) => new(
        stored.TaskId, stored.Action,
        stored.SubmissionId is { } submission
            ? await db.Set<SubmissionRow>().Where(row => row.Id == submission).Select(Receipt.OfRow).SingleAsync(ct)
            : null,
        stored.Warnings);

    private static string? SubmissionIn(IReadOnlyList<Effect> effects) =>
        effects.OfType<SubmissionReceived>().FirstOrDefault()?.SubmissionId;

    private static string? RefusalIn(IReadOnlyList<Effect> effects) => effects.OfType<ActRefused>().FirstOrDefault()?.Reason;

    private static Dictionary<string, object?> PayloadOf(Request request, IReadOnlyList<EvidenceFile> files) => HandedIn.ToValues(
        request.Answers is { } answers ? Values.FromJson(answers) : null,
        files.Count > 0 ? files.Select(object? (file) => file.ToValues()).ToList() : null,
        request.Remarks?.Select(remark => new TaskRemark(remark.Field, remark.Text)),
        request.Replies?.Select(reply => new RemarkReply(reply.Remark, reply.Text)),
        request.Comment);

    private static Dictionary<string, string[]> ByPlace(IEnumerable<TaskFinding> findings) => findings
        .GroupBy(finding => finding.Place, finding => finding.Message)
        .ToDictionary(place => place.Key, place => place.Distinct(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
}
