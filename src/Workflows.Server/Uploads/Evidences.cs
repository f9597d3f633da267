using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Files.Store;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Uploads.Scanning;
using Workflows.Server.Web;

namespace Workflows.Server.Uploads;

/// <summary>A file somebody names as evidence, by its hash.</summary>
public sealed record OfferedFile(string Requirement, string FileHash, string? FileName, string? OfficialNumber, DateOnly? OfficialDate);

/// <summary>A file as a submission names it.</summary>
public sealed record EvidenceFile(
    string Requirement, string FileHash, string FileName, long Size, string? OfficialNumber, DateOnly? OfficialDate)
{
    public Dictionary<string, object?> ToValues() => new()
    {
        ["requirement"] = Requirement,
        ["fileHash"] = FileHash,
        ["fileName"] = FileName,
        ["size"] = (double)Size,
        ["officialNumber"] = OfficialNumber,
        ["officialDate"] = OfficialDate?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
    };
}

/// <summary>
/// Finds the files that are offered as evidence. Knowing a hash is not enough: somebody of the same place must have uploaded it.
/// </summary>
public sealed class Evidences(WorkflowsDb db, FileStore store)
{
    private const int Most = 100;

    public async Task<(IReadOnlyList<EvidenceFile> Files, ProblemHttpResult? Missing)> FindAsync(
        IReadOnlyList<OfferedFile> offered, TaskRow task, string offeredBy, CancellationToken ct)
    {
        if (offered.Count == 0)
            return ([], null);
        if (offered.Count > Most)
            return ([], Refusal.Field("evidence", $"Puedes entregar hasta {Most} archivos de una vez."));

        var hashes = offered.Select(file => file.FileHash).Distinct(StringComparer.Ordinal).ToArray();
        var role = Role.Parse(task.RoleCode);
        var colleagues = db.Set<Appointment>().For(role, task.ScopeCode, db).Select(post => post.PersonId);
        var known = (await db.Set<FileRow>().AsNoTracking()
                .Where(file => hashes.Contains(file.Hash) && (file.PersonId == offeredBy || colleagues.Contains(file.PersonId)))
                    .ToListAsync(ct))
            .GroupBy(file => file.Hash, StringComparer.Ordinal)
                .ToDictionary(file => file.Key, file => file.First(), StringComparer.Ordinal);

        var infected = await db.Set<FileScanRow>().Where(scan => hashes.Contains(scan.Hash) && scan.State == ScanState.Infected)
            .Select(scan => scan.Hash).ToListAsync(ct);
        var files = new List<EvidenceFile>(offered.Count);
        for (var i = 0; i < offered.Count; i++)
        {
            var file = offered[i];
            if (!known.TryGetValue(file.FileHash, out var row) || (!store.Exists(row.Hash) && !infected.Contains(row.Hash)))
                return ([], Refusal.Field($"evidence[{i}].fileHash", "Ese archivo no está: súbelo de nuevo antes de entregar."));
            if (infected.Contains(row.Hash))
                return ([], Refusal.Field($"evidence[{i}].fileHash", $"El antivirus apartó «{row.Name}»: quítalo y sube otro archivo."));
            // The name a person gives may not change what kind of file it is.
            var name = file.FileName is { Length: > 0 } given
                && Path.GetExtension(given).Equals(Path.GetExtension(row.Name), StringComparison.OrdinalIgnoreCase)
                ? FileName.Clean(given)
                : row.Name;
            files.Add(new(file.Requirement, row.Hash, name, row.Size, file.OfficialNumber, file.OfficialDate));
        }

        return (files, null);
    }
}
