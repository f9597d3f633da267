using Npgsql;
using Workflows.Definitions.Mail;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Load;

/// <summary>
/// Fills the queue of a measurement with mails that may leave now. Never for a database that somebody uses: nobody is written to.
/// </summary>
internal static class QueuedMailRows
{
    /// <param name="notices">Notices of level 2, as many for each authority.</param>
    /// <param name="authorities">How many people they are for.</param>
    /// <param name="reminders">Mails that leave alone.</param>
    public static async Task FillAsync(NpgsqlDataSource source, int notices, int authorities, int reminders, CancellationToken ct)
    {
        await using var batch = source.CreateBatch();
        batch.Add(
            """
            insert into mails (id, message_id, level, reason, template, template_version, model, addressees, emails, state, available_at, attempts, created_at, link_for)
            select 'carga-' || n, 'carga-' || n || '@example.cl', 2, 'medida', $4, 0, repeat('x', 1500), '[]', array['autoridad.' || n % $2 || '@example.cl'],
                'Queued', now() - interval '1 minute', 0, now(), 'autoridad.' || n % $2
            from generate_series(1, $1) n
            union all
            select 'carga-r' || n, 'carga-r' || n || '@example.cl', null, 'medida', 'recordatorio', 0, repeat('x', 1500), '[]', array['persona.' || n || '@example.cl'],
                'Queued', now() - interval '1 minute', 0, now(), null
            from generate_series(1, $3) n
            """,
            Statements.Whole(notices), Statements.Whole(authorities), Statements.Whole(reminders),
            Statements.Text(MailTemplateCatalog.Escalation));
        batch.Add("analyze mails");
        await batch.ExecuteNonQueryAsync(ct);
    }
}
