using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Workflows.Server.Tests.Hosting;

namespace Workflows.Server.Tests.Api;

public class OpenApiTests
{
    private const string Approve = "APPROVE_OPENAPI";

    [Fact]
    public async Task The_document_is_the_approved_one()
    {
        await using var server = new RoutesOnly();
        using var client = server.CreateClient();
        var document = (await client.GetStringAsync("/swagger/v1/swagger.json")).ReplaceLineEndings("\n") + "\n";
        var approved = Path.Combine(Repository.Root, "docs", "api", "openapi.json");

        if (Environment.GetEnvironmentVariable(Approve) == "1")
            await File.WriteAllTextAsync(approved, document);

        var expected = File.Exists(approved) ? (await File.ReadAllTextAsync(approved)).ReplaceLineEndings("\n") : "";
        Assert.True(
            expected == document,
            $"The API is not the approved one. Look at the difference and, if it is meant, run this test with {Approve}=1 and commit "
            + $"docs/api/openapi.json.\n"
            + FirstDifferences(expected.Split('\n'), document.Split('\n')));
    }

    private static string FirstDifferences(string[] approved, string[] now)
    {
        var same = 0;
        while (same < approved.Length && same < now.Length && approved[same] == now[same])
            same++;
        var end = 0;
        while (end < approved.Length - same && end < now.Length - same && approved[^(end + 1)] == now[^(end + 1)])
            end++;
        return $"From line {same + 1}:\n"
            + string.Join(
                '\n',
                approved[same..^end].Take(40).Select(line => "- " + line).Concat(now[same..^end].Take(40).Select(line => "+ " + line)));
    }

    /// <summary>The program with its routes and nothing that runs: no database, no loops.</summary>
    private sealed class RoutesOnly : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Production");
            builder.ConfigureTestServices(services =>
            {
                var running = services.Where(service => service.ServiceType == typeof(IHostedService)
                    && service.ImplementationType?.Namespace?.StartsWith(
                        "Microsoft.AspNetCore.Hosting", StringComparison.Ordinal) is not true).ToList();
                foreach (var service in running)
                    services.Remove(service);
            });
        }
    }
}
