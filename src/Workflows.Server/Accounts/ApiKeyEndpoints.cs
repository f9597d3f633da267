using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Web;

namespace Workflows.Server.Accounts;

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
        keys.MapGet("/commands", () => TypedResults.Ok(KeyCommand.All)).WithName("ListKeyCommands")
            .WithSummary("Lo que una clave puede hacer, para elegir al crearla");
        keys.MapPost("/", CreateApiKey.HandleAsync).Command().RequireRateLimiting(RateLimits.Login).WithName(nameof(CreateApiKey))
            .WithSummary(
                "Crea una clave con sus instituciones y lo que puede hacer; pide el código de tu teléfono y "
                + "muestra el secreto una sola vez");
        keys.MapPost("/{id}/revoke", RevokeAsync).Command().WithName("RevokeApiKey")
            .WithSummary("Revoca una clave desde ahora, con motivo");
    }

    private static async Task<Results<Ok<Page<ApiKeyView>>, ProblemHttpResult>> ListAsync(
        [AsParameters] PageOf page, WorkflowsDb db, TimeProvider clock, CancellationToken ct)
    {
        if (page.ProblemWith(Sorts) is { } problem)
            return Refusal.Invalid(problem);
        var now = clock.GetUtcNow();
        return TypedResults.Ok(await db.Set<ApiKey>().AsNoTracking().ToPageAsync(page, Sorts, key => ApiKeyView.Of(key, now), ct));
    }

    private static async Task<Results<Ok<ApiKeyView>, ProblemHttpResult>> RevokeAsync(
        string id, ReasonRequest request, Acting acting, WorkflowsDb db, TimeProvider clock, IdempotentCommand command,
        CancellationToken ct)
    {
        if (Reasons.Problem(request.Reason) is { } problem)
            return problem;
        var key = await db.Set<ApiKey>().SingleOrDefaultAsync(key => key.Id == id, ct);
        if (key is null)
            return Refusal.NotFound();
        var now = clock.GetUtcNow();
        if (key.RevokedAt is null)
        {
            (key.RevokedAt, key.RevokedReason) = (now, request.Reason.Trim());
            db.Add(OrganisationChangeRow.Of(acting, $"Se revocó la clave de API «{key.Name}»: {request.Reason.Trim()}", now));
        }

        var view = command.Remember(ApiKeyView.Of(key, now));
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(view);
    }
}

/// <summary>A key without its secret.</summary>
/// <param name="Commands">What it may do, in words.</param>
/// <param name="ActedAs">Only of keys from before they had a name of their own: the person they acted as.</param>
/// <param name="IsExpired">Its date has passed.</param>
public sealed record ApiKeyView(
    string Id, string Name, string Prefix, bool AllInstitutions, IReadOnlyList<string> Institutions, IReadOnlyList<string> Commands,
    DateTimeOffset CreatedAt, string CreatedBy, string CreatedByName, string? ActedAs, DateTimeOffset? ExpiresAt, bool IsExpired,
    DateTimeOffset? RevokedAt, string? RevokedReason)
{
    internal static ApiKeyView Of(ApiKey key, DateTimeOffset now) => new(
        key.Id, key.Name, key.Prefix, key.AllInstitutions, key.Institutions,
        [.. key.Commands.Select(code => KeyCommand.Find(code)?.Label ?? code)], key.CreatedAt,
        key.CreatedBy, key.CreatedByName, key.PersonId, key.ExpiresAt, key.ExpiresAt <= now, key.RevokedAt, key.RevokedReason);
}
