using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;

namespace Workflows.Server.Persistence.Embedded;

/// <summary>
/// The private folder of the socket. Whoever can enter it is trusted by PostgreSQL, so it is ours alone (0700); its
/// path is short because the system limits a socket's to about a hundred characters.
/// </summary>
internal static class SocketFolder
{
    private const int Longest = 100 - 20; // leaves room for "/.s.PGSQL.5432.lock"

    [UnsupportedOSPlatform("windows")]
    public static void Create(string folder, UnixAccount? account)
    {
        const UnixFileMode OursAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
            Directory.CreateDirectory(folder, OursAlone);
            // Somebody else may have made it first under the temp folder; only its owner may change its mode.
            File.SetUnixFileMode(folder, OursAlone);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedPostgresException(
                $"No puedo usar la carpeta {folder} para hablar con la base de datos incluida: {error.Message}", error);
        }

        if (new DirectoryInfo(folder).LinkTarget is not null)
            throw new EmbeddedPostgresException($"La carpeta {folder} es un enlace puesto por otro. Bórralo y vuelve a iniciar.");

        account?.Own(folder);
    }

    public static string PathFor(string dataFolder, UnixAccount? account)
    {
        var inside = Path.Combine(dataFolder, "socket");
        if (account is null && Encoding.UTF8.GetByteCount(inside) <= Longest)
            return inside;

        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(dataFolder)))[..12];
        // The account may not be able to reach the data folder; /run belongs to root, so nobody can get there first.
        return account is not null ? $"/run/workflows-{name}" : Path.Combine(Path.GetTempPath(), $"workflows-{name}");
    }
}
