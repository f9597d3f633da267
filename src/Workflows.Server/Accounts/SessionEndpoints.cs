using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Organisation;
using Workflows.Server.Web;

namespace Workflows.Server.Accounts;

/// <summary>Entering, leaving, and who one is.</summary>
internal static class SessionEndpoints
{
    public static void MapSession(this IEndpointRouteBuilder api)
    {
        var session = api.MapGroup("/session").WithTags("Session");

        session.MapPost("/", LogIn.HandleAsync).AllowAnonymous().RequireRateLimiting(RateLimits.Login)
            .WithName(nameof(LogIn)).WithSummary("Inicia sesión con correo y clave");
        session.MapGet("/", WhoAmI).RequireAuthorization().ForKeys([.. KeyCommand.All])
            .WithName(nameof(WhoAmI)).WithSummary("Quién eres y en qué lugares puedes actuar");
        session.MapDelete("/", LogOutAsync).RequireAuthorization()
            .WithName("LogOut").WithSummary("Cierra la sesión");
        session.MapGet("/options", LoginOptions.Get).AllowAnonymous()
            .WithName("GetLoginOptions").WithSummary("Cómo se puede entrar a este servidor");
    }

    private static async Task<Ok<SessionView>> WhoAmI(
        Acting acting, Places places, IAntiforgery antiforgery, HttpContext context, CancellationToken ct) =>
        TypedResults.Ok(await SessionView.OfAsync(acting, places, antiforgery.GetAndStoreTokens(context).RequestToken!, ct));

    private static async Task<NoContent> LogOutAsync(
        Acting acting, Sessions sessions, ILogger<Entrance> log, HttpContext context, CancellationToken ct)
    {
        var id = Sessions.IdOf(context.User);
        await sessions.EndAsync(sessions.OpenOnesOf(acting.PersonId).Where(session => session.Id == id), ct);
        await context.SignOutAsync(Sessions.SchemeName);
        log.Left(acting.PersonId, id);
        return TypedResults.NoContent();
    }
}

/// <summary>The person of a session, and the posts they hold today.</summary>
/// <param name="NeedsSecondFactor">Some posts do not count until the person has a second factor.</param>
/// <param name="CsrfToken">Goes in the X-CSRF-Token header of whatever changes something.</param>
public sealed record SessionView(
    string PersonId, string Name, string Email, IReadOnlyList<PostView> Posts, bool NeedsSecondFactor, string CsrfToken)
{
    internal static async Task<SessionView> OfAsync(Acting acting, Places places, string csrfToken, CancellationToken ct)
    {
        // A seat is part of the post in its committee, which is there already.
        List<Appointment> posts = [.. acting.Appointments.Where(post => Seat.NameIn(post.ScopeCode) is null)];
        var names = await places.NamesOfAsync(posts, ct);
        return new(acting.PersonId, acting.Name, acting.Email, [.. posts.Select(post => PostView.Of(post, names))],
            acting.NeedsSecondFactor, csrfToken);
    }
}
