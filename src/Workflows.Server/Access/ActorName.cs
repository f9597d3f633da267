using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Server.Access;

/// <summary>What to call whoever did something, by the id that stands where it was done: a person, or a key for machines.</summary>
public sealed class ActorName
{
    public required string Id { get; init; }
    public required string Name { get; init; }
}

internal sealed class ActorNameMapping : IEntityTypeConfiguration<ActorName>
{
    public void Configure(EntityTypeBuilder<ActorName> view) => view.HasNoKey().ToView("actors");
}
