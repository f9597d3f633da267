namespace Workflows.Server.Hosting;

/// <summary>The client's files, and its page for every address that is not the API's.</summary>
public static class WebClient
{
    public static void MapWebClient(this WebApplication app)
    {
        // Vite puts the hash of a file into its name: what was fetched once never changes.
        app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                if (context.Response.StatusCode == StatusCodes.Status200OK && context.Request.Path.StartsWithSegments("/assets"))
                    context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                return Task.CompletedTask;
            });
            return next(context);
        });

        var manifest = Path.Combine(AppContext.BaseDirectory, $"{app.Environment.ApplicationName}.staticwebassets.endpoints.json");
        if (File.Exists(manifest))
            app.MapStaticAssets(manifest);
        // Mistakes in API addresses are refusals, not pages: a wrong verb or content type keeps its own answer.
        var page = new StaticFileOptions { OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache" };
        app.MapFallbackToFile("/", "index.html", page);
        // A task or process is named with a point and numbers; a file that is not there has letters after its point.
        app.MapFallbackToFile(@"{*path:regex(^(?!api(/|$))(?!.*\.[a-zA-Z][^/]*$))}", "index.html", page);
    }
}
