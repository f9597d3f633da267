using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Committees;
using Workflows.Engine;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Web;
using Workflows.Server.World;

namespace Workflows.Server.Committees;

/// <summary>
/// Secretaries write down what happens in a session, several at once and each entry once. Taking the task does not keep the others from
/// writing; closing it does. What cannot count whatever else happened is refused at the door; the rest is kept, and the record says what
/// counts.
/// </summary>
public static partial class RecordSessionEntries
{
    internal const int LongestId = 60;

    private const int MostAtOnce = 400;
    private const int MostOfASession = 10_000;
    private const int LongestName = 200;
    private const int LongestReasons = 4_000;

    // Clocks of two machines are seldom equal.
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Behind = TimeSpan.FromDays(366);

    public sealed record Request(IReadOnlyList<Entry> Entries);

    /// <param name="Id">Given by whoever writes: the same id twice is the same entry.</param>
    /// <param name="At">When it happened.</param>
    /// <param name="Person">Who attends in the seat, when it is not its holder.</param>
    /// <param name="Choice">Of a vote; none when the matter is the seat's own.</param>
    /// <param name="Voids">The id of the entry that was a mistake.</param>
    public sealed record Entry(
        string Id, SessionEntryKind Kind, DateTimeOffset At, string? Seat = null, string? Guest = null, string? GuestPost = null,
        bool IsTelematic = false, SeatQuality Quality = SeatQuality.Holder, string? Person = null, string? Item = null,
        VoteChoice? Choice = null, string? Reasons = null, string? Voids = null);

    /// <param name="Written">Entries that were new.</param>
    /// <param name="Known">Entries that had been written before, with the same words.</param>
    public sealed record Response(string TaskId, int Written, int Known);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        string id, Request request, Acting acting, WorldSource world, WorkflowsDb db, TimeProvider clock, IdempotentCommand command,
        CancellationToken ct)
    {
        if (!await db.Set<TaskRow>().AskedOf(acting).AnyAsync(task => task.Id == id, ct))
            return Refusal.NotFound();
        if (request.Entries is not { Count: > 0 and <= MostAtOnce })
            return Refusal.Field("entries", $"Envía entre 1 y {MostAtOnce} registros a la vez.");
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Closing reads what was written behind the same lock: an entry is in time or refused, never lost between.
        await db.HoldTaskAsync(id, ct);
        var task = await db.Set<TaskRow>().AsNoTracking().SingleAsync(task => task.Id == id, ct);
        if (SessionOf.Task(task) is not { } plan)
            return SessionOf.NoSession;
        if (task.State != TaskState.Open)
            return Refusal.Conflict(
                "La sesión ya se cerró: lo que registras ahora no entra. Si falta algo, dilo en las observaciones del acta.");

        var now = clock.GetUtcNow();
        List<SessionEntryRow> rows = [.. request.Entries.Select(entry => RowOf(entry, task.Id, acting, now))];
        var written = await db.Set<SessionEntryRow>().AsNoTracking().Where(row => row.TaskId == id).ToListAsync(ct);
        SessionRecord record;
        try
        {
            record = SessionOf.Record(plan, world, written, now);
        }
        catch (ActivityFaultException refused)
        {
            return Refusal.Conflict(refused.Message);
        }

        var known = written.ToDictionary(row => row.Id, StringComparer.Ordinal);
        var problems = rows.Select(
            (row, i) => (Place: $"entries[{i}]", Problem: ProblemOf(row, now) ?? record.ProblemOf(row.ToEntry()) ?? Other(rows, i, known)))
            .Where(one => one.Problem is not null).ToDictionary(one => one.Place, one => new[] { one.Problem! }, StringComparer.Ordinal);
        if (problems.Count > 0)
            return Refusal.Fields(problems, "Hay registros que corregir: ninguno de este envío quedó escrito.");
        List<SessionEntryRow> fresh = [.. rows.Where(row => !known.ContainsKey(row.Id)).DistinctBy(row => row.Id)];
        if (written.Count + fresh.Count > MostOfASession)
            return Refusal.Conflict($"Una sesión tiene hasta {MostOfASession} registros.");

        db.AddRange(fresh);
        var answer = command.Remember(new Response(id, fresh.Count, rows.Count - fresh.Count));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return TypedResults.Ok(answer);
    }

    /// <summary>Only what its kind of entry says is kept.</summary>
    private static SessionEntryRow RowOf(Entry entry, string taskId, Acting acting, DateTimeOffset now)
    {
        var isVote = entry.Kind == SessionEntryKind.Vote;
        var isEntering = entry.Kind == SessionEntryKind.Enter;
        var comesOrGoes = isEntering || entry.Kind == SessionEntryKind.Leave;
        var hasSeat = isEntering && entry.Guest is null;
        return new()
        {
            TaskId = taskId,
            Id = entry.Id ?? "",
            Kind = entry.Kind,
            At = Instants.Cut(entry.At.ToUniversalTime()),
            Seat = comesOrGoes || isVote || entry.Kind == SessionEntryKind.Preside ? Trimmed(entry.Seat) : null,
            Guest = comesOrGoes ? Trimmed(entry.Guest) : null,
            GuestPost = isEntering && entry.Guest is not null ? Trimmed(entry.GuestPost) : null,
            IsTelematic = isEntering && entry.IsTelematic,
            Quality = hasSeat ? entry.Quality : SeatQuality.Holder,
            Attendee = hasSeat ? Trimmed(entry.Person) : null,
            Item = isVote || entry.Kind == SessionEntryKind.Unanimous ? Trimmed(entry.Item) : null,
            Choice = isVote ? entry.Choice : null,
            Reasons = isVote ? Trimmed(entry.Reasons) : null,
            Voids = entry.Kind == SessionEntryKind.Void ? Trimmed(entry.Voids) : null,
            PersonId = acting.PersonId,
            PersonName = acting.Name,
            RecordedAt = Instants.Cut(now),
        };
    }

    private static string? ProblemOf(SessionEntryRow row, DateTimeOffset now) =>
        !Ids().IsMatch(row.Id) ? $"El identificador «{row.Id}» no sirve: usa entre 8 y {LongestId} letras, números o guiones, como un UUID."
        : !Enum.IsDefined(row.Kind) || !Enum.IsDefined(row.Quality) ? "Ese registro no existe."
        : row.At > now + Ahead ? "La hora de este registro todavía no llega."
        : row.At < now - Behind ? "La hora de este registro es de hace más de un año."
        : new[] { row.Seat, row.Guest, row.GuestPost, row.Attendee, row.Item, row.Voids }.Any(text => text?.Length > LongestName)
            ? $"Los nombres tienen hasta {LongestName} letras."
        : row.Reasons?.Length > LongestReasons ? $"Las razones tienen hasta {LongestReasons} letras."
        : null;

    private static string? Other(List<SessionEntryRow> rows, int i, Dictionary<string, SessionEntryRow> known) =>
        (known.GetValueOrDefault(rows[i].Id) ?? rows.Take(i).FirstOrDefault(row => row.Id == rows[i].Id)) is { } same
            && !same.SaysTheSameAs(rows[i])
            ? "Ya hay otro registro con este identificador: lo escrito no se cambia. Anúlalo y escribe uno nuevo."
            : null;

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    [GeneratedRegex("^[A-Za-z0-9-]{8,60}$")]
    private static partial Regex Ids();
}
