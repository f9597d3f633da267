using Workflows.Definitions.Organisation;

namespace Workflows.Definitions.Tests.Organisation;

public class RunTests
{
    [Theory]
    [InlineData("11.111.111-1", "11111111-1")]
    [InlineData("12345678-5", "12345678-5")]
    [InlineData("6-k", "6-K")]
    [InlineData(" 44444444-4 ", "44444444-4")]
    [InlineData("100000050", null)]
    public void A_run_is_read_as_people_write_it(string text, string? written) =>
        Assert.Equal(written, Run.TryParse(text, out var run) ? run.ToString() : null);

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("11.111.111-2")]
    [InlineData("12345678-K")]
    [InlineData("-5")]
    [InlineData("123456789012-3")]
    [InlineData("once-1")]
    public void A_number_that_does_not_add_up_is_nobody(string? text) => Assert.False(Run.TryParse(text, out _));
}
