using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Definitions.Calendar;
using Workflows.Server.Openings;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Commitments;

/// <summary>
/// A year of quarterly reports of the sixteen regions, opened by its calendar and lived by HTTP with the clock turned, second by second
/// where it matters. WORKFLOWS_REGIONAL_YEAR=all lives its four quarters; else the first one is.
/// </summary>
public sealed class RegionalYear() : ApiFixture(SantiagoTime.ToInstant(new(2026, 3, 2), new(9, 0)))
{
    private const string Dci = "coordinacion-interministerial";

    internal static readonly IReadOnlyList<RegionalQuarter> Quarters =
        Environment.GetEnvironmentVariable("WORKFLOWS_REGIONAL_YEAR") == "all" ? RegionalQuarter.OfTheYear()
            : [RegionalQuarter.OfTheYear()[0]];

    private readonly Dictionary<string, string> _roots = [];
    private readonly Dictionary<string, JsonElement> _consolidated = [];

    /// <summary>The process of a quarter.</summary>
    internal string RootOf(RegionalQuarter quarter) => _roots[quarter.Period];

    /// <summary>What arrived with the task of putting a quarter together.</summary>
    internal JsonElement ConsolidatedOf(RegionalQuarter quarter) => _consolidated[quarter.Period];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await LoadAsync();
        (await (await AsAsync(Coordinator)).PostAsync("/api/opening-calendars", new
        {
            name = "Informes regionales", definitionId = "informes-regionales", rule = new { every = "quarter", roll = "none" },
            reason = "Instructivo presidencial",
        })).MustBe(HttpStatusCode.Created);
        foreach (var quarter in Quarters)
            await LiveAsync(quarter);
        await CloseTheYearAsync();
    }

    private async Task LiveAsync(RegionalQuarter quarter)
    {
        await PassToAsync(quarter.Opens);
        // Both nodes of a server look at the same instant.
        var runner = Services.GetRequiredService<OpeningRunner>();
        await Task.WhenAll(runner.OpenDueAsync(Clock.GetUtcNow(), default), runner.OpenDueAsync(Clock.GetUtcNow(), default));
        await DrainAsync();
        var root = _roots[quarter.Period] = await ScalarAsync<string>(
            "select id from instances where definition_id = 'informes-regionales' and business_key = $1", quarter.Period);

        foreach (var deed in quarter.Deeds())
        {
            if (deed.At > Clock.GetUtcNow())
                await PassToAsync(deed.At);
            await DoAsync(quarter, root, deed);
        }

        if (!quarter.IsComplete)
            await PassToAsync(quarter.PutTogether);
        await PassToAsync(Clock.GetUtcNow().AddHours(1));
        await DeliverAsync(quarter, root);
    }

    private async Task DoAsync(RegionalQuarter quarter, string root, RegionalDeed deed)
    {
        var instance = await ScalarAsync<string>(
            "select t.instance_id from tasks t join instances i on i.id = t.instance_id where i.root_id = $1 and t.activity_id = "
            + "'informe' and t.scope_code = $2 limit 1",
            root, deed.Region);
        Assert.Equal(
            deed.Step, await ScalarAsync<string>("select activity_id from tasks where instance_id = $1 and state = 'Open'", instance));
        var person = deed.Step switch { "informe" => $"contraparte.{deed.Region}", "revision" => $"delegacion.{deed.Region}", _ => Dci };
        await this.ActAsync(instance, person, deed.Action, deed.Action switch
        {
            "submit" => await ReportAsync(quarter, person, instance),
            "return" => new { remarks = new[] { new { text = "Falta el nudo" } } },
            _ => new { },
        });
        await DrainAsync();
    }

    private async Task<object> ReportAsync(RegionalQuarter quarter, string person, string instance)
    {
        var task = (await (await AsAsync(person)).GetAsync($"/api/tasks/{await OpenTaskOfAsync(instance)}")).MustBe(HttpStatusCode.OK).Json;
        var rows = JsonSerializer.Deserialize<List<Dictionary<string, object?>>>(
            task.GetProperty("content").GetProperty("arrived").GetProperty("compromisos").GetProperty("value").GetRawText())!;
        foreach (var row in rows)
            row["avance"] = quarter.Progress;
        return new { answers = new { compromisos = rows, situacion = "Sin novedad" }, replies = Proposal.RepliesTo(task) };
    }

    /// <summary>Interministerial coordination hands in what was put together, the undersecretary sees it, the authorities get it.</summary>
    private async Task DeliverAsync(RegionalQuarter quarter, string root)
    {
        var arrived = (await (await AsAsync(Dci)).GetAsync($"/api/tasks/{await OpenTaskOfAsync(root)}")).MustBe(HttpStatusCode.OK).Json
            .GetProperty("content").GetProperty("arrived");
        _consolidated[quarter.Period] = arrived;
        await this.ActAsync(root, Dci, "submit", new
        {
            answers = arrived.EnumerateObject().ToDictionary(field => field.Name, field => field.Value.GetProperty("value"))
        });
        await this.ActAsync(root, "subsecretario.int", "approve", new { });
        await PassToAsync(Clock.GetUtcNow().AddMinutes(1));
    }

    /// <summary>
    /// Every level has been told of those that never reported; then coordination closes what nobody will hand in any more.
    /// </summary>
    private async Task CloseTheYearAsync()
    {
        await PassToAsync(Quarters[^1].PutTogether.AddDays(20));
        foreach (var quarter in Quarters)
        {
            foreach (var region in quarter.Silent)
            {
                var instance = await ScalarAsync<string>(
                    "select t.instance_id from tasks t join instances i on i.id = t.instance_id where i.root_id = $1 and t.scope_code "
                    + "= $2 and t.state = 'Open'",
                    RootOf(quarter), region);
                (await (await AsAsync(Coordinator))
                    .PostAsync($"/api/instances/{instance}/cancel", new { reason = "Terminó el año sin informe" }))
                    .MustBe(HttpStatusCode.OK);
            }
        }

        await PassToAsync(Clock.GetUtcNow().AddDays(1));
    }

    private async Task LoadAsync()
    {
        var rows = string.Concat(
            Programme.Regions.Select(
                region => $"P-{region},Obra de la región {region},medida,presidencial,,MOP,{region},2028-12-31,En proceso,10,no\n"));
        using var list = new StringContent(Programme.Header + rows, Encoding.UTF8, "text/csv");
        var coordination = await AsAsync(Dci);
        (await FinishAsync(coordination, await coordination.PostAsync("/api/commitments/import", list))).MustBe(HttpStatusCode.OK);
    }
}
