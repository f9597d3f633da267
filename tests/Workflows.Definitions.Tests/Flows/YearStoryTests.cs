using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Flows;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Engine.Hosting;
using Workflows.Engine.Json;

namespace Workflows.Definitions.Tests.Flows;

/// <summary>A year of the PMG, its four stages: each opens on its own date, and three years of the programme may run at once.</summary>
public class YearStoryTests
{
    private static readonly WorkflowGraph[] Graphs =
        [.. ShippedFlows.All.Select(flow => WorkflowGraph.Compile(WorkflowJson.Read(flow.Json), DomainActivities.Catalog))];

    [Fact]
    public void Each_stage_opens_on_its_date_and_waits_for_no_other()
    {
        var host = Host(3);
        host.Start(ShippedFlows.PmgYear, Story.Values(("year", 2027d)));
        Assert.Equal([ShippedFlows.PmgDesign], Stages(host));

        host.TurnTo(Story.At(2026, 10, 1, 0));
        Assert.Contains(ShippedFlows.PmgFormulationYear, Stages(host));
        host.TurnTo(Story.At(2026, 12, 31, 23));
        Assert.DoesNotContain(ShippedFlows.PmgImplementationYear, Stages(host));
        host.TurnTo(Story.At(2027, 1, 1, 0));
        Assert.Contains(ShippedFlows.PmgImplementationYear, Stages(host));
        host.TurnTo(Story.At(2028, 1, 2, 0));
        Assert.Contains(ShippedFlows.PmgEvaluationYear, Stages(host));
    }

    [Fact]
    public void A_whole_year_takes_every_institution_through_its_four_stages_to_a_degree_fixed_by_decree()
    {
        var most = Environment.GetEnvironmentVariable("WORKFLOWS_PMG_YEAR") == "all" ? int.MaxValue : 3;
        var host = Host(most);
        host.Start(ShippedFlows.PmgYear, Story.Values(("year", 2027d)));

        for (var day = new DateOnly(2026, 1, 5); day < new DateOnly(2028, 6, 1) && Running(host); day = day.AddDays(7))
        {
            host.TurnTo(SantiagoTime.ToInstant(day, new(12, 0)));
            DoEverything(host);
        }

        Assert.Empty(host.Instances.SelectMany(instance => instance.Incidents));
        Assert.All(host.Instances, instance => Assert.Equal(WorkflowSubStatus.Finished, instance.SubStatus));
        var results = host.Effects.Select(hosted => hosted.Effect).OfType<FactRecorded>().Where(fact => fact.FactKind == "pmg.resultado")
            .ToList();
        Assert.Equal(Math.Min(most, Story.Demo.Organisation.InstitutionsIn("PMG", 2027).Count), results.Count);
        Assert.All(results, result => Assert.Equal(7.6, result.Data.Member("resultado").Member("porcentaje")));
        // What was fixed in the formulation is what was evaluated, with nobody in between to write it down again.
        var reported = host.Effects.Select(hosted => hosted.Effect).OfType<FactRecorded>()
            .Where(fact => fact.FactKind == "pmg.antecedentes").ToList();
        var fixedGoals = host.Effects.Select(hosted => hosted.Effect).OfType<FactRecorded>()
            .Where(fact => fact.FactKind == "pmg.objetivosFijados").ToList();
        Assert.All(reported, fact => Assert.Equal(
            fixedGoals.Single(one => one.InstitutionCode == fact.InstitutionCode).Data.Member("propuesta").Member("answers")
                .ListOf("indicadores")
                .Select(row => (row.TextOf("indicador"), row.Member("meta"), row.Member("ponderacion"))),
            fact.Data.ListOf("resultados").Select(row => (row.TextOf("indicador"), row.Member("meta"), row.Member("ponderacion")))));
    }

    [Fact]
    public void Opening_the_same_year_twice_finds_the_first()
    {
        var host = Host(1);

        Assert.Equal(
            host.Start(ShippedFlows.PmgYear, Story.Values(("year", 2027d)), "2027"),
            host.Start(ShippedFlows.PmgYear, Story.Values(("year", 2027d)), "2027"));
    }

    private static bool Running(InMemoryHost host) => host.Instances.Any(instance => instance.Status == WorkflowStatus.Running);

    /// <summary>Everybody does what is asked of them and may already be done, until nothing is.</summary>
    private static void DoEverything(InMemoryHost host)
    {
        var seen = 0;
        while (seen < host.Effects.Count)
        {
            seen = host.Effects.Count;
            foreach (var (instance, task) in Open().ToList())
                host.Send(instance, new TaskActed(task.BookmarkId, task.Actions[0], Clerk.Does(task, SantiagoTime.DateAt(host.Now))),
                    new Actor("alguien", "Alguien", null));
        }

        IEnumerable<(string Instance, TaskOpened Task)> Open()
        {
            var waiting = host.Instances.SelectMany(
                instance => instance.Bookmarks.Where(bookmark => bookmark.Kind == BookmarkKind.Task)
                    .Select(bookmark => (instance.Id, bookmark.Id))).ToHashSet();
            return host.Effects.Where(hosted => hosted.Effect is TaskOpened task && waiting.Contains((hosted.InstanceId, task.BookmarkId))
                    // Nobody asks for a change of targets, and what is still closed is not received.
                    && task.ActivityId != "solicitud"
                        && (task.Deadline.TextOf("opensAt") is not { } opens || Instants.Parse(opens) <= host.Now))
                .Select(hosted => (hosted.InstanceId, (TaskOpened)hosted.Effect));
        }
    }

    private static IEnumerable<string> Stages(InMemoryHost host) =>
        host.Instances.Select(instance => instance.DefinitionId)
            .Where(id => id == ShippedFlows.PmgDesign || id.EndsWith("-anual", StringComparison.Ordinal) && id != ShippedFlows.PmgYear)
            .Distinct();

    /// <summary>The demo with only the first institutions of the programme.</summary>
    private static InMemoryHost Host(int most)
    {
        var demo = Story.Demo.Organisation;
        var taking = demo.InstitutionsIn("PMG", 2027).Take(most).Select(institution => institution.Code).ToHashSet();
        var organisation = most == int.MaxValue ? demo : new OrganisationSnapshot(
            demo.Institutions.Select(
                institution => taking.Contains(institution.Code) ? institution : institution with { Regime = IncentiveRegime.None }),
            demo.Ministries, demo.Regions, demo.Networks, demo.People,
            demo.People.SelectMany(person => demo.AppointmentsOf(person.Id, new(2026, 1, 1))),
            committees: demo.Committees, seats: demo.Seats,
            undersecretariats: demo.Undersecretariats.All, supervisions: demo.Undersecretariats.Supervisions);
        var world = new HostedFacts(new SnapshotWorld(new(organisation, WorkingCalendar.Shipped)));
        return world.Host = new(Story.At(2026, 1, 2), Graphs, new InMemoryHostOptions { World = world });
    }
}
