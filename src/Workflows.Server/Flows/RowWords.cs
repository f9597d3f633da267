using System.Globalization;
using Workflows.Engine;
using Workflows.Server.Persistence.Proofs;

namespace Workflows.Server.Flows;

/// <summary>One row as a list of columns with their values as text: what the journal says it is, or what is stored.</summary>
internal sealed class RowWords(string id)
{
    private readonly List<(string Column, string? Text)> _columns = [];

    public string Id => id;

    public IReadOnlyList<(string Column, string? Text)> Columns => _columns;

    public RowWords With(string column, object? value)
    {
        _columns.Add((column, value switch
        {
            null => null,
            string text => text,
            DateTimeOffset instant => Instants.ToText(instant),
            string[] words => string.Join('\n', words),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        }));
        return this;
    }

    /// <summary>What journals of the first versions do not tell is not compared.</summary>
    public RowWords WithKnown(bool isKnown, string column, object? value) => isKnown ? With(column, value) : this;

    /// <summary>Where two lists of rows differ, in sentences.</summary>
    /// <param name="pseudonymised">Rows whose personal columns were replaced on purpose: «table key».</param>
    public static IEnumerable<string> Differences(
        ProvenTable table, IEnumerable<RowWords> said, IEnumerable<RowWords> stored, IReadOnlySet<string> pseudonymised)
    {
        var rows = stored.ToDictionary(row => row.Id, StringComparer.Ordinal);
        foreach (var row in said)
        {
            if (!rows.Remove(row.Id, out var found))
            {
                yield return $"falta {table.Label} {row.Id}.";
                continue;
            }

            var texts = found.Columns.ToDictionary(column => column.Column, column => column.Text, StringComparer.Ordinal);
            var isPseudonymised = pseudonymised.Contains($"{table.Name} {row.Id}");
            var changed = row.Columns
                .Where(column => column.Text != texts[column.Column] && !(isPseudonymised && table.Personal.Contains(column.Column)))
                .Select(column => column.Column).ToList();
            if (changed.Count > 0)
                yield return $"{table.Label} {row.Id} no dice lo que la bitácora: cambió {string.Join(", ", changed)}.";
        }

        foreach (var id in rows.Keys)
            yield return $"sobra {table.Label} {id}: la bitácora no lo nombra.";
    }
}
