using Npgsql;
using Workflows.Server.Persistence;

namespace Workflows.Server.Tests.Persistence;

public class ConnectionTests
{
    [Fact]
    public void Statements_are_prepared_unless_somebody_wrote_otherwise()
    {
        Assert.Equal(200, SettingsOf("Host=/run/db").MaxAutoPrepare);
        Assert.True(SettingsOf("Host=/run/db").NoResetOnClose);
        Assert.Equal(0, SettingsOf("Host=/run/db;Max Auto Prepare=0").MaxAutoPrepare);
        Assert.Equal(7, SettingsOf("Host=/run/db;Maximum Pool Size=7").MaxPoolSize);
    }

    private static NpgsqlConnectionStringBuilder SettingsOf(string connectionString)
    {
        using var source = Database.Connect(connectionString);
        return new(source.ConnectionString);
    }
}
