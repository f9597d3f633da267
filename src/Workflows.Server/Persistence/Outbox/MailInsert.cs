using Npgsql;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.Persistence.Outbox;

/// <summary>Puts mails in the outbox that no instance asked for. A mail that is there already stays as it is.</summary>
public static class MailInsert
{
    public static NpgsqlBatchCommand Create(IReadOnlyList<MailRow> mails) => Statements.Create(
        """
        insert into mails (id, message_id, instance_id, task_id, institution_code, reason, template, template_version, model, addressees, emails, state,
            available_at, attempts, created_at)
        select id, message_id, instance_id, task_id, institution_code, reason, template, 0, model, addressees, string_to_array(emails, E'\n'), 'Queued', available_at, 0, created_at
        from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            as m (id, message_id, instance_id, task_id, institution_code, reason, template, model, addressees, emails, available_at, created_at)
        on conflict (id) do nothing
        """,
        Statements.Texts(mails.Select(mail => mail.Id)),
        Statements.Texts(mails.Select(mail => mail.MessageId)),
        Statements.Texts(mails.Select(mail => mail.InstanceId)),
        Statements.Texts(mails.Select(mail => mail.TaskId)),
        Statements.Texts(mails.Select(mail => mail.InstitutionCode)),
        Statements.Texts(mails.Select(mail => mail.Reason)),
        Statements.Texts(mails.Select(mail => mail.Template)),
        Statements.Texts(mails.Select(mail => mail.Model)),
        Statements.Texts(mails.Select(mail => mail.Addressees)),
        Statements.Texts(mails.Select(mail => Statements.Lines(mail.Emails))),
        Statements.Instants(mails.Select(mail => (DateTimeOffset?)mail.AvailableAt)),
        Statements.Instants(mails.Select(mail => (DateTimeOffset?)mail.CreatedAt)));
}
