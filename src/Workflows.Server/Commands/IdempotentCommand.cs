using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using Workflows.Server.Access;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Commands;
using Workflows.Server.Persistence.Proofs;
using Workflows.Server.Web;

namespace Workflows.Server.Commands;

/// <summary>
/// The command of this request under its idempotency key. A use case gives its answer to <see cref="Remember"/> (before saving) or to
/// <see cref="RowOf"/> (for the dispatcher's batch), so that act and answer are committed together or not at all.
/// </summary>
public sealed class IdempotentCommand(WorkflowsDb db, TimeProvider clock, CommandActor actor, IOptions<JsonOptions> json)
{
    public const string Header = "Idempotency-Key";

    private const string ReplayedHeader = "Idempotency-Replayed";

    private string _personId = "", _route = "", _key = "";
    private byte[] _bodyHash = [];

    /// <summary>Adds the answer to what the next SaveChanges commits.</summary>
    public T Remember<T>(T answer, int status = StatusCodes.Status200OK)
    {
        db.Add(Row(answer, status));
        return answer;
    }

    /// <summary>The answer as one more row of a dispatcher's batch.</summary>
    public NpgsqlBatchCommand RowOf<T>(T answer, int status = StatusCodes.Status200OK) =>
        IdempotencyTable.Insert(Row(answer, status));

    /// <summary>Commits an answer to a command that found its work already done.</summary>
    public async Task<T> RememberNowAsync<T>(T answer, int status, CancellationToken ct)
    {
        Remember(answer, status);
        await db.SaveChangesAsync(ct);
        return answer;
    }

    internal static bool IsTakenKey(Exception error) => error switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: IdempotencyMapping.KeyName } => true,
        { InnerException: { } inner } => IsTakenKey(inner),
        _ => false,
    };

    internal async Task ReadAsync(HttpContext context, Acting acting, string key)
    {
        (_personId, _key) = (acting.PersonId, key);
        actor.PersonId = acting.PersonId;
        _route = RouteName.Asked(context);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(context.Request.QueryString.Value + "\n"));
        context.Request.Body.Position = 0;
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0)
            hash.AppendData(buffer, 0, read);
        context.Request.Body.Position = 0;
        _bodyHash = hash.GetHashAndReset();
    }

    /// <summary>The stored answer, a refusal when the key was used for something else, or null when the key is new.</summary>
    internal async Task<IResult?> FindAnswerAsync(HttpContext context)
    {
        var stored = await db.Set<IdempotencyRow>().AsNoTracking()
            .SingleOrDefaultAsync(row => row.PersonId == _personId && row.Route == _route && row.Key == _key, context.RequestAborted);
        if (stored is null)
            return null;
        if (!stored.BodyHash.AsSpan().SequenceEqual(_bodyHash))
        {
            return Refusal.Because(
                StatusCodes.Status422UnprocessableEntity,
                $"La clave de {Header} ya se usó con otros datos. Si quieres hacer algo nuevo, usa una clave nueva.");
        }

        context.Response.Headers[ReplayedHeader] = "true";
        return context.GetEndpoint()?.Metadata.GetMetadata<NeedsIdempotencyKey>()?.Again is { } again
            ? await again(context, stored.Answer, json.Value.SerializerOptions)
            : TypedResults.Text(stored.Answer, "application/json", Encoding.UTF8, stored.Status);
    }

    private IdempotencyRow Row<T>(T answer, int status) => new()
    {
        PersonId = _personId,
        Route = _route,
        Key = _key,
        BodyHash = _bodyHash,
        Status = status,
        Answer = JsonSerializer.Serialize(answer, json.Value.SerializerOptions),
        CreatedAt = clock.GetUtcNow(),
    };
}
