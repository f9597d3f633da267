using Microsoft.EntityFrameworkCore;

namespace Workflows.Server.Persistence;

/// <summary>Tells every node, when the transaction commits, that organisation or holidays changed.</summary>
public static class OrganisationChanges
{
    public const string Channel = "workflows_organisation";

    public static Task TellAsync(WorkflowsDb db, CancellationToken ct) => db.Database.ExecuteSqlRawAsync($"notify {Channel}", ct);
}
