using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workflows.Definitions.Questions;
using Workflows.Engine;
using Workflows.Server.Flows;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Tests.Hosting;

namespace Workflows.Server.Tests.Flows;

/// <summary>Sessions and agreements are numbered one after the other, whoever asks, and no number is given twice.</summary>
public class NumberTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Numbers_taken_at_once_on_two_nodes_follow_each_other_without_a_gap()
    {
        await server.PublishAsync(Taking("a-la-par", "sesion/comite-a/2026"));
        using var other = ActivatorUtilities.CreateInstance<Dispatcher>(server.Services);

        var numbers = await Task.WhenAll(Enumerable.Range(0, 24).Select(async i =>
        {
            var node = i % 2 == 0 ? server.Dispatcher : other;
            var opened = await node.OpenAsync(
                new OpenInstance("a-la-par", $"{i}", new Dictionary<string, object?>()), DispatchOptions.None, CancellationToken.None);
            return await NumberOfAsync(opened.InstanceId);
        }));

        Assert.Equal(Enumerable.Range(1, 24).Select(number => (double)number), numbers.Order());
        Assert.Empty(await server.FaultsAsync());
    }

    [Fact]
    public async Task Each_series_counts_by_itself()
    {
        await server.PublishAsync(Taking("acuerdos-b", "acuerdo/comite-b"));
        await server.PublishAsync(Taking("acuerdos-c", "acuerdo/comite-c"));

        Assert.Equal(1d, await TakenAsync("acuerdos-b", "uno"));
        Assert.Equal(2d, await TakenAsync("acuerdos-b", "dos"));
        Assert.Equal(1d, await TakenAsync("acuerdos-c", "uno"));
    }

    [Fact]
    public async Task The_number_of_a_cancelled_process_is_not_given_again()
    {
        await server.PublishAsync(Drawn.Row("anulada", Drawn.Start(), Number("sesion/anulada"), Drawn.Event("firma", "firmado")));
        var first = (await server.OpenAsync("anulada", "uno")).InstanceId;
        Assert.Equal(DispatchStatus.Applied, (await server.SendAsync(first, new CancelWorkflow("No hubo sesión"))).Status);

        Assert.Equal(2d, await TakenAsync("anulada", "dos"));
    }

    [Fact]
    public async Task A_burst_whose_transaction_failed_used_up_no_number()
    {
        await server.PublishAsync(Drawn.Row("fallida", Drawn.Start(), Drawn.Event("firma", "firmado"), Number("sesion/fallida")));
        var id = (await server.OpenAsync("fallida", "uno")).InstanceId;
        var broken = new DispatchOptions { Alongside = [new NpgsqlBatchCommand("select 1 / 0")] };
        await Assert.ThrowsAsync<PostgresException>(
            () => server.Dispatcher.DispatchAsync(id, new EventReceived("firmado"), broken, CancellationToken.None));

        await server.SendAsync(id, new EventReceived("firmado"));

        Assert.Equal(1d, await NumberOfAsync(id));
        Assert.Equal(1, await server.CountAsync("select count(*) from numbers where series = 'sesion/fallida'"));
    }

    [Fact]
    public async Task A_stay_in_a_step_that_is_run_again_keeps_its_number_and_the_next_stay_takes_another()
    {
        await server.PublishAsync(Drawn.Chart(
            "repetida", [Drawn.Start(), Number("sesion/repetida"), Drawn.Event("otra", "otra"), Drawn.Event("salida", "basta")],
            [
                Drawn.Arrow("start", "Done", "numero"), Drawn.Arrow("numero", "Done", "otra"), Drawn.Arrow("otra", "Done", "numero"),
                Drawn.Arrow("start", "Done", "salida"),
            ]));
        var id = (await server.OpenAsync("repetida", "uno")).InstanceId;
        var asked = new Dictionary<string, object?>
        {
            ["series"] = "sesion/repetida", ["process"] = id, ["activity"] = await server.ScalarAsync<string>(
                "select activity_id from numbers where instance_id = $1", id),
            ["visit"] = 1d, ["at"] = "2026-08-03T13:00:00Z",
        };

        Assert.Equal(1d, await AskAgainAsync(asked));
        await server.SendAsync(id, new EventReceived("otra"));

        Assert.Equal(2d, await NumberOfAsync(id));
        Assert.Equal(2, await server.CountAsync("select count(*) from numbers where instance_id = $1", id));
    }

    private async Task<double> AskAgainAsync(object? asked)
    {
        await using var connection = await server.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var number = Server.Persistence.Bursts.SeriesNumbers.TakeFor(NumberQuestion.FromValues(asked), connection, transaction);
        await transaction.CommitAsync();
        return number;
    }

    private static string Taking(string definitionId, string series) => Drawn.Row(definitionId, Drawn.Start(), Number(series));

    private static System.Text.Json.Nodes.JsonObject Number(string series) =>
        Drawn.Activity("numero", "Workflows.TakeNumber", ("series", series));

    private async Task<double> TakenAsync(string definitionId, string key) =>
        await NumberOfAsync((await server.OpenAsync(definitionId, key)).InstanceId);

    /// <summary>The last number that a process took.</summary>
    private async Task<double> NumberOfAsync(string instanceId) =>
        await server.CountAsync("select max(number)::bigint from numbers where instance_id = $1", instanceId);
}
