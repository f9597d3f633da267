using Workflows.Server.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddDatabase();
builder.AddFlows();
builder.AddLoops();
builder.AddTelemetry();
builder.AddWeb();

var app = builder.Build();
app.MapHealth();
app.MapWebClient();
await app.RunAsync();
