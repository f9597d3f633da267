using Microsoft.AspNetCore.Identity;
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
    private const string DefaultPassword = "demo";

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

    private static void AddPeople(WorkflowsDb db, OrganisationSnapshot demo)
    {
        db.AddRange(demo.People);
        db.AddRange(demo.People.SelectMany(person => demo.AppointmentsOf(person.Id, new(2026, 1, 1))));
    }

    private static async Task AddAccountsAsync(WorkflowsDb db, IServiceProvider services, CancellationToken ct)
    {
        if (await db.Set<Account>().AnyAsync(ct))
            return;

        var password = services.GetRequiredService<IConfiguration>()["Demo:Password"] ?? DefaultPassword;
        // One hash for all: a thousand slow hashes would only slow the first start of a demonstration.
        var hash = new PasswordHasher<Account>().HashPassword(null!, password);
        var people = await db.Set<Person>().AsNoTracking().ToListAsync(ct);
        db.AddRange(people.Select(person => new Account
        {
            PersonId = person.Id,
            Email = person.Email,
            NormalizedEmail = person.Email.ToUpperInvariant(),
            PasswordHash = hash,
            SecurityStamp = Guid.NewGuid().ToString("n"),
        }));
        await db.SaveChangesAsync(ct);
        // Only here, in Development, with invented people: anywhere else a password in a log is a leak.
        services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(FirstData)).LogInformation(
            "Demo accounts are ready: coordinacion@example.cl and {Others} more, password {Password}", people.Count - 1, password);
    }
}
