namespace Workflows.Server.Tests.CommandLine;

/// <summary><c>mail test</c> tries the settings of this machine without a database.</summary>
public sealed class MailCommandTests : IDisposable
{
    private readonly CommandFixture _commands = new();

    public void Dispose() => _commands.Dispose();

    [Fact]
    public async Task Without_a_server_the_mail_of_test_is_a_file()
    {
        var answer = await CommandFixture.RunAsync("mail", "test", "administra@ejemplo.cl", "--data", _commands.Data);

        Assert.Equal((0, ""), (answer.Code, answer.Error));
        Assert.StartsWith("bien  Correo de prueba: No hay Mail:Host. Quedó en el archivo", answer.Output, StringComparison.Ordinal);
        Assert.Single(Directory.EnumerateFiles(Path.Combine(_commands.Data, "mail", "pickup"), "*.eml"));
    }

    [Fact]
    public async Task An_address_that_is_none_is_refused_in_one_sentence()
    {
        var answer = await CommandFixture.RunAsync("mail", "test", "nadie", "--data", _commands.Data);

        Assert.NotEqual(0, answer.Code);
        Assert.Equal("«nadie» no es una dirección de correo.", answer.Error.Trim());
    }
}
