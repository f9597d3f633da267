using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Organisation;
using Workflows.Engine;
using Workflows.Server.Access;
using Workflows.Server.Audit;
using Workflows.Server.Commands;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Web;

namespace Workflows.Server.Authoring;

/// <summary>
/// Workflow definitions: everybody sees what is or was published; drawing is for whoever coordinates, and publishing takes two of them.
/// </summary>
internal static class DefinitionEndpoints
{
    private static readonly Sorts<DefinitionVersion> Sorts = new Sorts<DefinitionVersion>()
        .By("name", version => version.Name, version => version.Id)
        .By("createdAt", version => version.CreatedAt, version => version.Id)
        .By("id", version => version.Id, version => version.Id);

    public static void MapDefinitions(this IEndpointRouteBuilder api)
    {
        var definitions = api.MapGroup("/definitions").WithTags("Definitions").RequireAuthorization();
        definitions.MapGet("/", ListAsync).ForKeys([.. KeyCommand.All]).WithName("ListDefinitions").WithSummary("Flujos y sus versiones");
        definitions.MapGet("/{definitionId}", GetAsync).ForKeys([.. KeyCommand.All]).WithName("GetDefinition")
            .WithSummary("Un flujo con su dibujo: la versión publicada, o la que se pida");

        api.MapGet("/palette", (ActivityCatalog catalog) => TypedResults.Ok(Palette.Of(catalog))).WithTags("Definitions")
            .RequireAuthorization().AllowRoles(Acting.Overseers).WithName("GetPalette")
            .WithSummary("Con qué se dibuja un flujo: tipos de paso, sus salidas y sus datos");

        var drawing = api.MapGroup("/definitions").WithTags("Definitions").RequireAuthorization()
            .AllowRoles(Role.Coordinator, Role.Administrator);
        drawing.MapPost("/check", CheckDefinition.HandleAsync).WithName(nameof(CheckDefinition))
            .WithSummary("Revisa un dibujo sin guardarlo");
        drawing.MapPost("/notice-preview", PreviewNotice.HandleAsync).WithName(nameof(PreviewNotice))
            .WithSummary("Cómo se leería el correo de un paso, sin enviarlo");
        drawing.MapPut("/{definitionId}/draft", SaveDefinitionDraft.HandleAsync).WithName(nameof(SaveDefinitionDraft))
            .WithSummary("Guarda el borrador, con If-Match si ya existe una versión");
        drawing.MapPost("/{definitionId}/retract", RetractDefinition.HandleAsync).Command().WithName("RetractDefinition")
            .WithSummary("Retira la versión publicada, con motivo: no se abren procesos nuevos, los abiertos siguen");
        drawing.MapPost("/{definitionId}/restore", RestoreDefinition.HandleAsync).Command().WithName(nameof(RestoreDefinition))
            .WithSummary("Recupera una versión anterior como borrador, con motivo y con If-Match");

        var comments = drawing.MapGroup("/{definitionId}/comments");
        comments.MapGet("/", DefinitionComments.ListAsync).ReadsPersonalData("quién comentó un flujo").WithName("ListDefinitionComments")
            .WithSummary("Lo que se comentó de un flujo, lo último primero");
        comments.MapPost("/", DefinitionComments.AddAsync).Command().WithName("AddDefinitionComment")
            .WithSummary("Comenta un paso del flujo, o el flujo entero");
        comments.MapPost("/{commentId}/resolve", DefinitionComments.ResolveAsync).Command().WithName("ResolveDefinitionComment")
            .WithSummary("Da por resuelto un comentario");
    }

    /// <summary>Which versions a list shows.</summary>
    internal sealed record Filter(string? DefinitionId, DefinitionState? State, string? Search);

    private static async Task<Results<Ok<Page<DefinitionSummary>>, ProblemHttpResult>> ListAsync(
        [AsParameters] Filter filter, [AsParameters] PageOf page, Acting acting, WorkflowsDb db, CancellationToken ct)
    {
        if (page.ProblemWith(Sorts) is { } problem)
            return Refusal.Invalid(problem);
        var versions = db.Set<DefinitionVersion>().AsNoTracking().VisibleTo(acting);
        if (filter.DefinitionId is { } definition) versions = versions.Where(version => version.DefinitionId == definition);
        if (filter.State is { } state) versions = versions.Where(version => version.State == state);
        if (filter.Search is { Length: > 0 } text)
        {
            var like = Like.Containing(text);
            versions = versions.Where(version => EF.Functions.ILike(version.Name, like) || EF.Functions.ILike(version.DefinitionId, like));
        }

        return TypedResults.Ok(await versions.ToPageAsync(page, Sorts, DefinitionSummary.In(db), ct));
    }

    private static async Task<Results<Ok<DefinitionView>, ProblemHttpResult>> GetAsync(
        string definitionId, int? version, Acting acting, WorkflowsDb db, HttpResponse response, CancellationToken ct)
    {
        var versions = db.Set<DefinitionVersion>().AsNoTracking().VisibleTo(acting).Where(row => row.DefinitionId == definitionId);
        var row = version is { } number
            ? await versions.SingleOrDefaultAsync(row => row.Version == number, ct)
            : await versions.OrderByDescending(row => row.State == DefinitionState.Published).ThenByDescending(row => row.Version)
                .FirstOrDefaultAsync(ct);
        if (row is null)
            return Refusal.NotFound();
        response.SetTag(row.RowVersion);
        var view = DefinitionView.Of(row, await db.NameOfActorAsync(row.EditedBy, ct));
        return TypedResults.Ok(view with { Document = Unconfirmed.Shown(view.Document, acting) });
    }
}

/// <summary>One version of a flow, without its drawing.</summary>
/// <param name="EditedByName">Who saved the drawing last; null when nobody did, or when they are no longer known.</param>
public sealed record DefinitionSummary(
    string Id, string DefinitionId, int Version, string Name, string? Description, DefinitionState State, bool IsShipped,
    DateTimeOffset CreatedAt, string? CreatedBy, DateTimeOffset? PublishedAt, string? PublishedBy, string? EditedByName,
    DateTimeOffset? EditedAt)
{
    internal static Expression<Func<DefinitionVersion, DefinitionSummary>> In(WorkflowsDb db) => row => new DefinitionSummary(
        row.Id, row.DefinitionId, row.Version, row.Name, row.Description, row.State, row.IsShipped, row.CreatedAt, row.CreatedBy,
        row.PublishedAt, row.PublishedBy,
        db.Set<ActorName>().Where(actor => actor.Id == row.EditedBy).Select(actor => actor.Name).FirstOrDefault(), row.EditedAt);

    internal static DefinitionSummary Of(DefinitionVersion row, string? editedByName) => new(
        row.Id, row.DefinitionId, row.Version, row.Name, row.Description, row.State, row.IsShipped, row.CreatedAt, row.CreatedBy,
        row.PublishedAt, row.PublishedBy, editedByName, row.EditedAt);
}

/// <param name="Document">Elsa 3 workflow JSON, with everything the drawing had.</param>
public sealed record DefinitionView(DefinitionSummary Summary, JsonElement Document, string ETag)
{
    internal static DefinitionView Of(DefinitionVersion row, string? editedByName) =>
        new(DefinitionSummary.Of(row, editedByName), JsonText.Parse(row.Json)!.Value, RowVersions.ToTag(row.RowVersion));
}

internal static class DefinitionScope
{
    /// <summary>A draft is nobody's business but of those who draw.</summary>
    public static IQueryable<DefinitionVersion> VisibleTo(this IQueryable<DefinitionVersion> versions, Acting acting) =>
        acting.Has([Role.Coordinator, Role.Administrator]) ? versions : versions.Where(version => version.State != DefinitionState.Draft);

    internal static Task<string?> NameOfActorAsync(this WorkflowsDb db, string? id, CancellationToken ct) => id is null
        ? Task.FromResult<string?>(null)
        : db.Set<ActorName>().Where(actor => actor.Id == id).Select(actor => actor.Name).FirstOrDefaultAsync(ct);
}
