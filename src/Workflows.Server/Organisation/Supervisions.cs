using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Persistence;
using Workflows.Server.Web;

namespace Workflows.Server.Organisation;

/// <summary>
/// The undersecretariat through which the notices of an institution climb, by date. Somebody says it, or confirms what the list that ships
/// with the product supposes; what was answered before stays true.
/// </summary>
internal static class Supervisions
{
    /// <summary>Who may say it, and is told what nobody confirmed.</summary>
    public static readonly Role[] Keepers = [Role.Coordinator, Role.Administrator];

    private const int LongestReason = 500;

    internal sealed record AddRequest(
        string Institution, string Undersecretariat, DateOnly ValidFrom, string Reason, DateOnly? ValidTo = null);

    internal sealed record ConfirmRequest(string Reason);

    /// <param name="IsUnconfirmed">Nobody confirmed it; said only to those who can.</param>
    /// <param name="When">Whether it is so on this day in Santiago.</param>
    public sealed record SupervisionView(
        long Id, string UndersecretariatCode, string UndersecretariatName, string? Reason, bool IsUnconfirmed, DateOnly? ValidFrom,
        DateOnly? ValidTo, PostTime When);

    public sealed record UndersecretariatView(
        string Code, string Name, string MinistryCode, DateOnly? ValidFrom, DateOnly? ValidTo);

    public static async Task<Ok<IReadOnlyList<UndersecretariatView>>> ListAsync(WorkflowsDb db, CancellationToken ct) =>
        TypedResults.Ok<IReadOnlyList<UndersecretariatView>>(await db.Set<Undersecretariat>().AsNoTracking().OrderBy(place => place.Name)
            .Select(place => new UndersecretariatView(place.Code, place.Name, place.MinistryCode, place.ValidFrom, place.ValidTo))
            .ToListAsync(ct));

    /// <summary>An earlier one without an end ends on the day before.</summary>
    public static async Task<Results<Ok<SupervisionView>, ProblemHttpResult>> AddAsync(
        AddRequest request, WorkflowsDb db, Holders holders, ChangeOrganisation change, CancellationToken ct)
    {
        var organisation = holders.Organisation;
        if (ProblemWith(request.Reason) is { } unreasoned)
            return unreasoned;
        if (organisation.FindInstitution(request.Institution) is not { } institution)
            return Refusal.Field("institution", $"La institución «{request.Institution}» no existe.");
        if (institution.Kind == InstitutionKind.RegionalGovernment)
            return Refusal.Field("institution", "Un gobierno regional no depende de una subsecretaría.");
        if (organisation.Undersecretariats.Find(request.Undersecretariat) is not { } office)
            return Refusal.Field("undersecretariat", $"La subsecretaría «{request.Undersecretariat}» no existe.");
        if (organisation.MinistryOf(institution, request.ValidFrom) != office.MinistryCode)
            return Refusal.Field(
                "undersecretariat", "Esa subsecretaría es de otro ministerio. Si la institución cambió de ministerio, registra eso antes.");
        if (request.ValidTo < request.ValidFrom)
            return Refusal.Field("validTo", "El último día tiene que ser igual o posterior al primero.");

        var open = await db.Set<Supervision>().SingleOrDefaultAsync(
            one => one.InstitutionCode == institution.Code && one.ValidTo == null
                && (one.ValidFrom == null || one.ValidFrom < request.ValidFrom), ct);
        if (open is not null)
            db.Entry(open).Property(one => one.ValidTo).CurrentValue = request.ValidFrom.AddDays(-1);
        var added = new Supervision(institution.Code, office.Code)
        {
            Norm = request.Reason.Trim(), IsConfirmed = true, ValidFrom = request.ValidFrom, ValidTo = request.ValidTo,
        };
        var entry = db.Add(added);
        return await change.SaveAsync(
            $"{institution.Name} depende de {office.Name} desde el {SpanishDate.Of(request.ValidFrom)}: {added.Norm}.",
            () => ViewOf(entry.Property<long>("Id").CurrentValue, added, holders, isKeeper: true), ct);
    }

    public static async Task<Results<Ok<SupervisionView>, ProblemHttpResult>> ConfirmAsync(
        long id, ConfirmRequest request, WorkflowsDb db, Holders holders, ChangeOrganisation change, CancellationToken ct)
    {
        if (ProblemWith(request.Reason) is { } unreasoned)
            return unreasoned;
        if (await db.Set<Supervision>().SingleOrDefaultAsync(one => EF.Property<long>(one, "Id") == id, ct) is not { } row)
            return Refusal.NotFound();
        if (row.IsConfirmed)
            return Refusal.Conflict("Esta subsecretaría ya está confirmada.");
        var entry = db.Entry(row);
        entry.Property(one => one.IsConfirmed).CurrentValue = true;
        entry.Property(one => one.Norm).CurrentValue = request.Reason.Trim();
        var view = ViewOf(id, row, holders, isKeeper: true);
        return await change.SaveAsync(
            $"Se confirma que {holders.InstitutionName(row.InstitutionCode)} depende de {view.UndersecretariatName}: {row.Norm}.",
            () => view, ct);
    }

    public static async Task<IReadOnlyList<SupervisionView>> OfAsync(
        string institution, Acting acting, WorkflowsDb db, Holders holders, CancellationToken ct)
    {
        var isKeeper = acting.Has(Keepers);
        var rows = await db.Set<Supervision>().AsNoTracking().Where(one => one.InstitutionCode == institution)
            .OrderByDescending(one => one.ValidFrom)
            .Select(one => new { Id = EF.Property<long>(one, "Id"), Row = one }).ToListAsync(ct);
        return [.. rows.Select(row => ViewOf(row.Id, row.Row, holders, isKeeper))];
    }

    private static ProblemHttpResult? ProblemWith(string reason) => reason.Trim().Length is 0 or > LongestReason
        ? Refusal.Field("reason", $"Escribe la ley, el decreto o el motivo, en hasta {LongestReason} caracteres.")
        : null;

    private static SupervisionView ViewOf(long id, Supervision one, Holders holders, bool isKeeper) => new(
        id, one.UndersecretariatCode,
        holders.Organisation.Undersecretariats.Find(one.UndersecretariatCode)?.Name ?? one.UndersecretariatCode, one.Norm,
        isKeeper && !one.IsConfirmed, one.ValidFrom, one.ValidTo, PlacePosts.TimeOf(one.ValidFrom, one.ValidTo, holders.Today));
}
