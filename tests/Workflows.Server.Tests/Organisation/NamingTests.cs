using System.Net;
using System.Text;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Organisation;

/// <summary>Somebody who may name others tries to get a post for themselves, by every way there is. Monday 3 August 2026.</summary>
public sealed class NamingTests : IAsyncLifetime
{
    private const string Head = "jefatura.pe-agn-00597";
    private const string Today = "2026-08-03";

    private readonly ApiFixture _server = new();
    private ApiClient _coordinator = null!, _administrator = null!;

    public async Task InitializeAsync()
    {
        await _server.InitializeAsync();
        _coordinator = await _server.AsAsync(ApiFixture.Coordinator);
        _administrator = await _server.AsAsync(ApiFixture.Administrator);
    }

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Nobody_names_themselves_officer_association_ministry_or_administrator()
    {
        foreach (var (role, scope) in new[]
        {
            ("institution.pmgOfficer", ApiFixture.Institution), ("institution.association", ApiFixture.Institution),
            ("ministry.pmgOfficer", "CTCI"), ("network.expert", "genero-y-personas"),
        })
            Refused(await GiveAsync(_coordinator, ApiFixture.Coordinator, role, scope, Today));
        Refused(await GiveAsync(_administrator, ApiFixture.Administrator, "national.technicalCommittee", "CL", Today));
        Refused(await GiveAsync(_administrator, ApiFixture.Administrator, "institution.pmgOfficer", ApiFixture.Institution, "2026-12-01"));
        Refused(await _coordinator.PostAsync("/api/organisation/appointments", new
        {
            personId = ApiFixture.Coordinator, role = "institution.head", scope = ApiFixture.Institution, validFrom = Today,
            isSubstitute = true, insteadOf = Head,
        }));

        Assert.Equal(
            0, await _server.CountAsync(
                "select count(*) from appointments where person_id in ('coordinacion', 'administracion') and role not in "
                + "('national.coordinator', 'national.administrator')"));
    }

    [Fact]
    public async Task Nobody_comes_to_a_post_by_replacing_its_holder_or_by_covering_an_absence()
    {
        var post = await PostIdAsync(Head);

        Refused(
            await _coordinator.PostAsync(
                $"/api/organisation/appointments/{post}/replace",
                new { successorId = ApiFixture.Coordinator, from = "2026-08-04", note = "Me quedo con todo." }));
        Refused(await _coordinator.PostAsync("/api/organisation/absences", new
        {
            personId = Head, from = Today, to = "2026-08-07", reason = "Feriado", substituteId = ApiFixture.Coordinator
        }));

        Assert.Equal(0, await _server.CountAsync("select count(*) from absences"));
    }

    [Fact]
    public async Task Nobody_puts_themselves_in_an_order_of_substitution_a_rank_or_a_seat()
    {
        Refused(await _coordinator.PostAsync("/api/organisation/designations", new
        {
            role = "institution.head", scope = ApiFixture.Institution, order = 9, personId = ApiFixture.Coordinator
        }));
        (await _coordinator.PostAsync("/api/organisation/units", new { code = "gab", name = "Gabinete", place = ApiFixture.Institution }))
            .MustBe(HttpStatusCode.OK);
        Refused(await _coordinator.PostAsync("/api/organisation/unit-posts", new
        {
            unit = "gab", rank = 2, title = "Asesoría", personId = ApiFixture.Coordinator
        }));
        Refused(await _coordinator.PostAsync("/api/organisation/seats", new
        {
            committee = "modernizacion", name = "Invitada", role = "committee.guest", basis = "Designated",
            personId = ApiFixture.Coordinator, validFrom = Today,
        }));
        Refused(await _coordinator.PostAsync("/api/organisation/seats", new
        {
            committee = "modernizacion", name = "De oficio", role = "committee.member", basis = "ExOfficio",
            ofRole = "national.coordinator", ofScope = "CL", validFrom = Today,
        }));
    }

    [Fact]
    public async Task Who_is_next_in_an_order_registers_no_absence_and_makes_no_vacancy_that_would_make_them_act()
    {
        // Another person put the coordinator in the order: that is lawful. To open the way to it themselves is not.
        (await _administrator.PostAsync("/api/organisation/designations", new
        {
            role = "institution.head", scope = ApiFixture.Institution, order = 1, personId = ApiFixture.Coordinator
        }))
            .MustBe(HttpStatusCode.OK);

        Refused(await _coordinator.PostAsync("/api/organisation/absences", new
        {
            personId = Head, from = Today, to = "2026-08-07", reason = "Feriado"
        }));
        Refused(
            await _coordinator.PostAsync(
                $"/api/organisation/appointments/{await PostIdAsync(Head)}/end", new { lastDay = Today, reason = "Renuncia" }));
        (await _administrator.PostAsync(
            "/api/organisation/absences",
            new { personId = Head, from = Today, to = "2026-08-07", reason = "Feriado" })).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_post_of_ones_own_is_not_prolonged_by_ending_it_later()
    {
        await _server.ExecuteAsync(
            $"insert into appointments (person_id, role, scope_code, valid_from, valid_to, is_substitute) values ('coordinacion', "
            + $"'institution.pmgOfficer', '{ApiFixture.OtherInstitution}', '2025-01-01', '2025-12-31', false)");
        var past = await _server.ScalarAsync<long>(
            "select id from appointments where person_id = 'coordinacion' and role = 'institution.pmgOfficer'");

        Refused(
            await _coordinator.PostAsync($"/api/organisation/appointments/{past}/end", new { lastDay = "2027-12-31", reason = "Sigo" }));
        (await _coordinator.PostAsync(
            $"/api/organisation/appointments/{past}/end",
            new { lastDay = "2025-06-30", reason = "Terminó antes" })).MustBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_import_names_nobody_who_sends_it(bool preview)
    {
        var file = "id,name,email,role,scope\n"
            + "administracion,Administración del sistema,administracion@example.cl,national.administrator,CL\n"
            + $"administracion,Administración del sistema,administracion@example.cl,institution.pmgOfficer,{ApiFixture.Institution}\n";

        RefusedFile(await ImportAsync("people", file, preview));
        RefusedFile(await ImportAsync(
            "seats",
            $"committee,seat,role,basis,of_role,of_scope,person,norm,valid_from,valid_to\nmodernizacion,Mía,committee.guest,designación,,,administracion,,{Today},\n", preview));

        Assert.Equal(
            0, await _server.CountAsync(
                "select count(*) from appointments where person_id = 'administracion' and role <> 'national.administrator'"));
    }

    [Fact]
    public async Task Who_was_named_by_whom_stays_and_two_who_name_each_other_are_told_of()
    {
        (await GiveAsync(_administrator, ApiFixture.Coordinator, "national.interministerialCoordination", "CL", Today))
            .MustBe(HttpStatusCode.OK);
        (await GiveAsync(_coordinator, ApiFixture.Administrator, "institution.auditor", ApiFixture.Institution, Today))
            .MustBe(HttpStatusCode.OK);

        Assert.Equal(
            1, await _server.CountAsync(
                "select count(*) from appointings where by_person_id = 'coordinacion' and person_id = 'administracion'"));
        var texts = (await _administrator.GetAsync("/api/organisation/changes?pageSize=50")).Items.Select(
            change => change.GetProperty("text").GetString()!).ToList();
        Assert.Contains(texts, text => text.StartsWith("Nombramiento recíproco", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_import_says_in_the_history_who_made_it()
    {
        await _server.JobAsync(_administrator, await ImportAsync("ministries", "code,name\nNUEVO,Ministerio de prueba\n", preview: false));

        var last = (await _administrator.GetAsync("/api/organisation/changes?pageSize=5")).Items.First();
        Assert.Contains("Se importó la lista «ministries»", last.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    private static void Refused(ApiAnswer answer) =>
        Assert.Contains("Nadie se nombra a sí mismo", answer.MustBe(HttpStatusCode.Forbidden).Detail, StringComparison.Ordinal);

    private static void RefusedFile(ApiAnswer answer) => Assert.Contains(
        "Nadie se nombra a sí mismo",
        answer.MustBe(HttpStatusCode.UnprocessableEntity).Json.GetProperty("errors").GetProperty("file")[0].GetString(),
        StringComparison.Ordinal);

    private static Task<ApiAnswer> GiveAsync(ApiClient who, string person, string role, string scope, string from) =>
        who.PostAsync("/api/organisation/appointments", new { personId = person, role, scope, validFrom = from });

    private Task<ApiAnswer> ImportAsync(string list, string file, bool preview) =>
        _administrator.PostAsync(
            $"/api/organisation/import/{list}?preview={(preview ? "true" : "false")}", new StringContent(file, Encoding.UTF8, "text/csv"));

    private async Task<long> PostIdAsync(string person) =>
        (await _administrator.GetAsync($"/api/organisation/appointments?personId={person}")).MustBe(HttpStatusCode.OK).Items.First()
            .GetProperty("id").GetInt64();
}
