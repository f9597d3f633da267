using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Workflows.Server.Persistence;
using Workflows.Server.Privacy;

namespace Workflows.Server.Tests.Privacy;

/// <summary>The record of processing is made from the model: what the model has and nobody described has no place in it.</summary>
public class PersonalDataTests
{
    private static readonly IModel Model = new WorkflowsDb(new DbContextOptionsBuilder<WorkflowsDb>().UseNpgsql("Host=none").Options).Model;

    [Fact]
    public void Every_column_of_text_is_described_as_personal_or_named_as_none()
    {
        var missing = TextColumns().Where(column =>
            PersonalData.Tables.FirstOrDefault(table => table.Name == column.Table) is not { } table
            || (!table.Others.Contains(column.Name) && !table.Personal.Any(personal => personal.Column == column.Name)))
            .Select(column => $"{column.Table}.{column.Name}").ToList();

        Assert.True(
            missing.Count == 0,
            $"Say in Privacy/PersonalData.cs whether these say something of a person, and which treatment they belong to: "
            + $"{string.Join(", ", missing)}");
    }

    [Fact]
    public void Nothing_is_described_that_the_model_does_not_have()
    {
        var columns = Columns().ToHashSet();

        Assert.DoesNotContain(
            PersonalData.Tables.SelectMany(
                table => table.Personal.Select(personal => personal.Column).Concat(table.Others).Select(name => (table.Name, name))),
            described => !columns.Contains(described));
    }

    [Fact]
    public void No_column_is_on_both_sides_and_no_table_is_described_twice()
    {
        Assert.Empty(
            PersonalData.Tables.SelectMany(
                table => table.Personal.Where(personal => table.Others.Contains(personal.Column))
                    .Select(personal => (table.Name, personal.Column))));
        Assert.Equal(PersonalData.Tables.Count, PersonalData.Tables.Select(table => table.Name).Distinct().Count());
    }

    [Fact]
    public void Every_treatment_says_for_what_on_what_ground_and_how_long_and_has_data()
    {
        Assert.All(Treatment.All, treatment =>
        {
            Assert.All(
                new[] { treatment.Purpose, treatment.Whose, treatment.Ground, treatment.Recipients, treatment.Kept }, Assert.NotEmpty);
            Assert.Contains(PersonalData.Tables, table => table.Treatment == treatment && table.Personal.Length > 0);
        });
        Assert.All(Enum.GetValues<RetentionKind>(), kind => Assert.Contains(Treatment.All, treatment => treatment.Terms.Contains(kind)));
    }

    private static IEnumerable<(string Table, string Name)> TextColumns() => Columns(property =>
        property.ClrType == typeof(string) || property.ClrType == typeof(string[]) || property.ClrType == typeof(byte[])
            || property.GetValueConverter()?.ProviderClrType == typeof(string));

    private static IEnumerable<(string Table, string Name)> Columns(Func<IProperty, bool>? which = null) =>
        from entity in Model.GetEntityTypes()
        where entity.GetTableName() is not null
        from property in entity.GetProperties()
        where which is null || which(property)
        select (entity.GetTableName()!, property.GetColumnName());
}
