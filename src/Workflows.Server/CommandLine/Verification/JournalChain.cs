using System.Text.Json;
using Workflows.Engine;
using Workflows.Server.Persistence;

namespace Workflows.Server.CommandLine.Verification;

/// <summary>
/// Recomputes the chain of one instance, from its id to the state it left. It believes nothing but the algorithm: every stored
/// byte that enters a hash is checked against that hash, and the last hash against the instance.
/// </summary>
internal static class JournalChain
{
    public static IEnumerable<JournalProblem> Problems(string instanceId, IReadOnlyList<StoredBurst> bursts, JournalHead head)
    {
        // What a burst may be chained to: the hash stored before it and the hash that should be stored there. A damaged hash is
        // then one problem, of its own burst, and not also of the next.
        var previous = new List<byte[]> { JournalHash.Origin(instanceId) };
        var expected = 1;
        foreach (var burst in bursts)
        {
            if (burst.Number < 1 || burst.Number > head.Length)
            {
                yield return new(instanceId, burst.Number, $"Sobra un registro: la historia de este proceso termina en el número {head.Length}.");
                continue;
            }

            if (burst.Number > expected)
            {
                yield return Missing(instanceId, expected, burst.Number - 1);
                previous.Clear();
            }

            var computed = previous.ConvertAll(hash => JournalHash.Next(hash, burst.Number, burst.At, burst.Text));
            if (computed.Count > 0 && !computed.Exists(hash => hash.AsSpan().SequenceEqual(burst.Hash)))
                yield return new(instanceId, burst.Number, "Su texto, su fecha, su número o su hash fueron alterados: no calza con el registro anterior.");
            else if (TextProblem(burst) is { } problem)
                yield return new(instanceId, burst.Number, problem);

            previous = [burst.Hash, .. computed];
            expected = burst.Number + 1;
        }

        if (expected <= head.Length)
        {
            yield return Missing(instanceId, expected, head.Length);
            yield break;
        }

        foreach (var problem in HeadProblems(instanceId, bursts.LastOrDefault(burst => burst.Number == head.Length), head))
            yield return problem;
    }

    private static IEnumerable<JournalProblem> HeadProblems(string instanceId, StoredBurst? last, JournalHead head)
    {
        if (last is null)
        {
            yield return new(instanceId, null, "El proceso dice no tener historia.");
            yield break;
        }

        if (!last.Hash.AsSpan().SequenceEqual(head.Hash))
            yield return new(instanceId, last.Number, "El último registro no es el que anotó el proceso: uno de los dos hashes fue alterado.");
        if (StateIn(last.Text) is { } state && state != JournalHash.OfText(head.State))
            yield return new(instanceId, last.Number, "El estado guardado del proceso no es el que dejó su último registro.");
    }

    /// <summary>What the text says of itself must be what its row says: a whole row could have been made up with a right hash.</summary>
    private static string? TextProblem(StoredBurst burst)
    {
        try
        {
            using var text = JsonDocument.Parse(burst.Text, DerivedWork.Reading);
            return text.RootElement.GetProperty("n").GetInt32() != burst.Number ? "El texto es de otro registro: su número no es el de la fila."
                : text.RootElement.GetProperty("at").GetString() != Instants.ToText(burst.At) ? "El texto dice otra fecha que la fila."
                : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return "El texto no se puede leer.";
        }
    }

    private static string? StateIn(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text, DerivedWork.Reading);
            return json.RootElement.GetProperty("state").GetString();
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null; // said already
        }
    }

    private static JournalProblem Missing(string instanceId, int from, int to) => from == to
        ? new(instanceId, from, "Falta este registro: fue borrado o cambió de número.")
        : new(instanceId, from, $"Faltan los registros {from} a {to}: fueron borrados o cambiaron de número.");
}
