using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Workflows.Definitions.Activities;
using Workflows.Engine;
using Workflows.Server.Flows;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Persistence.Embedded;
using Workflows.Server.Tests.Embedded;
using Xunit.Abstractions;

namespace Workflows.Server.Tests.Kill;

/// <summary>
/// Two servers on one database are killed again and again while every institution's formulation advances, and the mail server has a bad
/// day.
/// <c>WORKFLOWS_KILLS</c> says how often (3), <c>WORKFLOWS_KILL_SEED</c> when (1).
/// </summary>
public sealed class KillTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly DateTimeOffset Opening = new(2025, 10, 1, 15, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Step = TimeSpan.FromDays(4);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // A mail left in doubt closes the way out for a minute, twice as long when the next one is too.
    private static readonly TimeSpan MailPatience = TimeSpan.FromMinutes(10);

    // A job of a node that died is seen by another within a minute or two.
    private static readonly TimeSpan JobPatience = TimeSpan.FromMinutes(5);

    // About how many tasks a year has: kills are spread over them.
    private const int TasksOfAYear = 1_500;

    private readonly TemporaryFolder _folder = new();
    private EmbeddedPostgres _postgres = null!;
    private NpgsqlDataSource _source = null!;
    private IReadOnlyList<ServerProcess> _servers = [];
    private readonly HashSet<string> _asked = [], _done = [];
    private DateTimeOffset _now = Opening;

    private string ClockFile => _folder.Inside("reloj");
    private string DataFolder => _folder.Inside("datos");

    public async Task InitializeAsync()
    {
        _postgres = await EmbeddedPostgres.StartAsync(
            new() { DataFolder = _folder.Inside("postgres"), StopWithParent = true }, NullLogger.Instance, CancellationToken.None);
        _source = NpgsqlDataSource.Create(_postgres.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await _source.DisposeAsync();
        await _postgres.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Killed_at_random_moments_every_process_reaches_its_decree_and_no_mail_leaves_twice()
    {
        var kills = Number("WORKFLOWS_KILLS", 3);
        var seed = Number("WORKFLOWS_KILL_SEED", 1);
        var clock = Stopwatch.StartNew();
        using var mail = new TroubledMailServer();
        await TurnToAsync(Opening);
        await using var first = NewNode(mail);
        await using var second = NewNode(mail);
        _servers = [first, second];
        await Task.WhenAll(_servers.Select(server => server.StartAsync()));
        using var people = new PeopleAtWork(_source, _servers);
        var killer = new Killer(_servers, kills, seed);
        people.HasActed += killer.OnActed;

        var year = await people.OpenYearAsync();
        await WhenAsync("select 1 - count(*) from jobs where kind = 'open-stage' and state = 'Done'", patience: JobPatience);
        while (!await IsFinishedAsync(year))
        {
            Assert.True(_now < Opening.AddYears(2), $"After two years not all is finished.\n{LastWords}");
            await AdvanceAsync(people);
            await SeeJobsAsync();
            _asked.Add(await people.AskForListAsync(_asked.Count));
            await killer.KillIfItIsTimeAsync();
        }

        await killer.KillTheRestAsync();
        mail.Mend();
        await WhenAsync(
            "select count(*) from mails where state in ('Queued', 'Held', 'Claimed', 'Sending')", LetRetriesComeAsync, MailPatience);

        var processes = await CountAsync("select count(*) from instances where parent_id = $1", year);
        var uncertain = await CountAsync("select count(*) from mails where state = 'Uncertain'");
        output.WriteLine(
            $"{kills} kills in {clock.Elapsed.TotalSeconds:0} s: {processes} processes, {people.Acted} tasks, "
            + $"{await CountAsync("select count(*) from journal")} bursts, "
            + $"{await CountAsync("select count(*) from timers where state = 'Fired'")} timers, "
            + $"{await CountAsync("select count(*) from mails")} mails, {uncertain} uncertain, {_asked.Count} lists asked for; "
            + string.Join(", ", mail.Troubles.OrderBy(trouble => trouble.Key).Select(trouble => $"{trouble.Key} {trouble.Value}")));
        Assert.Equal(kills, killer.Kills);
        Assert.True(processes > 100);
        Assert.Equal(processes, await CountAsync("select count(distinct institution_code) from facts where kind = 'pmg.objetivosFijados'"));
        Assert.Empty(await FaultsAsync());
        await NothingDoubledAsync(people);
        await JobsAreDoneAsync();
        await MailAsJournaledAsync(mail);
    }

    /// <summary>One step of the calendar: the clock is turned, what falls due happens, and people answer until nobody would.</summary>
    private async Task AdvanceAsync(PeopleAtWork people)
    {
        do
        {
            await WhenAsync(
                """
                select (select count(*) from timers where state = 'Pending' and due_at <= $1)
                    + (select count(*) from stimuli where parked_reason is null)
                """);
        }
        while (await people.AnswerAsync(_now));
        await TurnToAsync(_now + Step);
    }

    private async Task NothingDoubledAsync(PeopleAtWork people)
    {
        Assert.Equal(0, await CountAsync("select count(*) from timers where state in ('Pending', 'Held', 'Parked')"));
        Assert.Equal(0, await CountAsync("select count(*) from tasks where state = 'Open'"));
        Assert.Equal(0, await CountAsync("select count(*) from instances where sub_status <> 'Finished' or open_incidents > 0"));
        // Every act of a person is one burst of the journal, and no task was acted twice.
        const string Acts = "select count(*) {0} from journal where text::json -> 'stimulus' ->> 'kind' = 'task'";
        Assert.Equal(people.Acted, await CountAsync(string.Format(CultureInfo.InvariantCulture, Acts, "")));
        Assert.Equal(people.Acted, await CountAsync(
            "select count(distinct instance_id || ' ' || (text::json -> 'stimulus' ->> 'bookmark')) from journal where text::json -> "
            + "'stimulus' ->> 'kind' = 'task'"));
    }

    /// <summary>Mails that are said to have left arrived once; those nobody is sure of may have arrived or not; no other did.</summary>
    private async Task MailAsJournaledAsync(TroubledMailServer mail)
    {
        Assert.Equal(Enum.GetValues<MailTrouble>(), mail.Troubles.Keys.Order());
        Assert.Empty(mail.Twice);
        var arrived = mail.MessageIds;
        // What left as one mail has the Message-ID of its first.
        var delivered = await TextsAsync("select message_id from mails where state = 'Delivered' and coalesce(bundle_id, id) = id");
        var uncertain = await TextsAsync("select message_id from mails where state = 'Uncertain' and coalesce(bundle_id, id) = id");
        Assert.NotEmpty(delivered);
        Assert.Empty(delivered.Except(arrived));
        Assert.Empty(arrived.Except(delivered).Except(uncertain));
        Assert.Equal(
            0, await CountAsync("select count(*) from mails where state not in ('Delivered', 'Uncertain', 'Rejected', 'Withdrawn')"));
        // What will not leave says why, and waits for a person.
        Assert.Equal(0, await CountAsync("select count(*) from mails where state = 'Rejected' and coalesce(server_answer, '') = ''"));
    }

    /// <summary>Remembers which jobs were done: a month later their rows are cleaned away.</summary>
    private async Task SeeJobsAsync()
    {
        Assert.Empty(
            await TextsAsync(
                "select kind || ' ' || state || ': ' || coalesce(error, progress, '') from jobs where state in ('Failed', 'Cancelled')"));
        _done.UnionWith(await TextsAsync("select id from jobs where state = 'Done'"));
    }

    /// <summary>What was left to jobs is done, whoever was killed while it had one.</summary>
    private async Task JobsAreDoneAsync()
    {
        await WhenAsync("select count(*) from jobs where state in ('Waiting', 'Running')", patience: JobPatience);
        await SeeJobsAsync();
        Assert.True(_asked.Count > 10);
        Assert.Empty(_asked.Except(_done));
    }

    private async Task<bool> IsFinishedAsync(string id) =>
        await CountAsync("select count(*) from instances where id = $1 and status = 'Finished'", id) == 1;

    private async Task TurnToAsync(DateTimeOffset instant)
    {
        await File.WriteAllTextAsync(ClockFile + ".nuevo", Instants.ToText(instant));
        File.Move(ClockFile + ".nuevo", ClockFile, overwrite: true);
        _now = instant;
    }

    /// <summary>Waits until a count is zero; of another process nothing but its rows can be watched.</summary>
    private async Task WhenAsync(string count, Func<Task>? meanwhile = null, TimeSpan? patience = null)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        var waited = Stopwatch.StartNew();
        while (await CountAsync(count, count.Contains("$1", StringComparison.Ordinal) ? [_now] : []) > 0)
        {
            if (waited.Elapsed > (patience ?? Patience))
                Assert.Fail($"Not done in {waited.Elapsed}: {count}\n{await StandAsync()}");
            if (meanwhile is not null)
                await meanwhile();
            await look.WaitForNextTickAsync();
        }
    }

    /// <summary>Where everything stands, for the message of a failure.</summary>
    private async Task<string> StandAsync() => string.Join('\n', [
        $"clock {_now:u}", .. await TextsAsync(
            """
            select 'timers ' || state || ' ' || (due_at <= $1) || ' leased ' || coalesce((lease_until > clock_timestamp())::text, 'no') || ' × ' || count(*) || coalesce(' ' || max(reason), '') from timers group by state, due_at <= $1, lease_until > clock_timestamp()
            union all select 'stimuli ' || kind || ' attempts ' || attempts || ' leased ' || coalesce((lease_until > clock_timestamp())::text, 'no') || ' × ' || count(*) || coalesce(' ' || max(parked_reason), '') from stimuli group by kind, attempts, lease_until > clock_timestamp()
            union all select 'tasks ' || activity_id || ' ' || state || ' × ' || count(*) from tasks group by activity_id, state
            union all select 'mails ' || state || ' × ' || count(*) || coalesce(' ' || max(server_answer), '') from mails group by state
            union all select 'instances ' || sub_status || ' × ' || count(*) from instances group by sub_status
            """, _now),
        LastWords,
    ]);

    private string LastWords => string.Join("\n---\n", _servers.Select(server => server.LastWords));

    private ServerProcess NewNode(TroubledMailServer mail) => new(_postgres.ConnectionString, DataFolder, ClockFile)
    {
        Settings =
        {
            ["Mail__Host"] = "127.0.0.1", ["Mail__Port"] = mail.Port.ToString(CultureInfo.InvariantCulture), ["Mail__StartTls"] = "false",
            ["Mail__TimeoutSeconds"] = "2",
            ["Mail__PerMinute"] = "100000",
        },
    };

    /// <summary>The pause after a temporary refusal goes by the database's clock, which no test turns.</summary>
    private Task LetRetriesComeAsync() => CountAsync(
        "with come as (update mails set retry_at = null where retry_at > clock_timestamp() returning 1) select count(*) from come");

    private async Task<IReadOnlyList<JournalFault>> FaultsAsync()
    {
        await using var database = new Database(
            new() { ConnectionString = _postgres.ConnectionString, DataFolder = DataFolder }, NullLoggerFactory.Instance);
        await database.StartAsync(CancellationToken.None);
        var faults = new List<JournalFault>();
        var verifier = new JournalVerifier(new DefinitionStore(database, DomainActivities.Catalog, TimeProvider.System));
        await foreach (var fault in verifier.VerifyAsync(null, CancellationToken.None))
            faults.Add(fault);
        return faults;
    }

    private async Task<long> CountAsync(string sql, params object[] parameters)
    {
        await using var command = _source.CreateCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(new() { Value = parameter });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task<List<string>> TextsAsync(string sql, params object[] parameters)
    {
        await using var command = _source.CreateCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(new() { Value = parameter });
        await using var row = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await row.ReadAsync())
        {
            if (!row.IsDBNull(0))
                texts.Add(row.GetString(0));
        }

        return texts;
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : otherwise;

    /// <summary>Kills at moments spread over the year, each a random instant after a random act, and starts the server again.</summary>
    private sealed class Killer(IReadOnlyList<ServerProcess> servers, int kills, int seed)
    {
#pragma warning disable CA5394 // moments of a test, the same for the same seed
        private readonly Random _random = new(seed);
#pragma warning restore CA5394
        private int _begun;
        private Task _last = Task.CompletedTask;

        public int Kills { get; private set; }

        /// <summary>The next kill comes when so many tasks were answered.</summary>
        public void OnActed(int acted)
        {
            if (_begun < kills && acted >= (_begun + 1) * TasksOfAYear / (kills + 1))
                Begin();
        }

        public Task KillIfItIsTimeAsync() => _last;

        public async Task KillTheRestAsync()
        {
            await _last;
            while (_begun < kills)
            {
                Begin();
                await _last;
            }
        }

        private void Begin()
        {
            lock (_random)
            {
                if (_begun >= kills || !_last.IsCompleted)
                    return;
                _begun++;
#pragma warning disable CA5394
                var moment = TimeSpan.FromMilliseconds(_random.Next(400));
#pragma warning restore CA5394
                _last = Task.Run(() => KillAsync(moment));
            }
        }

        private async Task KillAsync(TimeSpan moment)
        {
            await Task.Delay(moment);
            // One after the other: the other one goes on meanwhile.
            var server = servers[Kills % servers.Count];
            await server.KillAsync();
            await server.StartAsync();
            Kills++;
        }
    }
}
