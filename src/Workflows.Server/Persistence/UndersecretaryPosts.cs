using Npgsql;

namespace Workflows.Server.Persistence;

/// <summary>
/// Whoever is undersecretary of a ministry with one undersecretariat is so of that one. Of a ministry with several they stay where they
/// were, and somebody says of which. It is done once the tables have their guards, so that each change leaves its entry, and it changes
/// nothing twice.
/// </summary>
internal static class UndersecretaryPosts
{
    private static readonly (string Table, string Role, string Scope)[] Kept =
        [("appointments", "role", "scope_code"), ("designations", "role", "scope_code"), ("seats", "of_role", "of_scope")];

    public static async Task PlaceAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        foreach (var (table, role, scope) in Kept)
        {
            await using var command = new NpgsqlCommand(
                $"""
                update {table} set {scope} = u.code from undersecretariats u
                where {table}.{role} = 'ministry.undersecretary' and {table}.{scope} = u.ministry_code
                    and (select count(*) from undersecretariats other where other.ministry_code = u.ministry_code) = 1
                """, connection);
            await command.ExecuteNonQueryAsync(ct);
        }
    }
}
