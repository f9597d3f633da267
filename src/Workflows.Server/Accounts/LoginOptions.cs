using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Accounts.ClaveUnica;
using Workflows.Server.Accounts.Institutional;
using Workflows.Server.Persistence;

namespace Workflows.Server.Accounts;

/// <summary>What the login page offers. Demo accounts are told in Development only: elsewhere nobody learns who exists.</summary>
internal static class LoginOptions
{
    /// <param name="Institution">What the office calls its own way in; null without one.</param>
    /// <param name="DemoAccounts">One for each role; empty outside Development.</param>
    public sealed record View(bool ClaveUnica, string? Institution, IReadOnlyList<DemoAccount> DemoAccounts, string? DemoPassword);

    public sealed record DemoAccount(string Name, string Email, string RoleLabel);

    public static async Task<Ok<View>> Get(
        IHostEnvironment environment, ClaveUnicaOptions claveUnica, InstitutionalOptions institution, IConfiguration configuration,
        WorkflowsDb db, CancellationToken ct)
    {
        var name = institution.IsOn ? institution.Name : null;
        if (!environment.IsDevelopment())
            return TypedResults.Ok(new View(claveUnica.IsOn, name, [], null));

        var accounts = await (from person in db.Set<Person>()
                              join account in db.Set<Account>() on person.Id equals account.PersonId
                              join post in db.Set<Appointment>() on person.Id equals post.PersonId
                              where person.Active && account.PasswordHash != null && person.Email.EndsWith("@example.cl")
                              orderby person.Id
                              select new { person.Name, person.Email, post.Role }).AsNoTracking().ToListAsync(ct);
        var one = accounts.GroupBy(account => account.Role).ToDictionary(role => role.Key, role => role.First());
        return TypedResults.Ok(new View(
            claveUnica.IsOn,
            name,
            [.. Role.All.Where(one.ContainsKey).Select(role => new DemoAccount(one[role].Name, one[role].Email, role.Label))],
            FirstData.DemoPassword(configuration)));
    }
}
