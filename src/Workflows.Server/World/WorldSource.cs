using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Server.World;

/// <summary>
/// The world as bursts see it now: one immutable snapshot of organisation and calendar, replaced whole when either changes. A
/// burst takes it once and never sees half of a change.
/// </summary>
public sealed class WorldSource
{
    private volatile CurrentWorld _current = new(EmptyWorld.Instance, "");

    public CurrentWorld Current => _current;

    /// <summary>What forms let people choose of the organisation as it is now; null before it was read.</summary>
    public ChoiceList? Choices => (_current.World as SnapshotWorld)?.Choices;

    /// <summary>The organisation as it is now.</summary>
    /// <exception cref="InvalidOperationException">It has not been read yet.</exception>
    public OrganisationSnapshot Organisation => (_current.World as SnapshotWorld)?.Snapshot.Organisation
        ?? throw new InvalidOperationException("The organisation has not been read yet.");

    /// <summary>The working calendar as it is now: the shipped one before the organisation was read.</summary>
    public WorkingCalendar Calendar => (_current.World as SnapshotWorld)?.Snapshot.Calendar ?? WorkingCalendar.Shipped;

    public void Replace(WorldSnapshot snapshot) => _current = new CurrentWorld(new SnapshotWorld(snapshot), snapshot.Version);
}

/// <param name="Version">Names the snapshot in the journal.</param>
public sealed record CurrentWorld(IWorld World, string Version);
