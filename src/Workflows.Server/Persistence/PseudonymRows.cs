using Microsoft.EntityFrameworkCore;

namespace Workflows.Server.Persistence;

/// <summary>
/// The rows that kept the name somebody had: renamed when that person is suppressed. Never the journal, whose text is proof.
/// </summary>
internal static class PseudonymRows
{
    /// <summary>Says to the database why names change in this transaction: whoever verifies the proof later accepts it.</summary>
    public static Task AllowPseudonymsAsync(this WorkflowsDb db, string why, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select set_config('workflows.pseudonymise', {why}, true)", ct);

    public static async Task RenameInSnapshotsAsync(
        this WorkflowsDb db, string personId, string old, string email, string name, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"update level_acts set person_name = {name} where person_id = {personId}", ct);
        await db.Database.ExecuteSqlAsync($"update session_entries set person_name = {name} where person_id = {personId}", ct);
        await db.Database.ExecuteSqlAsync($"update session_entries set attendee = {name} where attendee = {old}", ct);
        await db.Database.ExecuteSqlAsync($"update interventions set person_name = {name} where person_id = {personId}", ct);
        await db.Database.ExecuteSqlAsync($"update mail_decisions set person_name = {name} where person_id = {personId}", ct);
        await db.Database.ExecuteSqlAsync(
            $"""
            update separation_findings set person_name = {name}, text = replace(text, {old}, {name}) where person_id = {personId}
            """, ct);
        await db.Database.ExecuteSqlAsync(
            $"""
            update appointings set by_name = case when by_person_id = {personId} then {name} else by_name end,
                what = replace(what, {old}, {name})
            where by_person_id = {personId} or person_id = {personId}
            """, ct);
        // For searching only: to whom it went and why is beside it, with the person's id.
        await db.Database.ExecuteSqlAsync(
            $"""
            update mails set emails = array_remove(emails, {email}) where {email} <> '' and emails @> array[{email}]
            """, ct);
        await db.Database.ExecuteSqlAsync(
            $"""
            update organisation_changes set person_name = case when person_id = {personId} then {name} else person_name end,
                text = replace(text, {old}, {name})
            where person_id = {personId} or position({old} in text) > 0
            """, ct);
    }
}
