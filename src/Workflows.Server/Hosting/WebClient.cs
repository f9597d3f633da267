namespace Workflows.Server.Hosting;

/// <summary>The client's files, and its page for every address that is not the API's.</summary>
public static class WebClient
{
    public static void MapWebClient(this WebApplication app)
    {
        // Without this the fallback would answer an API mistake with a page.
        app.Map("/api/{**rest}", () => TypedResults.Problem(
            statusCode: StatusCodes.Status404NotFound, title: "No encontrado", detail: "Esta dirección no existe en la API.")).ExcludeFromDescription();

        var manifest = Path.Combine(AppContext.BaseDirectory, $"{app.Environment.ApplicationName}.staticwebassets.endpoints.json");
        if (File.Exists(manifest))
            app.MapStaticAssets(manifest);
        app.MapFallbackToFile("index.html");
    }
}
