using Workflows.Engine.Expressions;

namespace Workflows.Engine;

/// <summary>
/// What a burst has spent of its limits, also across its cuts. It adds up estimates while the burst runs, so nothing has to be
/// written twice to be measured; it refuses by throwing, and the activity that asked for too much becomes the incident.
/// </summary>
internal sealed class BurstBudget(WorkflowInstance instance, RunLimits limits)
{
    private long _stateBytes = StateSize.Of(instance, limits.StateBytes);

    /// <summary>The state was too large before anything was added to it.</summary>
    public bool IsStateFull()
    {
        if (_stateBytes > limits.StateBytes)
            _stateBytes = StateSize.Of(instance, limits.StateBytes);
        return _stateBytes > limits.StateBytes;
    }

    /// <summary>What is spent so far, to return to when a call fails and leaves nothing behind.</summary>
    public (BurstSpending, long) Mark() => (instance.Spent, _stateBytes);

    public void ReturnTo((BurstSpending Spent, long StateBytes) mark) =>
        // The time that expressions took is gone, whatever came of them.
        (instance.Spent, _stateBytes) = (mark.Spent with { ExpressionSteps = instance.Spent.ExpressionSteps }, mark.StateBytes);

    /// <summary>An activity is entered: its stay, its visit and its turn are kept too.</summary>
    public void ChargeEntry() => _stateBytes += 3 * StateSize.OfThing;

    /// <summary>Takes what an activity wants of it.</summary>
    /// <exception cref="ActivityFaultException">It is more than is left.</exception>
    public void Charge(ActivityContext activity)
    {
        var (effects, journal, state) = (0, 0L, 0L);
        foreach (var (_, _, value) in activity.UsedScope?.Writes ?? [])
            state += SizeOf(value);
        foreach (var (_, value) in activity.WorkflowOutputs ?? [])
            state += SizeOf(value);
        // Kept as outputs of the activity and as the last result.
        foreach (var (_, value) in activity.Outputs ?? [])
            state += 2 * SizeOf(value);
        journal += state;
        foreach (var bookmark in activity.Opened ?? [])
        {
            effects++;
            state += StateSize.OfBookmark(bookmark, limits.StateBytes);
        }

        if (activity.StateChanged)
            state += SizeOf(activity.ChangedState);
        foreach (var (_, variables) in activity.Scheduled ?? [])
            state += SizeOf(variables);
        foreach (var (effect, values) in activity.Effects ?? [])
        {
            effects++;
            journal += SizeOf(values) + SizeOf(effect.Carried);
        }

        foreach (var entry in activity.Entries ?? [])
            journal += SizeOf(entry.Data);

        var spent = instance.Spent;
        instance.Spent = spent with { Effects = spent.Effects + effects, JournalBytes = spent.JournalBytes + journal };
        _stateBytes += state;
        if (instance.Spent.Effects > limits.EffectsPerBurst)
            throw Budgets.Effects(limits.EffectsPerBurst);
        if (instance.Spent.JournalBytes > limits.JournalBytesPerBurst)
            throw Budgets.Journal(limits.JournalBytesPerBurst);
        if (instance.Spent.ExpressionSteps > limits.ExpressionStepsPerBurst)
            throw Budgets.Expressions(limits.ExpressionStepsPerBurst);
        if (_stateBytes <= limits.StateBytes || state == 0)
            return;
        // It was an upper bound, with everything that was written over still in it. Only now is it worth looking again.
        _stateBytes = state + StateSize.Of(instance, limits.StateBytes) - Replaced(activity);
        if (_stateBytes > limits.StateBytes)
            throw Budgets.State(limits.StateBytes);
    }

    /// <summary>Steps of an expression, as it takes them.</summary>
    public void ChargeExpression(int steps) =>
        instance.Spent = instance.Spent with { ExpressionSteps = instance.Spent.ExpressionSteps + steps };

    private long Replaced(ActivityContext activity)
    {
        var size = 0L;
        foreach (var (store, id) in (activity.UsedScope?.Writes ?? []).Select(write => (write.Store, write.Id)).Distinct())
            size += SizeOf(store.GetValueOrDefault(id));
        foreach (var (name, _) in activity.WorkflowOutputs ?? [])
            size += SizeOf(instance.OutputValues.GetValueOrDefault(name));
        if (activity.Outputs is not null)
            size += SizeOf(instance.LastResult) + SizeOf(instance.ActivityOutputs.GetValueOrDefault(activity.Node.Id));
        return activity.StateChanged ? size + SizeOf(activity.Execution.State) : size;
    }

    private long SizeOf(object? value) => StateSize.OfValue(value, limits.JournalBytesPerBurst + limits.StateBytes);
}

/// <summary>What an instance has spent since it last waited.</summary>
internal readonly record struct BurstSpending(int Effects, long JournalBytes, int ExpressionSteps);
