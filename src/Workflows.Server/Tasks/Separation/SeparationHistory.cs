using Microsoft.EntityFrameworkCore;
using Workflows.Server.Organisation;
using Workflows.Server.Persistence;

namespace Workflows.Server.Tasks.Separation;

/// <summary>Tells the organisation's history which rule is in force, when a server starts with another one than the last.</summary>
internal sealed class SeparationHistory(IServiceScopeFactory scopes, SeparationOptions options, TimeProvider clock) : IHostedService
{
    private const string Server = "servidor";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowsDb>();
        var last = await db.Set<OrganisationChangeRow>()
            .Where(row => row.PersonId == Server && EF.Functions.Like(row.Text, "Separación de funciones:%"))
            .OrderByDescending(row => row.Id).Select(row => row.Text).FirstOrDefaultAsync(cancellationToken);
        if (last == options.Text)
            return;
        db.Add(new OrganisationChangeRow { At = clock.GetUtcNow(), PersonId = Server, PersonName = "El servidor", Text = options.Text });
        await db.SaveChangesAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
