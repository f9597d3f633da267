using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Tests.Flows;

/// <summary>
/// Nobody hands in anything for a year. What leaves must be exactly what each deadline policy and each institution's line of
/// command predict, computed here without the flow.
/// </summary>
public class SilentYearTests
{
    private const int Year = 2026;
    private static readonly DateTimeOffset Opening = Story.At(2025, 10, 1);

    [Fact]
    public void For_every_institution_the_notices_of_a_silent_year_are_the_ones_its_policy_predicts()
    {
        var institutions = Story.Demo.Organisation.InstitutionsIn("PMG", Year);
        var policy = DeadlinePolicy.Parse(
            Values.ToJson(Formulation.Graph.Nodes.Single(node => node.ActivityId == "propuesta").Input("deadline")!.Constant));

        Assert.Equal(159, institutions.Count);
        Assert.All(institutions, institution =>
        {
            var story = Formulation.Open(institution.Code).TurnTo(2026, 9, 30);
            var emitted = story.Mails
                .SelectMany(mail => mail.Mail.Addressees.Select(person => (mail.At, mail.Mail.Level ?? 0, person.PersonId, person.IsCopy)))
                .ToList();
            Assert.Equal(Predicted(policy, institution).Order(), emitted.Order());
        });
    }

    [Fact]
    public void The_levels_of_an_institution_fall_on_these_days()
    {
        var story = Formulation.Open("PE-GOR-00567").TurnTo(2026, 9, 30);

        Assert.Equal(
            ["2025-10-01", "2025-10-16", "2025-10-23", "2025-10-29", "2025-11-03", "2025-11-05", "2025-11-07", "2025-11-14"],
            story.Mails.Where(mail => mail.Mail.Level is null).Concat(story.Told)
                .Select(mail => PlainValues.ToText(SantiagoTime.DateAt(mail.At))));
    }

    private static IEnumerable<(DateTimeOffset At, int Level, string PersonId, bool IsCopy)> Predicted(
        DeadlinePolicy policy, Institution institution)
    {
        var organisation = Story.Demo.Organisation;
        var plan = DeadlineComputation.For(policy, 1, Opening, Year, Story.Demo.Calendar);
        foreach (var holder in organisation.HoldersOf(Role.InstitutionPmgOfficer, institution.Code, SantiagoTime.DateAt(Opening)))
            yield return (Opening, 0, holder.Person.Id, false);

        foreach (var notice in plan.Schedule.Notices)
        {
            switch (notice.Kind)
            {
                case NoticeKind.Reminder:
                    foreach (var holder in organisation.HoldersOf(Role.InstitutionPmgOfficer, institution.Code, notice.LocalDate))
                        yield return (notice.At, 0, holder.Person.Id, false);
                    break;
                case NoticeKind.Escalation:
                    foreach (var person in organisation.AuthorityAt(notice.Level, institution, notice.LocalDate))
                        yield return (notice.At, notice.Level, person.PersonId, person.IsCopy);
                    break;
            }
        }
    }
}
