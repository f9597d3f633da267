using System.Threading.Channels;

namespace Workflows.Server.Persistence.Notifying;

/// <summary>Set by anybody, taken by one waiter; set twice before it is taken, it is taken once.</summary>
public sealed class Signal
{
    private readonly Channel<bool> _set = Channel.CreateBounded<bool>(new BoundedChannelOptions(1)
    {
        FullMode = BoundedChannelFullMode.DropWrite
    });

    public void Set() => _set.Writer.TryWrite(true);

    public Task WaitAsync(CancellationToken ct) => _set.Reader.ReadAsync(ct).AsTask();
}
