using System.Text;
using Workflows.Engine;
using Workflows.Engine.Json;
using Workflows.Server.Persistence;

namespace Workflows.Server.CommandLine;

/// <summary>A workflow read from a file named on the command line. What is wrong with the file is a Spanish sentence.</summary>
public static class DefinitionFile
{
    /// <summary>In bytes; the reader itself counts characters.</summary>
    private const long MaxBytes = 4L * WorkflowJson.MaxLength;

    /// <exception cref="CommandRefusedException">The file cannot be read or is no workflow.</exception>
    public static WorkflowDefinition Read(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (Directory.Exists(path))
                throw new CommandRefusedException($"«{path}» es una carpeta: indica el archivo del flujo.");
            if (!file.Exists)
                throw new CommandRefusedException($"No existe el archivo «{path}».");
            if (file.Length > MaxBytes)
                throw new CommandRefusedException($"El archivo «{path}» es demasiado grande para ser un flujo.");
            return WorkflowJson.Read(File.ReadAllText(path, Encoding.UTF8));
        }
        catch (WorkflowFormatException e)
        {
            throw new CommandRefusedException($"No se pudo leer el flujo de «{path}». {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CommandRefusedException($"No se pudo abrir el archivo «{path}»: revisa la ruta y los permisos.");
        }
    }
}

/// <summary>What a command tells the shell.</summary>
public static class ExitCodes
{
    public const int Done = 0;

    /// <summary>It ran, and what it looked at is not in order.</summary>
    public const int Found = 1;

    /// <summary>It could not run: the file or the options are wrong.</summary>
    public const int Refused = 2;
}
