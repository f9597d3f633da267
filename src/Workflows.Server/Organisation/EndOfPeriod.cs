using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Calendar;
using Workflows.Server.Commands;
using Workflows.Server.Persistence;
using Workflows.Server.Web;

namespace Workflows.Server.Organisation;

/// <summary>The last day of something that has dates, and why it ends. It stays in the history.</summary>
internal sealed record EndOfPeriod(DateOnly LastDay, string Reason)
{
    /// <summary>Ends the row of that number.</summary>
    /// <param name="refusal">Why this person may not end it; null when they may.</param>
    /// <param name="describe">What ends, as a sentence that goes on with the day and the reason; and the answer.</param>
    public async Task<Results<Ok<TView>, ProblemHttpResult>> OfAsync<TRow, TView>(
        long id, WorkflowsDb db, ChangeOrganisation change, Func<TRow, ProblemHttpResult?> refusal,
        Func<TRow, Task<(string Sentence, TView View)>> describe, CancellationToken ct)
        where TRow : class
    {
        if (await db.Set<TRow>().SingleOrDefaultAsync(row => EF.Property<long>(row, "Id") == id, ct) is not { } row)
            return Refusal.NotFound();
        if (refusal(row) is { } forbidden)
            return forbidden;
        var dates = db.Entry(row);
        if (LastDay < (DateOnly?)dates.Property("ValidFrom").CurrentValue)
            return Refusal.Field("lastDay", "El último día es anterior al primero.");
        if (Reasons.Problem(Reason) is { } problem)
            return problem;
        dates.Property("ValidTo").CurrentValue = LastDay;
        var (sentence, view) = await describe(row);
        return await change.SaveAsync($"{sentence} el {SpanishDate.Of(LastDay)}: {Reason}.", () => view, ct);
    }

    /// <summary>The same for what anybody who may change the organisation may end.</summary>
    public Task<Results<Ok<NumberedRow>, ProblemHttpResult>> OfAsync<TRow>(
        long id, WorkflowsDb db, ChangeOrganisation change, Func<TRow, string> sentence, CancellationToken ct)
        where TRow : class =>
        OfAsync<TRow, NumberedRow>(id, db, change, _ => null, row => Task.FromResult((sentence(row), new NumberedRow(id))), ct);
}

/// <summary>The number of a row that was added or ended.</summary>
public sealed record NumberedRow(long Id);
