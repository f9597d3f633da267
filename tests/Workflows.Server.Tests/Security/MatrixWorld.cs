using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Tests.Api;
using Workflows.Server.World;

namespace Workflows.Server.Tests.Security;

/// <summary>Somebody of every role, and for each kind of thing that a route names, one of the own institution and one of another.</summary>
internal sealed class MatrixWorld(ApiFixture server)
{
    /// <summary>In whatever belongs to the own institution: who has nothing to do with it must never read it.</summary>
    public const string Marker = "MARCA-DE-LA-MATRIZ";

    public const string Nobody = "nobody";

    private readonly Dictionary<string, string> _readOnly = [];
    private readonly Dictionary<string, ApiClient> _browsers = [];

    public IReadOnlyList<string> Actors { get; } = [Nobody, .. Role.All.Select(role => role.Code)];

    public MatrixThings Things { get; } = new(server);

    public async Task BuildAsync()
    {
        // A minister, a head of service and a presidential delegate are one at a time.
        await server.ExecuteAsync(
            $"delete from appointments where (role, scope_code) in (('{Role.Minister}', '{ScopeOf(Role.Minister)}'), "
            + $"('{Role.HeadOfService}', '{ScopeOf(Role.HeadOfService)}'), ('{Role.PresidentialDelegate}', "
            + $"'{ScopeOf(Role.PresidentialDelegate)}'))");
        foreach (var role in Role.All)
        {
            await server.ExecuteAsync(
                $"""
                insert into people (id, name, email, active) values ('{IdOf(role.Code)}', 'Matriz {role.Code}', '{IdOf(role.Code)}@example.cl', true);
                insert into accounts (person_id, email, normalized_email, password_hash, security_stamp, two_factor_enabled)
                    select '{IdOf(role.Code)}', '{IdOf(role.Code)}@example.cl', upper('{IdOf(role.Code)}@example.cl'), password_hash, 'matriz', false from accounts where person_id = '{ApiFixture.Administrator}';
                insert into appointments (person_id, role, scope_code, is_substitute) values ('{IdOf(role.Code)}', '{role.Code}', '{ScopeOf(role)}', false)
                """);
        }

        // Notices go to whoever holds a post now.
        await server.Services.GetRequiredService<WorldKeeper>().ChangedAsync(CancellationToken.None);
        await Things.BuildAsync();

        foreach (var (side, institution, officer) in new[] { ("own", ApiFixture.Institution, ApiFixture.Officer), (
            "other", ApiFixture.OtherInstitution, ApiFixture.OtherOfficer) })
        {
            await server.ExecuteAsync(
                $"insert into people (id, name, email, active) values ('matriz-persona.{side}', 'Persona {Marker}', "
                + $"'matriz-persona.{side}@example.cl', true)");
            await BuildSideAsync(side, institution, await server.AsAsync(officer), side == "own" ? Marker : "otra");
        }
    }

    /// <summary>The browser of an actor, logged in; a route that ended the session is followed by another login.</summary>
    public async Task<ApiClient> BrowserAsync(string actor, bool anew = false)
    {
        if (!anew && _browsers.TryGetValue(actor, out var known))
            return known;
        var browser = server.Nobody();
        if (actor != Nobody)
            (await browser.LogInAsync(IdOf(actor))).MustBe(HttpStatusCode.OK);
        return _browsers[actor] = browser;
    }

    /// <summary>What a body or a query has to name so that only a missing right refuses it.</summary>
    public IReadOnlyDictionary<string, object> KnownOf(MatrixRoute route, string side)
    {
        side = side.Length > 0 ? side : "own";
        var known = new Dictionary<string, object>(StringComparer.Ordinal) { ["institution"] = CodeOf(side) };
        if (route.Path.StartsWith("/api/alert-links", StringComparison.Ordinal))
            known["token"] = Things.AlertSecret(side);
        else if (route.Path.StartsWith("/api/account-links", StringComparison.Ordinal))
            known["secret"] = Things.AccountSecret;
        else if (route.Path.EndsWith("/choices", StringComparison.Ordinal))
            known["field"] = DeliveryFlow.Person;
        else if (route.Path is "/api/instances" or "/api/openings" or "/api/openings/preflight")
            known["definitionId"] = DeliveryFlow.Id;
        else if (route.Path == "/api/publications")
            known["definitionId"] = "otro-flujo";
        return known;
    }

    /// <summary>The address of a route about one side's things; those that the route may change are made anew.</summary>
    public async Task<string> AddressAsync(MatrixRoute route, string side, string actor)
    {
        var path = route.Path;
        side = side.Length > 0 ? side : "own";
        if (path.StartsWith("/api/tasks/", StringComparison.Ordinal))
            path = path.Replace(
                "{id}", route.Reads ? _readOnly[$"task {side}"] : await server.OpenTaskOfAsync(await OpenAsync(side)),
                StringComparison.Ordinal);
        else if (path.Contains("{incidentId}", StringComparison.Ordinal))
            path = Things.PutIncident(path, side);
        else if (path.StartsWith("/api/instances/", StringComparison.Ordinal)
            || path.StartsWith("/api/processes/", StringComparison.Ordinal))
            path = path.Replace("{id}", route.Reads ? _readOnly[$"instance {side}"] : await OpenAsync(side), StringComparison.Ordinal);
        else if (path.StartsWith("/api/submissions/", StringComparison.Ordinal))
            path = path.Replace("{id}", _readOnly[$"submission {side}"], StringComparison.Ordinal);
        else if (path.StartsWith("/api/mails/", StringComparison.Ordinal))
            path = path.Replace("{id}", Uri.EscapeDataString(_readOnly[$"mail {side}"]), StringComparison.Ordinal);
        else if (path.StartsWith("/api/organisation/people/", StringComparison.Ordinal))
            path = path.Replace("{id}", $"matriz-persona.{side}", StringComparison.Ordinal);
        else
            path = await Things.PutAsync(path, side, IdOf(actor));
        path = path.Replace("{hash}", _readOnly[$"file {side}"], StringComparison.Ordinal)
            .Replace("{code}", CodeOf(side), StringComparison.Ordinal)
            .Replace("{action}", path.Contains("/alert", StringComparison.Ordinal) ? "acknowledge" : "submit", StringComparison.Ordinal)
            // What a route may retract is not the flow that the others are tried with.
            .Replace("{definitionId}", route.Reads || Adds(route) ? DeliveryFlow.Id : "otro-flujo", StringComparison.Ordinal)
            .Replace("{year}", "2026", StringComparison.Ordinal)
            .Replace("{name}", "limpieza", StringComparison.Ordinal)
            .Replace("{list}", path.Contains("/import/", StringComparison.Ordinal) ? "ministries" : "tasks", StringComparison.Ordinal);
        return route.Filled(path) + route.Query(KnownOf(route, side));
    }

    /// <summary>What only adds to a flow, or changes it with If-Match and not without.</summary>
    private static bool Adds(MatrixRoute route) => route.Path.Contains("/{definitionId}/comments", StringComparison.Ordinal)
        || route.Path.EndsWith("/{definitionId}/restore", StringComparison.Ordinal);

    private async Task BuildSideAsync(string side, string institution, ApiClient officer, string mark)
    {
        var (task, instance) = await OpenTaskAsync(institution);
        using var pdf = new ByteArrayContent(Encoding.ASCII.GetBytes(
            $"%PDF-1.4\n% {mark} {side}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count "
            + $"0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"));
        pdf.Headers.ContentType = new("application/octet-stream");
        var hash = (await officer.PostAsync($"/api/files?name={mark}.pdf", pdf)).MustBe(HttpStatusCode.OK).Json.GetProperty("hash")
            .GetString()!;
        var act = (await officer.PostAsync($"/api/tasks/{task}/acts/submit", new
        {
            answers = new { resumen = $"{mark} entregado" },
            evidence = new[] { new { requirement = "oficio", fileHash = hash, officialNumber = "1", officialDate = "2026-08-03" } },
        })).MustBe(HttpStatusCode.OK);
        _readOnly[$"submission {side}"] = await server.ScalarAsync<string>("select id from submissions where instance_id = $1", instance);
        _readOnly[$"file {side}"] = hash;
        _readOnly[$"mail {side}"] = await server.ScalarAsync<string>(
            "select id from mails where institution_code = $1 limit 1", institution);
        (_readOnly[$"task {side}"], _readOnly[$"instance {side}"]) = await OpenTaskAsync(institution);
        await server.ExecuteAsync($"update tasks set title = '{mark} pendiente' where id = '{_readOnly[$"task {side}"]}'");
        Assert.NotEqual(default, act);
    }

    private async Task<(string Task, string Instance)> OpenTaskAsync(string institution)
    {
        var instance = await server.OpenDeliveryAsync(institution);
        return (await server.OpenTaskOfAsync(instance), instance);
    }

    private Task<string> OpenAsync(string side) => server.OpenDeliveryAsync(CodeOf(side));

    internal static string CodeOf(string side) => side == "own" ? ApiFixture.Institution : ApiFixture.OtherInstitution;

    private static string IdOf(string role) => $"matriz.{role.ToLowerInvariant()}";

    // The own institution is of this sector and nobody else's.
    private static string ScopeOf(Role role) => role.Scope switch
    {
        RoleScope.National => Appointment.National,
        RoleScope.Ministry => "CTCI",
        RoleScope.Institution => ApiFixture.Institution,
        RoleScope.Region => "13",
        RoleScope.Network => "genero-y-personas",
        _ => "comite-de-prueba",
    };
}
