using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Mail.Links;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Accounts;
using Workflows.Server.Persistence.Notifying;

namespace Workflows.Server.Accounts;

/// <summary>
/// Settles requests to recover a password, in the order they came and after they were answered: whoever has an account gets a link by
/// mail, and nobody else anything. Each is settled in one short transaction, on whatever node takes it first.
/// </summary>
public sealed class Recoveries(IServiceScopeFactory scopes, TimeProvider clock, WakeUps wakeUps, ILogger<Recoveries> log)
    : BackgroundService
{
    // A few an hour are enough for whoever needs one, and too few to fill a mailbox.
    private const int MostInAnHour = 3;
    private const int MostTries = 5;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    private readonly Signal _asked = new();

    public void Wake() => _asked.Set();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await SettleNextAsync(stoppingToken))
                {
                }

                using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                await Task.WhenAny(_asked.WaitAsync(waiting.Token), Task.Delay(Poll, waiting.Token));
                await waiting.CancelAsync();
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("Requests to recover a password could not be settled now: {Reason}", e.Message);
                await Task.Delay(Poll, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task<bool> SettleNextAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowsDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.TakeRecoveryAsync(ct) is not { } request)
            return false;
        await transaction.CreateSavepointAsync("taken", ct);
        try
        {
            var told = await SettleAsync(request, db, scope.ServiceProvider.GetRequiredService<AccountLinks>(), ct);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            if (told is null)
                log.RecoveryNotSent("no active account has that address, or it asked too often");
            else
                log.RecoverySent(told);
            wakeUps.Tell(WakeUp.Mails);
        }
        catch (Exception e) when (e is DbUpdateException or InvalidOperationException)
        {
            // One that fails goes behind its neighbours, and after some tries it is given up: whoever needs a link asks again.
            await transaction.RollbackToSavepointAsync("taken", ct);
            db.ChangeTracker.Clear();
            if (request.Tries + 1 < MostTries)
                db.Add(new RecoveryRequest
                {
                    NormalizedEmail = request.NormalizedEmail, AskedAt = request.AskedAt, Tries = request.Tries + 1
                });
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            log.LogError(e, "A request to recover a password failed (try {Try} of {Tries})", request.Tries + 1, MostTries);
        }

        return true;
    }

    private async Task<string?> SettleAsync(RecoveryRequest request, WorkflowsDb db, AccountLinks links, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var since = now - AccountLink.RecoveryLasts;
        var person = await db.Set<Account>().Where(account => account.NormalizedEmail == request.NormalizedEmail)
            .Join(db.Set<Person>().Where(person => person.Active), account => account.PersonId, person => person.Id, (_, person) => person)
            .AsNoTracking().SingleOrDefaultAsync(ct);
        if (person is null || await db.Set<AccountLink>().CountAsync(
            link =>
                link.PersonId == person.Id && link.Purpose == AccountLinkPurpose.Recovery && link.CreatedAt > since, ct) >= MostInAnHour)
            return null;
        await links.AddAsync(person, AccountLinkPurpose.Recovery, person.Id, ct);
        return person.Id;
    }
}
