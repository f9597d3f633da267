namespace Workflows.Server.Persistence.Proofs;

/// <summary>
/// How one table is proven: which columns the journal tells, of which an entry is kept at every change, and which are no proof and why.
/// Every column is one of the three; a test says so.
/// </summary>
internal sealed record ProvenTable(string Name, string Label)
{
    /// <summary>Why nothing of the table is proof; null when something is.</summary>
    public string? ApartBecause { get; init; }

    /// <summary>What is recomputed from the journal of the row's instance.</summary>
    public IReadOnlySet<string> FromJournal { get; init; } = Names();

    /// <summary>Of which entries are kept; null: of everything that is not excused.</summary>
    public IReadOnlySet<string>? Entered { get; init; } = Names();

    /// <summary>Columns that are no proof, and why.</summary>
    public IReadOnlyDictionary<string, string> Excused { get; init; } = new Dictionary<string, string>();

    /// <summary>Texts that say nothing of a person and are kept in entries as they are; all others only as their hash.</summary>
    public IReadOnlySet<string> Shown { get; init; } = Names();

    /// <summary>What may be pseudonymised later without ceasing to be proof.</summary>
    public IReadOnlySet<string> Personal { get; init; } = Names();

    /// <summary>What entries read in place of a column, with <c>{row}</c> for the row.</summary>
    public IReadOnlyDictionary<string, string> ReadAs { get; init; } = new Dictionary<string, string>();

    /// <summary>Written once: a later change is a fault whoever made it.</summary>
    public bool IsWrittenOnce { get; init; }

    /// <summary>Which new rows get an entry, as a condition over <c>{row}</c>; null: all. The journal tells of the others.</summary>
    public string? NewRows { get; init; }

    /// <summary>Of rows that have no entry: those that should have one, as a condition over <c>{row}</c>; null: all.</summary>
    public string? NeedsEntry { get; init; }

    public bool HasEntries => ApartBecause is null && Entered is not { Count: 0 };

    public ProvenTable Without(params (string Column, string Why)[] columns) =>
        this with { Excused = columns.ToDictionary(pair => pair.Column, pair => pair.Why) };

    public ProvenTable Showing(params string[] columns) => this with { Shown = Names(columns) };

    public ProvenTable WithPersonal(params string[] columns) => this with { Personal = Names(columns) };

    public ProvenTable WrittenOnce() => this with { IsWrittenOnce = true };

    public static IReadOnlySet<string> Names(params string[] columns) => columns.ToHashSet(StringComparer.Ordinal);
}
