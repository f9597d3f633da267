using Microsoft.EntityFrameworkCore;
using Workflows.Server.Persistence.Proofs;

namespace Workflows.Server.Tests.Proofs;

/// <summary>
/// Of every column somebody has said whether it is proof. A new one fails here until somebody does (see CONTRIBUTING.md).
/// </summary>
public class ProofCoverageTests
{
    private static readonly Dictionary<string, List<string>> Mapped = ProofSql.Model().GetEntityTypes()
        .Where(type => type.GetTableName() is not null)
            .ToDictionary(type => type.GetTableName()!, type => ProofSql.ColumnsOf(type).ConvertAll(column => column.Name));

    [Fact]
    public void Every_table_is_proof_or_says_why_not()
    {
        var listed = ProvenTables.All.Select(table => table.Name).ToList();

        Assert.Empty(Mapped.Keys.Except(listed));
        Assert.Empty(listed.Except(Mapped.Keys));
        Assert.Equal(listed.Distinct(), listed);
        Assert.All(
            ProvenTables.All.Where(table => table.ApartBecause is not null), table =>
                Assert.True(table.ApartBecause!.Length > 10, table.Name));
    }

    [Fact]
    public void Every_column_of_a_covered_table_is_told_by_the_journal_kept_in_entries_or_excused_with_a_reason()
    {
        foreach (var table in ProvenTables.All.Where(table => table.ApartBecause is null))
        {
            var columns = Mapped[table.Name];
            var kept = table.Entered ?? columns.Except(table.Excused.Keys).ToHashSet();
            var said = table.FromJournal.Union(kept).Union(table.Excused.Keys).ToList();

            Assert.True(!columns.Except(said).Any(), $"{table.Name}: say whether {string.Join(", ", columns.Except(said))} is proof");
            Assert.True(!said.Except(columns).Any(), $"{table.Name} has no {string.Join(", ", said.Except(columns))}");
            Assert.Empty(table.FromJournal.Union(kept).Intersect(table.Excused.Keys));
            Assert.Empty(table.Shown.Union(table.Personal).Union(table.ReadAs.Keys).Except(columns));
            Assert.All(table.Excused, excuse => Assert.True(excuse.Value.Length > 5, $"{table.Name}.{excuse.Key} has no reason"));
        }
    }

    [Fact]
    public void What_says_something_of_a_person_is_in_no_entry_as_it_is()
    {
        string[] ofPersons = [
            "email", "emails", "addressees", "person_name", "password_hash", "text", "html", "body", "model", "reason", "note"];

        foreach (var table in ProvenTables.All)
            Assert.Empty(table.Shown.Intersect(table.Personal.Union(ofPersons)));
    }
}
