using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Workflows.Server.Persistence;

/// <summary>
/// The database as EF Core sees it: for reading and for everything but the commit of a burst, which is one hand-written batch.
/// Each subject maps its own tables in its own folder.
/// </summary>
public sealed partial class WorkflowsDb(DbContextOptions<WorkflowsDb> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(WorkflowsDb).Assembly);

        // PostgreSQL folds names to lower case: snake_case needs no quotes in psql.
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            // A row version is PostgreSQL's own xmin: the provider names it.
            if (!(property.ClrType == typeof(uint) && property.IsConcurrencyToken))
                property.SetColumnName(WordStart().Replace(property.Name, "_$1").ToLowerInvariant());
        }
    }

    /// <summary>Enums as words, instants as UTC: what a person sees with psql is what the program means.</summary>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
    }

    [GeneratedRegex("(?<!^)([A-Z])")]
    private static partial Regex WordStart();

    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(value => value.ToUniversalTime(), value => value);
}
