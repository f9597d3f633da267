namespace Workflows.Engine.Activities;

/// <summary>Activities one after the other.</summary>
public sealed class Sequence : ActivityType
{
    public override string Type => "Elsa.Sequence";
    public override string Label => "Secuencia";

    public override void Execute(ActivityContext context) => ScheduleFrom(context, 0);

    public override void ChildCompleted(ActivityContext context, CompiledNode child, IReadOnlyList<string> outcomes)
    {
        if (child.Type?.IsTerminal == true)
            context.Complete();
        else
            ScheduleFrom(context, IndexOf(context.Node, child) + 1);
    }

    private static void ScheduleFrom(ActivityContext context, int index)
    {
        if (index < context.Node.Children.Count)
            context.Schedule(context.Node.Children[index]);
        else
            context.Complete();
    }

    private static int IndexOf(CompiledNode sequence, CompiledNode child)
    {
        for (var i = 0; i < sequence.Children.Count; i++)
        {
            if (ReferenceEquals(sequence.Children[i], child))
                return i;
        }

        return -1;
    }
}
