using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Engine;
using Workflows.Server.Duties;
using Workflows.Server.Mail.Rendering;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Persistence.Duties;
using Workflows.Server.Persistence.Outbox;
using Workflows.Server.Tests.Mail.Outbox;

namespace Workflows.Server.Tests.Duties;

public sealed class JournalRootTests : IAsyncLifetime
{
    private static readonly WorldSnapshot World = new(new([], [], [], [], [], []), WorkingCalendar.Shipped);

    private OutboxWorld _world = null!;

    public async Task InitializeAsync() => _world = await OutboxWorld.CreateAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task The_root_of_a_civil_day_covers_the_last_burst_of_each_instance_and_leaves_by_mail()
    {
        await AddAsync("b", 1, new(2026, 10, 14), new(23, 59), 1); // the day before
        await AddAsync("b", 2, new(2026, 10, 15), new(0, 0), 2);
        await AddAsync("a", 1, new(2026, 10, 15), new(9, 0), 3);
        await AddAsync("a", 2, new(2026, 10, 15), new(23, 59), 4);
        await AddAsync("a", 3, new(2026, 10, 16), new(0, 0), 5);

        var note = await RunAsync(new(2026, 10, 16), "archivo@segpres.cl");

        Assert.Equal("La raíz del 15 de octubre de 2026 quedó en cola para archivo@segpres.cl.", note);
        var expected = JournalRoot.Compute(new(2026, 10, 15), null, [new("a", 2, Hash(4)), new("b", 2, Hash(2))]);
        await using var db = _world.Db();
        var root = await db.Set<JournalRootRow>().SingleAsync();
        Assert.Equal(expected, root.Root);
        Assert.Equal(2, root.Instances);
        var mail = await db.Set<MailRow>().SingleAsync();
        var written = new MailRenderer(() => new("https://flujos.gob.cl"))
            .Render(DailyJournalRoot.Shipped.Words, (IReadOnlyDictionary<string, object?>)Values.FromJson(mail.Model)!);
        Assert.Contains(Convert.ToHexStringLower(expected), written.Text, StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexStringLower(expected), written.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_root_is_chained_to_the_one_before_and_a_second_run_changes_nothing()
    {
        await RunAsync(new(2026, 10, 15), "archivo@segpres.cl");
        await RunAsync(new(2026, 10, 16), "archivo@segpres.cl");
        await AddAsync("late", 1, new(2026, 10, 15), new(12, 0), 9);

        await RunAsync(new(2026, 10, 16), "archivo@segpres.cl");

        await using var db = _world.Db();
        var roots = await db.Set<JournalRootRow>().OrderBy(root => root.Date).ToListAsync();
        Assert.Equal(2, roots.Count);
        Assert.Equal(roots[0].Root, roots[1].PreviousRoot);
        Assert.Equal(JournalRoot.Compute(new(2026, 10, 15), roots[0].Root, []), roots[1].Root);
        Assert.Equal(2, await db.Set<MailRow>().CountAsync());
    }

    [Fact]
    public async Task Without_somebody_to_keep_it_the_root_stays_and_the_run_says_so()
    {
        var note = await RunAsync(new(2026, 10, 16), null);

        Assert.Contains("Mail:JournalRootTo", note, StringComparison.Ordinal);
        await using var db = _world.Db();
        Assert.Single(db.Set<JournalRootRow>());
        Assert.Empty(db.Set<MailRow>());
    }

    [Fact]
    public void A_flipped_bit_anywhere_changes_the_root()
    {
        JournalHead[] heads = [new("a", 1, Hash(1)), new("b", 7, Hash(2))];
        var root = JournalRoot.Compute(new(2026, 10, 15), Hash(0), heads);

        Assert.Equal(root, JournalRoot.Compute(new(2026, 10, 15), Hash(0), heads.Reverse()));
        Assert.NotEqual(root, JournalRoot.Compute(new(2026, 10, 16), Hash(0), heads));
        Assert.NotEqual(root, JournalRoot.Compute(new(2026, 10, 15), Hash(9), heads));
        Assert.NotEqual(root, JournalRoot.Compute(new(2026, 10, 15), Hash(0), [heads[0], heads[1] with { Hash = Hash(3) }]));
        Assert.NotEqual(root, JournalRoot.Compute(new(2026, 10, 15), Hash(0), [heads[0], heads[1] with { Number = 8 }]));
        Assert.NotEqual(root, JournalRoot.Compute(new(2026, 10, 15), Hash(0), [heads[0]]));
    }

    [Fact]
    public void The_mail_of_the_root_names_only_what_it_has()
    {
        var words = DailyJournalRoot.Shipped.Words;

        Assert.Empty(TemplateChecker.Check(words.Subject, words.Text, words.Html, DailyJournalRoot.Shipped.Names));
    }

    private Task<string> RunAsync(DateOnly date, string? sendTo)
    {
        var duty = new DailyJournalRoot(new(() => _world.Source), sendTo, "flujos.gob.cl").Duty;
        var now = DutySchedule.InstantOf(duty, date);
        return duty.RunAsync(new(date, now, now, World), default);
    }

    private async Task AddAsync(string instance, int number, DateOnly date, TimeOnly time, byte hash)
    {
        await using var db = _world.Db();
        db.Add(new JournalRow
        {
            InstanceId = instance, Number = number, At = SantiagoTime.ToInstant(date, time), Text = "{}", Hash = Hash(hash)
        });
        await db.SaveChangesAsync();
    }

    private static byte[] Hash(byte fill) => [.. Enumerable.Repeat(fill, 32)];
}
