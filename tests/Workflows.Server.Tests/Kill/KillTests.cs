using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Workflows.Definitions.Activities;
using Workflows.Engine;
using Workflows.Server.Flows;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Embedded;
using Workflows.Server.Tests.Embedded;
using Xunit.Abstractions;

namespace Workflows.Server.Tests.Kill;

/// <summary>
/// The server is killed again and again while every institution's formulation advances. <c>WORKFLOWS_KILLS</c> says how often (3),
/// <c>WORKFLOWS_KILL_SEED</c> when (1).
/// </summary>
public sealed class KillTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly DateTimeOffset Opening = new(2025, 10, 1, 15, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Step = TimeSpan.FromDays(4);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // About how many tasks a year has: kills are spread over them.
    private const int TasksOfAYear = 1_500;

    private readonly TemporaryFolder _folder = new();
    private EmbeddedPostgres _postgres = null!;
    private NpgsqlDataSource _source = null!;
    private ServerProcess? _server;
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
        using var mail = new ArrivedMail(_folder.Inside("datos", "mail", "pickup"));
        await TurnToAsync(Opening);
        await using var server = new ServerProcess(_postgres.ConnectionString, DataFolder, ClockFile);
        _server = server;
        await server.StartAsync();
        using var people = new PeopleAtWork(_source, server);
        var killer = new Killer(server, kills, seed);
        people.HasActed += killer.OnActed;

        var year = await people.OpenYearAsync();
        while (!await IsFinishedAsync(year))
        {
            Assert.True(_now < Opening.AddYears(2), $"After two years not all is finished.\n{server.LastWords}");
            await AdvanceAsync(people);
            await killer.KillIfItIsTimeAsync();
        }

        await killer.KillTheRestAsync();
        await WhenAsync("select count(*) from mails where state in ('Queued', 'Held', 'Claimed', 'Sending')");

        var processes = await CountAsync("select count(*) from instances where parent_id = $1", year);
        var uncertain = await CountAsync("select count(*) from mails where state = 'Uncertain'");
        output.WriteLine(
            $"{kills} kills in {clock.Elapsed.TotalSeconds:0} s: {processes} processes, {people.Acted} tasks, "
            + $"{await CountAsync("select count(*) from journal")} bursts, {await CountAsync("select count(*) from timers where state = 'Fired'")} timers, "
            + $"{await CountAsync("select count(*) from mails")} mails, {uncertain} uncertain");
        Assert.Equal(kills, killer.Kills);
        Assert.True(processes > 100);
        Assert.Equal(processes, await CountAsync("select count(distinct institution_code) from facts where kind = 'pmg.objetivosFijados'"));
        Assert.Empty(await FaultsAsync());
        await NothingDoubledAsync(people);
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
            "select count(distinct instance_id || ' ' || (text::json -> 'stimulus' ->> 'bookmark')) from journal where text::json -> 'stimulus' ->> 'kind' = 'task'"));
    }

    /// <summary>Mails that are said to have left are in the folder once; those nobody is sure of may be there or not; no other is.</summary>
    private async Task MailAsJournaledAsync(ArrivedMail mail)
    {
        Assert.Null(mail.Failure);
        Assert.Empty(mail.Twice);
        var arrived = mail.MessageIds();
        Assert.Equal(arrived.Count, mail.Arrivals);
        Assert.Equal(arrived.Count, arrived.Distinct(StringComparer.Ordinal).Count());
        // What left as one mail has the Message-ID of its first.
        var delivered = await TextsAsync("select message_id from mails where state = 'Filed' and coalesce(bundle_id, id) = id");
        var uncertain = await TextsAsync("select message_id from mails where state = 'Uncertain' and coalesce(bundle_id, id) = id");
        Assert.NotEmpty(delivered);
        Assert.Empty(delivered.Except(arrived));
        Assert.Empty(arrived.Except(delivered).Except(uncertain));
        Assert.Equal(0, await CountAsync("select count(*) from mails where state not in ('Filed', 'Uncertain', 'Withdrawn')"));
    }

    private async Task<bool> IsFinishedAsync(string id) => await CountAsync("select count(*) from instances where id = $1 and status = 'Finished'", id) == 1;

    private async Task TurnToAsync(DateTimeOffset instant)
    {
        await File.WriteAllTextAsync(ClockFile + ".nuevo", Instants.ToText(instant));
        File.Move(ClockFile + ".nuevo", ClockFile, overwrite: true);
        _now = instant;
    }

    /// <summary>Waits until a count is zero; of another process nothing but its rows can be watched.</summary>
    private async Task WhenAsync(string count)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        var waited = Stopwatch.StartNew();
        while (await CountAsync(count, count.Contains("$1", StringComparison.Ordinal) ? [_now] : []) > 0)
        {
            if (waited.Elapsed > Patience)
                Assert.Fail($"Not done in {Patience}: {count}\n{await StandAsync()}");
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
        _server?.LastWords ?? "",
    ]);

    private async Task<IReadOnlyList<JournalFault>> FaultsAsync()
    {
        await using var database = new Database(new() { ConnectionString = _postgres.ConnectionString, DataFolder = DataFolder }, NullLoggerFactory.Instance);
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
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    /// <summary>Kills at moments spread over the year, each a random instant after a random act, and starts the server again.</summary>
    private sealed class Killer(ServerProcess server, int kills, int seed)
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
            await server.KillAsync();
            await server.StartAsync();
            Kills++;
        }
    }
}
