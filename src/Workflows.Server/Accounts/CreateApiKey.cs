using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Web;

namespace Workflows.Server.Accounts;

/// <summary>
/// A machine gets a key of its own: which institutions, which commands, until when. Whoever makes it shows the code of their phone in the
/// same request; a stolen session makes none.
/// </summary>
public static class CreateApiKey
{
    private const int MostInstitutions = 400;

    /// <summary>A key that nobody gave an end has one.</summary>
    private const int YearsAtMost = 1;

    /// <param name="Institutions">Codes; none when it is for all of them.</param>
    /// <param name="Commands">Codes of what it may do.</param>
    /// <param name="Code">Of the phone of who makes it, shown now.</param>
    /// <param name="ExpiresAt">At most a year from now; a year when it is missing.</param>
    public sealed record Request(
        string Name, IReadOnlyList<string> Institutions, IReadOnlyList<string> Commands, string Code, bool AllInstitutions = false,
        DateTimeOffset? ExpiresAt = null);

    /// <param name="Secret">Shown once. A repeated request answers without it.</param>
    public sealed record Response(ApiKeyView Key, string? Secret);

    internal static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Request request, Acting acting, WorkflowsDb db, FreshCode fresh, TimeProvider clock, IdempotentCommand command,
        CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await ProblemWithAsync(request, now, db, ct) is { } problem)
            return problem;
        // Last, because a code is spent by showing it.
        if (await fresh.ProblemWithAsync(acting, request.Code, ct) is { } unproved)
            return unproved;

        var secret = ApiKey.NewSecret();
        var key = new ApiKey
        {
            Id = Guid.CreateVersion7(now).ToString("n"),
            Name = request.Name.Trim(),
            Prefix = ApiKey.PrefixOf(secret),
            Hash = ApiKey.HashOf(secret),
            AllInstitutions = request.AllInstitutions,
            Institutions = [.. request.Institutions.Distinct(StringComparer.Ordinal)],
            Commands = [.. request.Commands.Distinct(StringComparer.Ordinal)],
            CreatedAt = now,
            CreatedBy = acting.PersonId,
            CreatedByName = acting.Name,
            ExpiresAt = request.ExpiresAt ?? now.AddYears(YearsAtMost),
        };
        db.Add(key);
        db.Add(OrganisationChangeRow.Of(acting, TextOf(key), now));
        // The stored answer never holds the secret.
        command.Remember(new Response(ApiKeyView.Of(key, now), null), StatusCodes.Status201Created);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/api/api-keys/{key.Id}", new Response(ApiKeyView.Of(key, now), secret));
    }

    private static async Task<ProblemHttpResult?> ProblemWithAsync(
        Request request, DateTimeOffset now, WorkflowsDb db, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > ApiKey.LongestName)
            return Refusal.Field("name", $"Escribe un nombre de hasta {ApiKey.LongestName} letras: quedará en la historia de lo que haga.");
        if (request.Commands.FirstOrDefault(code => KeyCommand.Find(code) is null) is { } unknown)
            return Refusal.Field(
                "commands", $"«{unknown}» no es algo que una clave pueda hacer. Elige entre las de la lista.");
        if (request.Commands.Count == 0)
            return Refusal.Field("commands", "Elige al menos una cosa que la clave pueda hacer.");
        if (request.AllInstitutions == request.Institutions.Count > 0)
            return Refusal.Field("institutions", "Elige las instituciones de la clave, o di que es para todas.");
        if (request.Institutions.Count > MostInstitutions)
            return Refusal.Field("institutions", $"Elige hasta {MostInstitutions} instituciones, o di que es para todas.");
        if (request.ExpiresAt <= now || request.ExpiresAt > now.AddYears(YearsAtMost))
            return Refusal.Field("expiresAt", "El término tiene que ser una fecha que aún no llega, dentro de un año.");
        var codes = request.Institutions.Distinct(StringComparer.Ordinal).ToArray();
        var known = await db.Set<Institution>().Where(institution => codes.Contains(institution.Code))
            .Select(institution => institution.Code).ToListAsync(ct);
        return codes.Except(known, StringComparer.Ordinal).FirstOrDefault() is { } missing
            ? Refusal.Field("institutions", $"La institución «{missing}» no existe. Copia su código desde la lista de instituciones.")
            : null;
    }

    private static string TextOf(ApiKey key) =>
        $"Se creó la clave de API «{key.Name}», que puede "
        + $"{string.Join(", ", key.Commands.Select(code => KeyCommand.Find(code)!.Label.ToLowerInvariant()))} "
        + (
            key.AllInstitutions ? "en todas las instituciones."
                : $"en {key.Institutions.Length} {(key.Institutions.Length == 1 ? "institución" : "instituciones")}: "
                    + $"{Shown(key.Institutions)}.");

    private static string Shown(string[] codes) => codes.Length <= 10 ? string.Join(", ", codes) : $"{string.Join(", ", codes.Take(10))}…";
}
