using System.Text;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Server.Duties;
using Workflows.Server.Files.Store;
using Workflows.Server.Persistence.Jobs;
using Workflows.Server.Tests.Embedded;
using Workflows.Server.Tests.Mail.Outbox;
using Workflows.Server.Uploads;

namespace Workflows.Server.Tests.Duties;

public sealed class CleanupTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private OutboxWorld _world = null!;

    public async Task InitializeAsync() => _world = await OutboxWorld.CreateAsync();

    public async Task DisposeAsync()
    {
        _folder.Dispose();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task Files_nobody_refers_to_go_and_everything_else_stays()
    {
        var now = OutboxWorld.Morning;
        var store = new FileStore(_folder.Path, _world.Clock);
        var kept = await StoreAsync(store, "uno");
        var lost = await StoreAsync(store, "dos");
        var made = await StoreAsync(store, "cuatro");
        await using (var db = _world.Db())
        {
            db.Add(new FileRow { Hash = kept, PersonId = "ana", Name = "uno.txt", Kind = FileKind.Text, Size = 3, UploadedAt = now });
            db.Add(Job("viejo", now.AddDays(-31), null));
            db.Add(Job("nuevo", now.AddDays(-29), made));
            db.Add(Job("sigue", null, null));
            await db.SaveChangesAsync();
        }

        _world.Clock.Turn(TimeSpan.FromDays(2));
        var young = await StoreAsync(store, "tres");
        var note = await new Cleanup(() => _world.Source, store, _world.Table).Duty.RunAsync(
            new(new(2026, 10, 15), now, now, new(new([], [], [], [], [], []), WorkingCalendar.Shipped)), default);

        Assert.Equal("Archivos sin uso: 1. Correos de servidores caídos: 0.", note);
        Assert.True(store.Exists(kept));
        Assert.True(store.Exists(young));
        Assert.True(store.Exists(made)); // a job that ended lately made it
        Assert.False(store.Exists(lost));
        await using var after = _world.Db();
        Assert.Equal(["nuevo", "sigue"], await after.Set<JobRow>().OrderBy(job => job.Id).Select(job => job.Id).ToListAsync());
    }

    private static JobRow Job(string id, DateTimeOffset? endedAt, string? file) => new()
    {
        Id = id, Kind = "prueba", Title = "Trabajo", OwnerId = "ana", OwnerName = "Ana", Posts = [], Arguments = "{}", FileHash = file,
        State = endedAt is null ? JobState.Running : JobState.Failed, CreatedAt = OutboxWorld.Morning.AddDays(-40), EndedAt = endedAt,
    };

    private static async Task<string> StoreAsync(FileStore store, string text)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return (await store.StoreAsync(content, new() { MaxBytes = 1000, Kinds = new HashSet<FileKind> { FileKind.Text } }, default)).Hash;
    }
}
