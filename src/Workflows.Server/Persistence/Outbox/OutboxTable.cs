using Npgsql;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Mail;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.Persistence.Outbox;

/// <summary>
/// Every change of state of a mail that is on its way. Claims are committed leases by the database's clock, and each change
/// asks for the claim it builds on, so a sender that lost its lease changes nothing.
/// </summary>
public sealed class OutboxTable(Func<NpgsqlDataSource> source)
{
    public const string UncertainAnswer =
        "El envío se interrumpió sin respuesta: puede haber llegado. Revisa con el destinatario y decide si se envía de nuevo.";

    // Of two lanes that claim at once, the second sees what the first took: notices that belong together are not parted.
    private const string ClaimInTurnSql = "select pg_advisory_xact_lock(hashtext('outbox claim'))";

    // A notice to authorities waits while others of the same moment are still being asked for, and then takes them all along. A timer of
    // any name may stand before one of theirs: each visit waits for its next notice alone.
    private const string DueSql =
        $"""
        state in ('Queued', 'Held') and available_at <= $3 and (retry_at is null or retry_at <= clock_timestamp())
        and (template <> $5 or not exists (
            select 1 from timers where state = 'Pending' and attempts = 0 and due_at <= $3))
        """;

    // What notices of one message have in common. One that already has words of its own (a coordinator corrected it) leaves alone.
    private const string BundleSql =
        """
        case when template = $5 and level is not null and text is null
            then concat_ws('|', level, attempts, link_for, reply_to, array_to_string(emails, ',')) end
        """;

    private const string ClaimSql =
        $"""
        with first as (select id, {BundleSql} as bundle from mails where {DueSql} order by available_at, id limit $4),
        taken as (
            update mails set state = 'Claimed', lease_owner = $1, lease_until = clock_timestamp() + $2
            where id in (
                select id from mails
                where state in ('Queued', 'Held') and id in (
                    select id from first
                    union
                    select id from mails
                    where exists (select 1 from first where bundle is not null) and template = $5 and {DueSql} and {BundleSql} in (select bundle from first))
                for update skip locked)
            returning id, message_id, instance_id, reason, template, template_version, model, addressees, attempts, subject, text, html,
                available_at, link_for, reply_to, {BundleSql} as bundle, link_slots, coalesce(resend_of, id) as first_id)
        select taken.id, message_id, definition_id, reason, template, template_version, model, addressees, attempts, subject, text, html,
            link_for, reply_to, bundle, link_slots, account_links.id
        from taken left join instances on instances.id = taken.instance_id
        left join account_links on taken.instance_id is null and account_links.id = taken.first_id
        order by taken.available_at, taken.id
        """;

    private const string MarkSql =
        """
        update mails set state = 'Sending', attempts = attempts + 1, lease_until = clock_timestamp() + $2,
            subject = written.subject, text = written.text, html = written.html, template_version = written.template_version, bundle_id = written.bundle_id,
            link_slots = written.link_slots
        from unnest($3, $4, $5, $6, $7, $8, $9) as written (id, subject, text, html, template_version, bundle_id, link_slots)
        where mails.id = written.id and mails.state = 'Claimed' and mails.lease_owner = $1 and mails.lease_until > clock_timestamp()
        returning mails.id
        """;

    // Several that did not leave together part again: by the next try some may be withdrawn. They retry at one instant, to meet again.
    // A sender that was slow, and finds its mail already uncertain, still knows the truth: the owner stays on the row for it.
    private const string EndSql =
        """
        update mails set state = ended.state, server_answer = ended.answer, lease_until = null,
            lease_owner = case when ended.state = 'Uncertain' then mails.lease_owner end,
            attempts = mails.attempts + case
                when mails.state = 'Claimed' and ended.state = 'Queued' and ended.counts then 1
                when mails.state <> 'Claimed' and not ended.counts then -1 else 0 end,
            sent_at = case when ended.state in ('Delivered', 'Filed') then ended.at else mails.sent_at end,
            retry_at = now() + ended.retry,
            subject = case when ended.state = 'Queued' and mails.bundle_id is not null then null else mails.subject end,
            text = case when ended.state = 'Queued' and mails.bundle_id is not null then null else mails.text end,
            html = case when ended.state = 'Queued' and mails.bundle_id is not null then null else mails.html end,
            link_slots = case when ended.state = 'Queued' and mails.bundle_id is not null then null else mails.link_slots end,
            bundle_id = case when ended.state <> 'Queued' then mails.bundle_id end,
            queue_id = ended.queue_id, refused = string_to_array(ended.refused, E'\n')
        from unnest($2, $3, $4, $5, $6, $7, $8, $9) as ended (id, state, answer, counts, at, retry, queue_id, refused)
        where mails.id = ended.id and mails.lease_owner = $1 and mails.state in ('Claimed', 'Sending', 'Uncertain')
        """;

    private const string AttemptsSql =
        """
        insert into mail_attempts (mail_id, at, outcome, answer, milliseconds)
        select mail_id, at, outcome, answer, milliseconds from unnest($1, $2, $3, $4, $5) as tried (mail_id, at, outcome, answer, milliseconds)
        """;

    private const string ExpireSql =
        """
        with returned as (
            update mails set state = 'Queued', lease_owner = null, lease_until = null
            where state = 'Claimed' and lease_until < clock_timestamp()
            returning id),
        lost as (
            update mails set state = 'Uncertain', lease_until = null, server_answer = $1
            where state = 'Sending' and lease_until < clock_timestamp()
            returning id),
        noted as (
            insert into mail_attempts (mail_id, at, outcome, answer, milliseconds) select id, $2, 'Uncertain', $1, 0 from lost)
        select (select count(*) from returned), (select count(*) from lost)
        """;

    /// <summary>
    /// Takes mails that may leave now, oldest first, with all those that belong in one message with them. The lease is committed when this
    /// returns.
    /// </summary>
    public async Task<IReadOnlyList<ClaimedMail>> ClaimAsync(
        string owner, DateTimeOffset now, int limit, TimeSpan lease, CancellationToken ct)
    {
        await using var connection = await source().OpenConnectionAsync(ct);
        // A batch is one transaction.
        await using var batch = new NpgsqlBatch(connection);
        batch.Add(ClaimInTurnSql);
        batch.Add(ClaimSql, Statements.Text(owner), Statements.Span(lease), Statements.Instant(now), Statements.Whole(limit),
            Statements.Text(MailTemplateCatalog.Escalation));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        var mails = new List<ClaimedMail>();
        while (await reader.ReadAsync(ct))
        {
            mails.Add(new()
            {
                Id = reader.GetString(0),
                MessageId = reader.GetString(1),
                DefinitionId = Text(2),
                Reason = reader.GetString(3),
                Template = reader.GetString(4),
                TemplateVersion = reader.GetInt32(5),
                Model = reader.GetString(6),
                Addressees = reader.GetString(7),
                Attempts = reader.GetInt32(8),
                Subject = Text(9),
                Text = Text(10),
                Html = Text(11),
                LinkFor = Text(12),
                ReplyTo = Text(13),
                Bundle = Text(14),
                LinkSlots = Text(15),
                AccountLinkId = Text(16),
            });
        }

        return mails;

        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
    }

    /// <summary>
    /// One commit: how the last mails ended, and that the next ones are about to be handed over. Returns those still ours:
    /// only they may be sent.
    /// </summary>
    public async Task<IReadOnlySet<string>> MarkSendingAsync(
        string owner, IReadOnlyList<MailEnding> ended, IReadOnlyList<WrittenMail> written, TimeSpan lease, CancellationToken ct)
    {
        await using var connection = await source().OpenConnectionAsync(ct);
        // A batch is one transaction.
        await using var batch = new NpgsqlBatch(connection);
        batch.Add(
            MarkSql,
            Statements.Text(owner),
            Statements.Span(lease),
            Statements.Texts(written.Select(mail => mail.Id)),
            Statements.Texts(written.Select(mail => mail.Subject)),
            Statements.Texts(written.Select(mail => mail.Text)),
            Statements.Texts(written.Select(mail => mail.Html)),
            Statements.Wholes(written.Select(mail => (int?)mail.TemplateVersion)),
            Statements.Texts(written.Select(mail => mail.BundleId)),
            Statements.Texts(written.Select(mail => mail.Slots.ToJson())));
        AddEndings(batch, owner, ended);
        await using var reader = await batch.ExecuteReaderAsync(ct);
        var ours = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(ct)) ours.Add(reader.GetString(0));
        while (await reader.NextResultAsync(ct))
        {
            // an error of a later statement shows only when its result is reached
        }

        return ours;
    }

    public async Task EndAsync(string owner, IReadOnlyList<MailEnding> ended, CancellationToken ct)
    {
        if (ended.Count == 0) return;
        await using var connection = await source().OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection);
        AddEndings(batch, owner, ended);
        await batch.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Gives back mails that were certainly not handed over.</summary>
    public async Task ReturnAsync(string owner, IReadOnlyCollection<string> ids, CancellationToken ct)
    {
        if (ids.Count == 0) return;
        await using var connection = await source().OpenConnectionAsync(ct);
        await using var command = Command(connection,
            """
            update mails set attempts = attempts - case when state = 'Sending' then 1 else 0 end,
                state = 'Queued', lease_owner = null, lease_until = null, bundle_id = null,
                subject = case when bundle_id is null then subject end, text = case when bundle_id is null then text end,
                html = case when bundle_id is null then html end, link_slots = case when bundle_id is null then link_slots end
            where id = any($2) and lease_owner = $1 and state in ('Claimed', 'Sending')
            """,
            Statements.Text(owner), Statements.Texts(ids));
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>What dead senders left: taken mails return, mails on their way become uncertain and wait for a person.</summary>
    public async Task<(long Returned, long Uncertain)> ExpireAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await source().OpenConnectionAsync(ct);
        await using var command = Command(connection, ExpireSql, Statements.Text(UncertainAnswer), Statements.Instant(now));
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    /// <summary>
    /// After a crash nobody waits for leases: the claims of nodes that hold no sign of life end now. A node that only seems dead
    /// loses nothing: it asks for its claim before it sends, and its late answer is believed.
    /// </summary>
    public async Task<int> ExpireOfDeadNodesAsync(CancellationToken ct)
    {
        await using var command = source().CreateCommand(
            $"""
            update mails set lease_until = clock_timestamp() - interval '1 second'
            where state in ('Claimed', 'Sending') and lease_until > clock_timestamp()
              and hashtext(split_part(lease_owner, '/', 1))::bigint & 4294967295 not in
                (select objid::bigint from pg_locks where locktype = 'advisory' and classid::bigint = {Leases.AliveClass} and granted)
            """);
        return await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>When there is something to do again.</summary>
    public async Task<OutboxNext> NextAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await source().OpenConnectionAsync(ct);
        await using var command = Command(connection,
            """
            select
                (select min(available_at) from mails where state in ('Queued', 'Held') and available_at > $1),
                (select min(retry_at) - clock_timestamp() from mails where state in ('Queued', 'Held') and retry_at > clock_timestamp())
            """,
            Statements.Instant(now));
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new(
            reader.IsDBNull(0) ? null : reader.GetFieldValue<DateTimeOffset>(0),
            reader.IsDBNull(1) ? null : reader.GetTimeSpan(1));
    }

    private static void AddEndings(NpgsqlBatch batch, string owner, IReadOnlyList<MailEnding> ended)
    {
        if (ended.Count == 0) return;
        batch.Add(
            EndSql,
            Statements.Text(owner),
            Statements.Texts(ended.Select(mail => mail.Id)),
            Statements.Texts(ended.Select(mail => mail.State.ToString())),
            Statements.Texts(ended.Select(mail => StoredText.Of(mail.Answer))),
            Statements.Flags(ended.Select(mail => mail.Counts)),
            Statements.Instants(ended.Select(mail => (DateTimeOffset?)mail.At)),
            new NpgsqlParameter
            {
                Value = ended.Select(mail => mail.RetryIn).ToArray(),
                NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Interval,
            },
            Statements.Texts(ended.Select(mail => mail.QueueId)),
            Statements.Texts(ended.Select(mail => mail.Refused.Count == 0 ? null : Statements.Lines(mail.Refused))));
        var tried = ended.Where(mail => mail.Outcome is not null).ToList();
        batch.Add(
            AttemptsSql,
            Statements.Texts(tried.Select(mail => mail.Id)),
            Statements.Instants(tried.Select(mail => (DateTimeOffset?)mail.At)),
            Statements.Texts(tried.Select(mail => mail.Outcome)),
            Statements.Texts(tried.Select(mail => StoredText.Of(mail.Answer))),
            Statements.Wholes(tried.Select(mail => (int?)mail.Took.TotalMilliseconds)));
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        return command;
    }
}
