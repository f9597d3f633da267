using System.Globalization;
using System.Text.RegularExpressions;
using MimeKit;
using Workflows.Definitions.Calendar;
using Workflows.Server.Persistence;

namespace Workflows.Server.CommandLine;

/// <summary>A root as it left this system, and the file that says so.</summary>
internal sealed record SentRoot(DateOnly Date, string Root, string Source);

/// <summary>
/// Reads the roots that somebody kept outside: mails as files, or any text that has a date and after it a root, such as what
/// <c>verify-journal --roots</c> printed once. It knows nothing of the database.
/// </summary>
internal static partial class SentRoots
{
    private const long LongestFile = 10 * 1024 * 1024;

    /// <param name="paths">Files, or folders of them.</param>
    /// <exception cref="CommandRefusedException">A file says no root: whoever gave it expects it to be compared.</exception>
    public static IReadOnlyList<SentRoot> Read(IEnumerable<string> paths)
    {
        var roots = new List<SentRoot>();
        foreach (var path in paths.SelectMany(Files))
        {
            var found = Find(TextOf(path), Path.GetFileName(path)).ToList();
            if (found.Count == 0)
                throw new CommandRefusedException(
                    $"En {path} no hay ninguna raíz del diario. Indica los correos «Raíz del diario» guardados como archivo.");
            roots.AddRange(found);
        }

        return [.. roots.Distinct().OrderBy(root => root.Date)];
    }

    /// <summary>Each root with the last date before it. The one that a mail names as the previous is the other day's.</summary>
    internal static IEnumerable<SentRoot> Find(string text, string source)
    {
        DateOnly? date = null;
        foreach (Match match in DateOrRoot().Matches(text))
        {
            if (match.Groups["root"] is { Success: true, Value: var root })
            {
                if (date is { } day && match.Groups["previous"] is { Success: false })
                    yield return new(day, root.ToLowerInvariant(), source);
            }
            else if (DateIn(match) is { } day)
            {
                date = day;
            }
        }
    }

    private static DateOnly? DateIn(Match match)
    {
        if (match.Groups["iso"] is { Success: true, Value: var iso })
            return DateOnly.TryParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var written)
                ? written
                : null;
        if (match.Groups["dmy"] is { Success: true, Value: var dmy })
            return DateOnly.TryParseExact(dmy, "dd/MM/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var chilean)
                ? chilean
                : null;
        var (day, year) =
            (int.Parse(match.Groups["day"].Value, CultureInfo.InvariantCulture), int.Parse(
                match.Groups["year"].Value, CultureInfo.InvariantCulture));
        var month = Enumerable.Range(1, 12)
            .FirstOrDefault(number => SpanishDate.DayAndMonth(1, number) == $"1 de {match.Groups["month"].Value.ToLowerInvariant()}");
        return month > 0 && day >= 1 && year >= 1 && day <= DateTime.DaysInMonth(year, month) ? new(year, month, day) : null;
    }

    private static IEnumerable<string> Files(string path) =>
        Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        : File.Exists(path) ? [path]
        : throw new CommandRefusedException($"No existe {path}.");

    private static string TextOf(string path)
    {
        if (new FileInfo(path).Length > LongestFile)
            throw new CommandRefusedException($"{path} es muy grande para ser un correo con una raíz.");
        if (!path.EndsWith(".eml", StringComparison.OrdinalIgnoreCase))
            return File.ReadAllText(path);
        try
        {
            using var mail = MimeMessage.Load(path);
            return mail.TextBody ?? Tag().Replace(mail.HtmlBody ?? "", " ");
        }
        catch (FormatException broken)
        {
            throw new CommandRefusedException($"{path} no es un correo que se pueda leer ({broken.Message}).", broken);
        }
    }

    [GeneratedRegex(
        @"(?<iso>\b\d{4}-\d{2}-\d{2}\b)|(?<dmy>\b\d{2}/\d{2}/\d{4}\b)|\b(?<day>\d{1,2}) de (?<month>\p{L}+) de (?<year>\d{4})\b"
        + @"|(?<previous>anterior:?\s*)?(?<![0-9a-f])(?<root>[0-9a-f]{64})(?![0-9a-f])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2_000)]
    private static partial Regex DateOrRoot();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
