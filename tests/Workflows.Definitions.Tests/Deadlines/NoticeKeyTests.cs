using Workflows.Definitions.Deadlines;

namespace Workflows.Definitions.Tests.Deadlines;

public class NoticeKeyTests
{
    [Theory]
    [InlineData("reminder:0", NoticeKind.Reminder, "Recordatorio 0 días hábiles antes")]
    [InlineData("reminder:1", NoticeKind.Reminder, "Recordatorio 1 día hábil antes")]
    [InlineData("reminder:1h", NoticeKind.Reminder, "Recordatorio 1 hora antes")]
    [InlineData("reminder:48h", NoticeKind.Reminder, "Recordatorio 48 horas antes")]
    [InlineData("due", NoticeKind.Due, "Fin del plazo")]
    [InlineData("silence", NoticeKind.Silence, "Fin del plazo: el silencio decide")]
    [InlineData("escalation:4", NoticeKind.Escalation, "Cuarto aviso de atraso")]
    public void A_key_reads_as_it_was_written(string text, NoticeKind kind, string label)
    {
        var key = NoticeKey.Parse(text);

        Assert.Equal((kind, label, text), (key.Kind, key.Label, key.ToString()));
    }

    [Theory]
    [InlineData("Delay")]
    [InlineData("escalation:")]
    [InlineData("escalation:2h")]
    [InlineData("reminder:h")]
    [InlineData("reminder:-1")]
    [InlineData("dueño")]
    public void A_timer_of_another_activity_is_no_notice(string text) => Assert.Null(NoticeKey.Find(text));
}
