using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Definitions.Calendar;
using Workflows.Server.Duties;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Privacy;

/// <summary>What is past its term goes at night, and what went is written down.</summary>
public class RetentionTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task What_is_past_its_term_goes_as_it_was_announced_and_nothing_else()
    {
        var instance = await server.OpenDeliveryAsync();
        var task = await server.OpenTaskOfAsync(instance);
        await server.PassToAsync(server.Clock.GetUtcNow());
        await server.ExecuteAsync(
            $"""
            insert into sessions (id, person_id, stamp, started_at, seen_at, browser, address, by)
                values ('vieja', 'coordinacion', 'x', '2026-01-01', '2026-05-01', '', '', 'clave'), ('nueva', 'coordinacion', 'x', '2026-01-01', '2026-08-02', '', '', 'clave');
            insert into login_failures (person_id, origin, count, since) values ('coordinacion', 'red', 3, '2026-08-01');
            update tasks set draft = '{"{}"}', draft_saved_at = '2026-01-01' where id = '{task}';
            insert into mails (id, message_id, reason, template, template_version, model, addressees, emails, subject, text, state, available_at, attempts, created_at)
                values ('antiguo', '<antiguo@x.cl>', 'resumen', 'resumen-diario', 1, '{"{}"}', '[{"{"}"name":"Ana"{"}"}]', array['ana@example.cl'], 'Resumen', 'Hola, Ana', 'Delivered', '2024-01-01', 1, '2024-01-01');
            create table written as select id, created_at from mails where instance_id = '{instance}';
            update mails set created_at = '2024-01-01' where instance_id = '{instance}';
            insert into people (id, name, email, active) values ('sin-cargo', 'Sin cargo', 'sin-cargo@example.cl', true);
            insert into appointments (person_id, role, scope_code, is_substitute, valid_to)
                values ('sin-cargo', 'institution.auditor', 'CA-CON-00725', false, '2024-01-01');
            insert into accounts (person_id, email, normalized_email, security_stamp, two_factor_enabled)
                values ('sin-cargo', 'sin-cargo@example.cl', 'SIN-CARGO@EXAMPLE.CL', 'x', false)
            """);
        var before = await CountsAsync();
        Assert.All(
            new[] { "Sessions", "LoginFailures", "Drafts", "MailTexts", "Accounts" }, kind =>
                Assert.True(before[kind] == 1, $"{kind}: {before[kind]}"));

        var note = await RunAsync(new(2026, 8, 3));

        Assert.Contains("Sesiones: 1", note, StringComparison.Ordinal);
        Assert.All((await CountsAsync()).Values, count => Assert.Equal(0, count));
        Assert.Equal(1, await server.CountAsync("select count(*) from sessions where id = 'nueva'"));
        Assert.Equal(0, await server.CountAsync("select count(*) from tasks where id = $1 and draft is not null", task));
        Assert.Equal(
            1, await server.CountAsync(
                "select count(*) from mails where id = 'antiguo' and text is null and addressees = '[]' and emails = "
                + "'{}' and state = 'Delivered'"));
        Assert.Equal(
            0, await server.CountAsync(
                "select count(*) from mails where instance_id = $1 and (text is null or addressees = '[]')", instance));
        Assert.Equal(0, await server.CountAsync("select count(*) from accounts where person_id = 'sin-cargo'"));
        Assert.Equal(1, await server.CountAsync("select count(*) from people where id = 'sin-cargo' and name = 'Sin cargo'"));
        // The proof is asked with the dates that the mails really have.
        await server.ExecuteAsync("update mails m set created_at = w.created_at from written w where m.id = w.id; drop table written");
        Assert.Empty(await server.FaultsAsync());
        var runs = (await GetAsync()).GetProperty("runs").EnumerateArray().Where(run => run.GetProperty("date").GetString() == "2026-08-03")
            .ToDictionary(run => run.GetProperty("kind").GetString()!, run => run.GetProperty("taken").GetInt32());
        Assert.Equal((1, 1), (runs["Sessions"], runs["Accounts"]));
    }

    [Fact]
    public async Task A_second_run_of_a_date_takes_nothing_twice_and_keeps_what_the_first_wrote_down()
    {
        await server.ExecuteAsync(
            "insert into sessions (id, person_id, stamp, started_at, seen_at, browser, address, by) values ('dos', 'coordinacion', 'x', "
            + "'2026-01-01', '2026-01-01', '', '', 'clave')");
        var day = new DateOnly(2026, 8, 4);

        await RunAsync(day);
        Assert.Equal("Nada había cumplido su término.", await RunAsync(day));

        Assert.Equal(1, await server.ScalarAsync<int>("select taken from retention_runs where date = '2026-08-04' and kind = 'Sessions'"));
    }

    [Fact]
    public async Task A_session_in_use_stays_however_far_business_time_was_turned_ahead_of_the_machine_s()
    {
        var inUse = await server.AsAsync(ApiFixture.Officer);

        var ahead = TimeProvider.System.GetUtcNow().AddDays(200);
        await RunAsync(SantiagoTime.DateAt(ahead), ahead);

        (await inUse.GetAsync("/api/tasks")).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_term_changes_with_a_reason_inside_its_bounds_and_its_history_stays()
    {
        var administrator = await server.AsAsync(ApiFixture.Administrator);
        Assert.True((await TermAsync("AccountLinks")).GetProperty("isUnconfirmed").GetBoolean());

        (await administrator.PostAsync("/api/privacy/retention/AccountLinks", new { days = 60, reason = "" }))
            .MustBe(HttpStatusCode.UnprocessableEntity);
        (await administrator.PostAsync("/api/privacy/retention/Readings", new { days = 30, reason = "Menos" }))
            .MustBe(HttpStatusCode.UnprocessableEntity);
        (await administrator.PostAsync("/api/privacy/retention/AccountLinks", new { days = 60, reason = "Acta 1" }))
            .MustBe(HttpStatusCode.OK);
        (await administrator.PostAsync("/api/privacy/retention/AccountLinks", new { days = 45, reason = "Acta 2" }))
            .MustBe(HttpStatusCode.OK);
        (await (await server.AsAsync("auditoria")).PostAsync("/api/privacy/retention/AccountLinks", new { days = 50, reason = "Acta 3" }))
            .MustBe(HttpStatusCode.Forbidden);

        var term = await TermAsync("AccountLinks");
        Assert.Equal(
            (45, false, "Acta 2"),
            (term.GetProperty("days").GetInt32(), term.GetProperty("isUnconfirmed").GetBoolean(), term.GetProperty("reasonOfTerm")
                .GetString()));
        Assert.Equal(2, await server.CountAsync("select count(*) from retention_terms where kind = 'AccountLinks'"));
        var record = (await administrator.GetAsync("/api/privacy/record")).MustBe(HttpStatusCode.OK).Text;
        Assert.Contains("Enlaces de invitación y de clave: 45 días corridos.", record, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_record_names_columns_grounds_and_who_reads_and_is_downloaded()
    {
        var administrator = await server.AsAsync(ApiFixture.Administrator);

        var record = (await administrator.GetAsync("/api/privacy/record")).MustBe(HttpStatusCode.OK).Json;
        var sheet = (await administrator.GetAsync("/api/privacy/record/export?format=Csv")).MustBe(HttpStatusCode.OK).Text;

        var organisation = record.GetProperty("treatments").EnumerateArray()
            .First(one => one.GetProperty("name").GetString() == "Organización y cargos");
        Assert.Contains(
            organisation.GetProperty("columns").EnumerateArray(), column =>
                column.GetProperty("table").GetString() == "people" && column.GetProperty("column").GetString() == "email");
        var readers = record.GetProperty("readers").EnumerateArray()
            .ToDictionary(
                one => one.GetProperty("what").GetString()!, one =>
                    one.GetProperty("roles").EnumerateArray().Select(role => role.GetString()).ToList());
        Assert.Contains("Coordinador/a de flujos", readers["lista de personas"]);
        Assert.DoesNotContain("Coordinador/a de flujos", readers["solicitudes sobre datos personales"]);
        Assert.Contains("password_hash", sheet, StringComparison.Ordinal);
    }

    private Task<string> RunAsync(DateOnly day, DateTimeOffset? now = null) =>
        server.Services.GetRequiredService<DutyCatalog>().All.Single(duty => duty.Name == "retencion").RunAsync(
            new(
                day, SantiagoTime.ToInstant(day, new(4, 0)), now ?? server.Clock.GetUtcNow(),
                new(new([], [], [], [], [], []), WorkingCalendar.Shipped)), CancellationToken.None);

    private async Task<JsonElement> GetAsync() =>
        (await (await server.AsAsync(ApiFixture.Administrator)).GetAsync("/api/privacy/retention")).MustBe(HttpStatusCode.OK).Json;

    private async Task<JsonElement> TermAsync(string kind) =>
        (await GetAsync()).GetProperty("terms").EnumerateArray().First(term => term.GetProperty("kind").GetString() == kind);

    private async Task<Dictionary<string, int>> CountsAsync() =>
        (await GetAsync()).GetProperty("terms").EnumerateArray()
            .ToDictionary(term => term.GetProperty("kind").GetString()!, term => term.GetProperty("next").GetInt32());
}
