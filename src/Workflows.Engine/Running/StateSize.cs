using System.Text;

namespace Workflows.Engine;

/// <summary>
/// About how many bytes values and states take when written. A value may share its parts, so each is counted as it would be
/// written, and counting stops soon after the limit: no value can make it walk for long.
/// </summary>
internal static class StateSize
{
    public const int OfThing = 96; // an execution, a bookmark, a visit: its ids and its punctuation
    private const int OfNumber = 8;

    public static long Of(WorkflowInstance instance, long limit)
    {
        long size = OfThing;
        size += OfValue(instance.Input, limit) + OfValue(instance.OutputValues, limit) + OfValue(instance.VariableValues, limit);
        size += OfValue(instance.LastResult, limit);
        foreach (var (node, outputs) in instance.ActivityOutputs)
            size += node.Length + OfValue(outputs, limit);
        foreach (var (key, left) in instance.Outside)
            size += OfThing + key.Length + OfValue(left.Data, limit);
        foreach (var execution in instance.LiveExecutions)
            size += OfThing + OfValue(execution.State, limit) + OfValue(execution.Variables, limit);
        foreach (var bookmark in instance.OpenBookmarks)
            size += OfBookmark(bookmark, limit);
        foreach (var item in instance.Queue)
            size += OfThing + OfValue(item.Variables, limit);
        foreach (var incident in instance.AllIncidents)
            size += OfThing + incident.Message.Length + OfValue(incident.Resumption?.Payload, limit);
        return size + ((long)instance.Visits.Count * OfThing);
    }

    public static long OfBookmark(Bookmark bookmark, long limit) => OfThing + bookmark.Key.Length + OfValue(bookmark.Data, limit);

    public static long OfValue(object? value, long limit)
    {
        var size = 0L;
        Add(value, limit, ref size);
        return size;
    }

    private static void Add(object? value, long limit, ref long size)
    {
        if (size > limit)
            return;
        switch (value)
        {
            case null:
                break;
            case string text:
                size += Encoding.UTF8.GetByteCount(text) + 2;
                break;
            case IReadOnlyDictionary<string, object?> members:
                size += 2;
                foreach (var (name, member) in members)
                {
                    size += name.Length + 4;
                    Add(member, limit, ref size);
                    if (size > limit)
                        return;
                }

                break;
            case IReadOnlyList<object?> items:
                size += 2;
                for (var i = 0; i < items.Count && size <= limit; i++)
                {
                    size++;
                    Add(items[i], limit, ref size);
                }

                break;
            default:
                size += OfNumber;
                break;
        }
    }
}
