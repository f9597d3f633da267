using System.Net;
using System.Text;
using Workflows.Definitions.Calendar;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Commitments;

/// <summary>
/// An agreement that slips, a counterpart who is replaced, a minister who asks for a region: over HTTP and with the clock turned.
/// </summary>
public sealed class StoryTests(BeforeTheCutOff server) : IClassFixture<BeforeTheCutOff>
{
    private const string Dci = "coordinacion-interministerial";

    [Fact]
    public async Task Story_12_an_agreement_that_slips_climbs_to_the_minister_and_only_a_decision_ends_it()
    {
        await LoadAsync("AC-7,Interoperar los registros,medida,acuerdo,,SAL,,2026-06-30,En proceso,20,no\n");
        var opened = (await (await server.AsAsync(Dci)).PostAsync("/api/commitments/AC-7/critical", new { reason = "El comité lo pidió" }))
            .MustBe(HttpStatusCode.Created)
            .Json.GetProperty("instanceId").GetString()!;
        await server.DrainAsync();
        Assert.Equal("El comité lo pidió", await server.ScalarAsync<string>("select critical_why from commitments where code = 'AC-7'"));

        await server.ActAsync(opened, Dci, "submit", new { answers = new { medidas = "Reunión semanal", para = "2026-08-31" } });
        await server.DrainAsync();
        var due = await server.ScalarAsync<DateTime>("select due_at from tasks where instance_id = $1 and state = 'Open'", opened);
        var day = SantiagoTime.DateAt(new(due, TimeSpan.Zero));
        await server.PassToAsync(SantiagoTime.ToInstant(WorkingCalendar.Shipped.AddWorkingDays(day, 16), new(14, 0)));
        Assert.Equal(
            "1 gabinete.sal@example.cl, 2 subsecretario.sal@example.cl, 2 subsecretario.subredes@example.cl, "
            + "3 subsecretario.sal@example.cl, 3 subsecretario.subredes@example.cl, 4 ministro.sal@example.cl, 5 "
            + "coordinacion-interministerial@example.cl", await server.ScalarAsync<string>(
                "select string_agg(distinct level || ' ' || e, ', ' order by level || ' ' || e) from mails cross join unnest(emails) e "
                + "where instance_id = $1 and level is not null and state = 'Filed'", opened));

        // It comes back once; silence and progress alone never end it.
        await server.ActAsync(opened, "gabinete.sal", "submit", new
        {
            answers = new
            {
                hecho = "Convenio firmado", estado = "En proceso", avance = 60, sigue = true, nudo = "Falta un decreto",
                destraba = "Contraloría"
            }
        });
        Assert.Equal("Contraloría", (await (await server.AsAsync(Dci)).GetAsync($"/api/tasks/{await server.OpenTaskOfAsync(opened)}")).Json
            .GetProperty("content").GetProperty("subject").GetProperty("answers").GetProperty("destraba").GetString());
        await server.ActAsync(opened, Dci, "return", new { remarks = new[] { new { text = "¿Para cuándo el decreto?" } } });
        var task = (await (await server.AsAsync("gabinete.sal")).GetAsync($"/api/tasks/{await server.OpenTaskOfAsync(opened)}")).Json;
        await server.ActAsync(opened, "gabinete.sal", "submit", new
        {
            answers = new { hecho = "Decreto publicado", estado = "Terminado", avance = 100, sigue = false },
            replies = Proposal.RepliesTo(task),
        });
        Assert.Equal(1, await server.CountAsync("select count(*) from commitments where code = 'AC-7' and critical_since is not null"));
        await server.ActAsync(opened, Dci, "approve", new { answers = new { fundamento = "Los registros ya conversan" } });
        await server.DrainAsync();

        Assert.Equal(
            "Finished", await server.ScalarAsync<string>("select state from commitments where code = 'AC-7' and critical_since is null"));
        Assert.Empty(await server.FaultsAsync());
    }

    [Fact]
    public async Task Story_14_a_counterpart_is_replaced_in_the_middle_of_the_quarter_and_the_task_its_term_and_a_note_pass_on()
    {
        await LoadAsync("P-08,Obra,medida,presidencial,,MOP,08,2027-12-31,En proceso,40,no\n");
        var opened =
            (await server.OpenAsync(
                "informe-regional", "2026-T2/08", ("code", "08"), ("name", "Región del Biobío"), ("year", 2026d), ("period", "2026-T2"),
                ("cutOff", "2026-06-25"))).InstanceId;
        await server.DrainAsync();
        var task = await server.OpenTaskOfAsync(opened);
        var due = await server.ScalarAsync<DateTime>("select due_at from tasks where id = $1", task);
        (await (await server.AsAsync("contraparte.08")).GetAsync($"/api/tasks/{task}")).MustBe(HttpStatusCode.OK);

        var today = SantiagoTime.DateAt(server.Clock.GetUtcNow());
        var post = await server.ScalarAsync<long>(
            "select id from appointments where person_id = 'contraparte.08' and role = 'region.counterpart' and scope_code = '08'");
        (await (await server.AsAsync(ApiFixture.Coordinator)).PostAsync($"/api/organisation/appointments/{post}/replace", new
        {
            successorId = "contraparte.16", from = today, note = "Falta confirmar el avance de la obra con la seremi.",
        })).MustBe(HttpStatusCode.OK);
        var told = await server.Mails.OneToAsync(
            "contraparte.16@example.cl", mail => mail.Text.Contains("Falta confirmar el avance de la obra", StringComparison.Ordinal));
        Assert.Contains($"/tareas/{task}", told.Text, StringComparison.Ordinal);
        var successor = await server.AsAsync("contraparte.16");
        (await (await server.AsAsync("contraparte.08")).GetAsync($"/api/tasks/{task}")).MustBe(HttpStatusCode.NotFound);
        var seen = (await successor.GetAsync($"/api/tasks/{task}")).MustBe(HttpStatusCode.OK).Json;
        Assert.Equal(
            "P-08", seen.GetProperty("content").GetProperty("arrived").GetProperty("compromisos").GetProperty("value")[0]
                .GetProperty("codigo").GetString());
        Assert.Equal(due, await server.ScalarAsync<DateTime>("select due_at from tasks where id = $1", task));
        (await successor.PostAsync($"/api/tasks/{task}/extensions", new { days = 2, reason = "Acaba de asumir" }))
            .MustBe(HttpStatusCode.OK);
        (await successor.PostAsync($"/api/tasks/{task}/extensions", new { days = 90, reason = "Más" })).MustBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Story_15_a_minister_asks_for_a_region_for_48_hours_and_reads_what_is_known_the_critical_first()
    {
        await LoadAsync(
            "P-06A,Embalse,medida,presidencial,,MOP,06,2027-12-31,En "
            + "tramitación,10,no\nP-06B,Hospital,medida,presidencial,,SAL,06,2027-12-31,En proceso,70,no\n");
        await server.ExecuteAsync("update commitments set critical_since = now(), critical_why = 'Prueba' where code = 'P-06B'");
        var asked = server.Clock.GetUtcNow();
        var opened =
            (await server.OpenAsync(
                "informe-contingencia", $"06/{asked:yyyyMMddHHmm}", ("code", "06"), ("name", "Región de O'Higgins"),
                ("asunto", "Crecida del río"), ("year", 2026d))).InstanceId;
        await server.DrainAsync();
        Assert.Equal(
            asked.AddHours(24).UtcDateTime, await server.ScalarAsync<DateTime>("select due_at from tasks where instance_id = $1", opened),
            TimeSpan.FromMinutes(1));

        await server.ActAsync(opened, "contraparte.06", "submit", new
        {
            answers = new { situacion = "Dos comunas aisladas", hecho = "Puente mecano" }
        });
        await server.ActAsync(opened, Dci, "return", new { remarks = new[] { new { text = "¿Cuántas personas?" } } });
        var back = (await (await server.AsAsync("contraparte.06")).GetAsync($"/api/tasks/{await server.OpenTaskOfAsync(opened)}")).Json;
        await server.ActAsync(opened, "contraparte.06", "submit", new
        {
            answers = new { situacion = "Dos comunas aisladas, 400 personas", hecho = "Puente mecano" }, replies = Proposal.RepliesTo(back)
        });
        await server.ActAsync(opened, Dci, "approve", new { });
        var report = (await (await server.AsAsync(Dci)).GetAsync($"/api/tasks/{await server.OpenTaskOfAsync(opened)}")).Json.GetProperty(
            "content").GetProperty("arrived");
        Assert.Equal("Dos comunas aisladas, 400 personas", report.GetProperty("situacion").GetProperty("value").GetString());
        Assert.Equal(
            ["P-06B", "P-06A"],
            report.GetProperty("compromisos").GetProperty("value").EnumerateArray().Select(row => row.GetProperty("codigo").GetString()));

        await server.ActAsync(opened, Dci, "submit", new
        {
            answers = new
            {
                sintesis = "Cuatrocientas personas aisladas; puente el lunes.",
                situacion = report.GetProperty("situacion").GetProperty("value"),
                compromisos = report.GetProperty("compromisos").GetProperty("value"),
            },
        });
        await server.PassToAsync(server.Clock.GetUtcNow().AddMinutes(1));
        Assert.Contains(
            "Cuatrocientas personas aisladas",
            (await server.Mails.OneToAsync(
                "ministro.int@example.cl", mail =>
                    mail.Subject.Contains("Crecida del río", StringComparison.Ordinal))).Text, StringComparison.Ordinal);
        Assert.True(server.Clock.GetUtcNow() <= asked.AddHours(48));
    }

    [Fact]
    public async Task A_ministry_reports_its_commitments_and_those_that_did_not_are_named_when_the_quarter_is_put_together()
    {
        await LoadAsync("S-1,Red de urgencia,medida,programa,,DEP,,2027-12-31,En proceso,30,no\n");
        var opened =
            (await server.OpenAsync(
                "programacion-gubernamental", "2026-T2", ("year", 2026d), ("period", "2026-T2"), ("cutOff", "2026-06-26"))).InstanceId;
        await server.DrainAsync();
        var sector = await server.ScalarAsync<string>(
            "select i.id from instances i join tasks t on t.instance_id = i.id where i.root_id = $1 and t.scope_code = 'DEP'", opened);
        var arrived = (await (await server.AsAsync("gabinete.dep")).GetAsync($"/api/tasks/{await server.OpenTaskOfAsync(sector)}")).Json
            .GetProperty("content").GetProperty("arrived").GetProperty("compromisos").GetProperty("value")[0];
        var row = new Dictionary<string, object?>
        {
            ["codigo"] = "S-1", ["nombre"] = arrived.GetProperty("nombre").GetString(),
            ["vence"] = arrived.GetProperty("vence").GetString(), ["critico"] = false,
            ["estado"] = "Terminado", ["avance"] = 100, ["hito_trimestre"] = "Inauguración",
        };
        await server.ActAsync(sector, "gabinete.dep", "submit", new
        {
            answers = new { compromisos = new[] { row }, prioridades = "Salud primaria" }
        });
        await server.ActAsync(sector, "subsecretario.dep", "approve", new { });
        await server.ActAsync(sector, Dci, "approve", new { });
        await server.DrainAsync();
        Assert.Equal("Finished", await server.ScalarAsync<string>("select state from commitments where code = 'S-1'"));

        await server.PassToAsync(SantiagoTime.ToInstant(WorkingCalendar.Shipped.AddWorkingDays(new(2026, 6, 26), 20), new(18, 0)));
        var summary = (await (await server.AsAsync(Dci)).GetAsync($"/api/tasks/{await server.OpenTaskOfAsync(opened)}")).Json
            .GetProperty("content").GetProperty("arrived").GetProperty("resumen").GetProperty("value").GetString()!;
        Assert.Contains(
            "Llegaron 1 de 25 informes. Sin informe aprobado al corte: Ministerio de Agricultura, ", summary, StringComparison.Ordinal);
        Assert.EndsWith("Avance promedio: 100 % (1 con dato, 0 sin dato, 0 no aplican).", summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("agenda-regional", "agenda")]
    [InlineData("diagnostico-territorial", "diagnostico")]
    public async Task What_a_region_reports_comes_back_once_and_is_delivered(string flow, string step)
    {
        var opened =
            (await server.OpenAsync(
                flow, "2026-06/03", ("code", "03"), ("name", "Región de Atacama"), ("year", 2026d), ("period", "2026-06"),
                ("cutOff", "2026-06-25"))).InstanceId;
        await server.DrainAsync();
        var answers = step == "agenda"
            ? (object)new { temas = new[] { new { tema = "Agua", relevancia = "Alta", fuente = "Prensa" } }, sintesis = "La sequía." }
            : new
            {
                indicadores =
                    new[] { new { ambito = "Social", indicador = "Pobreza", valor = 6.5, unidad = "%", fecha = "2024-12-31",
                        fuente = "Casen" } },
                brechas = "Agua", zonas = new { noAplica = "No hay zonas rezagadas." }, pueblos = "Colla",
            };
        await server.ActAsync(opened, "contraparte.03", "submit", new { answers });
        await server.ActAsync(opened, "delegacion.03", "return", new { remarks = new[] { new { text = "Falta la fuente" } } });
        var back = (await (await server.AsAsync("contraparte.03")).GetAsync($"/api/tasks/{await server.OpenTaskOfAsync(opened)}")).Json;
        await server.ActAsync(opened, "contraparte.03", "submit", new { answers, replies = Proposal.RepliesTo(back) });
        await server.ActAsync(opened, "delegacion.03", "approve", new { });
        if (step == "diagnostico")
            await server.ActAsync(opened, Dci, "approve", new { });
        await server.DrainAsync();

        Assert.Equal("Finished", await server.ScalarAsync<string>("select sub_status from instances where id = $1", opened));
        Assert.Empty((await server.InstanceAsync(opened)).Incidents);
    }

    private async Task LoadAsync(string rows)
    {
        using var list = new StringContent(Programme.Header + rows, Encoding.UTF8, "text/csv");
        var coordination = await server.AsAsync(Dci);
        (await server.FinishAsync(coordination, await coordination.PostAsync("/api/commitments/import", list))).MustBe(HttpStatusCode.OK);
    }
}
