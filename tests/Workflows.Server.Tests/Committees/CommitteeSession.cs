using System.Globalization;
using System.Net;
using System.Text.Json;
using Workflows.Definitions.Calendar;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Committees;

/// <summary>
/// A session of the demo's Comité Técnico over HTTP, in the hands of those who have it: its secretary, who presides and its other members.
/// </summary>
internal sealed class CommitteeSession
{
    public const string Committee = "comite-tecnico-pmg";
    public const string Secretary = "secretaria-tecnica";
    public const string President = "comite-tecnico.dipres";

    public static readonly string[] Members = [President, "comite-tecnico.segpres", "comite-tecnico.subdere"];
    public static readonly string[] Seats = ["Dipres", "Subsecretaría General de la Presidencia", "Subdere"];

    private static int _opened;

    private readonly ApiFixture _server;

    private CommitteeSession(ApiFixture server, string id) => (_server, Id) = (server, id);

    /// <summary>The process.</summary>
    public string Id { get; }

    public DateOnly Today => SantiagoTime.DateAt(_server.Clock.GetUtcNow());

    /// <summary>The agenda of the session, without anybody having proposed anything.</summary>
    public static async Task<CommitteeSession> OpenAsync(ApiFixture server, bool isLight = false)
    {
        var today = SantiagoTime.DateAt(server.Clock.GetUtcNow());
        var opened = await server.OpenAsync(
            "comite-sesion", $"{Committee}/{Interlocked.Increment(ref _opened)}", ("body", Committee), ("committee", Committee),
            ("tipo", "ordinaria"), ("cierre", Text(today.AddDays(3))), ("liviana", isLight));
        await server.DrainAsync();
        return new(server, opened.InstanceId);
    }

    /// <summary>The one that goes on.</summary>
    public static async Task<CommitteeSession> FindAsync(ApiFixture server) => new(server, await server.ScalarAsync<string>(
        "select id from instances where definition_id = 'comite-sesion' and status = 'Running'"));

    /// <summary>Nobody proposes; the secretary calls the session for that day, with these items, and everybody will be there.</summary>
    public async Task CallAsync(DateOnly day, params string[] items)
    {
        foreach (var member in Members)
            await ActAsync(member, "decline", new { });
        await AgendaAsync(day, items);
        foreach (var member in Members)
            await ActAsync(member, "comment", new { answers = new { asistencia = "presencial" } });
    }

    /// <summary>The items that the agenda arrives with.</summary>
    public async Task<IReadOnlyList<string?>> ArrivedAsync()
    {
        var task = await PageAsync(Secretary);
        return [.. task.GetProperty("content").GetProperty("arrived").GetProperty("puntos").GetProperty("value").EnumerateArray()
            .Select(row => row.GetProperty("titulo").GetString())];
    }

    /// <summary>Hands in the agenda with these items alone, whatever becomes of it.</summary>
    public async Task AgendaAsync(DateOnly day, params string[] items)
    {
        var task = await PageAsync(Secretary);
        await ActAsync(Secretary, "submit", new
        {
            answers = new
            {
                fecha = Text(day), hora = "10:00", minutos = 90, lugar = "Teatinos 120",
                puntos = items.Select(item => new { titulo = item, para = "Decisión" }),
            },
            replies = Proposal.RepliesTo(task),
        });
    }

    /// <summary>Who comes at ten and how they vote the items: for, unless it is said otherwise.</summary>
    public Task<ApiAnswer> WriteAsync(DateOnly day, IEnumerable<string> present, params string[] items)
    {
        var ten = SantiagoTime.ToInstant(day, new(10, 0));
        return WriteAsync([
            .. present.Select(seat => Entry("Enter", ten, seat)),
            .. items.SelectMany(item => present.Select(seat => Entry("Vote", ten.AddMinutes(20), seat, item, "For"))),
        ]);
    }

    public async Task<ApiAnswer> WriteAsync(params object[] entries) =>
        await (await _server.AsAsync(Secretary)).PostAsync($"/api/tasks/{await TaskAsync(Secretary)}/session/entries", new { entries });

    /// <summary>Closes it as held that day.</summary>
    public Task<ApiAnswer> CloseAsync(DateOnly day, object[] agreements, params (string Item, string Outcome)[] items) =>
        TryAsync(Secretary, "record", new
        {
            answers = new
            {
                que_paso = "realizada", fecha = Text(day), inicio = "10:00", termino = "11:30", modalidad = "presencial",
                puntos = items.Select(item => new { punto = item.Item, resultado = item.Outcome }), acuerdos = agreements,
            },
        });

    public async Task ActAsync(string person, string action, object body) =>
        (await TryAsync(person, action, body)).MustBe(HttpStatusCode.OK);

    public async Task<ApiAnswer> TryAsync(string person, string action, object body)
    {
        var answer = await (await _server.AsAsync(person)).PostAsync($"/api/tasks/{await TaskAsync(person)}/acts/{action}", body);
        await _server.DrainAsync();
        return answer;
    }

    /// <summary>The only task that this person has in the session.</summary>
    public async Task<string> TaskAsync(string person) =>
        Assert.Single((await (await _server.AsAsync(person)).GetAsync($"/api/tasks?instanceId={Id}")).MustBe(HttpStatusCode.OK).Items)
            .GetProperty("id").GetString()!;

    /// <summary>That task as its page shows it.</summary>
    public async Task<JsonElement> PageAsync(string person) =>
        (await (await _server.AsAsync(person)).GetAsync($"/api/tasks/{await TaskAsync(person)}")).MustBe(HttpStatusCode.OK).Json;

    public async Task<IReadOnlyList<string>> StepsAsync(string person) =>
        [.. (await (await _server.AsAsync(person)).GetAsync($"/api/tasks?instanceId={Id}")).MustBe(HttpStatusCode.OK).Items
            .Select(task => task.GetProperty("activityId").GetString()!)];

    /// <summary>The papers it wrote, the first one first.</summary>
    public async Task<IReadOnlyList<string>> DocumentsAsync() =>
        [.. (await (await _server.AsAsync(ApiFixture.Coordinator)).GetAsync($"/api/instances/{Id}/documents")).MustBe(HttpStatusCode.OK)
            .Json.EnumerateArray().Select(document => document.GetProperty("id").GetString()!)
            .OrderBy(id => id.Length).ThenBy(id => id, StringComparer.Ordinal)];

    /// <summary>The signed minutes, with their number and date.</summary>
    public static async Task<object> SignedAsync(ApiClient secretary, DateOnly day)
    {
        var hash = (await secretary.UploadAsync("acta.pdf", Proposal.Pdf)).MustBe(HttpStatusCode.OK).Json.GetProperty("hash").GetString();
        return new
        {
            answers = new { },
            evidence = new[]
            {
                new { requirement = "acta", fileHash = hash, fileName = "acta.pdf", officialNumber = "1", officialDate = Text(day) },
            },
        };
    }

    public static object Agreement(string item, DateOnly due) => new
    {
        punto = item, texto = "Enviar el marco a los ministros", plazo = Text(due),
        responsable = new { id = "ministry.undersecretary:HAC", name = "Subsecretaría" },
    };

    public static object Entry(
        string kind, DateTimeOffset at, string? seat = null, string? item = null, string? choice = null, string quality = "Holder",
        string? person = null) =>
        new { id = Guid.NewGuid().ToString(), kind, at, seat, item, choice, quality, person };

    public static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
