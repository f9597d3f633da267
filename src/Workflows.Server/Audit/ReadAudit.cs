using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Persistence;
using Workflows.Server.Web;

namespace Workflows.Server.Audit;

/// <summary>What the answer of a route shows of people, in Spanish: the record of processing reads it from the routes.</summary>
public sealed record PersonalDataShown(string What);

/// <summary>
/// Who read which personal data: a route that shows it says so with <see cref="ReadsPersonalData"/>, and each good answer leaves a line
/// before it is sent. Whoever audits or administers reads the lines.
/// </summary>
public static class ReadAudit
{
    private const int LongestAddress = 1000;

    private static readonly Sorts<ReadingRow> Sorts = new Sorts<ReadingRow>().By("at", row => row.At, row => row.PersonId);

    /// <param name="From">Not before.</param>
    /// <param name="Search">Part of what was read or searched.</param>
    internal sealed record Filter(string? PersonId, DateTimeOffset? From, DateTimeOffset? To, string? Search);

    public sealed record ReadingView(
        long Id, DateTimeOffset At, string PersonId, string PersonName, string? OnBehalfOf, string What, string Address, string Network,
        string? Session);

    /// <param name="what">What the answer shows, in Spanish: «lista de personas».</param>
    public static RouteHandlerBuilder ReadsPersonalData(this RouteHandlerBuilder route, string what) =>
        route.WithMetadata(new PersonalDataShown(what)).AddEndpointFilter(async (invocation, next) =>
    {
        var answer = await next(invocation);
        if (IsGood(answer))
            await WriteAsync(what, invocation.HttpContext);
        return answer;
    });

    internal static void MapReadAudit(this IEndpointRouteBuilder api) =>
        api.MapGroup("/readings").WithTags("Audit").RequireAuthorization().AllowRoles(Role.Auditor, Role.Administrator)
            .MapGet("/", ListAsync).WithName("ListReadings").WithSummary("Quién leyó qué datos personales, lo último primero");

    private static async Task<Results<Ok<Page<ReadingView>>, ProblemHttpResult>> ListAsync(
        [AsParameters] Filter filter, [AsParameters] PageOf page, WorkflowsDb db, CancellationToken ct)
    {
        if (page.ProblemWith(Sorts) is { } problem)
            return Refusal.Invalid(problem);
        var rows = db.Set<ReadingRow>().AsNoTracking();
        if (filter.PersonId is { } person) rows = rows.Where(row => row.PersonId == person);
        if (filter.From is { } from) rows = rows.Where(row => row.At >= from);
        if (filter.To is { } to) rows = rows.Where(row => row.At <= to);
        if (filter.Search is { Length: > 0 } text)
        {
            var like = Like.Containing(text);
            rows = rows.Where(row => EF.Functions.ILike(row.What, like) || EF.Functions.ILike(row.Address, like));
        }

        return TypedResults.Ok(await rows.ToPageAsync(
            page with { Sort = page.Sort ?? "-at" }, Sorts,
            row => new ReadingView(
                row.Id, row.At, row.PersonId,
                // The line is kept as it was written; the name of whoever was suppressed is not shown any more.
                db.Set<SuppressedPerson>().Any(gone => gone.PersonId == row.PersonId)
                    ? db.Set<Person>().Where(person => person.Id == row.PersonId).Select(person => person.Name).First()
                    : row.PersonName,
                row.OnBehalfOf, row.What, row.Address, row.Network, row.Session), ct));
    }

    private static bool IsGood(object? answer)
    {
        while (answer is INestedHttpResult nested)
            answer = nested.Result;
        return answer is not IStatusCodeHttpResult { StatusCode: >= StatusCodes.Status400BadRequest };
    }

    private static async Task WriteAsync(string what, HttpContext context)
    {
        var acting = context.RequestServices.GetRequiredService<Acting>();
        var behalf = context.Request.Headers[CurrentActing.ForHeader].ToString();
        var address = $"{context.Request.Path}{Uri.UnescapeDataString(context.Request.QueryString.Value ?? "")}";
        // A context of its own: what the route left tracked is none of its business.
        await using var db = new WorkflowsDb(Database.Options(context.RequestServices.GetRequiredService<Database>().Source));
        db.Add(new ReadingRow
        {
            At = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(),
            PersonId = acting.PersonId,
            PersonName = acting.Name,
            OnBehalfOf = behalf.Length > 0 ? behalf : null,
            What = what,
            Address = address.Length > LongestAddress ? address[..LongestAddress] : address,
            Network = NetworkAddress.Of(context),
            Session = Sessions.IdOf(context.User),
        });
        await db.SaveChangesAsync(context.RequestAborted);
    }
}
