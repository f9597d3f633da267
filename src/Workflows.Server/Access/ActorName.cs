using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Workflows.Server.Access;

/// <summary>What to call whoever did something, by the id that stands where it was done: a person, or a key for machines.</summary>
public sealed class ActorName
{
    public required string Id { get; init; }
    public required string Name { get; init; }
}

internal sealed class ActorNameMapping : IEntityTypeConfiguration<ActorName>
{
    public void Configure(EntityTypeBuilder<ActorName> view) => view.HasNoKey().ToView("actors");
}

/// <summary>The view behind it. It says of a key what <see cref="ApiKey.ActorName"/> says.</summary>
internal static class ActorNames
{
    public static void CreateActors(this MigrationBuilder migration) => migration.Sql(
        """
        create view actors as
            select id::text as id, name::text as name from people
            union all
            select 'clave:' || id, 'clave «' || name || '», creada por ' || created_by_name from api_keys
        """);
}
