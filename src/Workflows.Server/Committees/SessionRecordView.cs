using Workflows.Definitions.Committees;

namespace Workflows.Server.Committees;

/// <summary>A session as its page shows it.</summary>
/// <param name="CanWrite">The person is of its secretariat and the session is not closed.</param>
/// <param name="Now">By the clock of the server, which entries are timed by; when it was closed, once it is.</param>
/// <param name="Presiding">The seat that presides now; null when nobody does.</param>
/// <param name="HasPresidency">Some seat of the body presides by its norm.</param>
/// <param name="Quorum">Now, or when the session was closed.</param>
/// <param name="Counts">Each time somebody counted it.</param>
public sealed record SessionRecordView(
    string TaskId, bool CanWrite, DateTimeOffset Now, string BodyName, string Norm, int Call, DateOnly? Date, TimeOnly? Hour,
    string? Presiding, bool HasPresidency, QuorumCount Quorum, IReadOnlyList<QuorumCount> Counts, IReadOnlyList<SessionSeat> Seats,
    IReadOnlyList<GuestStay> Guests, IReadOnlyList<string> ExpectedGuests, IReadOnlyList<SessionItemView> Items,
    IReadOnlyList<SessionEntryView> Entries)
{
    internal static SessionRecordView Of(string taskId, bool canWrite, SessionRecord record, DateTimeOffset at, DateTimeOffset now)
    {
        var why = record.Uncounted.GroupBy(one => one.Entry.Id, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
        return new(
            taskId, canWrite, now, record.Plan.Rules.Name, record.Plan.Rules.Norm, record.Plan.Call, record.Plan.Date, record.Plan.Hour,
            record.PresidingAt(at), record.Seats.Any(seat => seat.HoldsPresidency), record.QuorumAt(at), record.Counts, record.Seats,
            record.Guests,
            record.Plan.Guests,
            [.. record.Plan.Items.Select(item => SessionItemView.Of(record.DecisionOf(item), record.MayVoteAt(item, at)))],
            [.. record.Written.Select(
                entry => SessionEntryView.Of(entry, record.Voided.Contains(entry.Id), why.GetValueOrDefault(entry.Id)))]);
    }
}

/// <summary>An item of the agenda and what was written down of it.</summary>
/// <param name="At">When it was decided; null while it was not.</param>
/// <param name="Outcome">What the votes decide by the norm of the body.</param>
/// <param name="MayVote">Seats that attend now and have not voted.</param>
/// <param name="Problems">What has to be put in order before the session is closed.</param>
public sealed record SessionItemView(
    string Number, string Title, DateTimeOffset? At, bool IsUnanimous, BodyOutcome? Outcome, int? InFavour, int? Against, int? Abstentions,
    IReadOnlyList<CountedVote> Votes, IReadOnlyList<string> MayVote, IReadOnlyList<DecisionLine> Lines, IReadOnlyList<string> Problems)
{
    internal static SessionItemView Of(ItemDecision decision, IReadOnlyList<string> mayVote) => new(
        decision.Item.Number, decision.Item.Title, decision.At, decision.IsUnanimous,
        decision.IsOpen ? BodyOutcome.Open : decision.Result?.Outcome, decision.Result?.InFavour,
        decision.Result?.Against, decision.Result?.Abstentions, decision.Votes, mayVote,
        decision.IsOpen ? [] : decision.Result?.Lines ?? [], decision.Problems);
}

/// <summary>Something that was written down.</summary>
/// <param name="IsVoided">It was a mistake: it stays written and does not count.</param>
/// <param name="Uncounted">Why it does not count; null when it does.</param>
/// <param name="IsRepeated">It does not count because it says what was already written.</param>
public sealed record SessionEntryView(
    string Id, SessionEntryKind Kind, DateTimeOffset At, string? Seat, string? Guest, string? GuestPost, bool IsTelematic,
    SeatQuality Quality, string? Person, string? Item, VoteChoice? Choice, string? Reasons, string? Voids, string? RecordedBy,
    DateTimeOffset RecordedAt, bool IsVoided, string? Uncounted, bool IsRepeated)
{
    internal static SessionEntryView Of(SessionEntry entry, bool isVoided, UncountedEntry? why) => new(
        entry.Id, entry.Kind, entry.At, entry.Seat, entry.Guest, entry.GuestPost, entry.IsTelematic, entry.Quality, entry.Person,
        entry.Item, entry.Choice, entry.Reasons, entry.Voids, entry.RecordedBy, entry.RecordedAt, isVoided, why?.Why,
        why is { IsHarmless: true });
}
