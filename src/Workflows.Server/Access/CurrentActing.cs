using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Web;

namespace Workflows.Server.Access;

/// <summary>Finds out who acts in a request, once, between authentication and authorisation.</summary>
internal sealed class CurrentActing(WorkflowsDb db, HeldPosts held, AccountOptions options, TimeProvider clock)
{
    /// <summary>A person with several posts says for which place they act; only those posts count then.</summary>
    public const string ForHeader = "X-Acting-For";

    private Acting? _acting;

    /// <summary>Only for routes that ask for a login.</summary>
    public Acting Value => _acting ?? throw new InvalidOperationException("Nobody is logged in: the route must require authorization.");

    public Acting? OrNobody => _acting;

    public static async Task SetAsync(HttpContext context, RequestDelegate next)
    {
        if (context.User.Identity is { IsAuthenticated: true })
        {
            var current = context.RequestServices.GetRequiredService<CurrentActing>();
            if (!await current.LoadAsync(context.User, context.Request.Headers[ForHeader].ToString(), context.RequestAborted))
            {
                await Refusal.Forbidden("No tienes un cargo vigente en el lugar por el que dices actuar. Elige otro de tu lista.")
                    .ExecuteAsync(context);
                return;
            }

            // Closed unless the route says that keys may use it: a route nobody thought of is not for machines.
            if (current._acting?.Key is { } key && IsClosedTo(key, context.GetEndpoint()))
            {
                await Refusal.Forbidden(
                    "Esta clave de API no puede hacer eso. Quien administra el sistema elige lo que puede hacer cada clave al crearla.")
                        .ExecuteAsync(context);
                return;
            }

            // An inactive person is nobody.
            if (current._acting is null)
                context.User = new ClaimsPrincipal(new ClaimsIdentity());
        }

        await next(context);
    }

    private static bool IsClosedTo(KeyRights key, Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<IAuthorizeData>() is not null && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
        && endpoint.Metadata.GetMetadata<KeyUse>()?.Commands.Any(key.May) is not true;

    public Task<bool> IsActiveAsync(string personId, CancellationToken ct) =>
        db.Set<Person>().AnyAsync(person => person.Id == personId && person.Active, ct);

    /// <summary>
    /// Work that a person left behind goes on as them, with those of the posts they asked by that are still theirs; null when they may not
    /// enter any more.
    /// </summary>
    public async Task<Acting?> ActAsync(string personId, IReadOnlyCollection<string> posts, CancellationToken ct) =>
        _acting = await held.ActingAsync(personId, SantiagoTime.DateAt(clock.GetUtcNow()), ct) is { } person
            ? person with { Appointments = [.. person.Appointments.Where(post => posts.Contains(Acting.CodeOf(post)))] }
            : null;

    public async Task<bool> LoadAsync(ClaimsPrincipal principal, string actingFor, CancellationToken ct)
    {
        var id = principal.FindFirstValue(ClaimTypes.NameIdentifier);
        if (principal.Identity?.AuthenticationType == ApiKeyAuthentication.SchemeName)
            return await LoadKeyAsync(id![ApiKey.ActorMark.Length..], actingFor, ct);
        if (await held.ActingAsync(id, SantiagoTime.DateAt(clock.GetUtcNow()), ct) is not { } person)
            return true;

        var posts = person.Appointments.ToList();
        var needsSecondFactor = options.RequireSecondFactor && posts.Any(post => post.Role.RequiresSecondFactor)
            && !await db.Set<Account>().AnyAsync(account => account.PersonId == id && account.TwoFactorEnabled, ct);
        if (needsSecondFactor)
            posts.RemoveAll(post => post.Role.RequiresSecondFactor);

        if (actingFor.Length > 0)
            posts.RemoveAll(post => Seat.CommitteeIn(post.ScopeCode) != actingFor);

        _acting = person with { Appointments = posts, NeedsSecondFactor = needsSecondFactor };
        return actingFor.Length == 0 || posts.Count > 0;
    }

    private async Task<bool> LoadKeyAsync(string id, string actingFor, CancellationToken ct)
    {
        if (await db.Set<ApiKey>().AsNoTracking().SingleOrDefaultAsync(key => key.Id == id, ct) is not { } key)
            return true;
        KeyRights? rights = new(key.CreatedBy, key.AllInstitutions, key.Institutions, key.Commands);
        if (actingFor.Length > 0)
            rights = rights.OnlyFor(actingFor);
        if (rights is null)
            return false;
        _acting = new(ApiKey.ActorMark + key.Id, key.ActorName, "", [], SantiagoTime.DateAt(clock.GetUtcNow())) { Key = rights };
        return true;
    }
}
