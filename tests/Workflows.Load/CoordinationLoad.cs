using System.Collections.Concurrent;
using System.Diagnostics;
using Workflows.Server.Persistence;

namespace Workflows.Load;

/// <summary>
/// What coordinators look at, over HTTP: a stage of 500 institutions and the list of processes, where 50 000 tasks are stored. Twenty
/// people pause between two clicks, as fast a reader as there is. Times are what the asking side waits.
/// </summary>
internal static class CoordinationLoad
{
    private const int InstitutionYears = 500;
    private const int Tasks = 50_000;
    private const int People = 20;
    private const double Limit = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public static async Task<IReadOnlyList<LoadFigure>> RunAsync(LoadDatabases databases, LoadSettings settings, CancellationToken ct)
    {
        var connectionString = await databases.FreshAsync("coordination", ct);
        await using (var server = await LoadServer.StartAsync(connectionString, databases.DataFolder, ct))
            await FillAsync(server, ct);

        await using var served = await ServedProgram.StartAsync(
            databases.DataFolder,
            new Dictionary<string, string>
            {
                ["ConnectionStrings__Workflows"] = connectionString, ["DOTNET_ENVIRONMENT"] = "Development",
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["Demo__OpensStages"] = "false",
                // Twenty people share one account here: its limit of requests is not what is measured.
                ["RateLimits__RequestsPerMinute"] = "1000000",
            },
            ct);
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = served.Address };
        await LogInAsync(client, ct);

        var figures = new List<LoadFigure>();
        const string Stage = $"{LoadFlows.Tasks}/2027";
        foreach (var (key, label, paths) in new (string, string, string[])[]
        {
            ("stage", "Página de una etapa con 500 instituciones (resumen y 100 filas)",
            [
                $"/api/stages/{Stage}",
                $"/api/processes?definitionId={LoadFlows.Tasks}&year=2027&onlyOfInstitutions=true&sort=institution&pageSize=100",
            ]),
            ("stages", "Todas las etapas", ["/api/stages"]),
            ("late", "Procesos atrasados, una página", ["/api/processes?state=Late"]),
            ("list", "Procesos por institución, una página", ["/api/processes?sort=institution"]),
            ("agenda", $"Agenda de los procesos con {Tasks:N0} tareas que esperan, 200 avisos", ["/api/timers?pageSize=200"]),
            ("calendar", "Calendario de un año y próximas fechas, con las mismas", ["/api/calendar/years/2027", "/api/calendar/next"]),
        })
        {
            await AskedAsync(People, settings.Stretch / 5, client, paths, ct);
            var alone = await AskedAsync(1, settings.Stretch / 2, client, paths, ct);
            var together = await AskedAsync(People, settings.Stretch, client, paths, ct);
            figures.Add(new($"coordination.{key}", $"{label}, p95 con {People} personas", Rate.Percentile(together, 0.95), "ms", Limit));
            figures.Add(new($"coordination.{key}.median", "  mediana", Rate.Percentile(together, 0.5), "ms"));
            figures.Add(new($"coordination.{key}.alone", "  una sola persona, p95", Rate.Percentile(alone, 0.95), "ms"));
            // The lists above are of work that is mostly done; the pages of dates are asked when all of it waits.
            if (key == "list")
                await OpenAllAsync(connectionString, ct);
        }

        return figures;
    }

    /// <summary>As many waiting tasks as there are done ones, each with its notices to come and the timer of the first.</summary>
    private static async Task OpenAllAsync(string connectionString, CancellationToken ct)
    {
        await using var source = Database.Connect(connectionString);
        await using var open = source.CreateCommand(
            $"""
            insert into tasks (id, instance_id, bookmark_id, definition_id, activity_id, kind, title, visit, institution_code, year, role_code, scope_code,
                actions, content, due_at, late_from, deadline, notice_names, notice_times, state, is_late, opened_at)
            select t.id || '+' || n, t.instance_id || '+' || n, t.bookmark_id, t.definition_id, t.activity_id, t.kind, t.title, t.visit, t.institution_code, t.year,
                t.role_code, t.scope_code, t.actions, t.content, t.due_at + n * interval '1 hour', t.late_from + n * interval '1 hour', t.deadline, t.notice_names, t.notice_times, 'Open', false, t.opened_at
            from tasks t, generate_series(1, {Tasks / InstitutionYears - 1}) n where t.state = 'Open';
            insert into timers (instance_id, bookmark_id, name, activity_id, visit, institution_code, due_at, state, attempts, task_bookmark_id,
                following)
            select t.instance_id || '+' || n, t.bookmark_id, t.name, t.activity_id, t.visit, t.institution_code,
                t.due_at + n * interval '1 hour', 'Pending', 0, t.task_bookmark_id, t.following
            from timers t, generate_series(1, {Tasks / InstitutionYears - 1}) n where t.state = 'Pending';
            analyze;
            """);
        open.CommandTimeout = 300;
        await open.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Each process has one open task, some of them late; the others are the work of years, done.</summary>
    private static async Task FillAsync(LoadServer server, CancellationToken ct)
    {
        await server.PublishAsync(LoadFlows.TasksJson, ct);
        for (var number = 0; number < InstitutionYears; number++)
            await server.OpenAsync(LoadFlows.Tasks, $"2027/{number}", ct, ("institution", Institutions.Code(number)), ("year", 2027d));
        await using var fill = server.Source.CreateCommand(
            $"""
            insert into tasks (id, instance_id, bookmark_id, definition_id, activity_id, kind, title, visit, institution_code, year, role_code, scope_code,
                actions, content, due_at, late_from, state, outcome, is_late, opened_at, closed_at)
            select t.id || '-' || n, t.instance_id, 100000 + n, t.definition_id, t.activity_id, t.kind, t.title, t.visit, t.institution_code, t.year,
                t.role_code, t.scope_code, t.actions, t.content, t.due_at - interval '1 year', t.late_from - interval '1 year', 'Completed', 'Submitted', false, t.opened_at - interval '1 year', t.due_at - interval '1 year'
            from tasks t, generate_series(1, {Tasks / InstitutionYears - 1}) n;
            update tasks set due_at = now() - interval '3 days', late_from = now() - interval '3 days' where state = 'Open' and abs(hashtext(id)) % 3 = 0;
            analyze;
            """);
        await fill.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The demo's coordinator. Cookies by hand: the real ones are only for https.</summary>
    private static async Task LogInAsync(HttpClient client, CancellationToken ct)
    {
        using var answer = await client.PostAsJsonAsync("/api/session", new { email = "coordinacion@example.cl", password = "demo" }, ct);
        answer.EnsureSuccessStatusCode();
        client.DefaultRequestHeaders.Add(
            "Cookie", string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0])));
    }

    /// <summary>
    /// What each page took until its last answer, asked at once as the browser does; in milliseconds, sorted. The pause is not part of it.
    /// </summary>
    private static async Task<double[]> AskedAsync(int people, TimeSpan stretch, HttpClient client, string[] paths, CancellationToken ct)
    {
        var took = new ConcurrentBag<double>();
        await Rate.MeasureAsync(
            people, stretch,
            async (_, _, token) =>
            {
                var clock = Stopwatch.StartNew();
                await Task.WhenAll(paths.Select(path => ReadAsync(client, path, token)));
                took.Add(clock.Elapsed.TotalMilliseconds);
                await Task.Delay(Pause, token);
            },
            ct);
        return [.. took.Order()];
    }

    private static async Task ReadAsync(HttpClient client, string path, CancellationToken ct)
    {
        using var answer = await client.GetAsync(path, ct);
        answer.EnsureSuccessStatusCode();
        await answer.Content.CopyToAsync(Stream.Null, ct);
    }
}
