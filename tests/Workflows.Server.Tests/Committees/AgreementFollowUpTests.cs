using System.Globalization;
using System.Net;
using Workflows.Definitions.Calendar;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Committees;

/// <summary>
/// What a committee agreed, until it is done: by the demo's committee of modernisation, whose secretariat is the coordination.
/// </summary>
public sealed class AgreementFollowUpTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    private const string Committee = "modernizacion";
    private const string Secretary = "coordinacion-interministerial";

    private static int _opened;

    private DateOnly Today => SantiagoTime.DateAt(server.Clock.GetUtcNow());

    [Fact]
    public async Task Story_12_a_late_agreement_climbs_to_the_minister_and_stands_in_the_next_agenda_by_itself()
    {
        var due = WorkingCalendar.Shipped.AddWorkingDays(Today, 20);
        var meeting = await OpenAsync(isLight: true);
        await server.ActAsync(meeting, Secretary, "record", new
        {
            answers = new
            {
                fecha = Text(Today), asistentes = new[] { new { nombre = "Subsecretario/a de Hacienda" } },
                acuerdos = new[]
                {
                    new
                    {
                        punto = "otro", texto = "Publicar el plan de datos",
                        responsable = new { id = "ministry.undersecretary:HAC", name = "Subsecretaría" }, plazo = Text(due)
                    },
                },
            },
        });
        await server.DrainAsync();
        var agreement = await server.ScalarAsync<string>("select id from instances where definition_id = 'comite-acuerdo'");
        Assert.Equal(
            "Acuerdo 1, Comité de Modernización del Estado",
            await server.ScalarAsync<string>("select name from instances where id = $1", agreement));

        await server.PassToAsync(SantiagoTime.ToInstant(WorkingCalendar.Shipped.AddWorkingDays(due, 10), new(13, 30)));

        var told = await server.Mails.OneToAsync("ministro.hac@example.cl",
            mail => mail.Text.Contains("Cumplir el acuerdo 1", StringComparison.Ordinal)
                && mail.Text.Contains("Atrasado 10 días hábiles", StringComparison.Ordinal));
        Assert.Contains("Atrasado 10 días hábiles", told.Text, StringComparison.Ordinal);
        var next = await OpenAsync(isLight: false);
        await server.PassToAsync(SantiagoTime.ToInstant(Today.AddDays(1), new(9, 0)));
        var agenda = (await (await server.AsAsync(Secretary)).GetAsync($"/api/tasks/{await server.OpenTaskOfAsync(next)}"))
            .MustBe(HttpStatusCode.OK).Json;
        var item = agenda.GetProperty("content").GetProperty("arrived").GetProperty("puntos").GetProperty("value")[0];
        Assert.Equal(
            ("Acuerdo 1: Publicar el plan de datos", "Seguimiento"),
            (item.GetProperty("titulo").GetString(), item.GetProperty("para").GetString()));
        Assert.Empty(await server.FaultsAsync());
    }

    [Fact]
    public async Task An_agreement_without_a_responsible_is_refused_with_its_row()
    {
        var meeting = await OpenAsync(isLight: true);

        var refused = await (await server.AsAsync(Secretary))
            .PostAsync($"/api/tasks/{await server.OpenTaskOfAsync(meeting)}/acts/record", new
            {
                answers = new
                {
                    fecha = Text(Today), asistentes = new[] { new { nombre = "Alguien" } },
                    acuerdos = new[] { new { punto = "otro", texto = "Publicar el plan de datos", plazo = Text(Today.AddDays(30)) } },
                },
            });

        var errors = refused.MustBe(HttpStatusCode.UnprocessableEntity).Json.GetProperty("errors");
        Assert.Contains(errors.EnumerateObject(), error => error.Name == "answers.acuerdos[0].responsable");
    }

    private async Task<string> OpenAsync(bool isLight)
    {
        var opened = await server.OpenAsync(
            "comite-sesion", $"{Committee}/{Interlocked.Increment(ref _opened)}", ("body", Committee), ("committee", Committee),
            ("tipo", "ordinaria"),
            ("cierre", Text(Today)), ("liviana", isLight));
        await server.DrainAsync();
        return opened.InstanceId;
    }

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
