using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Workflows.Server.Accounts;
using Workflows.Server.Tests.Api;
using Workflows.Server.Tests.Embedded;

namespace Workflows.Server.Tests.Accounts;

/// <summary>
/// Whoever steals a backup cannot make cookies of it, nor codes of the phones, when the server has a passphrase or a certificate.
/// </summary>
public sealed class KeysAtRestTests : IAsyncLifetime
{
    private const string Passphrase = "DataProtection:Passphrase";
    private const string Previous = "DataProtection:PreviousPassphrases:0";
    private const string Person = "indicadores.ca-con-00725";

    private readonly ApiFixture _server = new();
    private readonly TemporaryFolder _folder = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Without_passphrase_or_certificate_the_server_warns_in_its_log_and_on_its_health_page()
    {
        await _server.InitializeAsync();

        var keys = (await _server.Nobody().GetAsync("/health")).MustBe(HttpStatusCode.OK).Json.GetProperty("checks").GetProperty("keys");
        Assert.Equal("Degraded", keys.GetProperty("status").GetString());
        Assert.Contains("sin cifrar", keys.GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(_server.Log.With("Warning", "in the clear"));
    }

    [Fact]
    public async Task With_a_passphrase_keys_are_encrypted_also_those_that_were_there_before_and_nobody_is_logged_out()
    {
        await _server.InitializeAsync();
        var browser = _server.Nobody();
        await browser.LogInAsync(Person);
        Assert.True(await KeysInTheClearAsync() > 0);

        await RestartAsync((Passphrase, "una frase larga de la oficina"));

        Assert.Equal(0, await KeysInTheClearAsync());
        (await With(browser).GetAsync("/api/session")).MustBe(HttpStatusCode.OK);
        var keys = (await _server.Nobody().GetAsync("/health")).Json.GetProperty("checks").GetProperty("keys");
        Assert.Equal("Healthy", keys.GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_passphrase_is_changed_by_naming_the_one_before_it_and_then_the_old_one_opens_nothing()
    {
        _server.Settings[Passphrase] = "la primera frase larga";
        await _server.InitializeAsync();
        var browser = _server.Nobody();
        await browser.LogInAsync(Person);

        await RestartAsync((Passphrase, "la segunda frase larga"), (Previous, "la primera frase larga"));
        (await With(browser).GetAsync("/api/session")).MustBe(HttpStatusCode.OK);
        _server.Settings.Remove(Previous);
        await RestartAsync((Passphrase, "la segunda frase larga"));
        (await With(browser).GetAsync("/api/session")).MustBe(HttpStatusCode.OK);
        await RestartAsync((Passphrase, "la primera frase larga"));

        (await With(browser).GetAsync("/api/session")).MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_lost_passphrase_is_told_in_words_and_people_enter_again_with_their_codes_on_paper()
    {
        _server.Settings[Passphrase] = "la frase que se pierde";
        await _server.InitializeAsync();
        var browser = _server.Nobody();
        await browser.LogInAsync(Person);
        var (secret, paper) = await OwnAccountTests.EnrolAsync(browser);

        await RestartAsync((Passphrase, "otra que no la abre"));

        (await With(browser).GetAsync("/api/session")).MustBe(HttpStatusCode.Unauthorized);
        var keys = (await _server.Nobody().GetAsync("/health")).MustBe(HttpStatusCode.OK).Json.GetProperty("checks").GetProperty("keys");
        Assert.Equal("Degraded", keys.GetProperty("status").GetString());
        Assert.Contains("no se pueden leer", keys.GetProperty("description").GetString(), StringComparison.Ordinal);
        var code = Totp.CodeAt(secret, TimeProvider.System.GetUtcNow().AddSeconds(30));
        (await _server.Nobody().LogInAsync(Person, code: code)).MustBe(HttpStatusCode.Unauthorized);
        (await _server.Nobody().LogInAsync(Person, code: paper)).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task With_a_certificate_keys_are_encrypted_and_a_certificate_that_is_not_there_stops_the_start_in_words()
    {
        var file = Path.Combine(_folder.Path, "claves.pfx");
        using (var rsa = RSA.Create(2048))
        {
            var request = new CertificateRequest("CN=claves de prueba", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(90));
            await File.WriteAllBytesAsync(file, certificate.Export(X509ContentType.Pfx, "prueba"));
        }

        _server.Settings["DataProtection:Certificate"] = file;
        _server.Settings["DataProtection:CertificatePassword"] = "prueba";
        await _server.InitializeAsync();
        var browser = _server.Nobody();
        (await browser.LogInAsync(Person)).MustBe(HttpStatusCode.OK);
        Assert.Equal(0, await KeysInTheClearAsync());
        await RestartAsync();
        (await With(browser).GetAsync("/api/session")).MustBe(HttpStatusCode.OK);

        await _server.StopServerAsync();
        _server.Settings["DataProtection:CertificatePassword"] = "otra";
        var refusal = Assert.ThrowsAny<Exception>(_server.StartServer);

        Assert.Contains("DataProtection:Certificate", refusal.ToString(), StringComparison.Ordinal);
    }

    private async Task RestartAsync(params (string Name, string Value)[] settings)
    {
        await _server.StopServerAsync();
        foreach (var (name, value) in settings)
            _server.Settings[name] = value;
        _server.StartServer();
    }

    // The server listens on another port after a restart; the browser keeps its cookies.
    private ApiClient With(ApiClient browser) => browser.CopiedTo(_server.Nobody());

    private Task<long> KeysInTheClearAsync() => _server.CountAsync("select count(*) from data_protection_keys where xml like '%<value>%'");
}
