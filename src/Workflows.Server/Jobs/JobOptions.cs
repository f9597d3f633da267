namespace Workflows.Server.Jobs;

/// <summary>Section <c>Jobs</c> of the configuration: what this node does in the background.</summary>
public sealed record JobOptions
{
    /// <summary>Long work at once; 0 makes a node that leaves it all, and every recurring duty, to the others.</summary>
    public int Workers { get; init; } = 2;

    /// <summary>How long a job stays with a node that says nothing more.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a node says that it still works, and hears whether somebody cancels.</summary>
    public TimeSpan Beat { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>After a failure of the database, before the next try.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A job that brings down every node that takes it is not taken for ever.</summary>
    public int MostAttempts { get; init; } = 60;

    /// <summary>How often the server looks whether Hangfire's tables are as they should be.</summary>
    public TimeSpan Look { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A job is told to Hangfire again when nobody took it for so long.</summary>
    public TimeSpan Orphaned { get; init; } = TimeSpan.FromMinutes(1);
}
