using System.Diagnostics;
using System.Globalization;

namespace Workflows.Server.Persistence.Embedded;

/// <summary>The running server of a cluster, as its <c>postmaster.pid</c> describes it.</summary>
internal sealed record Postmaster(int ProcessId, int Port, string SocketFolder)
{
    /// <summary>The live server of this cluster, or null; a file left by a crash is not believed.</summary>
    public static Postmaster? Find(string cluster)
    {
        var written = Read(Path.Combine(cluster, "postmaster.pid"));
        return written is not null && IsServerOf(written.ProcessId, cluster) ? written : null;
    }

    /// <summary>
    /// Removes the file of a dead server whose number now belongs to another program (usual in containers, where
    /// numbers start again): PostgreSQL would take that program for itself and refuse to start.
    /// </summary>
    public static void ForgetTheDead(string cluster)
    {
        if (Find(cluster) is null)
            File.Delete(Path.Combine(cluster, "postmaster.pid"));
    }

    private static Postmaster? Read(string file)
    {
        try
        {
            var lines = File.ReadAllLines(file);
            return lines.Length >= 5
                && int.TryParse(lines[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && int.TryParse(lines[3], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
                ? new(id, port, lines[4])
                : null;
        }
        catch (IOException)
        {
            return null; // gone, or being written
        }
    }

    private static bool IsServerOf(int processId, string cluster)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            if (process.HasExited || !process.ProcessName.StartsWith("postgres", StringComparison.Ordinal))
                return false;

            // Where the system tells, the server must be working in this cluster and not in another.
            var workplace = OperatingSystem.IsLinux() ? new FileInfo($"/proc/{processId}/cwd").LinkTarget : null;
            return workplace is null || workplace == cluster;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or UnauthorizedAccessException or IOException)
        {
            return false;
        }
    }
}
