using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Persistence;

namespace Workflows.Server.Accounts;

/// <summary>
/// What an empty database starts with: the lists that ship with the product and, in Development only, invented people with one password.
/// It never touches a database that has data.
/// </summary>
public sealed class FirstData(IServiceProvider services) : IHostedService
{
    internal const string DefaultPassword = "demo";

    /// <summary>Once the tables exist.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowsDb>();
        await using var transaction = await db.BeginAloneAsync(cancellationToken);
        var isDevelopment = services.GetRequiredService<IHostEnvironment>().IsDevelopment();

        if (!await db.Set<Institution>().AnyAsync(cancellationToken))
        {
            var demo = DemoOrganisation.Build();
            db.AddRange(demo.Ministries);
            db.AddRange(demo.Undersecretariats.All);
            db.AddRange(demo.Undersecretariats.Supervisions);
            db.AddRange(demo.Institutions);
            db.AddRange(demo.Regions);
            db.AddRange(demo.Networks);
            if (isDevelopment)
                AddPeople(db, demo);
            await db.SaveChangesAsync(cancellationToken);
        }

        if (isDevelopment)
            await AddAccountsAsync(db, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public static string DemoPassword(IConfiguration configuration) => configuration["Demo:Password"] ?? DefaultPassword;

    private static void AddPeople(WorkflowsDb db, OrganisationSnapshot demo)
    {
        db.AddRange(demo.People);
        db.AddRange(demo.Units);
        db.AddRange(demo.UnitPosts);
        db.AddRange(demo.Committees);
        db.AddRange(demo.Seats);
        db.AddRange(demo.People.SelectMany(person => demo.AppointmentsOf(person.Id, new(2026, 1, 1))));
    }

    private async Task AddAccountsAsync(WorkflowsDb db, CancellationToken ct)
    {
        if (await db.Set<Account>().AnyAsync(ct))
            return;

        var password = DemoPassword(services.GetRequiredService<IConfiguration>());
        // One hash for all: a thousand slow hashes would only slow the first start of a demonstration.
        var hash = services.GetRequiredService<Passwords>().HashOf(password);
        var people = await db.Set<Person>().AsNoTracking().ToListAsync(ct);
        var accounts = people.ConvertAll(Account.For);
        accounts.ForEach(account => account.PasswordHash = hash);
        db.AddRange(accounts);
        await db.SaveChangesAsync(ct);
        // Only here, in Development, with invented people: anywhere else a password in a log is a leak.
        services.GetRequiredService<ILoggerFactory>().CreateLogger<FirstData>().LogInformation(
            "Demo accounts are ready: coordinacion@example.cl and {Others} more, password {Password}", people.Count - 1, password);
    }
}
