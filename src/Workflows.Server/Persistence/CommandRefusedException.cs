namespace Workflows.Server.Persistence;

/// <summary>A command cannot do what it was asked. The message is for the person at the terminal, in Spanish.</summary>
public sealed class CommandRefusedException(string message, Exception? inner = null) : Exception(message, inner);
