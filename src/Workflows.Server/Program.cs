using Workflows.Server.CommandLine;
using Workflows.Server.Hosting;
using Workflows.Server.Mail;
using Workflows.Server.Organisation;
using Workflows.Server.Scheduling.Duties;
using Workflows.Server.Web;

return await ProgramCommand.RunAsync(args, ServeAsync);

static async Task ServeAsync(string[] args)
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddDatabase();
    builder.AddOrganisation();
    builder.AddFlows();
    builder.AddLoops();
    builder.AddOutbox();
    builder.AddDuties();
    builder.AddTelemetry();
    builder.AddWeb();
    builder.Services.AddApi(builder.Configuration);

    var app = builder.Build();
    app.UseApi();
    app.MapApi();
    app.MapHealth();
    app.MapWebClient();
    await app.RunAsync();
}
