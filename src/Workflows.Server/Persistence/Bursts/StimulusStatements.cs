using Npgsql;
using Workflows.Engine;
using static Workflows.Server.Persistence.Bursts.Statements;

namespace Workflows.Server.Persistence.Bursts;

/// <summary>
/// Messages to other instances, and to oneself when a burst was cut. Their keys make each of them one, however often it is written.
/// </summary>
internal static class StimulusStatements
{
    public static void Add(NpgsqlBatch batch, BurstRecord burst)
    {
        var messages = Messages(burst).ToList();
        if (messages.Count > 0)
        {
            batch.Add(
                """
                insert into stimuli (key, target_instance_id, kind, payload, available_at, attempts)
                select s.key, s.target, s.kind, s.payload, clock_timestamp(), 0
                from unnest($1::text[], $2::text[], $3::text[], $4::text[]) s (key, target, kind, payload)
                on conflict (key) do nothing
                """,
                Texts(messages.Select(message => message.Key)),
                Texts(messages.Select(message => message.Target)),
                Texts(messages.Select(message => message.Kind)),
                Texts(messages.Select(message => message.Payload)));
        }

        foreach (var family in burst.Of<FamilyCancelled>())
            Families.AddCancellation(batch, family);
        foreach (var published in burst.Of<EventPublished>())
        {
            batch.Add(
                Publish,
                Text($"event:{burst.Instance.Id}:{published.Number}"), Text(published.Name), Text(published.CorrelationId),
                Text(StimulusText.Event(published)), Text(published.OnlyInstanceId));
        }

        if (burst.DecidesIncident)
        {
            batch.Add(
                "update stimuli set parked_reason = null, available_at = clock_timestamp() where target_instance_id = "
                + "$1 and parked_reason = $2",
                Text(burst.Instance.Id), Text(StimulusRow.HeldByIncident));
            if (burst.Instance.Id == burst.Instance.RootId)
                Families.AddRelease(batch, burst.Instance.Id);
        }
    }

    /// <summary>
    /// One row for every bookmark that waits for the event now: key, name, correlation or null, payload, only instance or null.
    /// </summary>
    public const string Publish =
        """
        insert into stimuli (key, target_instance_id, kind, payload, available_at, attempts)
        select $1 || '>' || w.instance_id || '/' || w.bookmark_id, w.instance_id, 'event',
            left($4, -1) || ',"bookmark":' || w.bookmark_id || '}', clock_timestamp(), 0
        from event_bookmarks w
        where w.event_name = $2 and ($3 is null or w.correlation_id = $3) and ($5 is null or w.instance_id = $5)
        on conflict (key) do nothing
        """;

    private static IEnumerable<(string Key, string Target, string Kind, string Payload)> Messages(BurstRecord burst)
    {
        foreach (var child in burst.Of<ChildRequested>())
            yield return ($"start:{child.ChildId}", child.ChildId, StimulusKinds.StartChild, StimulusText.Child(child));

        // A child may report more than once: it failed, was retried and finished. Each burst tells at most one thing.
        var told = 0;
        foreach (var report in burst.Of<ParentTold>())
        {
            yield return (
                $"report:{burst.Instance.Id}:{burst.Number}.{told++}", report.ParentId, StimulusKinds.ChildReport,
                Values.ToJson(StimulusText.ToValues(report.Report)));
        }

        foreach (var cancelled in burst.Of<ChildCancelled>())
            yield return ($"cancel:{cancelled.ChildId}", cancelled.ChildId, StimulusKinds.Cancel, StimulusText.Cancel(cancelled.Reason));
        if (burst.WasCut)
            yield return ($"continue:{burst.Instance.Id}:{burst.Number}", burst.Instance.Id, StimulusKinds.Continue, "{}");
    }
}
