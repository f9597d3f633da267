using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Workflows.Server.Persistence;

/// <summary>How <c>dotnet ef</c> gets a context: it compares models and never connects.</summary>
internal sealed class WorkflowsDbDesign : IDesignTimeDbContextFactory<WorkflowsDb>
{
    public WorkflowsDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<WorkflowsDb>().UseNpgsql("Host=nowhere").Options);
}
