namespace Workflows.Engine.Json;

/// <summary>A document that is not a workflow definition. The message is Spanish and names the place.</summary>
public sealed class WorkflowFormatException(string message, Exception? inner = null) : Exception(message, inner);
