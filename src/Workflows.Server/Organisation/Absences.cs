using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Persistence;
using Workflows.Server.Web;
using Workflows.Server.World;

namespace Workflows.Server.Organisation;

/// <summary>
/// Absences with their substitutes. A substitute that is named acts in every post of the absent for those days; without one, the order of
/// substitution or the law says who does.
/// </summary>
internal static class Absences
{
    private static readonly Sorts<AbsenceRow> Sorts = new Sorts<AbsenceRow>()
        .By("from", row => row.FirstDay, row => row.PersonId).By("person", row => row.PersonId, row => row.Reason);

    /// <param name="On">Only absences in force that day.</param>
    internal sealed record Filter(string? PersonId, DateOnly? On);

    /// <param name="To">Included.</param>
    /// <param name="SubstituteId">Who acts meanwhile, when somebody is named for it.</param>
    internal sealed record RegisterRequest(string PersonId, DateOnly From, DateOnly To, string Reason, string? SubstituteId = null);

    /// <param name="LastDay">The last day away; before the first, the absence is annulled.</param>
    internal sealed record EndRequest(DateOnly LastDay, string Reason);

    /// <param name="Substitutes">Who acts in each post on its first day, and why.</param>
    public sealed record AbsenceView(
        Guid Id, string PersonId, string PersonName, DateOnly From, DateOnly To, string Reason, bool IsAnnulled,
        IReadOnlyList<SubstituteView> Substitutes);

    /// <param name="Name">Null while nobody acts: the post is vacant and notices climb.</param>
    public sealed record SubstituteView(string RoleLabel, string ScopeName, string? Name, string? Basis);

    public static async Task<Results<Ok<Page<AbsenceView>>, ProblemHttpResult>> ListAsync(
        [AsParameters] Filter filter, [AsParameters] PageOf page, WorkflowsDb db, CancellationToken ct)
    {
        if (page.ProblemWith(Sorts) is { } problem)
            return Refusal.Invalid(problem);
        var rows = db.Set<AbsenceRow>().AsNoTracking();
        if (filter.PersonId is { } person) rows = rows.Where(row => row.PersonId == person);
        if (filter.On is { } day) rows = rows.Where(row => !row.IsAnnulled && row.FirstDay <= day && row.LastDay >= day);
        var found = await rows.ToPageAsync(page with { Sort = page.Sort ?? "-from" }, Sorts, row => row, ct);
        var organisation = await db.ReadOrganisationAsync(ct);
        return TypedResults.Ok(
            new Page<AbsenceView>([.. found.Items.Select(row => ViewOf(row, organisation))], found.Number, found.Size, found.Total));
    }

    public static async Task<Results<Ok<AbsenceView>, ProblemHttpResult>> RegisterAsync(
        RegisterRequest request, WorkflowsDb db, ChangeOrganisation change, Acting acting, TimeProvider clock, CancellationToken ct)
    {
        if (Reasons.Problem(request.Reason) is { } problem)
            return problem;
        if (await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(person => person.Id == request.PersonId, ct) is not { } absent)
            return Refusal.Field("personId", "Esta persona no existe. Búscala en la lista de personas.");
        if (request.From > request.To)
            return Refusal.Field("to", "El último día tiene que ser igual o posterior al primero.");
        var row = new AbsenceRow
        {
            Id = Guid.CreateVersion7(), PersonId = absent.Id, FirstDay = request.From, LastDay = request.To, Reason = request.Reason,
            RegisteredBy = acting.PersonId, RegisteredAt = clock.GetUtcNow(),
        };
        db.Add(row);
        var instead = "";
        if (request.SubstituteId is { Length: > 0 } id)
        {
            if (await db.Set<Person>().AsNoTracking()
                .SingleOrDefaultAsync(person => person.Id == id && person.Active, ct) is not { } substitute)
                return Refusal.Field("substituteId", "Esta persona no existe o ya no trabaja en el sistema.");
            var posts = await db.Set<Appointment>().AsNoTracking().Where(post => post.PersonId == absent.Id && !post.IsSubstitute
                && (post.ValidFrom == null || post.ValidFrom <= request.To)
                    && (post.ValidTo == null || post.ValidTo >= request.From)).ToListAsync(ct);
            if (NationalRoles.ProblemWith(acting, posts.Select(post => post.Role)) is { } forbidden)
                return forbidden;
            db.AddRange(posts.Select(post => new Appointment(substitute.Id, post.Role, post.ScopeCode)
            {
                ValidFrom = request.From, ValidTo = request.To, IsSubstitute = true, InsteadOf = absent.Id,
            }));
            instead = $" Subroga {substitute.Name} (S).";
        }

        var text =
            $"{absent.Name} estará ausente del {SpanishDate.Of(request.From)} al {SpanishDate.Of(request.To)}: {request.Reason}.{instead}";
        return await change.SaveAsync(text, () => ViewOf(row, null, absent.Name), ct);
    }

    public static async Task<Results<Ok<AbsenceView>, ProblemHttpResult>> EndAsync(
        Guid id, EndRequest request, WorkflowsDb db, ChangeOrganisation change, CancellationToken ct)
    {
        if (Reasons.Problem(request.Reason) is { } problem)
            return problem;
        if (await db.Set<AbsenceRow>().SingleOrDefaultAsync(row => row.Id == id && !row.IsAnnulled, ct) is not { } row)
            return Refusal.NotFound();
        if (request.LastDay > row.LastDay)
            return Refusal.Field("lastDay", "Para alargar una ausencia registra otra desde el día siguiente.");
        var name = await db.Set<Person>().Where(person => person.Id == row.PersonId).Select(person => person.Name).SingleAsync(ct);
        var covers = await db.Set<Appointment>()
            .Where(
                post => post.IsSubstitute && post.InsteadOf == row.PersonId && post.ValidFrom == row.FirstDay
                    && post.ValidTo == row.LastDay).ToListAsync(ct);
        row.IsAnnulled = request.LastDay < row.FirstDay;
        // Who covered it covers the shorter absence; who would cover an absence that never was covers nothing.
        db.RemoveRange(covers);
        if (!row.IsAnnulled)
            db.AddRange(covers.Select(post => post with { ValidTo = request.LastDay }));
        row.LastDay = row.IsAnnulled ? row.LastDay : request.LastDay;
        var text = row.IsAnnulled
            ? $"La ausencia de {name} desde el {SpanishDate.Of(row.FirstDay)} se anuló: {request.Reason}."
            : $"La ausencia de {name} termina el {SpanishDate.Of(row.LastDay)}: {request.Reason}.";
        return await change.SaveAsync(text, () => ViewOf(row, null, name), ct);
    }

    private static AbsenceView ViewOf(AbsenceRow row, OrganisationSnapshot? organisation, string? name = null) => new(
        row.Id, row.PersonId, name ?? organisation?.FindPerson(row.PersonId)?.Name ?? row.PersonId, row.FirstDay, row.LastDay, row.Reason,
        row.IsAnnulled,
        organisation is null || row.IsAnnulled
            ? []
            : [.. organisation.AppointmentsOf(row.PersonId, row.FirstDay).Where(post => !post.IsSubstitute)
            .Select(post => SubstituteIn(organisation, post, row))]);

    private static SubstituteView SubstituteIn(OrganisationSnapshot organisation, Appointment post, AbsenceRow row)
    {
        var acting = organisation.HoldersOf(post.Role, post.ScopeCode, row.FirstDay)
            .FirstOrDefault(holder => holder.Appointment.IsSubstitute && holder.Appointment.InsteadOf == row.PersonId);
        return new(
            post.Role.Label, organisation.ScopeName(post.Role.Scope, post.ScopeCode), acting?.DisplayName,
            acting is null ? null : acting.Basis ?? "nombrado/a para esta ausencia");
    }
}
