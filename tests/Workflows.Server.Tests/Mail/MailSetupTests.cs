using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Workflows.Server.Mail.Transport;

namespace Workflows.Server.Tests.Mail;

public class MailSetupTests
{
    [Fact]
    public void Without_a_server_mails_go_to_a_folder() =>
        Assert.IsType<PickupFolderTransport>(Configure([]).GetRequiredService<IMailTransport>());

    [Fact]
    public void With_a_server_mails_go_there() =>
        Assert.IsType<SmtpMailTransport>(Configure(new() { ["Mail:Host"] = "correo.gob.cl" }).GetRequiredService<IMailTransport>());

    [Theory]
    [InlineData("Mail:Port", "70000", "no es un puerto")]
    [InlineData("Mail:From", "nadie", "no es una dirección")]
    [InlineData("Mail:User", "flujos", "usuario y la clave")]
    [InlineData("Mail:TimeoutSeconds", "0", "segundos")]
    [InlineData("Mail:TrapTo", "nadie", "no es una dirección")]
    [InlineData("Mail:CertificateSha256", "AB:CD", "huella")]
    [InlineData("Mail:OAuth:TokenUrl", "http://ejemplo.cl/token", "https")]
    public void A_wrong_setting_stops_the_start_and_says_which(string setting, string value, string words)
    {
        var services = Configure(new() { ["Mail:Host"] = "correo.gob.cl", [setting] = value });

        var refusal = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains(setting, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_does_not_travel_in_the_open()
    {
        var services = Configure(new()
        {
            ["Mail:Host"] = "correo.gob.cl", ["Mail:User"] = "flujos", ["Mail:Password"] = "secreta", ["Mail:StartTls"] = "false",
        });

        var refusal = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());

        Assert.DoesNotContain("secreta", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Port_465_speaks_TLS_from_the_first_word() =>
        Assert.True(new MailOptions { Host = "correo.gob.cl", Port = 465 }.UsesImplicitTls);

    [Fact]
    public void On_a_rehearsal_copy_the_trap_is_the_only_way_out() =>
        Assert.IsType<TrappedMailTransport>(
            Configure(new() { ["Mail:Host"] = "correo.gob.cl", ["Mail:TrapTo"] = "ensayo@ejemplo.cl" })
                .GetRequiredService<IMailTransport>());

    private static ServiceProvider Configure(Dictionary<string, string?> settings) =>
        new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddMailTransport()
            .BuildServiceProvider();
}
