using Npgsql;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Server.Persistence.Outbox;
using static Workflows.Server.Persistence.Bursts.Statements;

namespace Workflows.Server.Persistence.Bursts;

/// <summary>Mails a burst asked for, and those of withdrawn work that had not left.</summary>
internal static class MailStatements
{
    public static void Add(NpgsqlBatch batch, BurstRecord burst)
    {
        if (burst.WithdrawnMails.Count > 0)
        {
            batch.Add(
                "update mails set state = 'Withdrawn' where id = any($1) and state in ('Queued', 'Held')", Texts(burst.WithdrawnMails));
        }

        var mails = burst.Of<MailRequested>().ToList();
        if (mails.Count == 0)
            return;
        batch.Add(
            """
            insert into mails (id, message_id, instance_id, task_id, institution_code, level, reason, template, template_version, model,
                addressees, emails, state, available_at, attempts, created_at, link_for, reply_to)
            select m.id, '<' || m.id || '@' || $2 || '>', $1, m.task_id, m.institution_code, m.level, m.reason, m.template, 0, m.model,
                m.addressees, string_to_array(m.emails, E'\n'), m.state, m.available_at, 0, $3,
                m.link_for, m.reply_to
            from unnest($4::text[], $5::text[], $6::text[], $7::int[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[],
                $13::text[], $14::timestamptz[], $15::text[], $16::text[])
                m (id, task_id, institution_code, level, reason, template, model, addressees, emails, state, available_at, link_for, reply_to)
            """,
            Text(burst.Instance.Id), Text(burst.MailDomain), Instant(burst.Now),
            Texts(mails.Select(mail => mail.MailId)),
            Texts(mails.Select(mail => mail.TaskId)),
            Texts(mails.Select(mail => mail.InstitutionCode ?? burst.Columns.InstitutionCode)),
            Wholes(mails.Select(mail => mail.Level)),
            Texts(mails.Select(mail => mail.Reason)),
            Texts(mails.Select(mail => mail.Template)),
            Texts(mails.Select(mail => Values.ToJson(mail.Model))),
            Texts(mails.Select(mail => Values.ToJson(mail.Addressees.Select(addressee => (object?)addressee.ToValues()).ToList()))),
            Texts(mails.Select(mail => Lines(mail.Addressees.Select(addressee => addressee.Email)))),
            Texts(mails.Select(mail => (mail.HeldUntil is null ? MailState.Queued : MailState.Held).ToString())),
            Instants(mails.Select(mail => (DateTimeOffset?)(mail.HeldUntil ?? burst.Now))),
            Texts(mails.Select(mail => mail.LinkFor)),
            Texts(
                mails.Select(
                    mail => mail.ReplyTo is { Email.Length: > 0 } reader ? $"{reader.Name.Replace('"', ' ')} <{reader.Email}>" : null)));
    }

    /// <summary>
    /// Mails that wait to leave for work this burst withdraws: of tasks that closed uncompleted, or of a cancelled instance. Also the
    /// notices held about a late task that was just handed in: no authority hears that something is pending when it is not. And those
    /// held of a level that waits again, because the one below answered. Read and locked before the batch, because the journal text
    /// names them.
    /// </summary>
    public static async Task<IReadOnlyList<string>> FindWithdrawnAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, WorkflowInstance instance, IReadOnlyList<Effect> effects,
        CancellationToken ct)
    {
        var isCancelled = instance.SubStatus == WorkflowSubStatus.Cancelled;
        var closed = effects.OfType<BookmarkClosed>()
            .Where(effect => effect.Bookmark.Kind == BookmarkKind.Task)
            .Select(effect => effect.Bookmark.Id)
            .ToList();
        var tasks = effects.OfType<TaskCompleted>().ToList();
        var completed = tasks.ConvertAll(task => task.TaskId);
        var putOff = effects.OfType<LevelPutOff>().ToList();
        if (!isCancelled && closed.Count <= completed.Count && putOff.Count == 0 && !tasks.Exists(task => task.IsLate))
            return [];

        await using var command = new NpgsqlCommand(
            """
            select id from mails
            where instance_id = $1 and state in ('Queued', 'Held')
              and ($2 or task_id in (select t.id from tasks t where t.instance_id = $1 and t.bookmark_id = any($3) and t.id <> all($4))
                or (state = 'Held' and task_id = any($4))
                or (state = 'Held' and (task_id, level) in (select * from unnest($5::text[], $6::int[]))))
            order by id for update
            """,
            connection, transaction);
        command.With(Text(instance.Id), Flag(isCancelled), Numbers(closed), Texts(completed),
            Texts(putOff.Select(level => level.TaskId)), Wholes(putOff.Select(level => (int?)level.Level)));
        var mails = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            mails.Add(reader.GetString(0));
        return mails;
    }
}
