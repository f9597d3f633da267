using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Server.Duties;
using Workflows.Server.Files.Store;
using Workflows.Server.Mail.Outbox;
using Workflows.Server.Mail.Transport;
using Workflows.Server.Tests.Api;
using Workflows.Server.Tests.Embedded;
using Workflows.Server.Tests.Hosting;
using Workflows.Server.Web;

namespace Workflows.Server.Tests.Year;

/// <summary>
/// The server as the centre of government would run it, with the demo organisation. People reach it by the HTTP API alone, each in a
/// session of their own; mails are left in a folder; the clock goes from one instant with something due to the next.
/// </summary>
public class YearServer() : ServerFixture(Opening)
{
    /// <summary>Wednesday 1 October 2025 at 09:00 in Santiago: the formulation of 2026 happens the year before.</summary>
    public static readonly DateTimeOffset Opening = SantiagoTime.ToInstant(new(2025, 10, 1), new(9, 0));

    /// <summary>What a coordinator writes at the top of a notice that is held.</summary>
    public const string Correction = "La institución avisó que está por entregar.";

    /// <summary>The mornings on which everybody gets their summary; the year runs that duty itself, at its hour.</summary>
    internal Queue<DateTimeOffset> Mornings { get; } = new();

    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentDictionary<string, ApiClient> _people = new();
    private HttpClient? _http;

    public string Pickup => _folder.Inside("mail");

    protected ApiClient Coordinator => _people["coordinacion"];

    protected ApiClient Administrator => _people["administracion"];

    internal ApiClient PersonOf(Deed deed) => _people[deed.PersonId];

    internal ApiClient Person(string id) => _people[id];

    public override async Task DisposeAsync()
    {
        _http?.Dispose();
        await base.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Somebody of another house, who evaluates the services of these tests.</summary>
    protected const string Evaluator = "experto.cambio-climatico.2";

    internal static OrganisationSnapshot WithEvaluator(OrganisationSnapshot demo, IEnumerable<string> institutions) => new(
        demo.Institutions, demo.Ministries, demo.Regions, demo.Networks, demo.People,
        [.. demo.People.SelectMany(person => demo.AppointmentsOf(person.Id, new(2026, 1, 1))),
            .. institutions.Select(code => new Appointment(Evaluator, Role.ExternalEvaluator, code) { ValidFrom = new(2025, 1, 1) })],
        units: demo.Units, unitPosts: demo.UnitPosts, committees: demo.Committees, seats: demo.Seats,
            undersecretariats: demo.Undersecretariats.All, supervisions: demo.Undersecretariats.Supervisions);

    /// <summary>The others leave the programme, as a list that the administrator imports says.</summary>
    internal async Task TakeOnlyAsync(IReadOnlyCollection<string> codes, IReadOnlyList<Institution> programme)
    {
        var rows = programme.Where(institution => !codes.Contains(institution.Code))
            .Select(institution => $"{institution.Code};{institution.Name};{institution.MinistryCode};NO;media");
        using var list = new StringContent($"code;name;ministry;incentive;confidence\n{string.Join('\n', rows)}\n", Encoding.UTF8,
            "text/csv");
        (await Administrator.PostAsync("/api/organisation/import/institutions", list)).MustBe(HttpStatusCode.Accepted);
        await RunJobsAsync();
    }

    protected async Task AppointEvaluatorAsync(string institution) => (await Coordinator.PostAsync("/api/organisation/appointments", new
    {
        personId = Evaluator, role = Role.ExternalEvaluator.Code, scope = institution, validFrom = "2025-01-01",
    })).MustBe(HttpStatusCode.OK);

    /// <summary>Everybody who has something to do in the formulation logs in, as they would.</summary>
    internal async Task LogInAsync(IEnumerable<string> people)
    {
        _http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()),
        };
        await Parallel.ForEachAsync(people.Concat(["administracion", "coordinacion"]).Distinct(), AtOnce, async (person, _) =>
        {
            var browser = new ApiClient(_http);
            (await browser.LogInAsync(person)).MustBe(HttpStatusCode.OK);
            _people[person] = browser;
        });
    }

    internal Task<string> OpenYearAsync(int year) => OpenAsync("pmg-formulacion-anual", $"{year}", new { year });

    protected async Task<string> OpenAsync(string definitionId, string businessKey, object input)
    {
        var answer = await Coordinator.PostAsync("/api/instances", new { definitionId, businessKey, input });
        await SettleAsync();
        return answer.MustBe(HttpStatusCode.Created).Json.GetProperty("instanceId").GetString()!;
    }

    /// <summary>
    /// Lets the time pass by way of everything that falls due, as the agenda of the API tells it, and waits until all of it is done.
    /// </summary>
    internal async Task PassToAsync(DateTimeOffset instant)
    {
        while (await NextDueAsync() is { } due && due <= instant)
        {
            Clock.TurnTo(due);
            await SettleAsync();
            if (Mornings.TryPeek(out var morning) && morning == due)
                await SummariseAsync(Mornings.Dequeue());
        }

        Clock.TurnTo(instant);
        await SettleAsync();
    }

    /// <summary>Everybody's deeds of one instant, at once. Answers the receipts' words on time and lateness, by deed.</summary>
    internal async Task<IReadOnlyList<(Deed Deed, string Timeliness)>> DoAsync(IEnumerable<Deed> deeds)
    {
        var tasks = (await AllAsync("/api/tasks?all=true")).ToDictionary(
            task => (task.GetProperty("institutionCode").GetString()!, task.GetProperty("activityId").GetString()!),
            task =>
                (Id: task.GetProperty("id").GetString()!, Visit: task.GetProperty("visit").GetInt32(), DueAt: task.GetProperty("dueAt")
                    .GetDateTimeOffset()));
        var received = new ConcurrentBag<(Deed, string)>();
        await Parallel.ForEachAsync(deeds, AtOnce, async (deed, _) =>
        {
            Assert.True(tasks.TryGetValue((deed.Institution, deed.Stage), out var task), $"No task is open for {deed}.");
            Assert.Equal((deed.Visit, deed.Deadline), (task.Visit, SantiagoTime.DateAt(task.DueAt)));
            received.Add((deed, await ActAsync(deed, task.Id)));
        });
        await SettleAsync();
        return [.. received];
    }

    internal async Task RegisterAsync(IReadOnlyList<Away> away)
    {
        foreach (var absence in away)
        {
            (await Coordinator.PostAsync("/api/organisation/absences", new
            {
                personId = absence.PersonId, from = absence.From, to = absence.To, reason = "Feriado legal",
                substituteId = absence.IsNamed ? absence.ActsInstead : null,
            })).MustBe(HttpStatusCode.OK);
        }
    }

    /// <summary>What authorities do about what they were told, and coordinators about what is still held.</summary>
    internal async Task AnswerAsync(IEnumerable<Answer> answers)
    {
        foreach (var answer in answers)
        {
            if (answer.Level == 2)
            {
                var alert = (await _people[answer.PersonId].GetAsync("/api/alerts?pageSize=200")).MustBe(HttpStatusCode.OK).Items
                    .Single(
                        item => item.GetProperty("institutionCode").GetString() == answer.Institution
                            && item.GetProperty("level").GetInt32() == 2);
                (await _people[answer.PersonId].PostAsync(
                    $"/api/alerts/{alert.GetProperty("id").GetString()}/acts/{answer.Action}",
                    new { text = "Entrega esta semana." })).MustBe(HttpStatusCode.OK);
                continue;
            }

            var held = (await Coordinator.GetAsync($"/api/held-notices?institution={answer.Institution}"))
                .MustBe(HttpStatusCode.OK).Items.First().GetProperty("id").GetString();
            var words = (await Coordinator.GetAsync($"/api/held-notices/{held}")).MustBe(HttpStatusCode.OK).Json;
            (await Coordinator.PostAsync($"/api/held-notices/{held}/{answer.Action}", answer.Action == "suspend"
                ? new { reason = "Entregan por oficio" }
                : new
                {
                    subject = words.GetProperty("subject").GetString(), text = $"{Correction}\n\n{words.GetProperty("text").GetString()}",
                    reason = "Tono"
                })).MustBe(HttpStatusCode.OK);
        }

        await SettleAsync();
    }

    protected override void Configure(IServiceCollection services)
    {
        services.AddSingleton<FileStore>(_ => new(_folder.Inside("files"), Clock));
        // Hundreds of people, at one machine.
        services.AddSingleton(ApiFixture.QuickPasswords);
        services.AddSingleton(new RateLimits { LoginsPerMinute = 100_000, UploadsPerMinute = 100_000, RequestsPerMinute = 1_000_000 });
        services.PostConfigure<MailOptions>(mail => mail.PickupFolder = Pickup);
    }

    private static ParallelOptions AtOnce => new() { MaxDegreeOfParallelism = 8 };

    private async Task<string> ActAsync(Deed deed, string taskId)
    {
        var person = PersonOf(deed);
        var isCorrection = deed is { Stage: "propuesta", Visit: > 1 };
        var body = Answers.For(
            deed, deed.Stage == "decreto" ? await UploadDecreeAsync(person, deed) : null,
            isCorrection ? Proposal.RepliesTo((await person.GetAsync($"/api/tasks/{taskId}")).MustBe(HttpStatusCode.OK).Json) : []);
        var key = $"{taskId}-{deed.Action}";
        // A network that fails makes people press twice.
        var answers = await Task.WhenAll(Enumerable.Range(0, deed.Institution.EndsWith('7') ? 2 : 1)
            .Select(_ => person.PostAsync($"/api/tasks/{taskId}/acts/{deed.Action}", body, key)));
        var receipts = answers.Select(answer => answer.MustBe(HttpStatusCode.OK).Json.GetProperty("receipt")).ToList();
        Assert.Single(receipts.Select(receipt => receipt.GetProperty("folio").GetString()).Distinct());
        Assert.Equal(deed.At, receipts[0].GetProperty("receivedAt").GetDateTimeOffset());
        return receipts[0].GetProperty("timeliness").GetString()!;
    }

    private static async Task<string> UploadDecreeAsync(ApiClient person, Deed deed)
    {
        using var body = new ByteArrayContent(Encoding.ASCII.GetBytes(
            $"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count "
            + $"0>>endobj\n%{deed.Institution}\ntrailer<</Root 1 0 R>>\n%%EOF\n"));
        body.Headers.ContentType = new("application/octet-stream");
        var answer = await person.SendAsync(HttpMethod.Post, $"/api/files?name=decreto-{deed.Institution}.pdf", body);
        return answer.MustBe(HttpStatusCode.OK).Json.GetProperty("hash").GetString()!;
    }

    /// <summary>Waits until no timer, no message and no mail is due.</summary>
    protected async Task SettleAsync()
    {
        await DrainAsync();
        await Services.GetRequiredService<OutboxLoop>().WhenIdleAsync().WaitAsync(TimeSpan.FromMinutes(1));
    }

    private async Task<DateTimeOffset?> NextDueAsync()
    {
        var timer = (await Coordinator.GetAsync("/api/timers?sort=dueAt&pageSize=1")).MustBe(HttpStatusCode.OK).Items;
        var held = (await Coordinator.GetAsync("/api/mails?state=Held&sort=availableAt&pageSize=1")).MustBe(HttpStatusCode.OK).Items;
        var instants = timer.Select(row => row.GetProperty("dueAt").GetDateTimeOffset())
            .Concat(held.Select(row => row.GetProperty("availableAt").GetDateTimeOffset())).ToList();
        if (Mornings.TryPeek(out var morning))
            instants.Add(morning);
        return instants.Count == 0 ? null : instants.Min();
    }

    private async Task SummariseAsync(DateTimeOffset morning)
    {
        (await Coordinator.PostAsync(
            $"/api/duties/{DailyDigest.Name}/run", new { reason = "La mañana" },
            $"resumen-{morning.UtcDateTime:yyyyMMdd}")).MustBe(HttpStatusCode.OK);
        await SettleAsync();
    }

    protected async Task<List<System.Text.Json.JsonElement>> AllAsync(string path)
    {
        var all = new List<System.Text.Json.JsonElement>();
        for (var page = 1; ; page++)
        {
            var answer = (await Coordinator.GetAsync($"{path}&page={page}&pageSize=200")).MustBe(HttpStatusCode.OK);
            all.AddRange(answer.Items);
            if (all.Count >= answer.Json.GetProperty("total").GetInt32())
                return all;
        }
    }
}
