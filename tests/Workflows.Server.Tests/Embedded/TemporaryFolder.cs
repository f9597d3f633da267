namespace Workflows.Server.Tests.Embedded;

/// <summary>A folder under the temp path that a test fills and that disappears with it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("workflows-").FullName;

    public string Inside(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
