using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Server.Persistence;

namespace Workflows.Server.People;

/// <summary>Wrong passwords of one account from one origin, since the first of them.</summary>
public sealed class LoginFailures
{
    public required string PersonId { get; init; }

    /// <summary>A known browser, a network address, or everywhere but known browsers.</summary>
    public required string Origin { get; init; }
    public required int Count { get; init; }
    public required DateTimeOffset Since { get; init; }
}

internal sealed class LoginFailuresMapping : IEntityTypeConfiguration<LoginFailures>
{
    public void Configure(EntityTypeBuilder<LoginFailures> table)
    {
        table.ToTable("login_failures");
        table.HasKey(row => new { row.PersonId, row.Origin });
        table.Property(row => row.PersonId).HasMaxLength(120);
        table.Property(row => row.Origin).HasMaxLength(80);
    }
}

/// <summary>
/// Stops guessing without letting anybody lock somebody else out. Five wrong ones close an account for where they came from. Many
/// from everywhere close it for strangers, and still not for a browser its owner has used before.
/// </summary>
public sealed class LoginGuard(WorkflowsDb db, KnownBrowsers browsers, TimeProvider clock)
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private const int MostFromOneOrigin = 5;
    private const int MostFromStrangers = 50;
    private const string Strangers = "extraños";

    public async Task<bool> IsClosedAsync(string personId, HttpContext context, CancellationToken ct)
    {
        var (origin, isKnown) = OriginOf(personId, context);
        var since = clock.GetUtcNow() - Window;
        return await db.Set<LoginFailures>().AnyAsync(
            row => row.PersonId == personId && row.Since > since
                && ((row.Origin == origin && row.Count >= MostFromOneOrigin) || (!isKnown && row.Origin == Strangers && row.Count >= MostFromStrangers)),
            ct);
    }

    public async Task FailedAsync(string personId, HttpContext context, CancellationToken ct)
    {
        var (origin, isKnown) = OriginOf(personId, context);
        await db.CountLoginFailureAsync(personId, origin, clock.GetUtcNow(), Window, ct);
        if (!isKnown)
            await db.CountLoginFailureAsync(personId, Strangers, clock.GetUtcNow(), Window, ct);
    }

    public async Task SucceededAsync(string personId, HttpContext context, CancellationToken ct)
    {
        var (origin, _) = OriginOf(personId, context);
        await db.Set<LoginFailures>().Where(row => row.PersonId == personId && row.Origin == origin).ExecuteDeleteAsync(ct);
        browsers.Remember(personId, context);
    }

    private (string Origin, bool IsKnown) OriginOf(string personId, HttpContext context) =>
        browsers.IdFor(personId, context) is { } browser ? ($"navegador {browser}", true) : ($"red {NetworkAddress.Of(context)}", false);
}
