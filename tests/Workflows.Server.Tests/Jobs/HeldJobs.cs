using System.Collections.Concurrent;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;

namespace Workflows.Server.Tests.Jobs;

/// <summary>In the place of Hangfire: keeps what it was told until a test does it.</summary>
internal sealed class HeldJobs : IBackgroundJobClient
{
    private readonly ConcurrentQueue<string> _told = new();

    /// <summary>Whether it is out of reach.</summary>
    public bool IsDown { get; set; }

    public string Create(Job job, IState state)
    {
        if (IsDown)
            throw new InvalidOperationException("Hangfire is out of reach.");
        var id = (string)job.Args[0];
        _told.Enqueue(id);
        return id;
    }

    public bool ChangeState(string jobId, IState state, string expectedState) => throw new NotSupportedException();

    public bool TryTake(out string id) => _told.TryDequeue(out id!);
}
