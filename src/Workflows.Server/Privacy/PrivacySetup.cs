using Workflows.Definitions.Organisation;
using Workflows.Server.Access;

namespace Workflows.Server.Privacy;

/// <summary>
/// Personal data (Ley 21.719): the record, the requests, the retention and the report of a breach. For who administers and who audits.
/// </summary>
internal static class PrivacySetup
{
    public static void AddPrivacy(this IServiceCollection services)
    {
        services.AddOptions<PrivacyOptions>().BindConfiguration(PrivacyOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped<DataRequestMails>();
    }

    public static void MapPrivacy(this IEndpointRouteBuilder api)
    {
        api.MapAskForData();
        var privacy = api.MapGroup("/privacy").WithTags("Privacy").RequireAuthorization().AllowRoles(Role.Administrator, Role.Auditor);
        privacy.MapProcessingRecord();
        privacy.MapDecideDataRequest();
        privacy.MapRetention();
        privacy.MapBreachReport();
    }
}
