using Workflows.Engine;
using Workflows.Server.Tests.Flows;
using Workflows.Server.Tests.Hosting;

namespace Workflows.Server.Tests.Persistence;

public class JournalTests(ServerFixture server) : IClassFixture<ServerFixture>, IAsyncLifetime
{
    private readonly Intruder _intruder = new(server.ConnectionString);
    private string _id = "";

    public async Task InitializeAsync()
    {
        await server.PublishAsync(Drawn.Chart(
            "bitacora",
            [Drawn.Start(), Drawn.Delay("pausa", TimeSpan.FromDays(30)), Drawn.Event("firma", "firmado"), Drawn.Event(
                "otra", "otra-firma")],
            [Drawn.Arrow("start", "Done", "pausa"), Drawn.Arrow("start", "Done", "firma"), Drawn.Arrow("firma", "Done", "otra")]));
        _id = (await server.OpenAsync("bitacora", Guid.NewGuid().ToString(), ("institution", "SUBDERE"), ("year", 2026d))).InstanceId;
        await server.SendAsync(_id, new EventReceived("firmado"));
    }

    public async Task DisposeAsync()
    {
        // The server goes on reading: truncating would lock it out, and be locked out by it.
        await _intruder.ExecuteAsync(
            "delete from instances; delete from journal; delete from timers; delete from event_bookmarks", quietly: true);
        await _intruder.DisposeAsync();
    }

    [Fact]
    public async Task An_untouched_journal_verifies() => Assert.Empty(await server.FaultsAsync());

    [Theory]
    [InlineData("update journal set text = overlay(text placing 'X' from 12 for 1) where number = 1")]
    [InlineData("update journal set text = replace(text, 'woken', 'waken') where number = 2")]
    [InlineData("update journal set hash = set_byte(hash, 31, get_byte(hash, 31) # 1) where number = 2")]
    [InlineData("update journal set at = at + interval '1 microsecond' where number = 1")]
    [InlineData("delete from journal where number = 1")]
    [InlineData("delete from journal where number = 2")]
    [InlineData("update instances set state = replace(state, '\"visit\":1', '\"visit\":2')")]
    [InlineData("update instances set state = overlay(state placing 'X' from 2 for 1)")]
    [InlineData("update instances set journal_length = 1")]
    [InlineData("update instances set journal_hash = set_byte(journal_hash, 0, get_byte(journal_hash, 0) # 1)")]
    [InlineData("update instances set institution_code = 'SUBDERA'")]
    [InlineData("update instances set year = 2027")]
    [InlineData("update instances set waiting_at = '{pausa}'")]
    [InlineData("update instances set sub_status = 'Finished'")]
    [InlineData("update instances set created_at = created_at + interval '1 second'")]
    [InlineData("update timers set due_at = due_at + interval '1 second'")]
    [InlineData("update timers set state = 'Fired'")]
    [InlineData("delete from timers")]
    [InlineData("update event_bookmarks set event_name = 'otra-firmb'")]
    [InlineData("insert into event_bookmarks (instance_id, bookmark_id, event_name) select id, 99, 'x' from instances")]
    public async Task One_changed_byte_is_found(string change)
    {
        Assert.NotEqual(0, await _intruder.ExecuteAsync(change, quietly: true));

        Assert.NotEmpty(await server.FaultsAsync());
    }
}
