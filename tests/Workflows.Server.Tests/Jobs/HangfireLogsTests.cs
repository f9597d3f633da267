using Hangfire.Logging;
using Microsoft.Extensions.Logging;
using Workflows.Server.Hosting;
using LogLevel = Hangfire.Logging.LogLevel;

namespace Workflows.Server.Tests.Jobs;

public sealed class HangfireLogsTests
{
    [Fact]
    public void Hangfire_that_outlives_its_server_has_nowhere_to_write_and_does_not_fail()
    {
        var loggers = new LoggerFactory();
        var logs = new HangfireLogs(loggers);
        loggers.Dispose();

        Assert.False(logs.GetLogger("Hangfire.PostgreSql").Log(LogLevel.Error, () => "no hay tablas"));
    }
}
