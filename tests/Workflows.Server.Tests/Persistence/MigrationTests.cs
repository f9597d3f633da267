using Microsoft.EntityFrameworkCore;
using Workflows.Server.Persistence;

namespace Workflows.Server.Tests.Persistence;

public class MigrationTests
{
    [Fact]
    public void The_migrations_make_the_tables_that_the_code_expects()
    {
        using var db = new WorkflowsDb(new DbContextOptionsBuilder<WorkflowsDb>().UseNpgsql("Host=nowhere").Options);

        Assert.False(db.Database.HasPendingModelChanges(), "The model changed: add a migration (see CONTRIBUTING.md).");
    }
}
