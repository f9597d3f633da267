using Workflows.Definitions.Activities;
using Workflows.Engine;

namespace Workflows.Server.Persistence;

/// <summary>An exception whose message is a Spanish sentence for whoever waits for the work.</summary>
internal interface ISpokenFailure;

/// <summary>
/// What people read of work that failed by itself: of which kind it is, in Spanish. Never the words of a library or of the runtime, which
/// are English and may hold data: those go to the log.
/// </summary>
internal static class FailureWords
{
    private const string InTheLog = "El detalle técnico está en el registro del servidor.";

    public static string Of(Exception failure)
    {
        if (Transients.CausesOf(failure).FirstOrDefault(SpeaksSpanish) is { } spoken)
            return spoken.Message;
        var kind = Transients.IsUnavailable(failure) ? "La base de datos no respondió."
            : Transients.SqlStateOf(failure) is { } code ? $"La base de datos lo rechazó (código {code})."
            : Transients.CausesOf(failure).Any(cause => cause is IOException or UnauthorizedAccessException)
                ? "No se pudo leer o escribir en el disco: revisa el espacio y los permisos."
            : "Algo falló en el servidor.";
        return $"{kind} {InTheLog}";
    }

    /// <summary>The domain's own exceptions are told to people as they are.</summary>
    private static bool SpeaksSpanish(Exception failure) => failure is ISpokenFailure or ActivityFaultException
        || failure.GetType().Assembly == typeof(DomainActivities).Assembly;
}
