using System.Globalization;
using Workflows.Definitions.Organisation;

namespace Workflows.Server.Persistence.Migrations;

/// <summary>
/// What a database that has ministries already gets with the tables of undersecretariats: the list that ships with the product for the
/// ministries and institutions it knows.
/// </summary>
internal static class UndersecretariatRows
{
    public static IEnumerable<string> Sql()
    {
        var offices = OrganisationFiles.ShippedUndersecretariats().Select(office =>
            $"({Text(office.Code)}, {Text(office.Name)}, {Text(office.MinistryCode)}, {Text(office.Confidence.ToString())}, "
            + $"{Day(office.ValidFrom)}, {Day(office.ValidTo)})");
        yield return
            $"""
            insert into undersecretariats (code, name, ministry_code, confidence, valid_from, valid_to)
            select v.* from (values {string.Join(", ", offices)}) as v (code, name, ministry_code, confidence, valid_from, valid_to)
            where exists (select from ministries m where m.code = v.ministry_code)
                and not exists (select from ministries m where m.code = v.code)
                and not exists (select from institutions i where i.code = v.code)
            """;
        var rows = OrganisationFiles.ShippedSupervisions().Select(row =>
            $"({Text(row.InstitutionCode)}, {Text(row.UndersecretariatCode)}, {(row.IsConfirmed ? "true" : "false")})");
        yield return
            $"""
            insert into supervisions (institution_code, undersecretariat_code, is_confirmed)
            select v.* from (values {string.Join(", ", rows)}) as v (institution_code, undersecretariat_code, is_confirmed)
            join institutions i on i.code = v.institution_code
            join undersecretariats u on u.code = v.undersecretariat_code and u.ministry_code = i.ministry_code
            """;
    }

    private static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Day(DateOnly? day) =>
        day is { } known ? $"date '{known.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}'" : "null::date";
}
