using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Flows;
using Workflows.Definitions.Organisation;
using Workflows.Server.Accounts;
using Workflows.Server.Commands;
using Workflows.Server.Flows;
using Workflows.Server.Persistence;

namespace Workflows.Load;

/// <summary>
/// Twenty people at their inboxes over years of work, and handing in, by HTTP against the whole program. Times are what the asking side
/// waits, so a little more than what the server takes. Each person pauses between two clicks, as fast a reader as there is.
/// </summary>
internal static class PortalLoad
{
    private const int People = 20;
    private const int InstitutionYears = 500;
    private const int Tasks = 50_000;
    private const int Year = 2_028;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private static readonly object Proposal = new
    {
        indicadores = new object[]
        {
            new { objetivo = "gestion-eficaz", tema = "equidad-de-genero", indicador = "Procesos en plazo", meta = 95, ponderacion = 40 },
            new
            {
                objetivo = "eficiencia-institucional", tema = "cambio-climatico", indicador = "Gasto ejecutado", meta = 98, ponderacion = 20
            },
            new
            {
                objetivo = "calidad-de-servicio", tema = "experiencia-usuaria", indicador = "Satisfacción neta", meta = 72, ponderacion = 40
            },
        },
    };

    public static async Task<IReadOnlyList<LoadFigure>> RunAsync(LoadDatabases databases, LoadSettings settings, CancellationToken ct)
    {
        var connectionString = await databases.FreshAsync("portal", ct);
        List<Somebody> people;
        await using (var server = await LoadServer.StartAsync(connectionString, databases.DataFolder, ct))
        {
            await server.Dispatcher.OpenAsync(
                new(
                    ShippedFlows.PmgFormulationYear, Year.ToString(CultureInfo.InvariantCulture),
                    new Dictionary<string, object?> { ["year"] = (double)Year }),
                DispatchOptions.None, ct);
            await server.DrainAsync();
            people = await PeopleAsync(server, ct);
            await PortalRows.FillAsync(server.Source, InstitutionYears, Tasks, ct);
        }

        var environment = new Dictionary<string, string>
        {
            ["ConnectionStrings__Workflows"] = connectionString,
            ["ASPNETCORE_ENVIRONMENT"] = Environments.Development,
            ["Demo__OpensStages"] = "false",
            // All of them come from one machine.
            ["RateLimits__LoginsPerMinute"] = "10000",
        };
        await using var launched = await ServedProgram.StartAsync(databases.DataFolder, environment, ct);
        // Each reader brings their own cookies.
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = launched.Address };
        var readers = new List<Reader>();
        foreach (var one in people)
            readers.Add(new(await LoggedIn.AsAsync(client, one.Email, FirstData.DefaultPassword, ct), one.Role, one.All));
        await ReadAsync(client, readers, settings.Stretch / 2, ct);
        var session = await SessionAsync(client, readers, settings.Stretch / 2, ct);
        var (inbox, page) = await ReadAsync(client, readers, settings.Stretch * 2, ct);
        var (first, submits) = await SubmitAsync(client, readers, settings.Stretch * 2, ct);
        return
        [
            new(
                "portal.inbox",
                $"Bandeja con {InstitutionYears} instituciones-año y {Tasks.ToString("N0", CultureInfo.GetCultureInfo("es-CL"))} tareas, "
                + $"{People} personas, percentil 95",
                Rate.Percentile(inbox, 0.95), "ms", Limit: 200),
            new("portal.inbox.p50", "  mediana", Rate.Percentile(inbox, 0.5), "ms"),
            new("portal.session", "  solo preguntar quién soy, percentil 95", Rate.Percentile(session, 0.95), "ms"),
            new("portal.page", "  página de una tarea, percentil 95", Rate.Percentile(page, 0.95), "ms"),
            new("portal.submit", $"Entregar por HTTP, {People} personas, percentil 95", Rate.Percentile(submits, 0.95), "ms", Limit: 100),
            new("portal.submit.p50", "  mediana", Rate.Percentile(submits, 0.5), "ms"),
            new("portal.submits", "  entregas", submits.Length, ""),
            new(
                "portal.submit.first", $"  las primeras {first.Length}, con el programa recién iniciado, percentil 95",
                Rate.Percentile(first, 0.95), "ms"),
        ];
    }

    /// <summary>
    /// Officers of institutions, a few of ministries, two coordinators who look at everything; the officers also hand in.
    /// </summary>
    private static async Task<List<Somebody>> PeopleAsync(LoadServer server, CancellationToken ct)
    {
        await using var db = new WorkflowsDb(Database.Options(server.Source));
        var people = new List<Somebody>();
        // The order of the codes: the same people every time.
        await AddAsync(Role.InstitutionPmgOfficer, all: false, int.MaxValue);
        await AddAsync(Role.MinistryPmgOfficer, all: false, 6);
        await AddAsync(Role.Coordinator, all: true, 2);
        return people;

        async Task AddAsync(Role role, bool all, int most) => people.AddRange(
            from email in await db.Set<Appointment>().Where(post => post.Role == role).OrderBy(post => post.ScopeCode).Take(most)
                .Join(db.Set<Person>(), post => post.PersonId, person => person.Id, (_, person) => person.Email).ToListAsync(ct)
            select new Somebody(email, role, all));
    }

    /// <summary>The least a request of a person can ask: what the machine and the way there cost at this moment.</summary>
    private static async Task<double[]> SessionAsync(HttpClient client, List<Reader> readers, TimeSpan stretch, CancellationToken ct)
    {
        var times = new ConcurrentBag<double>();
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(readers.TakeLast(People).Select(reader => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(started) < stretch)
            {
                await AskAsync(client, reader, HttpMethod.Get, "/api/session", null, times, ct);
                await Task.Delay(Pause, ct);
            }
        }, ct)));
        return [.. times.Order()];
    }

    /// <summary>Open the inbox, open a task of it, over and over.</summary>
    private static async Task<(double[] Inbox, double[] Page)> ReadAsync(
        HttpClient client, List<Reader> readers, TimeSpan stretch, CancellationToken ct)
    {
        var (inbox, pages) = (new ConcurrentBag<double>(), new ConcurrentBag<double>());
        Reader[] at = [
            .. readers.Where(reader => reader.Role != Role.InstitutionPmgOfficer),
            .. readers.Where(reader => reader.Role == Role.InstitutionPmgOfficer)];
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(at.Take(People).Select(reader => Task.Run(async () =>
        {
            for (var turn = 0; Stopwatch.GetElapsedTime(started) < stretch; turn++)
            {
                var query = $"all={(reader.All ? "true" : "false")}{(turn % 4 == 3 ? "&search=indicadores" : "")}";
                var list = await AskAsync(client, reader, HttpMethod.Get, $"/api/tasks?{query}", null, inbox, ct);
                await Task.Delay(Pause, ct);
                var items = list.GetProperty("items");
                if (items.GetArrayLength() > 0)
                    await AskAsync(
                        client, reader, HttpMethod.Get, $"/api/tasks/{items[turn % items.GetArrayLength()].GetProperty("id").GetString()}",
                        null, pages, ct);
                await Task.Delay(Pause, ct);
            }
        }, ct)));
        return ([.. inbox.Order()], [.. pages.Order()]);
    }

    /// <summary>
    /// Every institution hands in its real proposal, twenty at a time; then they take it back and hand it in again, over and over: a
    /// program that has just started compiles on its first deliveries, one that runs does not.
    /// </summary>
    private static async Task<(double[] First, double[] Later)> SubmitAsync(
        HttpClient client, List<Reader> readers, TimeSpan stretch, CancellationToken ct)
    {
        var (first, later, aside) = (new ConcurrentBag<double>(), new ConcurrentBag<double>(), new ConcurrentBag<double>());
        var delivered = new ConcurrentQueue<(Reader Reader, string Submission)>();
        var officers = readers.Where(reader => reader.Role == Role.InstitutionPmgOfficer);
        await Parallel.ForEachAsync(
            officers, new ParallelOptions { MaxDegreeOfParallelism = People, CancellationToken = ct }, async (reader, token) =>
        {
            var list = await AskAsync(
                client, reader, HttpMethod.Get, $"/api/tasks?year={Year}&sort=openedAt&pageSize=200", null, aside, token);
            // The real one is the only first visit; the others were copied from it.
            var task = list.GetProperty("items").EnumerateArray().Where(item => item.GetProperty("visit").GetInt32() == 1)
                .Select(item => item.GetProperty("id").GetString()).FirstOrDefault();
            if (task is not null)
                delivered.Enqueue((reader, await SubmitAsync(client, reader, task, first, token)));
            await Task.Delay(Pause, token);
        });

        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, People).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(started) < stretch && delivered.TryDequeue(out var one))
            {
                var withdrawn = await AskAsync(
                    client, one.Reader, HttpMethod.Post, $"/api/submissions/{one.Submission}/withdraw", new { }, aside, ct);
                await Task.Delay(Pause, ct);
                delivered.Enqueue(
                    (one.Reader, await SubmitAsync(client, one.Reader, withdrawn.GetProperty("taskId").GetString()!, later, ct)));
                await Task.Delay(Pause, ct);
            }
        }, ct)));
        return ([.. first.Order()], [.. later.Order()]);
    }

    private static async Task<string> SubmitAsync(
        HttpClient client, Reader reader, string task, ConcurrentBag<double> times, CancellationToken ct) =>
        (await AskAsync(client, reader, HttpMethod.Post, $"/api/tasks/{task}/acts/submit", new { answers = Proposal }, times, ct))
            .GetProperty("receipt").GetProperty("submissionId").GetString()!;

    private static async Task<JsonElement> AskAsync(
        HttpClient client, Reader reader, HttpMethod method, string path, object? body, ConcurrentBag<double> times, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, path);
        reader.Session.Sign(request);
        if (body is not null)
        {
            request.Headers.Add(IdempotentCommand.Header, Guid.NewGuid().ToString());
            request.Content = JsonContent.Create(body);
        }

        var begun = Stopwatch.GetTimestamp();
        using var answer = await client.SendAsync(request, ct);
        var json = await answer.Content.ReadAsStringAsync(ct);
        times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{method} {path} was answered {(int)answer.StatusCode}: {json}");
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private sealed record Somebody(string Email, Role Role, bool All);

    private sealed record Reader(LoggedIn Session, Role Role, bool All);
}
