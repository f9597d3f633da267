using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Server.Persistence.Outbox;

namespace Workflows.Server.Mail;

/// <summary>
/// A mail to one person that the server itself queues, beside what processes ask for. It is a row until somebody stores it.
/// </summary>
internal static class PersonalMail
{
    /// <param name="reason">The rule that caused it, in Spanish.</param>
    /// <param name="leavesAt">Not before this instant; <paramref name="now"/> without one.</param>
    public static MailRow To(
        MailAddressee addressee, string id, string template, IReadOnlyDictionary<string, object?> model, string reason, string mailDomain,
        DateTimeOffset now,
        string? instanceId = null, string? taskId = null, string? institutionCode = null, DateTimeOffset? leavesAt = null) => new()
        {
            Id = id,
            MessageId = $"<{id}@{mailDomain}>",
            InstanceId = instanceId,
            TaskId = taskId,
            InstitutionCode = institutionCode,
            Reason = reason,
            Template = template,
            Model = Values.ToJson(model),
            Addressees = Values.ToJson(new List<object?> { addressee.ToValues() }),
            Emails = [addressee.Email],
            State = MailState.Queued,
            AvailableAt = leavesAt ?? now,
            CreatedAt = now,
        };
}
