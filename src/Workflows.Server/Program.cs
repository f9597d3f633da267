using Workflows.Server.CommandLine;
using Workflows.Server.Hosting;

return await ProgramCommand.RunAsync(args, ServeAsync);

static async Task ServeAsync(string[] args)
{
    // Settings and the client lie beside the program, wherever it is started from; data lies where it is started.
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.AddDatabase();
    builder.AddOrganisation();
    builder.AddFlows();
    builder.AddLoops();
    builder.AddDemoStages();
    builder.AddOutbox();
    builder.AddDuties();
    builder.AddJobs();
    builder.AddTelemetry();
    builder.AddWeb();
    builder.Services.AddApi(builder.Configuration, builder.Environment);

    var app = builder.Build();
    app.UseApi();
    app.MapApi();
    app.MapHealth();
    app.MapHangfire();
    app.MapWebClient();
    await app.RunAsync();
}
