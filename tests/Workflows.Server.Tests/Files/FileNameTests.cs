using FsCheck;
using FsCheck.Fluent;
using Workflows.Server.Files.Store;

namespace Workflows.Server.Tests.Files;

public class FileNameTests
{
    [Theory]
    [InlineData("Informe de avance.pdf", "Informe de avance.pdf")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"C:\Users\ana\informe.docx", "informe.docx")]
    [InlineData("informe\u202Efdp.exe", "informefdp.exe")]
    [InlineData("acta\r\nSet-Cookie: x.pdf", "actaSet-Cookie_ x.pdf")]
    [InlineData("Evaluacio\u0301n.pdf", "Evaluación.pdf")]
    [InlineData("con.pdf", "_con.pdf")]
    [InlineData("...", "archivo")]
    [InlineData("", "archivo")]
    [InlineData(null, "archivo")]
    public void A_name_is_shown_without_what_deceives(string? sent, string shown) => Assert.Equal(shown, FileName.Clean(sent));

    [Fact]
    public void A_long_name_keeps_its_extension()
    {
        var shown = FileName.Clean(new string('a', 500) + ".xlsx");

        Assert.True(shown.Length <= 200);
        Assert.EndsWith("a.xlsx", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_is_sent_the_name_is_short_harmless_and_already_clean() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), sent =>
        {
            var shown = FileName.Clean(sent);
            return shown.Length is > 0 and <= 200
                && !shown.Any(c => char.IsControl(c) || c is '/' or '\\')
                && FileName.Clean(shown) == shown;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
}
