using Workflows.Server.Accounts;
using Workflows.Server.Organisation;
using Workflows.Server.Web;
using Workflows.Server.World;

namespace Workflows.Server.Hosting;

/// <summary>The stored organisation and the world made of it.</summary>
public static class OrganisationSetup
{
    /// <summary>Between the database and whatever moves instances: nothing may ask an empty world.</summary>
    public static void AddOrganisation(this IHostApplicationBuilder builder)
    {
        builder.Services.AddScoped<Places>();
        builder.Services.AddHostedService<FirstData>();
        builder.Services.AddRunning<WorldKeeper>();
    }
}
