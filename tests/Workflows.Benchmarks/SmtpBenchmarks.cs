using System.Net.Mail;
using BenchmarkDotNet.Attributes;
using Workflows.Server.Mail.Transport;
using Workflows.Server.Tests.Mail;

namespace Workflows.Benchmarks;

/// <summary>
/// What one connection for many mails saves: 500 mails to an SMTP server on this machine, with a login, in the open and by STARTTLS.
/// </summary>
public class SmtpBenchmarks
{
    private const int Mails = 500;

    /// <summary>What servers ask for today; the other one shows what of the difference is TLS.</summary>
    [Params(false, true)]
    public bool StartTls { get; set; }

    private LoopbackSmtpServer _server = null!;

    [GlobalSetup]
    public void Start() =>
        _server = new(SmtpBehaviour.Accept, new() { Certificate = StartTls ? TestCertificates.Good() : null, Password = "clave" });

    [GlobalCleanup]
    public Task StopAsync() => _server.DisposeAsync().AsTask();

    [Benchmark(Baseline = true)]
    public Task OneConnectionEach() => SendAsync(keepsConnections: false);

    [Benchmark]
    public Task OneConnectionForAll() => SendAsync(keepsConnections: true);

    private async Task SendAsync(bool keepsConnections)
    {
        var options = _server.Options;
        options.TimeoutSeconds = 60;
        await using var transport = new SmtpMailTransport(options, keepsConnections);
        for (var i = 0; i < Mails; i++)
        {
            var receipt = await transport.SendAsync(Mail(i), CancellationToken.None);
            if (receipt.Outcome != MailOutcome.Delivered)
                throw new InvalidOperationException(receipt.Answer);
        }

        _server.Received.Clear();
    }

    private static OutgoingMail Mail(int number) => new()
    {
        MessageId = $"<mail-{number}@flujos.example.cl>",
        To = [new MailAddress("contraparte@institucion.example.cl", "Contraparte")],
        Subject = "Recordatorio: la evaluación vence el 15 de octubre",
        Text = "Hola:\nLa evaluación vence el 15 de octubre.\n",
        Html = "<p>La <b>evaluación</b> vence el 15 de octubre.</p>",
    };
}
