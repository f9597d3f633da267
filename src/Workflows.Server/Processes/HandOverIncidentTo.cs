using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Mail;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Flows;
using Workflows.Server.Jobs;
using Workflows.Server.Mail;
using Workflows.Server.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Persistence.Notifying;
using Workflows.Server.Persistence.Outbox;
using Workflows.Server.Web;

namespace Workflows.Server.Processes;

/// <summary>
/// The decision about a failure passes to a person or a role that may decide it, and their mail leaves with it. Nobody else can be
/// chosen: they would read that it is theirs and could do nothing.
/// </summary>
internal static class HandOverIncidentTo
{
    private const int MostShown = 50;

    /// <param name="To">A person's id or a role code.</param>
    public sealed record Request(string To, string Reason);

    /// <param name="Id">A person's id, or the code of a role when it is everybody in it.</param>
    public sealed record Decider(string Id, string Name, string RoleLabel, bool IsRole);

    /// <param name="search">Part of the name of a person or a role, with or without its accents.</param>
    public static Ok<IReadOnlyList<Decider>> List(string? search, Holders holders)
    {
        var all = InstanceEndpoints.Deciding.Select(role => new Decider(role.Code, role.Label, role.Label, true))
            .Concat(People(holders).Select(one => new Decider(one.Person.Id, one.Name, one.Role.Label, false)));
        return TypedResults.Ok<IReadOnlyList<Decider>>(
            [.. all.Where(
                one => string.IsNullOrWhiteSpace(search) || Names.Have(one.Name, search.Trim())
                    || Names.Have(one.RoleLabel, search.Trim())).Take(MostShown)]);
    }

    public static async Task<Results<Ok<DecideOnInstance.Response>, ProblemHttpResult>> HandleAsync(
        string id, long incidentId, Request request, Acting acting, Places places, Dispatcher dispatcher, WorkflowsDb db,
        IdempotentCommand command, Holders holders, IncidentReading reading, DefinitionStore definitions, DispatcherOptions options,
        WakeUps wakeUps, TimeProvider clock, CancellationToken ct)
    {
        var to = People(holders).Where(one => one.Person.Id == request.To || one.Role.Code == request.To).ToList();
        if (to.Count == 0)
            return Refusal.Field("to", "Elige a una persona que pueda decidir sobre fallas, o su rol.");
        if (await db.Set<InstanceRow>().AsNoTracking().VisibleTo(acting, db).Where(row => row.Id == id)
            .Select(row => new { row.State, row.InstitutionCode })
            .SingleOrDefaultAsync(ct) is not { } row)
            return Refusal.NotFound();
        var incident = (await reading.OpenInAsync(row.State, row.InstitutionCode, ct)).FirstOrDefault(open => open.Id == incidentId);
        if (incident is null)
            return Refusal.Conflict(DecideOnInstance.AlreadyDecided);

        var process = await definitions.NameOfProcessAsync(id, db, ct);
        // Whoever keeps it for themselves knows.
        var mails = to.DistinctBy(one => one.Person.Id).Where(one => one.Person.Id != acting.PersonId)
            .Select(one => MailTo(one, incident, process, request.Reason, holders, options.MailDomain, clock.GetUtcNow())).ToList();
        var result = await DecideOnInstance.DecideAsync(
            id, new HandOverIncident(incidentId, request.To, request.Reason), request.Reason, DecideOnInstance.AlreadyDecided, acting,
            places, dispatcher, db, command, ct, mails);
        wakeUps.Tell(WakeUp.Mails);
        return result;
    }

    private static IEnumerable<(Person Person, string Name, Role Role)> People(Holders holders) => InstanceEndpoints.Deciding
        .SelectMany(
            role => holders.Organisation.HoldersOf(role, Appointment.National, holders.Today)
                .Select(holder => (holder.Person, holder.DisplayName, role)));

    private static MailRow MailTo(
        (Person Person, string Name, Role Role) to, IncidentView incident, string process, string reason, Holders holders,
        string mailDomain, DateTimeOffset now)
    {
        var addressee = new MailAddressee(
            to.Person.Id, to.Name, to.Person.Email, to.Role.Code, $"Recibes este aviso porque decides sobre fallas como {to.Role.Label}.",
            false);
        return PersonalMail.To(
            addressee, $"falla-{Guid.CreateVersion7(now):n}", MailTemplateCatalog.IncidentAssigned,
            MailModels.IncidentAssigned(
                process, holders.InstitutionName(incident.InstitutionCode), incident.Step, incident.Message, reason.Trim(),
                MailModels.PathOfProcess(incident.InstanceId), [addressee]),
            "falla encargada para decidir", mailDomain, now, incident.InstanceId, institutionCode: incident.InstitutionCode);
    }
}
