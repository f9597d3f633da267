namespace Workflows.Server.Persistence.Outbox;

/// <summary>A template's words at one version. Versions never change.</summary>
public sealed record MailTemplateText(string Name, int Version, string Subject, string Text, string? Html);
