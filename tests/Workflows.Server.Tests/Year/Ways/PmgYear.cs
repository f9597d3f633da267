using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Flows;
using Workflows.Definitions.Organisation;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Year.Ways;

/// <summary>
/// A whole year of the PMG as one process: design, formulation, implementation and evaluation of 2027, from January 2026 to the last decree
/// of 2028. Some institutions are late, some never answer the survey, some are sent back, some ask for other targets and some claim; a new
/// service begins in between. WORKFLOWS_PMG_YEAR=all takes every institution.
/// </summary>
public sealed class PmgYear : YearServer
{
    private const int Year = 2027;

    private static readonly bool IsWhole = Environment.GetEnvironmentVariable("WORKFLOWS_PMG_YEAR") == "all";
    private static readonly IReadOnlyList<Institution> Programme = DemoOrganisation.Build().InstitutionsIn("PMG", Year);

    internal static readonly IReadOnlyList<Institution> Institutions =
        IsWhole ? Programme : [.. Programme.Where(institution =>
            institution.Code is "PE-AGN-00597" or "PE-GOR-00567" or "PE-SER-00103" or "PE-SER-00106")];

    private static readonly OrganisationSnapshot Organisation =
        WithEvaluator(DemoOrganisation.Build(), Institutions.Select(institution => institution.Code));

    private readonly ConcurrentDictionary<string, int> _acts = new();

    public string Process { get; private set; } = "";
    public string NewService { get; private set; } = "";

    /// <summary>How often each thing was done: «submit», «return», «submit:reclama».</summary>
    public IReadOnlyDictionary<string, int> Acts => _acts;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await LogInAsync([.. Organisation.People.Where(HasSomethingToDo).Select(person => person.Id)]);
        if (!IsWhole)
            await TakeOnlyAsync([.. Institutions.Select(institution => institution.Code)], Programme);
        foreach (var institution in Institutions)
            await AppointEvaluatorAsync(institution.Code);

        await PassToAsync(At(new(2026, 1, 5)));
        Process = await OpenAsync(ShippedFlows.PmgYear, $"{Year}", new { year = Year });
        for (var day = new DateOnly(2026, 1, 7); day < new DateOnly(2028, 6, 1) && await IsRunningAsync(); day = day.AddDays(7))
        {
            await PassToAsync(At(day));
            if (NewService.Length == 0 && day > new DateOnly(2027, 4, 1))
                NewService = await OpenNewServiceAsync(day);
            await DoWhatIsAskedAsync();
        }
    }

    private static bool HasSomethingToDo(Person person)
    {
        var codes = Institutions.SelectMany(institution => new[] { institution.Code, institution.MinistryCode }).Append("HAC")
            .Append("INT").Append("SEGPRES").ToHashSet();
        return Organisation.AppointmentsOf(person.Id, new(2026, 1, 1)).Any(post =>
            post.Role.Scope is RoleScope.National or RoleScope.Network || codes.Contains(post.ScopeCode));
    }

    private async Task<bool> IsRunningAsync() =>
        await CountAsync("select count(*) from instances where (id = $1 or id = $2) and status = 'Running'", Process, NewService) > 0;

    private Task<string> OpenNewServiceAsync(DateOnly day) => OpenAsync(ShippedFlows.PmgNewService, $"{Year}", new
    {
        institution = Institutions[0].Code, year = Year, ministry = Institutions[0].MinistryCode, name = Institutions[0].Name,
        inicio = $"{day:yyyy-MM-dd}",
        referencia = Institutions[^1].Code,
    });

    /// <summary>Everybody does what they would do that day, and whoever that asks something of does it too.</summary>
    private async Task DoWhatIsAskedAsync()
    {
        HashSet<string> left = [];
        while (true)
        {
            var asked = (await AllAsync("/api/tasks?all=true"))
                .FindAll(task => !left.Contains(task.GetProperty("id").GetString()!) && ActionOn(task) is not null);
            if (asked.Count == 0)
                return;
            await Parallel.ForEachAsync(asked, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (task, _) =>
            {
                if (!await ActAsync(task))
                    lock (left)
                        left.Add(task.GetProperty("id").GetString()!);
            });
            await SettleAsync();
        }
    }

    /// <summary>What is done about a task today; null when nothing is.</summary>
    private string? ActionOn(JsonElement task)
    {
        var number = NumberOf(task.GetProperty("institutionCode").GetString());
        var (activity, role, today) = (task.GetProperty("activityId").GetString()!, task.GetProperty("roleCode").GetString()!,
            SantiagoTime.DateAt(Clock.GetUtcNow()));
        var isTheirs = role.StartsWith("institution.", StringComparison.Ordinal);
        return (activity, task.GetProperty("kind").GetString()) switch
        {
            ("encuesta", _) when number % 5 == 3 => null,
            ("solicitud", _) => number % 4 == 1 && task.GetProperty("visit").GetInt32() < 3 && today >= new DateOnly(Year, 8, 1)
                ? "submit" : null,
            _ when isTheirs && number % 4 == 2 && !task.GetProperty("isOverdue").GetBoolean() => null,
            ("respuesta", _) => number % 4 == 1 ? "submit:reclama" : "submit",
            ("revisionMinisterial" or "respaldo", _) when number % 2 == 1 && task.GetProperty("visit").GetInt32() == 1 => "return",
            (_, "review") => "approve",
            (_, "session") => "record",
            (_, "vote") => "vote:favor",
            (_, "comment") => "comment",
            _ => "submit",
        };
    }

    /// <returns>False when it is not received yet.</returns>
    private async Task<bool> ActAsync(JsonElement task)
    {
        var (id, action, now) = (task.GetProperty("id").GetString()!, ActionOn(task)!, Clock.GetUtcNow());
        var holder = Organisation.HoldersOf(Role.Parse(task.GetProperty("roleCode").GetString()!), task.GetProperty("scopeCode")
            .GetString()!, SantiagoTime.DateAt(now))[0];
        var person = Person(holder.Person.Id);
        var page = (await person.GetAsync($"/api/tasks/{id}")).MustBe(HttpStatusCode.OK).Json;
        if (page.GetProperty("deadline").ValueKind == JsonValueKind.Object && page.GetProperty("deadline")
            .TryGetProperty("opensAt", out var opens) && opens.GetDateTimeOffset() > now)
            return false;
        var deed = new Deed(
            now, task.GetProperty("institutionCode").GetString() ?? "", task.GetProperty("activityId").GetString()!,
                task.GetProperty("visit").GetInt32(), holder.Person.Id,
            action, default, task.GetProperty("isOverdue").GetBoolean());
        var body = action == "comment" ? new { comment = "Pedimos revisar la carga de trabajo." } : (object)await new Clerk(person, deed)
            .DoesAsync(page.GetProperty("content"));
        (await person.PostAsync($"/api/tasks/{id}/acts/{action.Split(':')[0]}", body)).MustBe(HttpStatusCode.OK);
        _acts.AddOrUpdate(action, 1, (_, before) => before + 1);
        return true;
    }

    private static int NumberOf(string? code)
    {
        for (var i = 0; i < Institutions.Count; i++)
        {
            if (Institutions[i].Code == code)
                return i;
        }

        return -1;
    }

    private static DateTimeOffset At(DateOnly day) => SantiagoTime.ToInstant(day, new(12, 0));
}
