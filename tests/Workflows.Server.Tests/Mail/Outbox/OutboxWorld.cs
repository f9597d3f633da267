using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Workflows.Definitions.Mail;
using Workflows.Engine;
using Workflows.Server.Mail;
using Workflows.Server.Mail.Outbox;
using Workflows.Server.Mail.Transport;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Outbox;
using Workflows.Server.Tests.Hosting;

namespace Workflows.Server.Tests.Mail.Outbox;

/// <summary>An outbox on a database of its own, a clock that a test turns, and a way out that behaves as told.</summary>
internal sealed class OutboxWorld : IAsyncDisposable
{
    public static readonly DateTimeOffset Morning = new(2026, 10, 15, 12, 0, 0, TimeSpan.Zero); // 09:00 in Santiago

    private static readonly ShippedMailTemplate Template = new(
        new("recordatorio", 1, "Recordatorio: {{tarea}}", "Hola: {{tarea}}", "<p>{{tarea}}</p>"), new(["tarea"]));

    private readonly TestDatabase _database;

    private OutboxWorld(TestDatabase database)
    {
        _database = database;
        Source = NpgsqlDataSource.Create(database.ConnectionString);
        Table = new(() => Source);
        Templates = new(
            [Template, .. ShippedMailTemplates.OfDefinitions()
                .Where(template => template.Words.Name.StartsWith(MailTemplateCatalog.Escalation, StringComparison.Ordinal))],
                new(() => Source), Clock);
    }

    public NpgsqlDataSource Source { get; }

    public TurnedClock Clock { get; } = new(Morning);

    public TurnedClock Elapsed { get; } = new(Morning);

    public OutboxTable Table { get; }

    public MailTemplates Templates { get; }

    public ScriptedTransport Transport { get; } = new();

    public static async Task<OutboxWorld> CreateAsync()
    {
        var server = await PostgresTestServer.GetAsync();
        await server.EnsureTemplateAsync("mail_model", async connection =>
        {
            await using var db = new WorkflowsDb(new DbContextOptionsBuilder<WorkflowsDb>().UseNpgsql(connection).Options);
            await db.Database.EnsureCreatedAsync();
        });
        return new(await server.CreateDatabaseAsync("mail_model"));
    }

    public OutboxSender Sender(
        IMailTransport? way = null, MailOptions? mail = null, OutboxOptions? outbox = null, int lanes = 1, string node = "nodo-1")
    {
        mail ??= new() { Host = "127.0.0.1", TimeoutSeconds = 2 };
        outbox ??= new() { ReplyTo = "Coordinación <coordinacion@flujos.gob.cl>" };
        var writing = new MailWriting(
            new(() => new("https://flujos.gob.cl")), Templates, outbox, mail, new(new(() => Source), Clock), new(() => Source),
            new(() => Source));
        var parts = OutboxParts.Create(mail, Table, writing, way ?? Transport, new(Elapsed), new(0), Clock, NullLogger.Instance);
        return new(node, parts, lanes);
    }

    public async Task AddAsync(
        string id, MailState state = MailState.Queued, DateTimeOffset? availableAt = null, string model = """{"tarea":"Propuesta"}""",
        string? addressees = null, string template = "recordatorio",
        int? level = null, string? linkFor = null)
    {
        await using var db = Db();
        db.Add(new MailRow
        {
            Id = id,
            MessageId = $"<{id}@flujos.gob.cl>",
            Reason = "recordatorio 5 días hábiles antes",
            Template = template,
            Model = model,
            Addressees = addressees
                ?? """[{"personId":"p1","name":"Encargada de prueba","email":"encargada@servicio.cl","role":"x","why":"y","copy":false}]""",
            Emails = ["encargada@servicio.cl"],
            State = state,
            AvailableAt = availableAt ?? Morning,
            CreatedAt = Morning,
            Level = level,
            LinkFor = linkFor,
        });
        await db.SaveChangesAsync();
    }

    public async Task<MailRow> ReadAsync(string id)
    {
        await using var db = Db();
        return await db.Set<MailRow>().AsNoTracking().SingleAsync(row => row.Id == id);
    }

    public async Task<List<string>> AttemptsAsync(string id)
    {
        await using var db = Db();
        return await db.Set<MailAttemptRow>().Where(row => row.MailId == id).OrderBy(row => row.Id).Select(row => row.Outcome)
            .ToListAsync();
    }

    public async Task<Dictionary<MailState, int>> StatesAsync()
    {
        await using var db = Db();
        return await db.Set<MailRow>().GroupBy(row => row.State).ToDictionaryAsync(group => group.Key, group => group.Count());
    }

    /// <summary>Leases and retries go by the database's clock, which no test turns: their instants are moved instead.</summary>
    public Task LetLeasesRunOutAsync() =>
        ExecuteAsync("update mails set lease_until = lease_until - interval '1 day' where lease_until is not null");

    public Task LetRetriesComeAsync() => ExecuteAsync("update mails set retry_at = retry_at - interval '1 day' where retry_at is not null");

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public WorkflowsDb Db() => new(new DbContextOptionsBuilder<WorkflowsDb>().UseNpgsql(Source).Options);

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await _database.DisposeAsync();
    }
}

/// <summary>A way out that answers as a test says and remembers what passed.</summary>
internal sealed class ScriptedTransport : IMailTransport
{
    private readonly Lock _lock = new();

    public List<OutgoingMail> Sent { get; } = [];

    public Func<OutgoingMail, Task<MailReceipt>> Answer { get; set; } = _ =>
        Task.FromResult(new MailReceipt(MailOutcome.Delivered, "250 ok"));

    public void AnswerWith(MailOutcome outcome, string answer = "respuesta") => Answer = _ =>
        Task.FromResult(new MailReceipt(outcome, answer));

    public async Task<MailReceipt> SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        lock (_lock) Sent.Add(mail);
        return await Answer(mail);
    }
}
