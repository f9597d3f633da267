using System.Globalization;

namespace Workflows.Engine.Activities;

/// <summary>What a visit of a bulk remembers: who has not reported, of which item, and who failed.</summary>
/// <param name="Pending">The index of the item by the number of its child.</param>
/// <param name="Indexes">The same of those that failed.</param>
/// <param name="Outputs">What a child left, by the index of its item, when it is kept.</param>
internal sealed record BulkState(
    SortedList<long, int> Pending, SortedList<long, int> Indexes, List<ChildFailure> Failures, SortedList<int, object?> Outputs)
{
    /// <summary>False when that child is not awaited, or no longer.</summary>
    public bool Remove(long number)
    {
        if (Pending.TryGetValue(number, out var index))
        {
            Pending.Remove(number);
            Indexes[number] = index;
            return true;
        }

        // One that failed was mended, or failed again.
        return Failures.RemoveAll(failure => NumberOf(failure.ChildId) == number) > 0;
    }

    public static long NumberOf(string childId) => long.Parse(childId.AsSpan(childId.LastIndexOf('.') + 1), CultureInfo.InvariantCulture);

    public object ToValue()
    {
        var failed = Failures.Select(failure => NumberOf(failure.ChildId)).Order();
        var values = new Dictionary<string, object?>
        {
            ["pending"] = Pairs(Pending, Pending.Count),
            ["failed"] = Pairs(failed.Select(number => KeyValuePair.Create(number, Indexes[number])), Failures.Count),
            ["failures"] = Failures.ConvertAll(failure => (object?)failure.ToValue()),
        };
        if (Outputs.Count > 0)
            values["outputs"] = Outputs.Select(object? (pair) => new List<object?> { (double)pair.Key, pair.Value }).ToList();
        return values;
    }

    public static BulkState Of(object? value) => value switch
    {
        // Instances that began before failures were remembered kept the numbers alone, in the order of the items.
        IReadOnlyList<object?> numbers => new(
            new(numbers.Select((number, index) => (Number: (long)(double)number!, index))
                .ToDictionary(pair => pair.Number, pair => pair.index)), [], [], []),
        IReadOnlyDictionary<string, object?> values => new(
            Read(values["pending"]), Read(values["failed"]),
            [.. ((IReadOnlyList<object?>)values["failures"]!).Select(ChildFailure.FromValue)],
            ReadOutputs(values.GetValueOrDefault("outputs"))),
        _ => throw new ArgumentException("This is no state of a bulk.", nameof(value)),
    };

    /// <summary>Numbers and indexes in turns: shorter than a list of pairs.</summary>
    private static List<object?> Pairs(IEnumerable<KeyValuePair<long, int>> indexes, int count)
    {
        var pairs = new List<object?>(2 * count);
        foreach (var (number, index) in indexes)
        {
            pairs.Add((double)number);
            pairs.Add((double)index);
        }

        return pairs;
    }

    private static SortedList<int, object?> ReadOutputs(object? value)
    {
        var outputs = new SortedList<int, object?>();
        foreach (var pair in (value as IReadOnlyList<object?> ?? []).Cast<IReadOnlyList<object?>>())
            outputs[(int)(double)pair[0]!] = pair[1];
        return outputs;
    }

    private static SortedList<long, int> Read(object? value)
    {
        var pairs = (IReadOnlyList<object?>)value!;
        var indexes = new SortedList<long, int>(pairs.Count / 2);
        for (var i = 0; i + 1 < pairs.Count; i += 2)
            indexes[(long)(double)pairs[i]!] = (int)(double)pairs[i + 1]!;
        return indexes;
    }
}
