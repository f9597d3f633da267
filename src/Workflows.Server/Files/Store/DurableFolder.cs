using System.Runtime.InteropServices;

namespace Workflows.Server.Files.Store;

/// <summary>A renamed file survives a power cut only when its folder, too, has reached the disk; .NET has no call for that.</summary>
internal static class DurableFolder
{
    /// <summary>Creates what is missing of a path, so that it is still there after a power cut.</summary>
    public static void Create(string folder)
    {
        if (Directory.Exists(folder))
            return;

        var parent = Path.GetDirectoryName(folder);
        if (parent is not null)
            Create(parent);
        Directory.CreateDirectory(folder);
        if (parent is not null)
            Flush(parent);
    }

    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
            return; // NTFS journals its folders

        var descriptor = open(folder, 0);
        if (descriptor < 0)
            throw new IOException($"The folder {folder} cannot be opened (error {Marshal.GetLastPInvokeError()}).");
        try
        {
            // Some file systems (network ones) do not know how; they answer for themselves.
            _ = fsync(descriptor);
        }
        finally
        {
            _ = close(descriptor);
        }
    }

    [DllImport("libc", SetLastError = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int fsync(int descriptor);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int close(int descriptor);
}
