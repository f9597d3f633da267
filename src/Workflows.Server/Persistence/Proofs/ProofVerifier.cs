using System.Globalization;
using System.Text.Json;
using Npgsql;
using Workflows.Definitions.Calendar;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.Persistence.Proofs;

/// <summary>What the verification of the entries found, and what it learned on the way.</summary>
/// <param name="Faults">Spanish sentences that name the row and the day.</param>
/// <param name="Notes">What could not be looked at, for people.</param>
/// <param name="Days">The digest of each sealed day, as the entries are now.</param>
/// <param name="Pseudonymised">Rows whose personal columns were replaced on purpose: «table key».</param>
public sealed record ProofReport(
    IReadOnlyList<string> Faults, IReadOnlyList<string> Notes, IReadOnlyDictionary<DateOnly, ProofDigest> Days,
    IReadOnlySet<string> Pseudonymised, long Entries, long OwnEntries);

/// <summary>
/// Compares every covered row with its last entry, and the entries with themselves: who made them, whether what is written once stayed,
/// and what each day was sealed with. It reads one snapshot, changes nothing and trusts no function of the database.
/// </summary>
public sealed class ProofVerifier(ProofKey? key)
{
    private const int FaultsOfOneTable = 200;

    private readonly List<string> _faults = [];
    private readonly List<string> _notes = [];
    private readonly HashSet<string> _pseudonymised = new(StringComparer.Ordinal);
    private readonly Dictionary<DateOnly, ProofDigest> _days = [];
    private readonly Dictionary<string, ProvenTable> _tables = ProvenTables.All.ToDictionary(table => table.Name, StringComparer.Ordinal);
    private long _entries, _own, _others;

    /// <param name="connection">In a repeatable-read transaction.</param>
    public async Task<ProofReport> VerifyAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        foreach (var guard in await ProofGuards.MissingAsync(connection, ct))
            _faults.Add(
                $"el resguardo {guard} de la base de datos falta, está apagado o no es el de este programa: reinicia el servidor para "
                + $"reponerlo y averigua quién lo cambió.");
        await ReadEntriesAsync(connection, ct);
        await CheckPseudonymsAsync(connection, ct);
        foreach (var sql in ProofSql.All)
            await CompareAsync(connection, sql, ct);
        if (_others > 0)
            _notes.Add(key is null
                ? $"No se comprobó quién hizo {_others.ToString("N0", Chile)} constancias: en la carpeta de datos no "
                    + $"está {ProofKey.FileName}."
                : $"{_others.ToString("N0", Chile)} constancias se hicieron con otra {ProofKey.FileName}: de ellas "
                    + $"responde quien la tenga.");
        return new(_faults, _notes, _days, _pseudonymised, _entries, _own);
    }

    /// <summary>Rows whose personal columns were replaced on purpose: «table key».</summary>
    public static async Task<IReadOnlySet<string>> PseudonymisedAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select distinct subject || ' ' || row_key from proof_entries where act = 'pseudonymise'", connection);
        var rows = new HashSet<string>(StringComparer.Ordinal);
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            rows.Add(row.GetString(0));
        return rows;
    }

    private static CultureInfo Chile => CultureInfo.GetCultureInfo("es-CL");

    /// <summary>All entries once, day by day as they were sealed; those of today come last.</summary>
    private async Task ReadEntriesAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            select s.day, s.entry_id, e.id, e.subject, e.row_key, e.act, e.content, e.at, e.program, e.actor, e.signed_with, e.signature
            from proof_entries e full join proof_seals s on s.entry_id = e.id order by s.day nulls last, coalesce(e.id, s.entry_id)
            """, connection)
        { CommandTimeout = 0 };
        DayDigest? digest = null;
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            var day = row.IsDBNull(0) ? (DateOnly?)null : row.GetFieldValue<DateOnly>(0);
            if (row.IsDBNull(2))
            {
                _faults.Add($"falta la constancia {row.GetInt64(1)}, sellada el {SpanishDate.Of(day!.Value)}: alguien la borró.");
                continue;
            }

            var entry = Read(row);
            _entries++;
            CheckEntry(entry);
            if (day is not { } sealedOn)
                continue;
            if (digest?.Day != sealedOn)
                KeepDigest(new DayDigest(sealedOn));
            digest!.Add(entry);
        }

        KeepDigest(null);

        void KeepDigest(DayDigest? next)
        {
            if (digest is not null)
                _days[digest.Day] = digest.End();
            digest?.Dispose();
            digest = next;
        }
    }

    internal static ProofEntryRow Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetInt64(2),
        Subject = row.GetString(3),
        RowKey = row.GetString(4),
        Act = row.GetString(5),
        Content = Text(row, 6),
        At = row.GetFieldValue<DateTimeOffset>(7),
        Program = Text(row, 8),
        Actor = Text(row, 9),
        SignedWith = Text(row, 10),
        Signature = row.IsDBNull(11) ? null : row.GetFieldValue<byte[]>(11),
    };

    private void CheckEntry(ProofEntryRow entry)
    {
        if (entry.Act == "pseudonymise")
            _pseudonymised.Add($"{entry.Subject} {entry.RowKey}");
        if (entry.SignedWith is null)
        {
            if (entry.Act is not ("cover" or "base"))
                _faults.Add($"{RowOf(entry)} se cambió por fuera del programa el {Day(entry)} ({entry.Act}, desde «{entry.Program}»).");
        }
        else if (key is null || entry.SignedWith != key.Id)
        {
            _others++;
        }
        else if (key.HasSigned(entry))
        {
            _own++;
        }
        else
        {
            _faults.Add(
                $"la constancia {entry.Id} sobre {RowOf(entry)}, del {Day(entry)}, no tiene la firma que corresponde: alguien "
                + $"la escribió o la cambió.");
        }

        if (_tables.GetValueOrDefault(entry.Subject) is { IsWrittenOnce: true } && entry.Act is "update" or "delete")
            _faults.Add(
                $"{RowOf(entry)} se escribe una sola vez, y el {Day(entry)} alguien la {(entry.Act == "update" ? "cambió" : "borró")}.");
    }

    /// <summary>Under the name of a pseudonym nothing changes but what says who somebody is.</summary>
    private async Task CheckPseudonymsAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            select e.subject, e.row_key, e.at, e.content, before.content from proof_entries e
            join lateral (select content from proof_entries p where p.subject = e.subject and p.row_key = e.row_key and p.id < e.id order by p.id desc limit 1) before on true
            where e.act = 'pseudonymise' and e.content is not null and before.content is not null
            """, connection)
        { CommandTimeout = 0 };
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            if (_tables.GetValueOrDefault(row.GetString(0)) is not { } table)
                continue;
            var other = Changed(ProofSql.Of(table.Name), row.GetString(4), row.GetString(3))
                .Where(column => !table.Personal.Contains(column)).ToList();
            if (other.Count > 0)
                _faults.Add(
                    $"{RowOf(table.Label, row.GetString(1))} se seudonimizó el "
                    + $"{SpanishDate.Of(SantiagoTime.DateAt(row.GetFieldValue<DateTimeOffset>(2)))}, y con eso cambió también "
                    + $"{string.Join(", ", other)}.");
        }
    }

    private string RowOf(ProofEntryRow entry) => RowOf(_tables.GetValueOrDefault(entry.Subject)?.Label ?? entry.Subject, entry.RowKey);

    private static string RowOf(string label, string rowKey) => $"{label} {rowKey}";

    private static string Day(ProofEntryRow entry) => SpanishDate.Of(SantiagoTime.DateAt(entry.At));

    /// <summary>Each row against its last entry, in one pass of the database over both.</summary>
    private async Task CompareAsync(NpgsqlConnection connection, ProofSql sql, CancellationToken ct)
    {
        var table = sql.Table;
        await using var command = new NpgsqlCommand(
            $"""
            with last as (
                select distinct on (row_key) row_key, act, content, at from proof_entries where subject = $1 order by row_key, id desc),
            now as (
                select {sql.Key("t")} as row_key, {sql.Content("t")} as content, {ProofSql.On(table.NeedsEntry ?? "true", "t")} as needs_entry from {table.Name} t)
            select coalesce(last.row_key, now.row_key), last.act, last.content, last.at, now.content::text
            from last full join now on now.row_key = last.row_key
            where case
                when now.row_key is null then last.act <> 'delete'
                when last.row_key is null then now.needs_entry
                else last.act = 'delete' or jsonb_strip_nulls(now.content) <> jsonb_strip_nulls(last.content::jsonb) end
            order by 1
            """, connection)
        { CommandTimeout = 0 };
        command.With(Statements.Text(table.Name));
        var found = 0;
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct) && found < FaultsOfOneTable)
        {
            if (Problem(
                sql, RowOf(table.Label, row.GetString(0)), Text(row, 1), Text(row, 2),
                row.IsDBNull(3) ? null : row.GetFieldValue<DateTimeOffset>(3), Text(row, 4)) is not { } problem)
                continue;
            found++;
            _faults.Add(found < FaultsOfOneTable ? problem : $"{problem} Puede haber más de {table.Label} que no se nombran aquí.");
        }
    }

    private static string? Problem(ProofSql sql, string row, string? act, string? said, DateTimeOffset? at, string? now)
    {
        var last = at is { } instant ? $"su última constancia, del {SpanishDate.Of(SantiagoTime.DateAt(instant))}" : "";
        if (now is null)
            return $"falta {row}, y nadie dejó constancia de que se borrara (tiene {last}).";
        if (act is null)
            return $"sobra {row}: no hay constancia de que el programa la escribiera.";
        if (act == "delete")
            return $"{row} está, y {last}, dice que se borró.";
        if (said is null)
            return $"{row} no es lo que dice {last}.";
        var changed = Changed(sql, said, now);
        // A column that is gone from the table since then is no difference.
        return changed.Count == 0 ? null : $"{row} no dice lo que {last}: cambió {string.Join(", ", changed)}.";
    }

    private static List<string> Changed(ProofSql sql, string said, string now)
    {
        using var before = JsonDocument.Parse(said);
        using var after = JsonDocument.Parse(now);
        return [.. sql.Columns.Where(column => TextOf(before, column) != TextOf(after, column))];
    }

    private static string? TextOf(JsonDocument content, string column) =>
        content.RootElement.TryGetProperty(column, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetRawText() : null;

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
