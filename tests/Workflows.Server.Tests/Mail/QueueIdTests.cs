using Workflows.Server.Persistence.Outbox;

namespace Workflows.Server.Tests.Mail;

public class QueueIdTests
{
    [Theory]
    [InlineData("2.0.0 Ok: queued as 4F1A2B3C", "4F1A2B3C")]
    [InlineData(
        "2.6.0 <a@b.cl> [InternalId=1234567890, Hostname=X.PROD.OUTLOOK.COM] 8192 bytes in 0.1 Queued mail for delivery", "1234567890")]
    [InlineData("OK id=1tKxYz-0000aB-CD", "1tKxYz-0000aB-CD")]
    [InlineData("2.0.0 OK  1732723200 d2e1a72fcca58-7254 - gsmtp", "1732723200 d2e1a72fcca58-7254")]
    [InlineData("2.0.0 4ASF1234567 Message accepted for delivery", "4ASF1234567")]
    [InlineData("Ok 0100019370abcdef-1234-5678-9abc-000000", "0100019370abcdef-1234-5678-9abc-000000")]
    [InlineData("2.0.0 queued", null)]
    [InlineData("Message accepted", null)]
    [InlineData("", null)]
    public void What_a_server_calls_a_mail_is_found_in_its_words_and_never_guessed(string answer, string? id) =>
        Assert.Equal(id, QueueId.In(answer));
}
