using Microsoft.Extensions.Configuration;
using Workflows.Server.Accounts.Institutional;

namespace Workflows.Server.Tests.Accounts;

/// <summary>Settings that would believe the wrong ones stop the start.</summary>
public class InstitutionalOptionsTests
{
    [Theory]
    [InlineData("http://acceso.example.cl", "flujos", "secreto", "https")]
    [InlineData("acceso.example.cl", "flujos", "secreto", "https")]
    [InlineData("https://acceso.example.cl", "", "secreto", "go together")]
    [InlineData("https://acceso.example.cl", "flujos", "", "go together")]
    [InlineData("", "flujos", "secreto", "go together")]
    [InlineData("https://login.microsoftonline.com/common/v2.0", "flujos", "secreto", "your organisation")]
    [InlineData("https://login.microsoftonline.com/Organizations/v2.0", "flujos", "secreto", "your organisation")]
    [InlineData("https://login.microsoftonline.com/consumers/v2.0", "flujos", "secreto", "your organisation")]
    public void A_setting_that_is_half_there_or_believes_everybody_stops_the_start(
        string authority, string client, string secret, string words) =>
        Assert.Contains(
            words, Assert.Throws<InvalidOperationException>(() => Read(authority, client, secret)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("https://login.microsoftonline.com/8f0b4b5e-0000-4000-8000-000000000000/v2.0")]
    [InlineData("https://acceso.example.cl/realms/oficina")]
    [InlineData("http://localhost:8080/realms/oficina/")]
    public void An_organisation_of_ones_own_is_believed(string authority) => Assert.True(Read(authority, "flujos", "secreto").IsOn);

    [Fact]
    public void Without_settings_it_is_off() => Assert.False(Read("", "", "").IsOn);

    private static InstitutionalOptions Read(string authority, string client, string secret) =>
        InstitutionalOptions.From(new ConfigurationBuilder().AddInMemoryCollection(
        new Dictionary<string, string?>
        {
            ["OpenId:Authority"] = authority, ["OpenId:ClientId"] = client, [
            "OpenId:ClientSecret"] = secret
        }).Build());
}
