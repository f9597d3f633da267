using System.Globalization;
using System.Runtime.InteropServices;

namespace Workflows.Server.Persistence.Embedded;

/// <summary>
/// PostgreSQL refuses to run as root, so a server that does lends its cluster to an account without privileges.
/// </summary>
internal sealed record UnixAccount(string Name, int UserId, int GroupId)
{
    private static readonly string[] Preferred = ["postgres", "nobody"];

    /// <summary>The account to step down to, or null when this process is not root.</summary>
    public static UnixAccount? ToStepDownTo()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            return null;

        var accounts = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(fields => fields.Length >= 4)
            .ToDictionary(fields => fields[0], fields => new UnixAccount(fields[0], Number(fields[2]), Number(fields[3])));
        var account = Preferred.Select(accounts.GetValueOrDefault).FirstOrDefault(account => account is not null);
        if (account is null || !File.Exists("/usr/bin/setpriv"))
            throw new EmbeddedPostgresException(
                "La base de datos incluida no puede correr como root y aquí falta la cuenta «postgres» o «nobody», o el "
                + "programa setpriv (paquete util-linux). Inicia el servidor con una cuenta sin privilegios.");

        return account;
    }

    /// <summary>What goes before a command for it to run as this account, with no way back to root.</summary>
    public IEnumerable<string> StepDown =>
    [
        "/usr/bin/setpriv", $"--reuid={UserId}", $"--regid={GroupId}", "--clear-groups", "--inh-caps=-all", "--",
    ];

    /// <summary>Gives a folder and all in it to this account; links are given, never followed.</summary>
    public void Own(string path)
    {
        if (lchown(path, UserId, GroupId) != 0)
            throw new EmbeddedPostgresException($"No puedo entregar {path} a la cuenta «{Name}» (error {Marshal.GetLastPInvokeError()}).");

        var entry = new DirectoryInfo(path);
        if (entry.Exists && entry.LinkTarget is null)
            foreach (var inside in Directory.EnumerateFileSystemEntries(path))
                Own(inside);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [DllImport("libc", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int lchown([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int owner, int group);
}
