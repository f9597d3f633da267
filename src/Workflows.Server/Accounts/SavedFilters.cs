using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Server.Access;
using Workflows.Server.Persistence;
using Workflows.Server.Web;

namespace Workflows.Server.Accounts;

/// <summary>A view of a list that a person keeps under a name: «Vencidas de mi servicio».</summary>
public sealed class SavedFilterRow
{
    public required string PersonId { get; init; }

    /// <summary>Which list: tareas, procesos…</summary>
    public required string List { get; init; }
    public required string Name { get; init; }

    /// <summary>What the page's address carries after «?».</summary>
    public required string Query { get; set; }
}

internal sealed class SavedFilterMapping : IEntityTypeConfiguration<SavedFilterRow>
{
    public void Configure(EntityTypeBuilder<SavedFilterRow> table)
    {
        table.ToTable("saved_filters");
        table.HasKey(row => new { row.PersonId, row.List, row.Name });
        table.Property(row => row.PersonId).HasMaxLength(120);
        table.Property(row => row.List).HasMaxLength(SavedFilters.LongestList);
        table.Property(row => row.Name).HasMaxLength(SavedFilters.LongestName);
        table.Property(row => row.Query).HasMaxLength(SavedFilters.LongestQuery);
    }
}

/// <summary>The saved views of whoever asks. Saving under the same name again replaces it, so no key is asked for.</summary>
internal static class SavedFilters
{
    public const int LongestList = 40;
    public const int LongestName = 60;
    public const int LongestQuery = 2_000;
    private const int Most = 30;

    public static void MapSavedFilters(this IEndpointRouteBuilder api)
    {
        var filters = api.MapGroup("/saved-filters/{list:maxlength(40)}").WithTags("SavedFilters").RequireAuthorization();
        filters.MapGet("/", ListAsync).WithName("ListSavedFilters").WithSummary("Las vistas de una lista que guardaste");
        filters.MapPut("/{name:maxlength(60)}", SaveAsync).WithName("SaveFilter").WithSummary("Guarda una vista con un nombre");
        filters.MapDelete("/{name:maxlength(60)}", DeleteAsync).WithName("DeleteSavedFilter").WithSummary("Borra una vista");
    }

    public sealed record SavedFilter(string Name, string Query);

    public sealed record SaveFilterRequest(string Query);

    private static async Task<Ok<IReadOnlyList<SavedFilter>>> ListAsync(string list, Acting acting, WorkflowsDb db, CancellationToken ct) =>
        TypedResults.Ok<IReadOnlyList<SavedFilter>>(await Of(db, acting, list).OrderBy(row => row.Name)
            .Select(row => new SavedFilter(row.Name, row.Query)).ToListAsync(ct));

    private static async Task<Results<NoContent, ProblemHttpResult>> SaveAsync(
        string list, string name, SaveFilterRequest request, Acting acting, WorkflowsDb db, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(name))
            return Refusal.Field("name", "Escribe un nombre para la vista.");
        if (request.Query.Length > LongestQuery)
            return Refusal.Field("query", "La vista tiene demasiados filtros. Quita algunos y guárdala de nuevo.");
        var mine = await Of(db, acting, list).AsTracking().ToListAsync(ct);
        if (mine.Find(row => row.Name == name) is { } known)
            known.Query = request.Query;
        else if (mine.Count >= Most)
            return Refusal.Conflict($"Puedes guardar hasta {Most} vistas. Borra una que ya no uses.");
        else
            db.Add(new SavedFilterRow { PersonId = acting.PersonId, List = list, Name = name, Query = request.Query });
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> DeleteAsync(string list, string name, Acting acting, WorkflowsDb db, CancellationToken ct)
    {
        await Of(db, acting, list).Where(row => row.Name == name).ExecuteDeleteAsync(ct);
        return TypedResults.NoContent();
    }

    private static IQueryable<SavedFilterRow> Of(WorkflowsDb db, Acting acting, string list) =>
        db.Set<SavedFilterRow>().Where(row => row.PersonId == acting.PersonId && row.List == list);
}
