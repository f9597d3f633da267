using Workflows.Server.Live;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Notifying;
using Workflows.Server.Tests.Mail.Outbox;

namespace Workflows.Server.Tests.Live;

public class LatestChangesTests
{
    private readonly TurnedClock _clock = new(DateTimeOffset.UnixEpoch);
    private readonly Changes _changes = new(new Leases(new LeaseOptions()));
    private readonly LatestChanges _latest;

    public LatestChangesTests() => _latest = new LatestChanges(_changes, _clock);

    [Fact]
    public void A_page_hears_what_changed_since_it_began_to_ask_and_nothing_from_before()
    {
        _changes.Tell("tasks", "before");
        _clock.Turn(TimeSpan.FromSeconds(5));
        _changes.Tell("tasks", "while");
        _clock.Turn(TimeSpan.FromSeconds(2));

        Assert.Equal([new Change("tasks", "while")], _latest.Of(TimeSpan.FromSeconds(3)));
        Assert.Empty(_latest.Of(TimeSpan.Zero));
    }

    [Fact]
    public void A_page_older_than_what_is_remembered_hears_that_everything_may_have_changed()
    {
        _changes.Tell("tasks", "forgotten");
        _clock.Turn(TimeSpan.FromMinutes(2));
        _changes.Tell("tasks", "remembered");

        Assert.Equal([Change.Everything], _latest.Of(TimeSpan.FromMinutes(3)));
        Assert.Equal([Change.Everything], _latest.Of(TimeSpan.FromMinutes(2)));
        Assert.Equal([new Change("tasks", "remembered")], _latest.Of(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public void A_flood_is_not_kept_and_whoever_missed_some_of_it_hears_that_everything_may_have_changed()
    {
        _clock.Turn(TimeSpan.FromSeconds(10));
        for (var number = 0; number < 5_000; number++)
            _changes.Tell("tasks", $"{number}");
        _clock.Turn(TimeSpan.FromSeconds(1));

        Assert.Equal([Change.Everything], _latest.Of(TimeSpan.FromSeconds(5)));
    }
}
