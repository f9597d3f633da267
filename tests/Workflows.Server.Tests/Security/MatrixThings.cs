using System.Net;
using Workflows.Server.Mail.Links;
using Workflows.Server.Tests.Alerts;
using Workflows.Server.Tests.Api;
using Workflows.Server.Tests.Flows;

namespace Workflows.Server.Tests.Security;

/// <summary>
/// For the matrix: of each institution, what appears when its work is late or fails, and what people keep for themselves. What a
/// command uses up is put back before the next one asks for it.
/// </summary>
internal sealed class MatrixThings(ApiFixture server)
{
    private static readonly string[] Sides = ["own", "other"];

    private readonly Dictionary<string, string> _ids = [];

    /// <summary>Of everything of the own institution: what nobody of another may even hear of.</summary>
    public IEnumerable<string> OwnIds =>
        _ids.Where(id => id.Key.EndsWith(" own", StringComparison.Ordinal) && !id.Key.StartsWith("incident", StringComparison.Ordinal))
            .Select(id => id.Value);

    public string this[string thing] => _ids[thing];

    /// <summary>The secret of a link to a person's account.</summary>
    public string AccountSecret => _ids["account secret"];

    /// <summary>The secret of the link in an authority's mail.</summary>
    public string AlertSecret(string side) => _ids[$"alert secret {side}"];

    public async Task BuildAsync()
    {
        await BuildLateWorkAsync();
        await server.PublishAsync(Drawn.Row("falla", Drawn.Start(), Drawn.Activity("falla", "Elsa.Fault", ("message", "No alcanzó"))));
        await server.Definitions.SaveDraftAsync(
            DeliveryFlow.Json.Replace($"\"{DeliveryFlow.Id}\"", "\"otro-flujo\"", StringComparison.Ordinal), "pruebas", null,
            CancellationToken.None);
        foreach (var side in Sides)
        {
            var officer = await server.AsAsync(side == "own" ? ApiFixture.Officer : ApiFixture.OtherOfficer);
            var task = await server.OpenTaskOfAsync(await server.OpenDeliveryAsync(MatrixWorld.CodeOf(side)));
            _ids[$"task {side}"] = task;
            _ids[$"extension {side}"] = (
                await officer.PostAsync($"/api/tasks/{task}/extensions", new { days = 1, reason = "Falta el oficio" }))
                .MustBe(HttpStatusCode.OK).Json.GetProperty("extensionId").GetString()!;
            var feed = new Uri(
                (await officer.PostAsync("/api/calendar/feeds")).MustBe(HttpStatusCode.OK).Json.GetProperty("url").GetString()!);
            _ids[$"feed {side}"] = Path.GetFileNameWithoutExtension(feed.AbsolutePath);
            _ids[$"failed {side}"] = (await server.OpenAsync("falla", side, ("institution", MatrixWorld.CodeOf(side)))).InstanceId;
            var incidents = (
                await (await server.AsAsync(ApiFixture.Coordinator)).GetAsync($"/api/instances/{_ids[$"failed {side}"]}/incidents")).Json;
            _ids[$"incident {side}"] = incidents[0].GetProperty("id").GetRawText();
        }

        await BuildAccountLinkAsync();
    }

    /// <summary>The address with a failure of one side in it.</summary>
    public string PutIncident(string path, string side) => path
        .Replace("{id}", _ids[$"failed {side}"], StringComparison.Ordinal)
        .Replace("{incidentId}", _ids[$"incident {side}"], StringComparison.Ordinal);

    /// <summary>The address with a thing of one side in it, as it was before anybody used it up.</summary>
    public async Task<string> PutAsync(string path, string side, string person) => path switch
    {
        var it when it.StartsWith("/api/alerts/", StringComparison.Ordinal) => Put(it, _ids[$"alert {side}"]),
        var it when it.StartsWith("/api/held-notices/", StringComparison.Ordinal) => Put(it, await AgainAsync(
            _ids[$"held {side}"],
            $"update mails set state = 'Held', available_at = now() + interval '1 year' where id = '{_ids[$"held {side}"]}'")),
        var it when it.StartsWith("/api/extensions/", StringComparison.Ordinal) => Put(it, await AgainAsync(
            _ids[$"extension {side}"], $"update extensions set outcome = 'Asked' where id = '{_ids[$"extension {side}"]}'")),
        var it when it.StartsWith("/api/calendar/proposals/{id}", StringComparison.Ordinal) => Put(it, await ProposalAsync(side)),
        var it when it.StartsWith("/api/opening-calendars/{id}", StringComparison.Ordinal) => Put(it, await OpeningCalendarAsync()),
        var it when it.StartsWith("/api/commitments/{code}", StringComparison.Ordinal) =>
            it.Replace("{code}", await CommitmentAsync(side), StringComparison.Ordinal),
        var it when it.StartsWith("/api/documents/{id}", StringComparison.Ordinal) => Put(it, await DocumentAsync(side)),
        var it when it.StartsWith("/api/stimuli/", StringComparison.Ordinal) => Put(it, await StimulusAsync(side)),
        var it when it.StartsWith("/api/timers/", StringComparison.Ordinal) => it
            .Replace("{instanceId}", _ids[$"late {side}"], StringComparison.Ordinal)
            .Replace("{bookmarkId}", await TimerAsync(side), StringComparison.Ordinal),
        var it when it.StartsWith("/api/calendar/feed/", StringComparison.Ordinal) =>
            it.Replace("{token}", _ids[$"feed {side}"], StringComparison.Ordinal),
        var it when it.StartsWith("/api/account/sessions/{id}", StringComparison.Ordinal) => Put(it, await SessionAsync(side, person)),
        var it when it.StartsWith("/api/api-keys/{id}", StringComparison.Ordinal) => Put(it, await ApiKeyAsync(side)),
        var it when it.Contains("{commentId}", StringComparison.Ordinal) =>
            it.Replace("{commentId}", await CommentAsync(), StringComparison.Ordinal),
        var it when it.StartsWith("/api/publications/{id}", StringComparison.Ordinal) => Put(it, await PublicationAsync()),
        var it when it.StartsWith("/api/organisation/appointments/{id}", StringComparison.Ordinal) => Put(it, await AppointmentAsync(side)),
        var it when it.StartsWith("/api/organisation/absences/{id}", StringComparison.Ordinal) => Put(it, await AbsenceAsync(side)),
        var it when it.StartsWith("/api/organisation/units/{id}", StringComparison.Ordinal) => Put(it, await UnitAsync(side)),
        var it when it.StartsWith("/api/organisation/committees/", StringComparison.Ordinal) =>
            it.Replace("{code}", "modernizacion", StringComparison.Ordinal),
        var it when it.StartsWith("/api/organisation/seats/{id}", StringComparison.Ordinal) => Put(it, await SeatAsync(side)),
        var it when it.StartsWith("/api/organisation/unit-posts/{id}", StringComparison.Ordinal) => Put(it, await UnitPostAsync(side)),
        var it when it.StartsWith("/api/organisation/supervisions/{id}", StringComparison.Ordinal) => Put(it, await SupervisionAsync(side)),
        var it when it.StartsWith("/api/organisation/designations/{id}", StringComparison.Ordinal) => Put(it, await DesignationAsync(side)),
        var it when it.StartsWith("/api/privacy/requests/{id}", StringComparison.Ordinal) => Put(it, await DataRequestAsync()),
        var it when it.StartsWith("/api/jobs/{id}", StringComparison.Ordinal) => Put(it, await JobAsync(it, side, person)),
        var it when it.StartsWith("/api/files/{hash}/scan", StringComparison.Ordinal) =>
            it.Replace("{hash}", await UnjudgedFileAsync(side), StringComparison.Ordinal),
        _ => path,
    };

    /// <summary>A content that the antivirus failed too often, as it was before anybody decided.</summary>
    private async Task<string> UnjudgedFileAsync(string side)
    {
        var hash = new string(side == "own" ? 'a' : 'b', 64);
        return await AgainAsync(
            hash,
            $"insert into file_scans (hash, state, at, tries) values ('{hash}', 'Unjudged', now(), 10) on conflict (hash) do "
            + $"update set state = 'Unjudged'");
    }

    /// <summary>The own side's job is of whoever asks; the other's is of somebody else.</summary>
    private async Task<string> JobAsync(string path, string side, string person)
    {
        var id = Guid.NewGuid().ToString("n");
        var state = path.EndsWith("/retry", StringComparison.Ordinal) ? "Failed" : path.EndsWith(
            "/cancel", StringComparison.Ordinal) ? "Waiting" : "Done";
        await server.ExecuteAsync(
            $"""
            insert into jobs (id, kind, title, owner_id, owner_name, posts, arguments, state, done, created_at, attempts, file_hash, file_name, file_type)
            values ('{id}', 'prueba', 'Trabajo', '{(side == "own" ? person : "coordinacion")}', 'x', '{"{}"}', '{"{}"}', '{state}', 0, now(), 0, (select min(hash) from files), 'lista.csv', 'text/csv')
            """);
        return id;
    }

    /// <summary>A document that a process of the side's institution wrote.</summary>
    private async Task<string> DocumentAsync(string side)
    {
        var id = $"document-{side}";
        return await AgainAsync(
            id,
            $$"""
            insert into facts (id, instance_id, kind, data, at) values ('{{id}}', '{{_ids[$"late {side}"]}}', 'documento',
                '{"document":{"kind":"minuta","title":"Minuta","date":"2026-03-04","blocks":[{"text":"Algo"}]},"hash":"x"}', now())
            on conflict (id) do nothing
            """);
    }

    /// <summary>A new one each time: once critical it is no longer as it was.</summary>
    private async Task<string> CommitmentAsync(string side)
    {
        var code = $"{side}-{Guid.NewGuid():n}"[..20];
        await server.ExecuteAsync(
            $"""
            insert into commitments (code, name, tier, source, institution_code, state, does_not_apply, milestones, requires, reports_without_progress)
            values ('{code}', 'Compromiso', 'Measure', 'Programme', '{MatrixWorld.CodeOf(side)}', 'InProgress', false, '[]', array[]::text[], 0)
            """);
        return code;
    }

    /// <summary>A calendar is nobody's in particular.</summary>
    private async Task<string> OpeningCalendarAsync()
    {
        var id = Guid.NewGuid().ToString("n");
        return await AgainAsync(
            id,
            $"""
            insert into opening_calendars (id, name, definition_id, rule, settled_until, is_paused, created_at, created_by)
            values ('{id}', 'Calendario', 'otro-flujo', '{"{ \"every\": \"year\" }"}', now(), false, now(), 'coordinacion')
            """);
    }

    private async Task<string> DataRequestAsync()
    {
        var id = Guid.NewGuid().ToString("n");
        return await AgainAsync(
            id,
            $"""
            insert into data_requests (id, "right", person_id, email, text, asked_at, proven_at, due_on)
            values ('{id}', 'Access', '{ApiFixture.Officer}', 'quien.pide@example.cl', 'Mis datos', now(), now(), '2099-01-01')
            """);
    }

    private static string Put(string path, string id) => path.Replace("{id}", Uri.EscapeDataString(id), StringComparison.Ordinal);

    /// <summary>A deliverable of each, late enough that its notice to the minister is held; the undersecretary has had theirs.</summary>
    private async Task BuildLateWorkAsync()
    {
        LateDelivery own = await LateDelivery.OpenAsync(server), other = await LateDelivery.OpenAsync(server, ApiFixture.OtherInstitution);
        await own.ReachAsync(3);
        foreach (var (side, late) in new[] { ("own", own), ("other", other) })
        {
            _ids[$"late {side}"] = late.Instance;
            _ids[$"held {side}"] = await server.ScalarAsync<string>(
                "select id from mails where instance_id = $1 and state = 'Held' order by id limit 1", late.Instance);
            var alert = _ids[$"alert {side}"] = await server.ScalarAsync<string>(
                "select id from mails where instance_id = $1 and level = 2 and link_for is not null order by id limit 1", late.Instance);
            _ids[$"alert secret {side}"] = late.TokenIn(alert);
        }
    }

    private async Task BuildAccountLinkAsync()
    {
        _ids["account secret"] = AccountLinkSecret.New();
        await server.ExecuteAsync(
            $"""
            insert into account_links (id, person_id, purpose, created_at, created_by, expires_at)
                values ('enlace-de-la-matriz', '{ApiFixture.SecondReviewer}', 'Recovery', now(), 'pruebas', '2099-01-01');
            insert into account_link_secrets (hash, link_id)
                values (decode('{Convert.ToHexString(AccountLinkSecret.HashOf(AccountSecret))}', 'hex'), 'enlace-de-la-matriz')
            """);
    }

    private async Task<string> AgainAsync(string id, string sql)
    {
        await server.ExecuteAsync(sql);
        return id;
    }

    private async Task<string> ProposalAsync(string side)
    {
        var id = Guid.CreateVersion7().ToString("N");
        return await AgainAsync(
            id,
            $"""
            insert into deadline_proposals (id, kind, title, reason, created_at, state) values ('{id}', 'Date', 'Otra fecha', 'prueba', now(), 'Pending');
            insert into deadline_impacts (proposal_id, task_id, instance_id, "from", "to", notices, state)
                select '{id}', id, instance_id, '2026-08-10', '2026-08-11', '[]', 'Pending' from tasks where id = '{_ids[$"task {side}"]}'
            """);
    }

    // Far in the future: what a command sets free does not run.
    private Task<string> StimulusAsync(string side) => server.ScalarAsync<string>(
        """
        insert into stimuli (key, target_instance_id, kind, payload, available_at, attempts, parked_reason)
            values ($1, $2, 'event', '{}', '2099-01-01', 10, 'Falló 10 veces') returning id::text
        """,
        Guid.NewGuid().ToString(), _ids[$"late {side}"]);

    private Task<string> TimerAsync(string side) => server.ScalarAsync<string>(
        "update timers set state = 'Parked', reason = 'Falló 10 veces' where instance_id = $1 and state in ('Pending', 'Parked') "
        + "returning bookmark_id::text", _ids[$"late {side}"]);

    /// <summary>One's own, or that of an officer.</summary>
    private Task<string> SessionAsync(string side, string person) => server.ScalarAsync<string>(
        "select coalesce((select id from sessions where person_id = $1 order by started_at desc, id desc limit 1), 'ninguna')",
        side == "own" ? person : ApiFixture.OtherOfficer);

    private Task<string> ApiKeyAsync(string side) => server.ScalarAsync<string>(
        """
        insert into api_keys (id, name, prefix, hash, institutions, commands, created_at, created_by)
            values ($1, 'De la matriz', 'wf_', decode(md5($1), 'hex'), array[$2], array['read'], now(), 'pruebas') returning id
        """,
        Guid.NewGuid().ToString("N"), MatrixWorld.CodeOf(side));

    // Of a flow that nobody drew: what approves it publishes nothing that the others are tried with.
    private Task<string> PublicationAsync() => server.ScalarAsync<string>(
        """
        insert into publications (id, definition_id, version, content_hash, reason, proposed_by, proposed_at, state)
            values ($1, $1, 1, '', 'De la matriz', 'pruebas', now(), 'Pending') returning id
        """,
        Guid.NewGuid().ToString("N"));

    /// <summary>A comment of a flow is nobody's in particular.</summary>
    private Task<string> CommentAsync() => server.ScalarAsync<string>(
        """
        insert into definition_comments (id, definition_id, version, text, written_by, written_at)
            values ($1, $2, 1, 'De la matriz', 'pruebas', now()) returning id
        """,
        Guid.NewGuid().ToString("N"), DeliveryFlow.Id);

    private Task<string> AppointmentAsync(string side) => server.ScalarAsync<string>(
        "insert into appointments (person_id, role, scope_code, is_substitute) values ($1, 'institution.indicatorOfficer', $2, "
        + "false) returning id::text", $"matriz-persona.{side}", MatrixWorld.CodeOf(side));

    /// <summary>Days that nobody else says anything about.</summary>
    private async Task<string> SupervisionAsync(string side)
    {
        await server.ExecuteAsync($"delete from supervisions where institution_code = '{MatrixWorld.CodeOf(side)}'");
        return await server.ScalarAsync<string>(
            "insert into supervisions (institution_code, undersecretariat_code, is_confirmed) values ($1, 'SUBTUR', false) "
            + "returning id::text", MatrixWorld.CodeOf(side));
    }

    private Task<string> AbsenceAsync(string side) => server.ScalarAsync<string>(
        """
        insert into absences (id, person_id, first_day, last_day, reason, registered_by, registered_at, is_annulled)
            values ($1::uuid, $2, '2026-08-20', '2026-10-30', 'Feriado legal', 'pruebas', now(), false) returning id::text
        """,
        Guid.NewGuid().ToString(), $"matriz-persona.{side}");

    private Task<string> UnitAsync(string side) => server.ScalarAsync<string>(
        "insert into units (code, name, place_code) values ($1, 'Unidad de la matriz', $2) returning id::text", $"{Guid.NewGuid():N}",
        MatrixWorld.CodeOf(side));

    private async Task<string> UnitPostAsync(string side)
    {
        var unit = $"{Guid.NewGuid():N}";
        await server.ExecuteAsync(
            $"insert into units (code, name, place_code) values ('{unit}', 'Unidad de la matriz', '{MatrixWorld.CodeOf(side)}')");
        return await server.ScalarAsync<string>(
            "insert into unit_posts (unit_code, rank, title, person_id, meets_requirements) values ($1, 1, 'Jefatura', $2, "
            + "true) returning id::text", unit, $"matriz-persona.{side}");
    }

    private Task<string> SeatAsync(string side) => server.ScalarAsync<string>(
        "insert into seats (committee_code, name, role, basis, person_id) values ('modernizacion', $1, 'committee.guest', "
        + "'Designated', $2) returning id::text", $"{Guid.NewGuid():N}", $"matriz-persona.{side}");

    private Task<string> DesignationAsync(string side) => server.ScalarAsync<string>(
        """
        insert into designations (role, scope_code, "order", person_id)
            select 'institution.head', $2, 1 + coalesce(max("order"), 0), $1 from designations where scope_code = $2 returning id::text
        """,
        $"matriz-persona.{side}", MatrixWorld.CodeOf(side));
}
