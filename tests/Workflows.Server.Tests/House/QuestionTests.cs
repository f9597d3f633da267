using System.Text.RegularExpressions;
using Workflows.Server.Tests.Hosting;

namespace Workflows.Server.Tests.House;

/// <summary>
/// What is asked of the world and what it answers are types: their keys are spelt in the file of the question and nowhere else.
/// </summary>
public sealed partial class QuestionTests
{
    [Fact]
    public void Nobody_asks_the_world_by_name() =>
        Assert.Empty(Sources()
            .Where(file => AsksByName().IsMatch(File.ReadAllText(file)))
            .Select(file => $"{Path.GetFileName(file)} asks by name: ask with a type of Questions."));

    [Fact]
    public void Each_name_belongs_to_one_question()
    {
        var questions = Sources().Where(file => Path.GetFileName(Path.GetDirectoryName(file)) == "Questions")
            .SelectMany(file => NameOfQuestion().Matches(File.ReadAllText(file))).Select(name => name.Groups[1].Value).ToList();

        Assert.Equal(20, questions.Count);
        Assert.Equal(questions.Count, questions.Distinct().Count());
    }

    [Fact]
    public void Keys_of_notices_are_spelt_in_one_place() =>
        Assert.Equal(["NoticeKey.cs"], Sources().Where(file => KeyOfNotice().IsMatch(File.ReadAllText(file))).Select(Path.GetFileName));

    private static IEnumerable<string> Sources() => new[] { "Workflows.Definitions", "Workflows.Server" }
        .Select(project => Path.Combine(Repository.Root, "src", project))
        .SelectMany(project => Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories)
            .Where(file => !BuildOutput().IsMatch(Path.GetRelativePath(project, file))));

    [GeneratedRegex(@"\b(?:Ask|Answer)\(\s*(?:WorldQuestions\.|"")")]
    private static partial Regex AsksByName();

    [GeneratedRegex(@"override string Name => WorldQuestions\.(\w+);")]
    private static partial Regex NameOfQuestion();

    [GeneratedRegex(@"[""'](?:reminder|escalation):")]
    private static partial Regex KeyOfNotice();

    [GeneratedRegex(@"^(?:bin|obj)[\\/]")]
    private static partial Regex BuildOutput();
}
