using System.Runtime.CompilerServices;
using Workflows.Definitions.Deadlines;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>Reads deadline policies out of values. The policy of a drawing is read once, however many instances use it.</summary>
internal static class DeadlinePolicies
{
    private static readonly ConditionalWeakTable<object, DeadlinePolicy> Known = [];

    /// <exception cref="DeadlinePolicyException">The policy is wrong; the message names the place.</exception>
    public static DeadlinePolicy Of(object values) =>
        values is string text
            ? DeadlinePolicy.Parse(text)
            : Known.GetValue(values, static read => DeadlinePolicy.Parse(Values.ToJson(read)));
}
