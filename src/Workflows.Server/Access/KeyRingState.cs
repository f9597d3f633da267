namespace Workflows.Server.Access;

/// <summary>
/// Whether the keys that protect cookies could be read the last time. The framework takes a cookie it cannot read for no cookie at all:
/// this tells «nobody» from «the database is down».
/// </summary>
public sealed class KeyRingState
{
    private volatile bool _isUnreadable;

    public bool IsUnreadable
    {
        get => _isUnreadable;
        set => _isUnreadable = value;
    }
}
