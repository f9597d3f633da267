using Workflows.Server.Access;
using Workflows.Server.Audit;
using Workflows.Server.Commands;
using Workflows.Server.Processes;

namespace Workflows.Server.Openings;

/// <summary>Opening work by hand: which flows, what would happen, and the act. For who opens processes at all.</summary>
internal static class ByHandEndpoints
{
    public static void MapOpeningsByHand(this IEndpointRouteBuilder api)
    {
        var openings = api.MapGroup("/openings").WithTags("Openings").RequireAuthorization().AllowRoles(InstanceEndpoints.Deciding);
        openings.MapGet("/flows", ListOpenableFlows.HandleAsync).WithName(nameof(ListOpenableFlows))
            .WithSummary("Flujos publicados que se pueden abrir a mano, y qué pide cada uno");
        openings.MapPost("/preflight", Preflight.HandleAsync)
            .ReadsPersonalData("quiénes tomarían parte en un proceso y sus primeros avisos")
            .WithName(nameof(Preflight)).WithSummary("Qué pasaría si se abriera un flujo: no abre ni guarda nada");
        openings.MapPost("/", OpenByHand.HandleAsync).Command().WithName(nameof(OpenByHand))
            .WithSummary("Abre lo que se revisó, con motivo");
    }
}
