using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Spectre.Console;
using Workflows.Server.Flows;
using Workflows.Server.Hosting;
using Workflows.Server.Persistence;

namespace Workflows.Server.CommandLine;

/// <summary>
/// <c>open FLUJO --year AÑO</c>: opens the year of a flow for every institution, and waits until each has its process. Done twice, it
/// finds what the first one opened.
/// </summary>
internal static class OpenCommand
{
    /// <summary>By convention the flow that opens one child per institution is called like theirs and this.</summary>
    private const string YearlySuffix = "-anual";

    private static readonly CultureInfo Chile = CultureInfo.GetCultureInfo("es-CL");

    public static Command Create()
    {
        var flow = new Argument<string>("FLUJO") { Description = "Flujo que se abre, como pmg-formulacion." };
        var year = new Option<int>("--year") { Description = "Año del programa.", HelpName = "AÑO", Required = true };
        year.Validators.Add(result =>
        {
            if (result.Tokens is not [var token] || !int.TryParse(token.Value, NumberStyles.None, Chile, out var value)
                || value is < 2000 or > 2100)
                result.AddError("Indica el año con cuatro cifras, como --year 2026.");
        });
        var command = new Command("open", "Abre el año de un flujo para todas las instituciones.") { flow, year };
        command.SetAction(async (parsed, ct) =>
        {
            var host = BuildHost(parsed.Database());
            await host.StartAsync(ct);
            try
            {
                return await RunAsync(
                    host.Services, parsed.GetValue(flow)!, parsed.GetValue(year), parsed.InvocationConfiguration.Output, ct);
            }
            finally
            {
                await host.StopAsync(CancellationToken.None);
                await ((IAsyncDisposable)host).DisposeAsync();
            }
        });
        return command;
    }

    /// <summary>What moves instances, without the web: alone it does the work itself, beside a server they share it.</summary>
    private static IHost BuildHost(DatabaseOptions options)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = [] });
        builder.Configuration["data"] = options.DataFolder;
        builder.Configuration["ConnectionStrings:Workflows"] = options.ConnectionString;
        builder.Logging.ClearProviders();
        builder.AddDatabase();
        builder.AddOrganisation();
        builder.AddFlows();
        builder.AddLoops();
        return builder.Build();
    }

    private static async Task<int> RunAsync(IServiceProvider services, string flow, int year, TextWriter output, CancellationToken ct)
    {
        var definitions = services.GetRequiredService<DefinitionStore>();
        var definitionId = await definitions.PublishedAsync(flow + YearlySuffix, ct) is not null ? flow + YearlySuffix : flow;
        var clock = Stopwatch.StartNew();
        var opened = await services.GetRequiredService<Dispatcher>().OpenAsync(
            new OpenInstance(
                definitionId, year.ToString(CultureInfo.InvariantCulture), new Dictionary<string, object?> { ["year"] = (double)year }),
            DispatchOptions.None, ct);
        if (opened.Dispatch.Status == DispatchStatus.NotFound)
            throw new CommandRefusedException($"No hay un flujo publicado que se llame «{flow}».");

        var family = new FamilyTable(services.GetRequiredService<Database>().Source, opened.InstanceId);
        var progress = await WatchAsync(family, $"{flow} {year.ToString(CultureInfo.InvariantCulture)}", output, ct);
        await output.WriteLineAsync(string.Create(
            Chile,
            $"{flow} {year.ToString(CultureInfo.InvariantCulture)}: {(opened.IsNew ? "abierto" : "ya estaba abierto")} en "
            + $"{clock.Elapsed.TotalSeconds:0.0} s. "
            + $"{progress.Children:N0} procesos, {progress.Tasks:N0} tareas abiertas, {progress.Timers:N0} avisos programados, "
            + $"{progress.Mails:N0} correos."));
        foreach (var problem in progress.Problems)
            await output.WriteLineAsync(problem);
        return progress.Problems.Count == 0 ? ExitCodes.Done : ExitCodes.Found;
    }

    private static async Task<FamilyProgress> WatchAsync(FamilyTable family, string title, TextWriter output, CancellationToken ct)
    {
        var isTerminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected
            && AnsiConsole.Profile.Capabilities.Interactive;
        if (!isTerminal)
        {
            return await WaitAsync(
                family, progress =>
                    output.WriteLine(string.Create(Chile, $"{title}: {progress.Children:N0} de {progress.Wanted:N0} procesos")), ct);
        }

        return await AnsiConsole.Progress().StartAsync(async bars =>
        {
            var bar = bars.AddTask(Markup.Escape(title));
            return await WaitAsync(
                family,
                progress =>
                {
                    bar.MaxValue = Math.Max(1, progress.Wanted);
                    bar.Value = progress.Wanted == 0 ? 1 : progress.Children;
                },
                ct);
        });
    }

    private static async Task<FamilyProgress> WaitAsync(FamilyTable family, Action<FamilyProgress> show, CancellationToken ct)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        var shown = -1L;
        while (true)
        {
            var progress = await family.LookAsync(ct);
            if (progress.Children != shown)
                show(progress);
            shown = progress.Children;
            if (progress.IsOver)
                return progress;
            await tick.WaitForNextTickAsync(ct);
        }
    }
}
