using System.Net;
using System.Text;
using System.Text.Json;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Engine;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Year.Ways;

/// <summary>
/// One server on which every flow of the family goes every way at once, over a few institutions: foretold first, then lived by HTTP with
/// the clock turned.
/// </summary>
public sealed class FamilyYears : YearServer
{
    /// <summary>Two services of different ministries and a regional government.</summary>
    private static readonly string[] Taking = ["PE-AGN-00597", "PE-GOR-00567", "PE-SER-00103"];

    internal static readonly OrganisationSnapshot Organisation = WithEvaluator(DemoOrganisation.Build(), Taking);

    internal static readonly IReadOnlyList<Institution> Institutions = [.. Taking.Select(Organisation.InstitutionOf)];

    private readonly Dictionary<string, string> _roots = [];
    private readonly List<(Foretold Process, Deed Deed, string Timeliness)> _received = [];

    internal IReadOnlyList<Foretold> Processes { get; } = FamilyCases.Tell();

    internal Foretold Find(string flow, string way) => Processes.Single(process => process.Flow == flow && process.Way.Name == way);

    internal string RootOf(Foretold process) => _roots[process.BusinessKey];

    internal IEnumerable<(Deed Deed, string Timeliness)> ReceivedIn(Foretold process) =>
        _received.Where(receipt => receipt.Process == process).Select(receipt => (receipt.Deed, receipt.Timeliness));

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await LogInAsync(Processes.SelectMany(process => process.Deeds).Select(deed => deed.PersonId));
        await TakeOnlyAsync(Taking, Organisation.InstitutionsIn("PMG", 2026));
        foreach (var institution in Institutions)
            await AppointEvaluatorAsync(institution.Code);
        await LoadCommitmentsAsync();
        var deeds = Processes.SelectMany(process => process.Deeds.Select(deed => (process, deed))).ToLookup(turn => turn.deed.At);
        var openings = Processes.ToLookup(process => process.OpensAt);
        var cancellations = Processes.Where(process => process.Way.Until is not null).ToLookup(process => process.Until);
        foreach (var moment in deeds.Select(turn => turn.Key).Concat(openings.Select(turn => turn.Key))
            .Concat(cancellations.Select(turn => turn.Key)).Distinct().Order())
        {
            await PassToAsync(moment);
            foreach (var process in openings[moment])
                _roots[process.BusinessKey] = await OpenAsync(process.Flow, process.BusinessKey, process.Input);
            await DoAsync([.. deeds[moment]]);
            foreach (var process in cancellations[moment])
                (await Coordinator.PostAsync($"/api/instances/{RootOf(process)}/cancel", new { reason = "Se abrió por error" }))
                    .MustBe(HttpStatusCode.OK);
            await SettleAsync();
        }

        await PassToAsync(Foretold.Horizon);
    }

    /// <summary>What the places of the cases answer for: each has one commitment.</summary>
    private async Task LoadCommitmentsAsync()
    {
        using var list = new StringContent(PlaceCases.Commitments(), Encoding.UTF8, "text/csv");
        (await Person(PlaceCases.Coordination).PostAsync("/api/commitments/import", list)).MustBe(HttpStatusCode.Accepted);
        await RunJobsAsync();
    }

    /// <summary>The mails that left because of one process and of those it opened, person by person.</summary>
    internal async Task<IReadOnlyList<Notice>> SentAsync(Foretold process)
    {
        await using var command = Source.CreateCommand(
            """
            select m.sent_at, coalesce(m.institution_code, t.scope_code, ''), coalesce(t.activity_id, 'aviso'), coalesce(t.visit, 1),
                m.template,
                coalesce(m.level, 0), m.addressees
            from mails m join instances i on i.id = m.instance_id left join tasks t on t.id = m.task_id where i.root_id = $1 and m.state = 'Filed'
            """);
        command.Parameters.Add(new() { Value = RootOf(process) });
        await using var row = await command.ExecuteReaderAsync();
        var sent = new List<Notice>();
        while (await row.ReadAsync())
        {
            using var addressees = JsonDocument.Parse(row.GetString(6));
            sent.AddRange(addressees.RootElement.EnumerateArray().Select(addressee => new Notice(
                row.GetFieldValue<DateTimeOffset>(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetString(4),
                    row.GetInt32(5),
                addressee.GetProperty("email").GetString()!, addressee.GetProperty("copy").GetBoolean())));
        }

        return sent;
    }

    /// <summary>
    /// Everybody's deeds of one instant. Two requirements of one service may wait at the same step: their deadlines tell them apart.
    /// </summary>
    private async Task DoAsync(List<(Foretold Process, Deed Deed)> turns)
    {
        if (turns.Count == 0)
            return;
        var open = (await AllAsync("/api/tasks?all=true")).ConvertAll(task => new OpenTask(
            task.GetProperty("id").GetString()!, InstanceIds.RootOf(task.GetProperty("instanceId").GetString()!),
                task.GetProperty("activityId").GetString()!,
            task.GetProperty("institutionCode").GetString() ?? task.GetProperty("scopeCode").GetString()!, task.GetProperty("visit")
                .GetInt32(),
            SantiagoTime.DateAt(task.GetProperty("dueAt").GetDateTimeOffset())));
        foreach (var (process, deed) in turns)
        {
            var asked = new OpenTask("", RootOf(process), deed.Stage, deed.Institution, deed.Visit, deed.Deadline);
            var task = open.Find(other => other with { Id = "" } == asked);
            Assert.True(task is not null,
                $"In «{process.BusinessKey}» no task is open for {deed}. Open "
                + $"are:\n{string.Join('\n', open.Where(other => other.Root == asked.Root))}");
            open.Remove(task);
            _received.Add((process, deed, await ActAsync(deed, task.Id)));
        }
    }

    private async Task<string> ActAsync(Deed deed, string taskId)
    {
        var person = PersonOf(deed);
        var task = (await person.GetAsync($"/api/tasks/{taskId}")).MustBe(HttpStatusCode.OK).Json;
        var body = await new Clerk(person, deed).DoesAsync(task.GetProperty("content"));
        if (deed.Stage == "sesion" && (string?)body["answers"]!["que_paso"] == "realizada")
            await SessionNotes.WriteAsync(person, taskId);
        var receipt = (await person.PostAsync($"/api/tasks/{taskId}/acts/{deed.Action.Split(':')[0]}", body)).MustBe(HttpStatusCode.OK)
            .Json.GetProperty("receipt");
        Assert.Equal(deed.At, receipt.GetProperty("receivedAt").GetDateTimeOffset());
        return receipt.GetProperty("timeliness").GetString()!;
    }

    private sealed record OpenTask(string Id, string Root, string Activity, string Place, int Visit, DateOnly Deadline);
}
