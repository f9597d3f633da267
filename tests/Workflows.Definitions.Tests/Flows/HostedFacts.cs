using Workflows.Definitions.Activities;
using Workflows.Definitions.Questions;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Engine.Hosting;

namespace Workflows.Definitions.Tests.Flows;

/// <summary>A world that also knows what the processes of a host have established, as a server does.</summary>
internal sealed class HostedFacts(IWorld world) : IWorld
{
    public InMemoryHost? Host { get; set; }

    public object? Answer(string question, object? arguments)
    {
        if (question != WorldQuestions.Facts || Host is not { } host)
            return world.Answer(question, arguments);
        return host.Effects
            .Where(
                hosted => hosted.Effect is FactRecorded fact && fact.FactKind == arguments.TextOf("kind")
                    && fact.InstitutionCode == arguments.TextOf("institution")
                && host.Instance(hosted.InstanceId).Input.GetValueOrDefault("year").AsNumber() == arguments.Member("year").AsNumber())
            .Select(hosted => ((FactRecorded)hosted.Effect).Data).ToList();
    }
}
