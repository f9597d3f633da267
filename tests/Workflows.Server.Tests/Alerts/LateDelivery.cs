using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Workflows.Server.Tests.Api;
using Workflows.Server.Tests.Flows;

namespace Workflows.Server.Tests.Alerts;

/// <summary>A deliverable nobody hands in, as its ladder climbs.</summary>
internal sealed class LateDelivery(ApiFixture server, string instance)
{
    public const string Head = "jefatura.pe-agn-00597";
    public const string Undersecretary = "subsecretario.ctci";
    public const string Minister = "ministro.ctci";
    public const string Cabinet = "gabinete.ctci";

    private static readonly string Flow = Drawn.Chart(
        "atraso",
        [
            Drawn.Start(),
            Drawn.Activity("entregar", "Workflows.RequestDeliverable", ("title", "Entregar el informe"), ("role", "institution.pmgOfficer"))
                .With("deadline", "Object", JsonNode.Parse(
                    """
                    { "term": { "workingDays": 2 }, "reminders": [1],
                      "ladder": [{ "level": 1, "workingDaysAfter": 1 }, { "level": 2, "workingDaysAfter": 3 }, { "level": 3, "workingDaysAfter": 5 },
                                 { "level": 4, "workingDaysAfter": 10 }],
                      "acknowledgement": { "climbsAgainAfter": 3 } }
                    """)!),
            Drawn.Activity("fin", "Elsa.End"),
        ],
        [Drawn.Arrow("start", "Done", "entregar"), Drawn.Arrow("entregar", "Submitted", "fin")]);

    private static int _opened;

    public string Instance => instance;

    public static async Task<LateDelivery> OpenAsync(ApiFixture server, string institution = ApiFixture.Institution)
    {
        if (await server.CountAsync("select count(*) from definitions where definition_id = 'atraso'") == 0)
            await server.PublishAsync(Flow);
        var opened = await server.OpenAsync(
            "atraso", $"{Interlocked.Increment(ref _opened)}", ("institution", institution), ("year", 2026d));
        return new(server, opened.InstanceId);
    }

    public Task<string> TaskAsync() => server.ScalarAsync<string>("select id from tasks where instance_id = $1", instance);

    /// <summary>To the morning on which a level is told; its mail leaves at 13:00 from level 3 up.</summary>
    public async Task ReachAsync(int level) => await server.PassToAsync(await DueAtAsync(level));

    public async Task<DateTimeOffset> DueAtAsync(int level) => new(
        await server.ScalarAsync<DateTime>(
            """
            select max(at) from (
                select due_at as at from timers where instance_id = $1 and name = $2
                union all select notice_times[array_position(notice_names, $2)] from tasks where instance_id = $1) told
            """, instance, $"escalation:{level}"), TimeSpan.Zero);

    public Task<string> MailAsync(int level, string person) => server.ScalarAsync<string>(
        "select id from mails where instance_id = $1 and level = $2 and link_for = $3 order by created_at desc limit 1", instance, level,
        person);

    public Task<string> StateAsync(string mail) => server.ScalarAsync<string>("select state from mails where id = $1", mail);

    /// <summary>The secret of a link, read where only its reader finds it: in the mail that arrived.</summary>
    public string TokenIn(string mail)
    {
        var file = Directory.EnumerateFiles(server.Pickup, "*.eml")
            .Single(file => File.ReadAllText(file).Contains($"<{mail}@", StringComparison.Ordinal));
        return Regex.Match(Decoded(File.ReadAllText(file)), "/acuse#([A-Za-z0-9_-]{43})").Groups[1].Value;
    }

    /// <summary>The parts of a mail as text, whichever way they travelled.</summary>
    private static string Decoded(string mail)
    {
        var base64 = Regex.Matches(mail, @"(?:^[A-Za-z0-9+/=]{40,}\r?\n)+[A-Za-z0-9+/=]*", RegexOptions.Multiline)
            .Select(block => Encoding.UTF8.GetString(Convert.FromBase64String(Regex.Replace(block.Value, @"\s", ""))));
        return string.Join('\n', base64.Append(Regex.Replace(mail, "=\r?\n", "").Replace("=3D", "=", StringComparison.Ordinal)));
    }
}
