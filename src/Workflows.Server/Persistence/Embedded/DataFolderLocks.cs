namespace Workflows.Server.Persistence.Embedded;

/// <summary>
/// Who of our processes starts and stops the server of a data folder. Each keeps the <c>users</c> lock shared; one of
/// them, the owner, keeps <c>owner</c> alone. The system releases both when a process dies.
/// </summary>
internal sealed class DataFolderLocks(string dataFolder) : IDisposable
{
    private FileStream? _owner;
    private FileStream? _use;

    public bool IsOwner => _owner is not null;

    /// <summary>False while an owner is stopping the server: it will be gone in a moment.</summary>
    public bool TryUse() => (_use ??= Open("users.lock", FileAccess.Read, FileShare.Read)) is not null;

    public bool TryOwn() => (_owner ??= Open("owner.lock", FileAccess.ReadWrite, FileShare.None)) is not null;

    public void LeaveUse()
    {
        _use?.Dispose();
        _use = null;
    }

    public void LeaveOwnership()
    {
        _owner?.Dispose();
        _owner = null;
    }

    /// <summary>Keeps newcomers out until it is disposed; null while somebody else uses the server.</summary>
    public IDisposable? TryShutTheDoor() => Open("users.lock", FileAccess.ReadWrite, FileShare.None);

    public void Dispose()
    {
        LeaveUse();
        LeaveOwnership();
    }

    private FileStream? Open(string name, FileAccess access, FileShare share)
    {
        var path = Path.Combine(dataFolder, name);
        try
        {
            if (!File.Exists(path))
                new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite).Dispose();
            return new FileStream(path, FileMode.Open, access, share);
        }
        catch (IOException error) when (error is not (FileNotFoundException or DirectoryNotFoundException))
        {
            return null; // another process has it
        }
    }
}
