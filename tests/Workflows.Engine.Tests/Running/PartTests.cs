using Workflows.Engine.Activities;
using Workflows.Engine.Hosting;
using Workflows.Engine.Json;

namespace Workflows.Engine.Tests.Running;

/// <summary>An activity made of parts: steps nobody drew, which read its inputs and belong to its visit.</summary>
public class PartTests
{
    [Fact]
    public void The_parts_of_an_activity_read_its_inputs_and_belong_to_its_visit()
    {
        var host = Run(out var id);

        Assert.Equal(["Hola 1, visita 1", "Hola 2, visita 1", "Hola 3, visita 1"], host.Lines);
        Assert.Equal(3, host.Instance(id).Bookmarks.Count);
        Assert.All(host.Journal.Where(entry => entry.Entry.Kind == "bookmarkOpened"),
            entry => Assert.Equal("grupo", entry.Entry.ActivityId));
    }

    [Fact]
    public void The_activity_goes_on_when_its_last_part_has_and_knows_what_each_left()
    {
        var host = Run(out var id);

        foreach (var bookmark in host.Instance(id).Bookmarks.ToList())
            host.Send(id, new EventReceived(bookmark.Key, $"voto {bookmark.Key}"));

        Assert.Equal("voto 1, voto 2, voto 3", host.Instance(id).Variables["dijeron"]);
        Assert.Equal(WorkflowSubStatus.Finished, host.Instance(id).SubStatus);
    }

    private static InMemoryHost Run(out string id)
    {
        var catalog = new ActivityCatalog([.. CoreActivities.All, new Group()]);
        var graph = WorkflowGraph.Compile(WorkflowJson.Read("""
            { "definitionId": "partes", "variables": [ { "id": "dijeron", "name": "dijeron", "typeName": "String" } ],
              "root": { "id": "grupo", "type": "Test.Group", "greeting": { "expression": { "type": "Literal", "value": "Hola" } },
                "result": { "typeName": "String", "memoryReference": { "id": "dijeron" } } } }
            """), catalog);
        var host = new InMemoryHost(new DateTimeOffset(2026, 8, 3, 12, 0, 0, TimeSpan.Zero), [graph]);
        id = host.Start("partes");
        return host;
    }

    private sealed class Group : ActivityType
    {
        public override string Type => "Test.Group";
        public override string Label => "Grupo";
        public override IReadOnlyList<string> Inputs => ["greeting"];
        public override IReadOnlyDictionary<string, ActivityType> Parts { get; } =
            new Dictionary<string, ActivityType> { ["uno"] = new Member() };

        public override void Execute(ActivityContext context)
        {
            context.State = Array.Empty<object?>();
            for (var number = 1; number <= 3; number++)
                context.Schedule(context.Node.Parts["uno"], new Dictionary<string, object?> { ["number"] = (double)number });
        }

        public override void ChildCompleted(ActivityContext context, CompiledNode child, IReadOnlyList<string> outcomes)
        {
            object?[] said = [.. (IReadOnlyList<object?>)context.State!, context.Left(child, "said")];
            context.State = said;
            if (said.Length < 3)
                return;
            context.Output("result", string.Join(", ", said));
            context.Complete();
        }
    }

    private sealed class Member : ActivityType
    {
        public override string Type => "Test.Member";
        public override string Label => "Uno";
        public override IReadOnlyList<string> Inputs => ["greeting"];

        public override void Execute(ActivityContext context)
        {
            context.Emit(new LineWritten($"{context.Text("greeting")} {context.Given("number")}, visita {context.Visit}"));
            context.Open(BookmarkKind.Event, Values.ToText(context.Given("number")));
        }

        public override void Resume(ActivityContext context, Resumption resumption)
        {
            context.Output("said", resumption.Payload);
            context.Complete();
        }
    }
}
