using Microsoft.EntityFrameworkCore.Migrations;
using Workflows.Server.Access;

namespace Workflows.Server.Persistence.Migrations;

/// <summary>The view behind <see cref="ActorName"/>. It says of a key what <see cref="ApiKey.ActorName"/> says.</summary>
internal static class ActorsView
{
    public static void CreateActors(this MigrationBuilder migration) => migration.Sql(
        """
        create view actors as
            select id::text as id, name::text as name from people
            union all
            select 'clave:' || id, 'clave «' || name || '», creada por ' || created_by_name from api_keys
        """);
}
