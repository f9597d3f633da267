using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Organisation;
using Workflows.Server.People;
using Workflows.Server.Persistence;

namespace Workflows.Server.Organisation;

/// <summary>
/// What an empty database starts with: the lists that ship with the product and, in Development only, invented people with one password.
/// It never touches a database that has data.
/// </summary>
public static class FirstData
{
    internal const string DefaultPassword = "demo";

    /// <summary>To be called once the tables exist.</summary>
    public static async Task EnsureAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowsDb>();
        await using var transaction = await db.BeginAloneAsync(ct);
        var isDevelopment = services.GetRequiredService<IHostEnvironment>().IsDevelopment();

        if (!await db.Set<Institution>().AnyAsync(ct))
        {
            var demo = DemoOrganisation.Build();
            db.AddRange(demo.Ministries);
            db.AddRange(demo.Institutions);
            db.AddRange(demo.Regions);
            db.AddRange(demo.Networks);
            if (isDevelopment)
                AddPeople(db, demo);
            await db.SaveChangesAsync(ct);
        }

        if (isDevelopment)
            await AddAccountsAsync(db, services, ct);
        await transaction.CommitAsync(ct);
    }

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

    private static async Task AddAccountsAsync(WorkflowsDb db, IServiceProvider services, CancellationToken ct)
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
        services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(FirstData)).LogInformation(
            "Demo accounts are ready: coordinacion@example.cl and {Others} more, password {Password}", people.Count - 1, password);
    }
}
