using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Kill;

/// <summary>
/// Everybody who has something to do in a year of formulation, by a script: who is quick, who is late, what is sent back once. They act
/// over HTTP as they would, and repeat with the same key whatever the server did not answer.
/// </summary>
internal sealed class PeopleAtWork(NpgsqlDataSource source, IReadOnlyList<ServerProcess> servers) : IDisposable
{
    private static readonly byte[] Decree =
        "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"u8.ToArray();
    private static readonly int[] DaysToAnswer = [0, 0, 2, 9, 33, 45];

    private readonly HttpClient _http = new(new HttpClientHandler { UseCookies = false }) { Timeout = TimeSpan.FromSeconds(30) };
    private readonly ConcurrentDictionary<string, DemoSession> _sessions = new();
    private readonly ConcurrentDictionary<string, bool> _acted = new();
    private int _asked;

    /// <summary>How many tasks were answered.</summary>
    public int Acted => _acted.Count;

    /// <summary>Raised after every answered task.</summary>
    public event Action<int>? HasActed;

    public async Task<string> OpenYearAsync()
    {
        var answer = await PostAsync(
            "coordinacion", "/api/instances", "open 2026",
            new { definitionId = "pmg-formulacion-anual", businessKey = "2026", input = new { year = 2026 } });
        return answer.GetProperty("instanceId").GetString()!;
    }

    /// <summary>A coordinator asks for the list of all processes as a file: long work, left to whichever server takes it.</summary>
    public async Task<string> AskForListAsync(int number)
    {
        var job = await PostAsync("coordinacion", "/api/processes/export", $"list {number}", new { filter = new { }, format = "Xlsx" });
        return job.GetProperty("id").GetString()!;
    }

    /// <summary>Answers every task whose person would answer by now. True when there was one.</summary>
    public async Task<bool> AnswerAsync(DateTimeOffset now)
    {
        var due = (await OpenTasksAsync()).Where(task => task.OpenedAt.AddDays(DaysFor(task)) <= now).ToList();
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (task, _) => await AnswerAsync(task));
        return due.Count > 0;
    }

    public void Dispose() => _http.Dispose();

    private async Task AnswerAsync(OpenTask task)
    {
        var (action, body) = Answer(task);
        if (task.ActivityId == "decreto")
        {
            var file = await SendAsync(
                task.PersonId, () => new HttpRequestMessage(HttpMethod.Post, "/api/files?name=decreto.pdf") { Content = Content() });
            body = body with { Evidence = [new { requirement = "decreto", fileHash = file.GetProperty("hash").GetString() }] };
        }

        if (task is { ActivityId: "propuesta", Visit: > 1 })
            body = body with
            {
                Replies = Proposal.RepliesTo(
                    await SendAsync(task.PersonId, () => new HttpRequestMessage(HttpMethod.Get, $"/api/tasks/{task.Id}")))
            };

        await PostAsync(task.PersonId, $"/api/tasks/{task.Id}/acts/{action}", $"act {task.Id}", body);
        _acted[task.Id] = true;
        HasActed?.Invoke(_acted.Count);

        static ByteArrayContent Content()
        {
            var content = new ByteArrayContent(Decree);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            return content;
        }
    }

    // A ministry in four sends the first proposal back.
    private static (string Action, Act Body) Answer(OpenTask task) => task.ActivityId switch
    {
        "propuesta" => ("submit", new Act { Answers = new { indicadores = Indicators } }),
        "comentarios" =>
            Chance(task.InstanceId, 3) == 0 ? ("decline", new Act()) : ("comment", new Act { Comment = "Falta un indicador de trato." }),
        "gobernacion" => ("approve", new Act { Answers = new { core_fecha = "2025-10-15", core_numero = "CORE 412" } }),
        "revisionMinisterial" when task.Visit == 1 && Chance(task.InstanceId, 4) == 0 =>
            ("return", new Act { Remarks = [new { text = "La meta 2 no dice cómo se mide." }] }),
        "certificado" => ("approve", new Act { Answers = new { numero = "CT-12", fecha = "2025-12-15" } }),
        "decreto" => ("submit", new Act { Answers = new { numero = "320", fecha = "2025-12-31" } }),
        "publicacion" => ("submit", new Act { Answers = new { fecha_publicacion = "2026-03-17" } }),
        _ => ("approve", new Act()),
    };

    private static object[] Indicators =>
    [
        new { objetivo = "gestion-eficaz", tema = "equidad-de-genero", indicador = "Medidas de equidad", meta = 95, ponderacion = 40 },
        new
        {
            objetivo = "eficiencia-institucional", tema = "cambio-climatico", indicador = "Consumo de energía", meta = 90, ponderacion = 20
        },
        new
        {
            objetivo = "calidad-de-servicio", tema = "experiencia-usuaria", indicador = "Reclamos respondidos", meta = 98, ponderacion = 40
        },
    ];

    private static int DaysFor(OpenTask task) =>
        DaysToAnswer[Chance($"{task.InstanceId} {task.ActivityId} {task.Visit}", DaysToAnswer.Length)];

    // The same in every run.
    private static int Chance(string of, int outcomes) => SHA256.HashData(Encoding.UTF8.GetBytes(of))[0] % outcomes;

    private Task<JsonElement> PostAsync(string person, string path, string key, object body) => SendAsync(person, () =>
    {
        var request =
            new HttpRequestMessage(HttpMethod.Post,
                path)
            { Content = JsonContent.Create(body, body.GetType(), options: JsonSerializerOptions.Web) };
        request.Headers.Add("Idempotency-Key", key);
        return request;
    });

    /// <summary>Sends until the server answers: a request that broke off may have been carried out or not.</summary>
    private async Task<JsonElement> SendAsync(string person, Func<HttpRequestMessage> make)
    {
        while (true)
        {
            using var request = make();
            request.RequestUri = new Uri(await AnyAddressAsync(), request.RequestUri!);
            if (request.Content is not null)
                await request.Content.LoadIntoBufferAsync();
            try
            {
                (await SessionOfAsync(person)).Sign(request);
                using var response = await _http.SendAsync(request);
                var text = await response.Content.ReadAsStringAsync();
                if (response.IsSuccessStatusCode)
                    return JsonDocument.Parse(text).RootElement;
                if (response.StatusCode != HttpStatusCode.ServiceUnavailable)
                    throw new InvalidOperationException($"{person} {request.RequestUri}: {(int)response.StatusCode} {text}");
            }
            catch (Exception broken) when (broken is HttpRequestException or IOException or TaskCanceledException)
            {
                // It was killed meanwhile.
            }
        }
    }

    /// <summary>Each request goes to the next server that answers, as behind a proxy.</summary>
    private Task<Uri> AnyAddressAsync()
    {
        var next = (uint)Interlocked.Increment(ref _asked);
        var up = servers.Where(server => server.IsUp).ToList();
        return up.Count > 0 ? up[(int)(next % up.Count)].AddressAsync() : servers[(int)(next % servers.Count)].AddressAsync();
    }

    /// <summary>Everybody logs in once: a session outlives the server that opened it.</summary>
    private async Task<DemoSession> SessionOfAsync(string person) => _sessions.TryGetValue(person, out var known)
        ? known
        : _sessions[person] = await DemoSession.OpenAsync(_http, await AnyAddressAsync(), person);

    private async Task<List<OpenTask>> OpenTasksAsync()
    {
        await using var command = source.CreateCommand(
            """
            select t.id, t.instance_id, t.activity_id, t.visit, t.opened_at, min(a.person_id)
            from tasks t join appointments a on a.role = t.role_code and a.scope_code = t.scope_code
            where t.state = 'Open' group by t.id
            """);
        await using var row = await command.ExecuteReaderAsync();
        var tasks = new List<OpenTask>();
        while (await row.ReadAsync())
            tasks.Add(new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetFieldValue<DateTimeOffset>(4),
                row.GetString(5)));
        return tasks;
    }

    private sealed record OpenTask(string Id, string InstanceId, string ActivityId, int Visit, DateTimeOffset OpenedAt, string PersonId);

    private sealed record Act
    {
        public object? Answers { get; init; }
        public IReadOnlyList<object>? Evidence { get; init; }
        public IReadOnlyList<object>? Remarks { get; init; }
        public IReadOnlyList<object>? Replies { get; init; }
        public string? Comment { get; init; }
    }
}
