namespace Workflows.Server.CommandLine;

/// <summary>A command cannot do what it was asked, for a reason the person can do something about: Spanish, and no stack trace.</summary>
public class CommandFailedException(string message, int exitCode = ExitCodes.Failed, Exception? inner = null) : Exception(message, inner)
{
    public int ExitCode => exitCode;
}

/// <summary>What the command was given makes no sense: a file that is no workflow, an option that does not exist.</summary>
public sealed class CommandRefusedException(string message) : CommandFailedException(message, ExitCodes.Misused);

/// <summary>What every command of the program answers to the shell.</summary>
public static class ExitCodes
{
    public const int Done = 0;

    /// <summary>It was done and found something wrong, or it could not be done.</summary>
    public const int Failed = 1;

    /// <summary>The words of the command make no sense.</summary>
    public const int Misused = 2;
}
