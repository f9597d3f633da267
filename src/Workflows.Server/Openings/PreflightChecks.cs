using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Engine;
using Workflows.Server.Audit;
using Workflows.Server.Mail.Transport;
using Workflows.Server.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Persistence.Outbox;
using Workflows.Server.World;

namespace Workflows.Server.Openings;

/// <summary>What keeps a prepared process from being opened, and what whoever opens it should know. It only reads.</summary>
internal sealed class PreflightChecks(
    WorkflowsDb db, Holders holders, WorldSource world, IOptions<MailOptions> mail, TimeProvider clock)
{
    /// <summary>The kind of <see cref="Intervention"/> that an opening by hand leaves.</summary>
    internal const string Kind = "instances";

    private const int DaysOfRefusedMail = 30;

    public async Task<IReadOnlyList<PreflightFinding>> FindAsync(PreparedOpening opening, CancellationToken ct) =>
    [
        .. await AlreadyOpenAsync(opening, ct), .. Calendar(opening), .. Faults(opening), .. Nobody(opening), .. Vacancies(opening),
        .. await MailAsync(opening, ct), .. Deadlines(opening), .. Later(opening), .. Server(),
    ];

    /// <summary>The same when somebody else was quicker.</summary>
    public async Task<PreflightFinding?> FindOpenAsync(PreparedOpening opening, CancellationToken ct)
    {
        var id = opening.InstanceId;
        var row = await db.Set<InstanceRow>().AsNoTracking().Where(row => row.Id == id).Select(row => new { row.Name, row.CreatedAt })
            .SingleOrDefaultAsync(ct);
        if (row is null)
            return null;
        var by = await db.Set<Intervention>().AsNoTracking().Where(one => one.Kind == Kind && one.Target == id).OrderBy(one => one.Id)
            .Select(one => one.PersonName).FirstOrDefaultAsync(ct);
        return new(
            FindingWeight.Stops, FindingKind.AlreadyOpen,
            $"«{row.Name ?? opening.Name}» ya está abierto desde el {SpanishDate.Of(SantiagoTime.DateAt(row.CreatedAt))}"
                + $"{(by is null ? "" : $": lo abrió {by}")}.",
            "No se abre dos veces. Síguelo donde está.", [], id);
    }

    private async Task<IEnumerable<PreflightFinding>> AlreadyOpenAsync(PreparedOpening opening, CancellationToken ct)
    {
        if (await FindOpenAsync(opening, ct) is { } open)
            return [open];
        if (InstanceColumns.YearOf(opening.Start.Root) is not { } year)
            return [];
        var institution = InstanceColumns.Institution(opening.Start.Root);
        var others = await db.Set<InstanceRow>().AsNoTracking()
            .Where(row => row.DefinitionId == opening.DefinitionId && row.ParentId == null && row.Year == year
                && row.InstitutionCode == institution && row.Status == WorkflowStatus.Running)
            .OrderBy(row => row.CreatedAt).Select(row => new { row.Id, row.Name, row.BusinessKey }).ToListAsync(ct);
        return others.Count == 0
            ? []
            : [new(
                FindingWeight.Asks, FindingKind.OtherOpen,
                $"Hay {Counted(others.Count, "proceso abierto", "procesos abiertos")} de este flujo para {year}, con otros datos.",
                "Confirma que no es el mismo trabajo.", [.. others.Select(one => new FindingPart(one.Name ?? one.BusinessKey ?? one.Id))],
                others[0].Id)];
    }

    private IEnumerable<PreflightFinding> Calendar(PreparedOpening opening)
    {
        if (InstanceColumns.YearOf(opening.Start.Root) is { } year
            && (year < world.Calendar.FirstYear || year > world.Calendar.LastYear))
        {
            yield return new(
                FindingWeight.Stops, FindingKind.NoCalendar,
                $"El calendario de feriados va de {world.Calendar.FirstYear} a {world.Calendar.LastYear}: "
                    + $"no se pueden contar plazos de {year}.",
                "Elige otro año, o pide a quien administra el sistema que cargue los feriados que faltan.", []);
        }
    }

    private static IEnumerable<PreflightFinding> Faults(PreparedOpening opening) =>
        opening.Start.Faults.GroupBy(fault => (fault.Instance.DefinitionId, fault.Incident.NodeId, fault.Incident.Message))
            .Select(same => new PreflightFinding(
                FindingWeight.Stops, FindingKind.Fails,
                $"«{opening.LabelOf(same.First().Instance, same.Key.NodeId)}» fallaría: {same.Key.Message}",
                "Corrige la causa, o pide a quien dibuja el flujo que lo revise.",
                [.. same.Select(fault => new FindingPart(fault.Instance.Name ?? opening.FlowName))]));

    private static IEnumerable<PreflightFinding> Nobody(PreparedOpening opening)
    {
        var start = opening.Start;
        if (start.Tasks.Count > 0 || start.Faults.Any())
            yield break;
        var startsOthers = opening.Flows[opening.DefinitionId].Nodes.Any(node => node.Type?.Starts(node) is not null);
        if (start.Instances.Count == 1 && startsOthers && start.Root.Status == WorkflowStatus.Finished)
        {
            yield return new(
                FindingWeight.Stops, FindingKind.NobodyTakesPart, "Nadie participaría: la lista de quienes toman parte está vacía.",
                "Revisa el año y las instituciones en Organización.", []);
        }
        else if (!start.Waits.Any())
        {
            yield return new(
                FindingWeight.Asks, FindingKind.NobodyTakesPart, "Al abrirse no llega ninguna tarea a nadie.",
                "Confirma que este es el flujo que quieres abrir.", []);
        }
    }

    /// <summary>On the first day, when they have to act: who is away then and nobody stands in for is no vacancy.</summary>
    private IEnumerable<PreflightFinding> Vacancies(PreparedOpening opening)
    {
        var (organisation, day) = (holders.Organisation, opening.Start.FirstDay);
        var empty = opening.Start.Tasks.Select(task => (task.Effect.RoleCode, task.Effect.ScopeCode)).Distinct()
            .Where(post => organisation.HoldersOf(Role.Parse(post.RoleCode), post.ScopeCode, day).Count == 0)
            .Select(post => (Post: holders.Of(post.RoleCode, post.ScopeCode), Away: AwayIn(Role.Parse(post.RoleCode), post.ScopeCode, day)))
            .ToList();
        var away = empty.FindAll(post => post.Away.Count > 0);
        if (away.Count > 0)
        {
            yield return new(
                FindingWeight.Asks, FindingKind.AwayWithoutSubstitute,
                away.Count == 1
                    ? "Quien debe actuar primero está ausente y nadie subroga."
                    : $"En {away.Count} cargos que deben actuar primero hay ausencias sin subrogancia.",
                "Registra quién subroga en Organización. Mientras tanto, los avisos llegan a quien sigue en la línea.",
                [.. away.SelectMany(post => post.Away.Select(absence => new FindingPart(
                    $"{organisation.FindPerson(absence.PersonId)!.Name}, {post.Post.RoleLabel}, {post.Post.PlaceName}: hasta el "
                        + $"{SpanishDate.Of(absence.To)}", post.Post.ScopeCode)))
                    .OrderBy(part => part.Label, StringComparer.Ordinal)]);
        }

        var vacant = empty.Where(post => post.Away.Count == 0).Select(post => post.Post).ToList();
        if (vacant.Count > 0)
        {
            yield return new(
                FindingWeight.Asks, FindingKind.VacantPost,
                vacant.Count == 1
                    ? "Un cargo que debe actuar primero está vacante."
                    : $"Hay {vacant.Count} cargos vacantes que deben actuar primero.",
                "Nombra a alguien en Organización. Mientras tanto, los avisos llegan a quien sigue en la línea.",
                [.. vacant.Select(post => new FindingPart($"{post.RoleLabel}, {post.PlaceName}", post.ScopeCode))
                    .OrderBy(part => part.Label, StringComparer.Ordinal)]);
        }
    }

    private List<Absence> AwayIn(Role role, string scope, DateOnly day) =>
        [.. holders.Organisation.TitularsOf(role, scope, day).Select(post => holders.Organisation.AbsenceOf(post.PersonId, day))
            .OfType<Absence>()];

    private async Task<IEnumerable<PreflightFinding>> MailAsync(PreparedOpening opening, CancellationToken ct)
    {
        var found = new List<PreflightFinding>();
        var people = opening.Start.Tasks.Select(task => (task.Effect.RoleCode, task.Effect.ScopeCode)).Distinct()
            .Where(post => Role.Find(post.RoleCode) is not null)
            .SelectMany(post => holders.Organisation.HoldersOf(Role.Parse(post.RoleCode), post.ScopeCode, holders.Today)
                .Select(holder => (holder.Person, Place: post.ScopeCode)))
            .DistinctBy(one => one.Person.Id).ToList();
        var without = people.Where(one => one.Person.Email.Length == 0).ToList();
        if (without.Count > 0)
        {
            found.Add(new(
                FindingWeight.Asks, FindingKind.WithoutEmail,
                $"{Counted(without.Count, "persona no tiene", "personas no tienen")} correo registrado: no recibirán avisos.",
                "Registra su correo en Organización, o avísales por otro medio.",
                [.. without.Select(one => new FindingPart(one.Person.Name, one.Place))]));
        }

        var emails = people.Select(one => one.Person.Email).Where(email => email.Length > 0).ToArray();
        var since = clock.GetUtcNow().AddDays(-DaysOfRefusedMail);
        var refused = await db.Set<MailRow>().AsNoTracking()
            .Where(row => row.CreatedAt >= since && (row.State == MailState.Rejected || row.Refused != null)
                && row.Emails.Any(email => emails.Contains(email)))
            .Select(row => row.Refused ?? row.Emails).ToListAsync(ct);
        var addresses = refused.SelectMany(list => list).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var bounced = people.Where(one => addresses.Contains(one.Person.Email)).ToList();
        if (bounced.Count > 0)
        {
            found.Add(new(
                FindingWeight.Asks, FindingKind.MailRefused,
                $"El servidor de correo rechazó avisos a {Counted(bounced.Count, "persona", "personas")} en los últimos "
                    + $"{SpanishDate.CalendarDays(DaysOfRefusedMail)}.",
                "Corrige su dirección en Organización.",
                [.. bounced.Select(one => new FindingPart($"{one.Person.Name}, {one.Person.Email}", one.Place))]));
        }

        return found;
    }

    private static IEnumerable<PreflightFinding> Deadlines(PreparedOpening opening)
    {
        var byStep = opening.Start.Tasks.ToLookup(opening.StepOf);
        var open = byStep.Where(step => step.All(task => task.Effect.DueAt is null)).Select(step => new FindingPart(step.Key)).ToList();
        if (open.Count > 0)
        {
            yield return new(
                FindingWeight.Asks, FindingKind.NoDeadline,
                open.Count == 1 ? "Un primer paso no tiene plazo." : $"Hay {open.Count} primeros pasos sin plazo.",
                "Nadie recibirá recordatorios de ellos. Pon un plazo en el flujo, o sigue la tarea a mano.", open);
        }

        var late = byStep.Where(step => step.Any(task => task.Effect.LateFrom <= task.At))
            .Select(step => new FindingPart(
                $"{step.Key}: vencía el {SpanishDate.Of(SantiagoTime.DateAt(step.Min(task => task.Effect.DueAt!.Value)))}")).ToList();
        if (late.Count > 0)
        {
            yield return new(
                FindingWeight.Asks, FindingKind.LateFromTheStart,
                late.Count == 1 ? "Un primer plazo ya venció: nacería atrasado." : $"Hay {late.Count} primeros plazos ya vencidos.",
                "Los escalamientos empezarían de inmediato. Confirma que el año es el que quieres.", late);
        }
    }

    private static IEnumerable<PreflightFinding> Later(PreparedOpening opening)
    {
        if (opening.Start.FirstDay > SantiagoTime.DateAt(opening.Start.Begins))
        {
            yield return new(
                FindingWeight.Tells, FindingKind.BeginsLater,
                $"Las primeras tareas llegan el {SpanishDate.Of(opening.Start.FirstDay)}, no al abrir.",
                "Lo que sigue es de ese día, con la organización y el calendario de ahora.", []);
        }
    }

    private IEnumerable<PreflightFinding> Server()
    {
        if (mail.Value.IsTrapped)
        {
            yield return new(
                FindingWeight.Tells, FindingKind.MailTrapped, "Este servidor es un ensayo: sus correos no llegan a las personas.",
                "Todos van a la dirección del ensayo.", []);
        }
        else if (!mail.Value.UsesServer)
        {
            yield return new(
                FindingWeight.Tells, FindingKind.MailKept, "Este servidor no tiene correo: los avisos quedan como archivos.",
                "Pide a quien administra el sistema que lo configure si esperas que salgan.", []);
        }
    }

    private static string Counted(int count, string one, string many) => count == 1 ? $"1 {one}" : $"{count} {many}";
}
