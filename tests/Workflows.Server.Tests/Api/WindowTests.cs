using System.Net;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Flows;

namespace Workflows.Server.Tests.Api;

/// <summary>A deliverable with a window: Hito 1 of Transformación Digital in 2027, from 13 February to Friday 5 March at 18:30.</summary>
public class WindowTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    private const string Expert = "experto.transformacion-digital.1";

    private static readonly object Form = new
    {
        answers = new
        {
            coordinacion = "Jefatura de Planificación", comite = true, procedimientos = 12,
            compromiso = "Digitalizar las solicitudes de regiones."
        },
    };

    [Fact]
    public async Task Two_institutions_a_minute_apart_and_what_a_person_decides()
    {
        var (first, other) = (await OpenAsync(ApiFixture.Institution), await OpenAsync(ApiFixture.OtherInstitution));
        var (officer, otherOfficer, expert) =
            (await server.AsAsync(ApiFixture.Officer), await server.AsAsync(ApiFixture.OtherOfficer), await server.AsAsync(Expert));
        var task = await server.OpenTaskOfAsync(first);
        var seen = (await officer.GetAsync($"/api/tasks/{task}")).MustBe(HttpStatusCode.OK);
        Assert.Equal(
            SantiagoTime.StartOfDay(new(2027, 2, 13)), seen.Json.GetProperty("deadline").GetProperty("opensAt").GetDateTimeOffset());

        // Before the window: written and kept, and not received.
        (await officer.PutAsync($"/api/tasks/{task}/draft", Form, seen.ETag)).MustBe(HttpStatusCode.NoContent);
        var early = await officer.PostAsync($"/api/tasks/{task}/acts/submit", Form);
        Assert.Equal(
            "Todavía no se recibe. Podrás enviarlo desde el sábado 13/02/2027 a las 00:00 horas; lo que escribas queda guardado.",
            early.MustBe(HttpStatusCode.Conflict).Detail);
        Assert.Equal(0, await server.CountAsync("select count(*) from submissions where instance_id = $1", first));
        Assert.Equal(1, await server.CountAsync("select count(*) from tasks where id = $1 and draft like '%Jefatura%'", task));

        await server.PassToAsync(At(18, 29));
        var onTime = await officer.PostAsync($"/api/tasks/{task}/acts/submit", Form);
        Assert.Equal("onTime", Timeliness(onTime));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, onTime.Json.GetProperty("receipt").GetProperty("countsAt").ValueKind);

        await server.PassToAsync(At(18, 31));
        var late = await otherOfficer.PostAsync($"/api/tasks/{await server.OpenTaskOfAsync(other)}/acts/submit", Form);
        Assert.Equal("extemporaneous", Timeliness(late));

        // One waits for its opinion, the other for the decision: only the network of the topic decides.
        Assert.Equal("2027-03-22", await DueOfAsync(first));
        var decision = await server.OpenTaskOfAsync(other);
        (await (await server.AsAsync("experto.genero-y-personas.1")).PostAsync($"/api/tasks/{decision}/acts/approve", new { }))
            .MustBe(HttpStatusCode.NotFound);
        (await otherOfficer.PostAsync($"/api/tasks/{decision}/acts/approve", new { })).MustBe(HttpStatusCode.NotFound);
        (await expert.PostAsync($"/api/tasks/{decision}/acts/return", new { })).MustBe(HttpStatusCode.UnprocessableEntity);
        (await expert.PostAsync($"/api/tasks/{decision}/acts/approve", new { comment = "La plataforma estuvo caída." }))
            .MustBe(HttpStatusCode.OK);

        // On Saturday 6 March: received at once, and counted from the first hour of Monday.
        await server.PassToAsync(SantiagoTime.ToInstant(new(2027, 3, 6), new(11, 0)));
        var receipt = (await expert.PostAsync($"/api/tasks/{await server.OpenTaskOfAsync(other)}/acts/approve", new { }))
            .MustBe(HttpStatusCode.OK).Json.GetProperty("receipt");
        Assert.Equal(SantiagoTime.StartOfDay(new(2027, 3, 8)), receipt.GetProperty("countsAt").GetDateTimeOffset());
        var document = await expert.GetAsync($"/api/submissions/{receipt.GetProperty("submissionId").GetString()}/document");
        Assert.Contains(
            "lunes 08/03/2027 a las 00:00 horas (Ley 19.880 art. 25)", document.MustBe(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        await server.PassToAsync(server.Clock.GetUtcNow());

        Assert.Equal(
            "pmg.aceptadoFueraDePlazo, pmg.requisitoCumplido",
            await server.ScalarAsync<string>("select string_agg(kind, ', ' order by kind) from facts where instance_id = $1", other));
        Assert.Equal(
            1, await server.CountAsync(
                "select count(*) from mails where instance_id = $1 and subject like 'Resultado: aprobado · ¿Aceptar el "
                + "formulario fuera de plazo?%'", other));
        Assert.Empty(await server.FaultsAsync());
    }

    private async Task<string> OpenAsync(string institution) =>
        (await server.OpenAsync(ShippedFlows.DigitalMilestone, institution, ("institution", institution), ("year", 2027d))).InstanceId;

    private Task<string> DueOfAsync(string instance) => server.ScalarAsync<string>(
        "select deadline->>'deadline' from (select deadline::jsonb from tasks where instance_id = $1 and state = 'Open') t", instance);

    private static string Timeliness(ApiAnswer answer) =>
        answer.MustBe(HttpStatusCode.OK).Json.GetProperty("receipt").GetProperty("timeliness").GetString()!;

    private static DateTimeOffset At(int hour, int minute) => SantiagoTime.ToInstant(new(2027, 3, 5), new(hour, minute));
}
