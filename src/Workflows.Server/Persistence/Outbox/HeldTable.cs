using Npgsql;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.Persistence.Outbox;

/// <summary>What a coordinator's decision does to held mails, in the transaction that tells the process.</summary>
internal static class HeldTable
{
    /// <summary>All of them are still held; locked until the transaction ends, so that no sender takes one meanwhile.</summary>
    public static async Task<bool> AreHeldAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string[] ids, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select count(*) from (select 1 from mails where id = any($1) and state = 'Held' order by id for update) held", connection,
            transaction);
        command.Parameters.Add(Statements.Texts(ids));
        return ids.Length > 0 && (long)(await command.ExecuteScalarAsync(ct))! == ids.Length;
    }

    public static IEnumerable<NpgsqlBatchCommand> Decide(MailDecisionRow row, string[] ids, WrittenMail? after)
    {
        yield return row.Decision switch
        {
            MailDecision.Suspended => Statements.Create(
                "update mails set state = 'Suspended', server_answer = $2 where id = any($1) and state = 'Held'",
                Statements.Texts(ids), Statements.Text($"Lo suspendió {row.PersonName}: {row.Reason}")),
            MailDecision.Released => Statements.Create(
                "update mails set state = 'Queued', available_at = $2 where id = any($1) and state = 'Held'", Statements.Texts(ids),
                Statements.Instant(row.At)),
            _ => Statements.Create(
                "update mails set subject = $2, text = $3, html = $4, template_version = $5, link_slots = null where id = "
                + "any($1) and state = 'Held'",
                Statements.Texts(ids), Statements.Text(after!.Subject), Statements.Text(after.Text), Statements.Text(after.Html),
                Statements.Whole(after.TemplateVersion)),
        };
        yield return Statements.Create(
            """
            insert into mail_decisions (mail_id, decision, reason, person_id, person_name, at, before, after)
            select unnest($1::text[]), $2, $3, $4, $5, $6, $7, $8
            """,
            Statements.Texts(ids), Statements.Text(row.Decision.ToString()), Statements.Text(row.Reason), Statements.Text(row.PersonId),
            Statements.Text(row.PersonName), Statements.Instant(row.At), Statements.Text(row.Before), Statements.Text(row.After));
    }

    /// <summary>The row as a sender would take it.</summary>
    public static ClaimedMail AsClaimed(MailRow mail) => new()
    {
        Id = mail.Id, MessageId = mail.MessageId, Reason = mail.Reason, Template = mail.Template, TemplateVersion = mail.TemplateVersion,
        Model = mail.Model,
        Addressees = mail.Addressees, Attempts = mail.Attempts, Subject = mail.Subject, Text = mail.Text, Html = mail.Html,
        LinkFor = mail.LinkFor, LinkSlots = mail.LinkSlots,
    };
}
