namespace Workflows.Server.Persistence.Notifying;

/// <summary>Something that nodes tell each other about. It says what to send, and what to do with what is heard.</summary>
public interface ITopic
{
    string Channel { get; }

    /// <summary>What is told in this time leaves together.</summary>
    TimeSpan Coalesce { get; }

    /// <summary>Until there is something to send.</summary>
    Task WaitAsync(CancellationToken ct);

    /// <summary>What there is to send; it is this topic's no longer.</summary>
    IEnumerable<string> Take();

    void Hear(string payload);

    /// <summary>Something may have been said while nobody listened.</summary>
    void Missed();
}
