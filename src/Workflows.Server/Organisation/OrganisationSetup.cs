using Workflows.Server.Web;

namespace Workflows.Server.Organisation;

/// <summary>The stored organisation and the world made of it.</summary>
public static class OrganisationSetup
{
    /// <summary>Between the database and whatever moves instances: nothing may ask an empty world.</summary>
    public static void AddOrganisation(this IHostApplicationBuilder builder)
    {
        builder.Services.AddScoped<Places>();
        builder.Services.AddRunning<WorldKeeper>();
    }
}
