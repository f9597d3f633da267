using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Persistence.Jobs;

namespace Workflows.Server.Jobs;

/// <summary>
/// A job as its owner sees it, and what a command answers that leaves its work to one: 202 and this. What it was asked, which may hold
/// personal data, is not in it.
/// </summary>
/// <param name="Progress">What it is at or how it ended, in Spanish.</param>
/// <param name="Result">Of the kind of job; null until it is done.</param>
/// <param name="Errors">Why it failed and what to do, a sentence each.</param>
/// <param name="FileName">A file to download from /api/jobs/{id}/file.</param>
public sealed record JobView(
    string Id, string Kind, string Title, string OwnerName, JobState State, int Done, int? Total, string? Progress, JsonElement? Result,
    IReadOnlyList<string> Errors, string? FileName, bool IsCancelling, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt)
{
    internal static JobView Of(JobRow job) => new(
        job.Id, job.Kind, job.Title, job.OwnerName, job.State, job.Done, job.Total, job.Progress,
        job.Result is null ? null : JsonSerializer.Deserialize<JsonElement>(job.Result), job.Error?.Split('\n') ?? [], job.FileName,
        job.CancelAskedAt is not null && job.State == JobState.Running, job.CreatedAt, job.StartedAt, job.EndedAt);

    internal Accepted<JobView> ToAccepted() => TypedResults.Accepted($"/api/jobs/{Id}", this);
}

internal static class JobScope
{
    /// <summary>Their own; of everybody, for who administers the server.</summary>
    public static IQueryable<JobRow> VisibleTo(this IQueryable<JobRow> jobs, Acting acting) =>
        acting.Has([Role.Administrator]) ? jobs : jobs.Where(job => job.OwnerId == acting.PersonId);
}
