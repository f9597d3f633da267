namespace Workflows.Server.Hosting;

/// <summary>The client's files, and its page for every address that is not the API's.</summary>
public static class WebClient
{
    public static void MapWebClient(this WebApplication app)
    {
        var manifest = Path.Combine(AppContext.BaseDirectory, $"{app.Environment.ApplicationName}.staticwebassets.endpoints.json");
        if (File.Exists(manifest))
            app.MapStaticAssets(manifest);
        // Mistakes in API addresses are refusals, not pages: a wrong verb or content type keeps its own answer.
        app.MapFallbackToFile("{*path:nonfile:regex(^(?!api(/|$)))}", "index.html");
    }
}
