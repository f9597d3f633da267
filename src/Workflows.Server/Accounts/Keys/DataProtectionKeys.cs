using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Server.Access;
using Workflows.Server.Persistence;

namespace Workflows.Server.Accounts.Keys;

/// <summary>One key of the ring that protects cookies, shared by every node.</summary>
public sealed class DataProtectionKey
{
    public int Id { get; private set; }
    public required string Name { get; init; }
    public required string Xml { get; init; }
}

internal sealed class DataProtectionKeyMapping : IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<DataProtectionKey> table)
    {
        table.ToTable("data_protection_keys");
        table.HasKey(key => key.Id);
        table.Property(key => key.Id).UseIdentityAlwaysColumn();
    }
}

/// <summary>Keeps the key ring in the database, so that a cookie given by one node is read by the others.</summary>
internal sealed class DataProtectionKeys(IServiceScopeFactory scopes) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var state = scope.ServiceProvider.GetRequiredService<KeyRingState>();
        state.IsUnreadable = true;
        var db = scope.ServiceProvider.GetRequiredService<WorkflowsDb>();
        XElement[] keys = [
            .. db.Set<DataProtectionKey>().AsNoTracking().OrderBy(key => key.Id).Select(key => key.Xml).AsEnumerable()
                .Select(XElement.Parse)];
        state.IsUnreadable = false;
        return keys;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowsDb>();
        db.Add(new DataProtectionKey { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }
}
