using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Server.Access;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Accounts;
using Workflows.Server.Web;

namespace Workflows.Server.Accounts;

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
/// from everywhere close it for strangers, and still not for a browser its owner has used before. Many on any accounts from one network
/// close that network for strangers; an office in which some mistype stays far below.
/// </summary>
public sealed class LoginGuard(WorkflowsDb db, KnownBrowsers browsers, AccountOptions options, TimeProvider clock, ILogger<LoginGuard> log)
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private const int MostFromOneOrigin = 5;
    private const int MostFromStrangers = 50;
    private const string Strangers = "extraños";
    private const string AnyAccount = "*";

    /// <summary>
    /// What stands for an address that has no account, in the same table and by the same rules: never the address itself.
    /// </summary>
    public static string NameOfUnknown(string normalizedEmail) =>
        $"?{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(normalizedEmail)))}";

    public async Task<bool> IsClosedAsync(string personId, HttpContext context, CancellationToken ct)
    {
        var (origin, isKnown) = OriginOf(personId, context);
        var since = clock.GetUtcNow() - Window;
        var isClosed = await db.Set<LoginFailures>().AnyAsync(
            row => row.PersonId == personId && row.Since > since
                && (
                    (row.Origin == origin && row.Count >= MostFromOneOrigin)
                        || (!isKnown && row.Origin == Strangers && row.Count >= MostFromStrangers)),
            ct);
        if (isClosed)
            log.Closed(new(IsUnknown(personId) ? null : personId));
        return isClosed;
    }

    /// <summary>Whether so many guesses came from this network that only browsers which its people used before get in.</summary>
    public async Task<bool> IsNetworkClosedAsync(string personId, HttpContext context, CancellationToken ct)
    {
        if (OriginOf(personId, context).IsKnown)
            return false;
        var (network, since, most) = (NetworkOf(context), clock.GetUtcNow() - Window, options.FailuresFromOneNetwork);
        var isClosed = await db.Set<LoginFailures>().AnyAsync(
            row => row.PersonId == AnyAccount && row.Origin == network && row.Since > since && row.Count >= most, ct);
        if (isClosed)
            log.NetworkClosed();
        return isClosed;
    }

    public async Task FailedAsync(string personId, HttpContext context, CancellationToken ct)
    {
        var (origin, isKnown) = OriginOf(personId, context);
        var now = clock.GetUtcNow();
        await db.CountLoginFailureAsync(personId, origin, now, Window, ct);
        if (isKnown)
            return;
        await db.CountLoginFailureAsync(personId, Strangers, now, Window, ct);
        await db.CountLoginFailureAsync(AnyAccount, NetworkOf(context), now, Window, ct);
    }

    public async Task SucceededAsync(string personId, HttpContext context, CancellationToken ct)
    {
        var (origin, _) = OriginOf(personId, context);
        await db.Set<LoginFailures>().Where(row => row.PersonId == personId && row.Origin == origin).ExecuteDeleteAsync(ct);
        browsers.Remember(personId, context);
    }

    private static bool IsUnknown(string personId) => personId.StartsWith('?');

    private static string NetworkOf(HttpContext context) => $"red {NetworkAddress.Of(context)}";

    private (string Origin, bool IsKnown) OriginOf(string personId, HttpContext context) =>
        browsers.IdFor(personId, context) is { } browser ? ($"navegador {browser}", true) : (NetworkOf(context), false);
}
