using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Web;

namespace Workflows.Server.People;

/// <summary>Keys for machines: made, listed and revoked by whoever administers the system.</summary>
internal static class ApiKeyEndpoints
{
    private static readonly Sorts<ApiKey> Sorts = new Sorts<ApiKey>()
        .By("name", key => key.Name, key => key.Id)
        .By("createdAt", key => key.CreatedAt, key => key.Id);

    public static void MapApiKeys(this IEndpointRouteBuilder api)
    {
        var keys = api.MapGroup("/api-keys").WithTags("ApiKeys").RequireAuthorization().AllowRoles(Role.Administrator);

        keys.MapGet("/", ListAsync).WithName("ListApiKeys").WithSummary("Claves de API, sin su secreto");
        keys.MapPost("/", CreateApiKey.HandleAsync).Command().WithName(nameof(CreateApiKey)).WithSummary("Crea una clave; el secreto se muestra una sola vez");
        keys.MapPost("/{id}/revoke", RevokeAsync).Command().WithName("RevokeApiKey").WithSummary("Revoca una clave desde ahora");
    }

    private static async Task<Results<Ok<Page<ApiKeyView>>, ProblemHttpResult>> ListAsync(
        [AsParameters] PageOf page, WorkflowsDb db, CancellationToken ct) =>
        page.ProblemWith(Sorts) is { } problem
            ? Refusal.Invalid(problem)
            : TypedResults.Ok(await db.Set<ApiKey>().AsNoTracking().ToPageAsync(page, Sorts, key => ApiKeyView.Of(key), ct));

    private static async Task<Results<Ok<ApiKeyView>, ProblemHttpResult>> RevokeAsync(
        string id, WorkflowsDb db, TimeProvider clock, IdempotentCommand command, CancellationToken ct)
    {
        var key = await db.Set<ApiKey>().SingleOrDefaultAsync(key => key.Id == id, ct);
        if (key is null)
            return Refusal.NotFound();
        key.RevokedAt ??= clock.GetUtcNow();
        var view = command.Remember(ApiKeyView.Of(key));
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(view);
    }
}

/// <summary>A key without its secret.</summary>
public sealed record ApiKeyView(
    string Id, string Name, string Prefix, string PersonId, IReadOnlyList<string> Roles, DateTimeOffset CreatedAt, string CreatedBy,
    DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt)
{
    internal static ApiKeyView Of(ApiKey key) =>
        new(key.Id, key.Name, key.Prefix, key.PersonId, key.Roles, key.CreatedAt, key.CreatedBy, key.ExpiresAt, key.RevokedAt);
}

/// <summary>A machine gets a key in the name of a person, with some of that person's roles.</summary>
public static class CreateApiKey
{
    public sealed record Request(string Name, string PersonId, IReadOnlyList<string> Roles, DateTimeOffset? ExpiresAt = null);

    /// <param name="Secret">Shown once. A repeated request answers without it.</param>
    public sealed record Response(ApiKeyView Key, string? Secret);

    public static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Request request, Acting acting, WorkflowsDb db, TimeProvider clock, IdempotentCommand command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > 200)
            return Refusal.Field("name", "Escribe un nombre de hasta 200 letras.");
        if (request.Roles.FirstOrDefault(role => Role.Find(role) is null) is { } unknown)
            return Refusal.Field("roles", $"El rol «{unknown}» no existe.");
        if (request.Roles.Count == 0)
            return Refusal.Field("roles", "Elige al menos un rol.");
        if (request.ExpiresAt <= now)
            return Refusal.Field("expiresAt", "La fecha de término ya pasó.");
        if (!await db.Set<Person>().AnyAsync(person => person.Id == request.PersonId && person.Active, ct))
            return Refusal.Field("personId", "Esa persona no existe o no está activa.");

        var secret = ApiKey.NewSecret();
        var key = new ApiKey
        {
            Id = Guid.CreateVersion7(now).ToString("n"),
            Name = request.Name.Trim(),
            Prefix = ApiKey.PrefixOf(secret),
            Hash = ApiKey.HashOf(secret),
            PersonId = request.PersonId,
            Roles = [.. request.Roles.Distinct(StringComparer.Ordinal)],
            CreatedAt = now,
            CreatedBy = acting.PersonId,
            ExpiresAt = request.ExpiresAt,
        };
        db.Add(key);
        // The stored answer never holds the secret.
        command.Remember(new Response(ApiKeyView.Of(key), null), StatusCodes.Status201Created);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/api/api-keys/{key.Id}", new Response(ApiKeyView.Of(key), secret));
    }
}
