using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Tasks;
using Workflows.Server.Accounts;
using Workflows.Server.Commands;
using Workflows.Server.Flows;

namespace Workflows.Load;

/// <summary>
/// Commitments and the reports of regions: a programme of 10 / 235 / 870 comes in by HTTP as one job, the sixteen regions open a period
/// that has closed, and twenty people read the list of 5 000.
/// </summary>
internal static class CommitmentLoad
{
    private const int People = 20;
    private const int Listed = 5_000;
    private const string Coordination = "coordinacion-interministerial@example.cl";
    private static readonly (int Commitments, int Initiatives, int Measures) _programme = (10, 235, 870);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly string[] Regions = [
        "15", "01", "02", "03", "04", "05", "13", "06", "07", "16", "08", "09", "14", "10", "11", "12"];

    public static async Task<IReadOnlyList<LoadFigure>> RunAsync(LoadDatabases databases, LoadSettings settings, CancellationToken ct)
    {
        var connectionString = await databases.FreshAsync("commitments", ct);
        await using (await LoadServer.StartAsync(connectionString, databases.DataFolder, ct))
        {
            // It brings the people and the flows.
        }

        double import;
        double[] list;
        await using (var served = await ServeAsync(databases, connectionString, ct))
        {
            using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = served.Address };
            var session = await LoggedIn.AsAsync(client, Coordination, FirstData.DefaultPassword, ct);
            var programme = Programme();
            import = await ImportAsync(client, session, programme, ct);
            var rest = Enumerable.Range(1, Listed - (_programme.Commitments + _programme.Initiatives + _programme.Measures))
                .Select(i => $"A{i:0000},Acuerdo {i},medida,acuerdo,,MOP,{Regions[i % 16]},2027-12-31,En proceso,{i % 100}");
            await ImportAsync(client, session, [Header, .. rest], ct);
            await ListAsync(client, session, settings.Stretch / 5, ct);
            list = await ListAsync(client, session, settings.Stretch, ct);
        }

        await using var server = await LoadServer.StartAsync(connectionString, databases.DataFolder, ct);
        var open = await OpenAsync(server, ct);
        return
        [
            new("commitments.import", "Importar 1.115 compromisos, hasta el fin del trabajo", import, "s", Limit: 10),
            new(
                "commitments.list", $"Lista de 5.000 compromisos, {People} personas, percentil 95", Rate.Percentile(list, 0.95), "ms",
                Limit: 200),
            new("commitments.list.p50", "  mediana", Rate.Percentile(list, 0.5), "ms"),
            new("commitments.open", "Abrir un periodo para las 16 regiones, con sus informes llenos", open, "s", Limit: 2),
            new(
                "commitments.tasks", "  informes", await server.CountAsync("select count(*) from tasks where activity_id = 'informe'"),
                "tareas"),
        ];
    }

    private static Task<ServedProgram> ServeAsync(LoadDatabases databases, string connectionString, CancellationToken ct) =>
        ServedProgram.StartAsync(
        databases.DataFolder,
        new Dictionary<string, string>
        {
            ["ConnectionStrings__Workflows"] = connectionString, ["ASPNETCORE_ENVIRONMENT"] = Environments.Development,
            ["Demo__OpensStages"] = "false",
            // Twenty people share one account here: its limit of requests is not what is measured.
            ["RateLimits__RequestsPerMinute"] = "1000000",
        },
        ct);

    private const string Header = "codigo,nombre,nivel,origen,parte_de,ministerio,region,vence,estado,avance";

    private static List<string> Programme() =>
    [
        Header,
        .. Enumerable.Range(1, _programme.Commitments).Select(i => $"C{i:00},Compromiso {i},compromiso,programa,,,,2029-12-31,En proceso,"),
        .. Enumerable.Range(1, _programme.Initiatives)
            .Select(i => $"I{i:000},Iniciativa {i},iniciativa,programa,C{(i % 10) + 1:00},MOP,,2028-12-31,En proceso,"),
        .. Enumerable.Range(1, _programme.Measures)
            .Select(i => $"M{i:000},Medida {i},medida,programa,I{(i % 235) + 1:000},MOP,{Regions[i % 16]},2027-12-31,En proceso,{i % 100}"),
    ];

    /// <summary>Seconds from the request until the job has ended.</summary>
    private static async Task<double> ImportAsync(HttpClient client, LoggedIn session, IEnumerable<string> rows, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        using var content = new StringContent(string.Join('\n', rows), Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        var job = await AskAsync(client, session, HttpMethod.Post, "/api/commitments/import", content, ct);
        while (job.GetProperty("state").GetString() is "Waiting" or "Running")
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), ct);
            job = await AskAsync(client, session, HttpMethod.Get, $"/api/jobs/{job.GetProperty("id").GetString()}", null, ct);
        }

        return job.GetProperty("state").GetString() == "Done"
            ? clock.Elapsed.TotalSeconds
            : throw new InvalidOperationException($"The import of the measurement ended so: {job}");
    }

    private static async Task<double[]> ListAsync(HttpClient client, LoggedIn session, TimeSpan stretch, CancellationToken ct)
    {
        var took = new ConcurrentBag<double>();
        await Rate.MeasureAsync(
            People, stretch,
            async (_, done, token) =>
            {
                var path =
                    (done % 3) switch
                    {
                        0 => "/api/commitments",
                        1 => $"/api/commitments?page={(done % 90) + 1}",
                        _ => "/api/commitments?search=medida&region=13"
                    };
                var clock = Stopwatch.StartNew();
                await AskAsync(client, session, HttpMethod.Get, path, null, token);
                took.Add(clock.Elapsed.TotalMilliseconds);
                await Task.Delay(Pause, token);
            },
            ct);
        return [.. took.Order()];
    }

    private static async Task<double> OpenAsync(LoadServer server, CancellationToken ct)
    {
        var today = SantiagoTime.DateAt(server.Clock.GetUtcNow());
        var input = new Dictionary<string, object?>
        {
            ["year"] = (double)today.Year, ["period"] = "Medida", ["cutOff"] = PlainValues.ToText(today.AddDays(-1)),
        };
        var clock = Stopwatch.StartNew();
        await server.Dispatcher.OpenAsync(new("informes-regionales", "medida", input), DispatchOptions.None, ct);
        await server.DrainAsync();
        return clock.Elapsed.TotalSeconds;
    }

    private static async Task<JsonElement> AskAsync(
        HttpClient client, LoggedIn session, HttpMethod method, string path, HttpContent? content, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        session.Sign(request);
        if (content is not null)
            request.Headers.Add(IdempotentCommand.Header, Guid.NewGuid().ToString());
        using var answer = await client.SendAsync(request, ct);
        var json = await answer.Content.ReadAsStringAsync(ct);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"{method} {path} was answered {(int)answer.StatusCode}: {json}"));
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
