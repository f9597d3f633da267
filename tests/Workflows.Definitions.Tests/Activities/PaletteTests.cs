using Workflows.Definitions.Activities;
using Workflows.Definitions.Flows;
using Workflows.Definitions.Mail;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Engine.Json;

namespace Workflows.Definitions.Tests.Activities;

public class PaletteTests
{
    [Fact]
    public void Every_activity_and_every_input_has_its_Spanish_words()
    {
        var missing = DomainActivities.Catalog.Types.SelectMany(type => PaletteTexts.Shipped.Find(type.Type) is { } words
            ? type.Inputs.Where(input => !words.Inputs.ContainsKey(input)).Select(input => $"{type.Type}.{input}")
            : [type.Type]);

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_type_of_field_has_its_Spanish_words() =>
        Assert.Equal(FormField.TypeWords, PaletteTexts.Shipped.Fields.Select(field => field.Type));

    [Fact]
    public void The_palette_has_words_only_for_what_exists()
    {
        var extra = PaletteTexts.Shipped.Activities.SelectMany(words => DomainActivities.Catalog.Find(words.Type) is { } type
            ? words.Inputs.Keys.Except(type.Inputs).Select(input => $"{words.Type}.{input}")
            : [words.Type]);

        Assert.Empty(extra);
    }

    [Fact]
    public void Every_fixed_port_has_its_Spanish_word()
    {
        var graphs = ShippedFlows.All.Select(flow => WorkflowGraph.Compile(WorkflowJson.Read(flow.Json), DomainActivities.Catalog));
        var ports = graphs.SelectMany(graph => graph.Nodes).Where(node => node.Type is not Engine.Activities.FlowFork)
            .SelectMany(node => node.Type!.Ports(node));

        Assert.DoesNotContain(ports, port => !PaletteTexts.Shipped.Ports.ContainsKey(port));
    }

    [Fact]
    public void What_is_chosen_from_a_list_has_its_list_and_nothing_else_has_one() =>
        Assert.All(
            PaletteTexts.Shipped.Activities.SelectMany(activity => activity.Inputs.Values),
            input => Assert.Equal(input.Editor == "choice", input.Choices is { Count: > 1 }));

    [Fact]
    public void Each_activity_stands_once_under_a_subject_that_whoever_draws_knows()
    {
        Assert.Distinct(PaletteTexts.Shipped.Activities.Select(activity => activity.Type));
        Assert.All(
            PaletteTexts.Shipped.Activities,
            activity => Assert.Contains(activity.Category, new[] { "Personas", "Tiempo", "Avisos", "Camino", "Hechos" }));
    }

    [Fact]
    public void The_palette_speaks_as_the_rest_of_the_product_does()
    {
        Assert.Empty(PaletteTexts.Shipped.Fields.SelectMany(field => MailTemplateLint.VoiceProblems(field.Description, field.Type)));
        Assert.Empty(PaletteTexts.Shipped.Activities.SelectMany(words => MailTemplateLint.VoiceProblems(words.Description, words.Type)
            .Concat(
                words.Inputs.SelectMany(input => MailTemplateLint.VoiceProblems(input.Value.Help ?? "", $"{words.Type}.{input.Key}")))));
    }
}
