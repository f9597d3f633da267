using Npgsql;
using Workflows.Definitions.Committees;
using Workflows.Definitions.Questions;
using static Workflows.Server.Persistence.Bursts.Statements;

namespace Workflows.Server.Persistence.Bursts;

/// <summary>What secretaries wrote down of a session, read by the burst that closes it. It never writes any.</summary>
internal static class SessionEntryRows
{
    public static List<object?> Of(SessionEntriesQuestion asked, NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        using var command = new NpgsqlCommand(
            """
            select id, kind, at, seat, guest, guest_post, is_telematic, quality, attendee, item, choice, reasons, voids, person_name, recorded_at
            from session_entries where task_id = $1 order by at, id
            """,
            connection, transaction);
        command.With(Text(asked.Task));
        using var row = command.ExecuteReader();
        string? TextAt(int i) => row.IsDBNull(i) ? null : row.GetString(i);
        var entries = new List<object?>();
        while (row.Read())
        {
            entries.Add(
                new SessionEntry(row.GetString(0), Enum.Parse<SessionEntryKind>(row.GetString(1)), row.GetFieldValue<DateTimeOffset>(2))
                {
                    Seat = TextAt(3), Guest = TextAt(4), GuestPost = TextAt(5), IsTelematic = row.GetBoolean(6),
                    Quality = Enum.Parse<SeatQuality>(row.GetString(7)), Person = TextAt(8), Item = TextAt(9),
                    Choice = TextAt(10) is { } choice ? Enum.Parse<VoteChoice>(choice) : null, Reasons = TextAt(11), Voids = TextAt(12),
                    RecordedBy = TextAt(13), RecordedAt = row.GetFieldValue<DateTimeOffset>(14),
                }.ToValues());
        }

        return entries;
    }
}
