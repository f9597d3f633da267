using System.Reflection;
using Workflows.Definitions.Activities;
using Workflows.Definitions.Questions;
using Workflows.Definitions.Tests.Flows;
using Workflows.Engine;

namespace Workflows.Definitions.Tests.Questions;

/// <summary>
/// Journals and states that were written keep questions and answers as text. The lines of <c>journaled.tsv</c> are such texts: name,
/// question, and answer or refusal. They are never changed to make a test pass.
/// </summary>
public class JournaledQuestionTests
{
    private static readonly SnapshotWorld World = new(Story.Demo);

    public static TheoryData<string, string, string> Journaled
    {
        get
        {
            using var stream = typeof(JournaledQuestionTests)
                .Assembly.GetManifestResourceStream("Workflows.Definitions.Tests.Questions.journaled.tsv")!;
            using var reader = new StreamReader(stream);
            var lines = new TheoryData<string, string, string>();
            while (reader.ReadLine()?.Split('\t') is [var name, var asked, var answer])
                lines.Add(name, asked, answer);
            return lines;
        }
    }

    [Theory]
    [MemberData(nameof(Journaled))]
    public void A_question_is_written_as_it_always_was(string name, string asked, string answer)
    {
        Assert.NotEmpty(answer);
        Assert.Equal(asked, Values.ToJson(Again(name, Values.FromJson(asked))));
    }

    [Theory]
    [MemberData(nameof(Journaled))]
    public void The_world_answers_what_it_always_answered(string name, string asked, string answer)
    {
        var again = AnswerTo(name, Values.FromJson(asked));
        // Until 2026-12 the days of a deadline were written with it; since then they are derived from what is.
        Assert.Equal(answer, answer.Contains("\"explanation\"", StringComparison.Ordinal) && name == WorldQuestions.Deadline
            ? Derived(again, asked)
            : again);
    }

    private static string Derived(string answer, string asked)
    {
        var shown = (IReadOnlyDictionary<string, object?>)new PlannedDeadline(Values.FromJson(answer), Values.FromJson(asked)).Shown!;
        // Nor did it say with which edition of the calendar it was computed.
        return Values.ToJson(shown.Where(member => member.Key is not ("basis" or "calendar")).ToDictionary());
    }

    [Fact]
    public void Every_kind_of_question_is_among_what_was_journaled() =>
        Assert.Equal(
            typeof(WorldQuestions).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetValue(null)!)
                .Order(StringComparer.Ordinal),
            Journaled.Select(line => (string)line[0]).Distinct().Order(StringComparer.Ordinal));

    private static string AnswerTo(string name, object? asked)
    {
        try
        {
            return Values.ToJson(World.Answer(name, asked));
        }
        catch (ActivityFaultException refused)
        {
            return refused.Message;
        }
    }

    /// <summary>Read into its type and written again.</summary>
    private static Dictionary<string, object?> Again(string name, object? asked) => name switch
    {
        WorldQuestions.Deadline => DeadlineQuestion.FromValues(asked).ToValues(),
        WorldQuestions.MostExtension => new MostExtensionQuestion(DeadlineQuestion.FromValues(asked)).ToValues(),
        WorldQuestions.Assignee => AssigneeQuestion.FromValues(asked).ToValues(),
        WorldQuestions.Recipients => RecipientsQuestion.FromValues(asked).ToValues(),
        WorldQuestions.Institutions => InstitutionsQuestion.FromValues(asked).ToValues(),
        WorldQuestions.WorkingDays => WorkingDaysQuestion.FromValues(asked).ToValues(),
        WorldQuestions.WorkingDay => WorkingDayQuestion.FromValues(asked).ToValues(),
        WorldQuestions.Commitments => CommitmentsQuestion.FromValues(asked).ToValues(),
        WorldQuestions.CountsAt => CountsAtQuestion.FromValues(asked).ToValues(),
        WorldQuestions.Person => PersonQuestion.FromValues(asked).ToValues(),
        WorldQuestions.Seats => SeatsQuestion.FromValues(asked).ToValues(),
        WorldQuestions.SessionEntries => SessionEntriesQuestion.FromValues(asked).ToValues(),
        WorldQuestions.Convened => ConvenedQuestion.FromValues(asked).ToValues(),
        WorldQuestions.Places => PlacesQuestion.FromValues(asked).ToValues(),
        WorldQuestions.Chosen => ChosenQuestion.FromValues(asked).ToValues(),
        WorldQuestions.Moment => MomentQuestion.FromValues(asked).ToValues(),
        WorldQuestions.Facts => FactsQuestion.FromValues(asked).ToValues(),
        WorldQuestions.PostsIn => PostsInQuestion.FromValues(asked).ToValues(),
        WorldQuestions.Framework => FrameworkQuestion.FromValues(asked).ToValues(),
        _ => NumberQuestion.FromValues(asked).ToValues(),
    };
}
