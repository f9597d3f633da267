using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workflows.Engine;
using Workflows.Engine.Checking;
using Workflows.Engine.Json;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.Flows;

/// <summary>
/// The stored versions of every definition: drafts, the published one, those that were retired. A version that was ever published
/// is never changed, so its compiled graph is kept for as long as the process lives.
/// </summary>
public sealed class DefinitionStore(Database database, ActivityCatalog catalog, TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string DefinitionId, int Version), WorkflowGraph> _graphs = new();

    /// <summary>The graph instances of this version run on.</summary>
    public async Task<WorkflowGraph> GraphAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, string definitionId, int version, CancellationToken ct)
    {
        if (_graphs.TryGetValue((definitionId, version), out var known))
            return known;
        if (await DefinitionTable.ReadAsync(connection, transaction, definitionId, version, ct) is not var (json, state))
            throw new InvalidOperationException($"Workflow '{definitionId}' v{version} is not stored.");
        var graph = WorkflowGraph.Compile(WorkflowJson.Read(json), catalog);
        // A draft still changes.
        return state == DefinitionState.Draft ? graph : _graphs.GetOrAdd((definitionId, version), graph);
    }

    public async Task<WorkflowGraph> GraphAsync(string definitionId, int version, CancellationToken ct)
    {
        if (_graphs.TryGetValue((definitionId, version), out var known))
            return known;
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        return await GraphAsync(connection, null, definitionId, version, ct);
    }

    /// <summary>What people call a process: its own name, or its flow's.</summary>
    public async Task<string> NameOfProcessAsync(string instanceId, WorkflowsDb db, CancellationToken ct)
    {
        var row = await db.Set<InstanceRow>().Where(row => row.Id == instanceId)
            .Select(row => new { row.Name, row.DefinitionId, row.DefinitionVersion }).SingleAsync(ct);
        return row.Name ?? (await GraphAsync(row.DefinitionId, row.DefinitionVersion, ct)).Definition.Name;
    }

    public async Task<DefinitionVersion?> FindAsync(string definitionId, int version, CancellationToken ct)
    {
        await using var db = Open();
        return await db.Set<DefinitionVersion>().AsNoTracking()
            .FirstOrDefaultAsync(row => row.DefinitionId == definitionId && row.Version == version, ct);
    }

    public async Task<DefinitionVersion?> PublishedAsync(string definitionId, CancellationToken ct)
    {
        await using var db = Open();
        return await db.Set<DefinitionVersion>().AsNoTracking()
            .FirstOrDefaultAsync(row => row.DefinitionId == definitionId && row.State == DefinitionState.Published, ct);
    }

    public async Task<DefinitionVersion?> LatestAsync(string definitionId, CancellationToken ct)
    {
        await using var db = Open();
        return await Latest(db, definitionId).AsNoTracking().FirstOrDefaultAsync(ct);
    }

    /// <summary>
    /// Keeps a drawing: in the draft when the latest version is one, as a new draft otherwise.
    /// </summary>
    /// <param name="expected">The row version the editor started from; null when it does not matter.</param>
    /// <exception cref="WorkflowFormatException">The text is not a definition.</exception>
    public async Task<DraftResult> SaveDraftAsync(string json, string? person, uint? expected, CancellationToken ct)
    {
        var definition = WorkflowJson.Read(json);
        await using var db = Open();
        var latest = await Latest(db, definition.DefinitionId).FirstOrDefaultAsync(ct);
        if (expected is { } seen && latest is not null && latest.RowVersion != seen)
            return new DraftResult(latest, IsConflict: true);
        if (latest is null || latest.State != DefinitionState.Draft)
        {
            var version = (latest?.Version ?? 0) + 1;
            latest = NewVersion(definition, version, DefinitionState.Draft, JournalHash.OfText(json), person);
            db.Add(latest);
        }
        else
        {
            latest.Json = WorkflowJson.WriteAs(definition, latest.Id, latest.Version, isLatest: true, isPublished: false);
            latest.ContentHash = JournalHash.OfText(json);
            (latest.EditedBy, latest.EditedAt) = (person, Instants.Cut(clock.GetUtcNow()));
            (latest.Name, latest.Description, latest.IsShipped) = (definition.Name, definition.Description, false);
        }

        try
        {
            await db.SaveChangesAsync(ct);
            return new DraftResult(latest, IsConflict: false);
        }
        catch (Exception e)
            when (e is DbUpdateConcurrencyException
                || e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return new DraftResult((await LatestAsync(definition.DefinitionId, ct))!, IsConflict: true);
        }
    }

    /// <summary>What is wrong with a drawing among the flows that are published now.</summary>
    public async Task<IReadOnlyList<Problem>> ProblemsAsync(WorkflowGraph graph, CancellationToken ct)
    {
        await using var db = Open();
        var published = await db.Set<DefinitionVersion>().Where(row => row.State == DefinitionState.Published)
            .Select(row => row.DefinitionId).ToListAsync(ct);
        return WorkflowChecker.Check(graph, published.ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>Makes a version the one new instances run on. Refused, with every reason, when the checker finds errors.</summary>
    /// <param name="approval">What a second person approved; null where no person publishes through the API.</param>
    public async Task<PublishResult> PublishAsync(
        string definitionId, int version, string? person, CancellationToken ct, PublicationApproval? approval = null)
    {
        await using var db = Open();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var versions = await db.Set<DefinitionVersion>().Where(row => row.DefinitionId == definitionId).ToListAsync(ct);
        if (versions.Find(row => row.Version == version) is not { } wanted)
            return new PublishResult(null, [$"No existe la versión {version} del flujo «{definitionId}»."]);
        if (approval is not null && approval.ContentHash != wanted.ContentHash)
            return new PublishResult(wanted, ["El dibujo cambió después de que se propuso. Revísalo y propón otra vez."]);
        if (approval is not null && person is not null && wanted.EditedBy == person)
            return new PublishResult(wanted, [PublicationApproval.OwnDrawing]);
        if (wanted.State == DefinitionState.Published && approval is null)
            return new PublishResult(wanted, []);

        // What ships is published in any order: there a flow may come before those that it starts.
        var graph = WorkflowGraph.Compile(WorkflowJson.Read(wanted.Json), catalog);
        var problems = approval is null ? WorkflowChecker.Check(graph) : await ProblemsAsync(graph, ct);
        if (problems.Any(problem => problem.IsError))
            return new PublishResult(wanted, [.. problems.Where(problem => problem.IsError).Select(problem => problem.ToString())]);

        // Two steps, because the database allows one published version at any moment.
        foreach (var published in versions.Where(row => row.State == DefinitionState.Published))
            published.State = DefinitionState.Retired;
        if (approval is not null)
            await approval.Decide(db);
        await db.SaveChangesAsync(ct);
        (wanted.State, wanted.PublishedAt, wanted.PublishedBy) = (DefinitionState.Published, Instants.Cut(clock.GetUtcNow()), person);
        wanted.Json = WorkflowJson.WriteAs(
            WorkflowJson.Read(wanted.Json), wanted.Id, wanted.Version, isLatest: version == versions.Max(row => row.Version),
            isPublished: true);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return new PublishResult(wanted, []);
    }

    /// <summary>Takes the published version back: no new instance starts; those that run go on.</summary>
    public async Task<DefinitionVersion?> RetractAsync(string definitionId, CancellationToken ct)
    {
        await using var db = Open();
        var published = await db.Set<DefinitionVersion>()
            .FirstOrDefaultAsync(row => row.DefinitionId == definitionId && row.State == DefinitionState.Published, ct);
        if (published is null)
            return null;
        published.State = DefinitionState.Retired;
        await db.SaveChangesAsync(ct);
        return published;
    }

    internal WorkflowsDb Open() => new(Database.Options(database.Source));

    internal DefinitionVersion NewVersion(WorkflowDefinition definition, int version, DefinitionState state, string hash, string? person)
    {
        var id = $"{definition.DefinitionId}:{version}";
        var now = Instants.Cut(clock.GetUtcNow());
        var isPublished = state == DefinitionState.Published;
        return new DefinitionVersion
        {
            Id = id,
            DefinitionId = definition.DefinitionId,
            Version = version,
            Name = definition.Name,
            Description = definition.Description,
            Json = WorkflowJson.WriteAs(definition, id, version, isLatest: true, isPublished),
            ContentHash = hash,
            State = state,
            CreatedAt = now,
            CreatedBy = person,
            EditedBy = person,
            EditedAt = now,
            PublishedAt = isPublished ? now : null,
            PublishedBy = isPublished ? person : null,
        };
    }

    private static IQueryable<DefinitionVersion> Latest(WorkflowsDb db, string definitionId) =>
        db.Set<DefinitionVersion>().Where(row => row.DefinitionId == definitionId).OrderByDescending(row => row.Version).Take(1);
}

/// <param name="IsConflict">Somebody else saved meanwhile: <paramref name="Version"/> is theirs and nothing was kept.</param>
public sealed record DraftResult(DefinitionVersion Version, bool IsConflict);

/// <summary>What a second person approves: the drawing with this hash, and what is saved with its publication.</summary>
public sealed record PublicationApproval(string ContentHash, Func<WorkflowsDb, Task> Decide)
{
    internal const string OwnDrawing = "Quien guardó el dibujo no lo publica: lo hace otra persona que coordine o administre.";
}

/// <param name="Version">Null when there is no such version.</param>
/// <param name="Problems">Empty when it is published.</param>
public sealed record PublishResult(DefinitionVersion? Version, IReadOnlyList<string> Problems);
