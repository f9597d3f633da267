using Hangfire.AspNetCore;
using Hangfire.Logging;

namespace Workflows.Server.Hosting;

/// <summary>
/// Where Hangfire writes. It keeps this for the whole process, and asks it for logs long after the host that gave it is gone: from then on
/// what it says is lost, and nothing of Hangfire fails for want of a log.
/// </summary>
internal sealed class HangfireLogs(ILoggerFactory loggers) : ILogProvider
{
    private readonly AspNetCoreLogProvider _provider = new(loggers);

    public ILog GetLogger(string name)
    {
        try
        {
            return _provider.GetLogger(name);
        }
        catch (ObjectDisposedException)
        {
            return new Silent();
        }
    }

    private sealed class Silent : ILog
    {
        public bool Log(Hangfire.Logging.LogLevel logLevel, Func<string>? messageFunc, Exception? exception) => false;
    }
}
