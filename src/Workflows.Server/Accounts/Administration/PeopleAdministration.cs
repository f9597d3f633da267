using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Commands;

namespace Workflows.Server.Accounts.Administration;

/// <summary>
/// Who works here and in which posts: changed by whoever administers. Nobody is deleted, because history keeps their name.
/// </summary>
internal static class PeopleAdministration
{
    public static void MapPeopleAdministration(this IEndpointRouteBuilder api)
    {
        var people = api.MapGroup("/organisation/people").WithTags("Organisation").RequireAuthorization().AllowRoles(Role.Administrator);
        people.MapPost("/", AddPerson.HandleAsync).Command().WithName(nameof(AddPerson))
            .WithSummary("Agrega una persona y, si se pide, la invita");
        people.MapPost("/{id}/change", ChangePerson.HandleAsync).Command().WithName(nameof(ChangePerson))
            .WithSummary("Corrige nombre, correo o RUN");
        people.MapPost("/{id}/invite", InvitePerson.HandleAsync).Command().WithName(nameof(InvitePerson))
            .WithSummary("Envía una invitación; la anterior deja de servir");
        people.MapPost("/{id}/deactivate", ChangePerson.DeactivateAsync).Command().WithName("DeactivatePerson")
            .WithSummary("Desactiva a una persona: sale de sus cargos y de sus sesiones desde ahora");
        people.MapPost("/{id}/activate", ChangePerson.ActivateAsync).Command().WithName("ActivatePerson")
            .WithSummary("Vuelve a activar a una persona");
    }
}
