namespace Workflows.Engine.Checking;

/// <summary>What a kind of activity says about how a node of it was drawn: a <see cref="Problem"/> that does not know its place.</summary>
public sealed record Finding(Severity Severity, string Message, string Code, Fix? Fix = null);
