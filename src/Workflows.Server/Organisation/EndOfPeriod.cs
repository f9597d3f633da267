using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Server.Commands;
using Workflows.Server.Web;

namespace Workflows.Server.Organisation;

/// <summary>The last day of something that has dates, and why it ends. It stays in the history.</summary>
internal sealed record EndOfPeriod(DateOnly LastDay, string Reason)
{
    /// <param name="firstDay">Of what ends.</param>
    public ProblemHttpResult? ProblemSince(DateOnly? firstDay) =>
        LastDay < firstDay ? Refusal.Field("lastDay", "El último día es anterior al primero.") : Reasons.Problem(Reason);
}

/// <summary>The number of a row that was added or ended.</summary>
public sealed record NumberedRow(long Id);
