using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Tests.Activities;

/// <summary>
/// The cases that the client's rules pass too (taskRules.test.ts): what a page says before sending is what the server says after.
/// </summary>
public class FormCasesTests
{
    private static readonly IReadOnlyList<object?> Cases = Read();

    public static TheoryData<string> Names => [.. Cases.Select(one => one.TextOf("name")!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Page_and_server_say_the_same(string name)
    {
        var one = Cases.Single(other => other.TextOf("name") == name);

        var found = TaskRules.Findings(
            [.. one.ListOf("actions").Cast<string>()], one.Member("content"), one.TextOf("action")!, one.Member("payload"));

        Assert.Equal(
            one.ListOf("findings").Select(finding => (finding.TextOf("place"), finding.TextOf("message"), finding.FlagOf("blocks"))),
            found.Select(finding => ((string?)finding.Place, (string?)finding.Message, finding.Blocks)));
    }

    [Theory]
    [InlineData(
        """[{ "id": "a", "label": "A", "visibleWhen": { "field": "b", "answered": true } }, { "id": "b", "label": "B" }]""",
        "campo anterior")]
    [InlineData("""[{ "id": "a", "label": "A" }, { "id": "b", "label": "B", "visibleWhen": { "field": "a" } }]""", "usa «in»")]
    [InlineData(
        """[{ "id": "a", "label": "A" }, { "id": "b", "label": "B", "visibleWhen": { "answered": true } }]""", "form[1].visibleWhen.field")]
    public void A_condition_that_says_nothing_is_refused_by_its_place(string form, string said)
    {
        var content = Values.FromJson($$"""{ "formFor": ["submit"], "form": {{form}} }""");

        var problem = TaskRules.Problem(["submit"], content, "submit", null);

        Assert.Contains(said, problem, StringComparison.Ordinal);
    }

    private static IReadOnlyList<object?> Read()
    {
        using var stream = typeof(FormCasesTests).Assembly.GetManifestResourceStream("form-cases.json")!;
        using var reader = new StreamReader(stream);
        return (IReadOnlyList<object?>)Values.FromJson(reader.ReadToEnd())!;
    }
}
