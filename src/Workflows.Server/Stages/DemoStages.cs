using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Calendar;
using Workflows.Server.Flows;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.Stages;

/// <summary>
/// Opens the formulation of two years on an empty database, so that whoever tries the product finds work on it: one stage that is
/// being proposed or is late, and the one after. Only where <c>Demo:OpensStages</c> asks for it, and never where there are processes.
/// </summary>
internal sealed class DemoStages(IServiceScopeFactory scopes, Dispatcher dispatcher, TimeProvider clock) : BackgroundService
{
    public const string Setting = "Demo:OpensStages";

    private const string Flow = "pmg-formulacion-anual";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<WorkflowsDb>().Set<InstanceRow>().AnyAsync(stoppingToken))
            return;

        var thisYear = SantiagoTime.DateAt(clock.GetUtcNow()).Year;
        foreach (var year in (int[])[thisYear + 1, thisYear + 2])
        {
            var key = year.ToString(CultureInfo.InvariantCulture);
            await dispatcher.OpenAsync(
                new OpenInstance(Flow, key, new Dictionary<string, object?> { ["year"] = (double)year }), DispatchOptions.None,
                stoppingToken);
        }
    }
}
