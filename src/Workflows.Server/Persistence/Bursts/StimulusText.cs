using System.Text.Json;
using Workflows.Engine;

namespace Workflows.Server.Persistence.Bursts;

/// <summary>Stimuli as values: what the journal says of them, and what travels from one instance to another.</summary>
public static class StimulusText
{
    public static Dictionary<string, object?> ToValues(Stimulus stimulus)
    {
        var values = new Dictionary<string, object?> { ["kind"] = stimulus.Kind };
        switch (stimulus)
        {
            case StartWorkflow start when start.TriggerActivityId is not null:
                values["trigger"] = start.TriggerActivityId;
                break;
            case TimerDue timer:
                values["bookmark"] = (double)timer.BookmarkId;
                break;
            case ParkTimer park:
                (values["bookmark"], values["why"]) = ((double)park.BookmarkId, park.Why);
                break;
            case RecomputeWait again:
                (values["bookmark"], values["why"]) = ((double)again.BookmarkId, again.Why);
                break;
            case EventReceived received:
                (values["name"], values["correlationId"], values["payload"]) = (received.Name, received.CorrelationId, received.Payload);
                values["bookmark"] = received.BookmarkId is { } only ? (double)only : null;
                break;
            case TaskActed acted:
                (values["bookmark"], values["action"], values["payload"]) = ((double)acted.BookmarkId, acted.Action, acted.Payload);
                break;
            case TakeBack back:
                (values["bookmark"], values["activity"], values["given"]) = ((double)back.BookmarkId, back.ActivityId, back.Given);
                break;
            case HandOverTask handOver:
                (values["bookmark"], values["to"], values["reason"]) = ((double)handOver.BookmarkId, handOver.To, handOver.Reason);
                break;
            case HeardAfterwards heard:
                (values["activity"], values["visit"]) = (heard.ActivityId, (double)heard.Visit);
                break;
            case ChildrenReported children:
                values["reports"] = children.Reports.Select(report => (object?)ToValues(report)).ToList();
                break;
            case CancelWorkflow cancel:
                values["reason"] = cancel.Reason;
                break;
            case FamilyFull full:
                values["limit"] = (double)full.Limit;
                break;
            case RetryIncident retry:
                (values["incident"], values["reason"]) = ((double)retry.IncidentId, retry.Reason);
                break;
            case SkipIncident skip:
                (values["incident"], values["outcome"], values["reason"]) = ((double)skip.IncidentId, skip.Outcome, skip.Reason);
                break;
            case HandOverIncident handOver:
                (values["incident"], values["to"], values["reason"]) = ((double)handOver.IncidentId, handOver.To, handOver.Reason);
                break;
        }

        return values;
    }

    public static Dictionary<string, object?> ToValues(ChildReport report) => new()
    {
        ["bookmark"] = (double)report.BookmarkId,
        ["childId"] = report.ChildId,
        ["status"] = report.Status.ToString(),
        ["subStatus"] = report.SubStatus.ToString(),
        ["output"] = report.Output,
        ["problem"] = report.Problem,
        ["name"] = report.Name,
        ["why"] = report.Why,
        ["chain"] = report.Chain?.ToValue(),
    };

    /// <summary>The bookmark is added to it for each one that waits.</summary>
    public static string Event(EventPublished published) => Values.ToJson(new Dictionary<string, object?>
    {
        ["name"] = published.Name,
        ["correlationId"] = published.CorrelationId,
        ["payload"] = published.Payload,
        ["chain"] = published.Chain?.ToValue(),
    });

    public static string Child(ChildRequested child) => Values.ToJson(new Dictionary<string, object?>
    {
        ["definitionId"] = child.DefinitionId,
        ["input"] = child.Input,
        ["correlationId"] = child.CorrelationId,
        ["parentId"] = child.Child?.InstanceId,
        ["bookmark"] = child.Child is { } link ? (double)link.BookmarkId : null,
        ["firstRest"] = child.Child?.TellsFirstRest ?? false,
        ["chain"] = child.Chain?.ToValue(),
    });

    public static string Cancel(string reason) => Values.ToJson(new Dictionary<string, object?> { ["reason"] = reason });

    public static EventReceived ReadEvent(string payload)
    {
        var values = Read(payload);
        return new EventReceived((string)values["name"]!, values["payload"], (string?)values["correlationId"])
        {
            BookmarkId = (long)(double)values["bookmark"]!,
            Chain = WakeChain.FromValue(values.GetValueOrDefault("chain")),
        };
    }

    public static FamilyFull ReadFamilyFull(string payload) => new((int)(double)Read(payload)["limit"]!);

    public static ChildRequested ReadChild(string childId, string payload)
    {
        var values = Read(payload);
        return new ChildRequested(
            childId,
            (string)values["definitionId"]!,
            (IReadOnlyDictionary<string, object?>)values["input"]!,
            (string?)values["correlationId"],
            values["parentId"] is string parentId
                ? new ParentLink(parentId, (long)(double)values["bookmark"]!, values["firstRest"] is true)
                : null)
        {
            Chain = WakeChain.FromValue(values.GetValueOrDefault("chain")),
        };
    }

    public static ChildReport ReadReport(string payload)
    {
        var values = Read(payload);
        return new ChildReport(
            (long)(double)values["bookmark"]!,
            (string)values["childId"]!,
            Enum.Parse<WorkflowStatus>((string)values["status"]!),
            Enum.Parse<WorkflowSubStatus>((string)values["subStatus"]!),
            (IReadOnlyDictionary<string, object?>)values["output"]!)
        {
            Problem = (string?)values["problem"],
            Name = (string?)values.GetValueOrDefault("name"),
            Why = (string?)values.GetValueOrDefault("why"),
            Chain = WakeChain.FromValue(values.GetValueOrDefault("chain")),
        };
    }

    public static CancelWorkflow ReadCancel(string payload) => new((string)Read(payload)["reason"]!);

    private static Dictionary<string, object?> Read(string payload)
    {
        // Our own text, written by another burst: one level more than a value may have, for the envelope.
        using var document = JsonDocument.Parse(payload, new JsonDocumentOptions { MaxDepth = Values.MaxDepth + 8 });
        return document.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => Values.FromJson(member.Value));
    }
}
