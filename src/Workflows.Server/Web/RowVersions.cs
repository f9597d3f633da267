using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Workflows.Server.Web;

/// <summary>Row versions as ETags: what two people edit is changed only by the one who saw the last text.</summary>
public static class RowVersions
{
    public static string ToTag(uint version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    public static void SetTag(this HttpResponse response, uint version) => response.Headers.ETag = ToTag(version);

    /// <summary>Null when the request changes the version that is stored; a refusal otherwise.</summary>
    public static ProblemHttpResult? StaleAgainst(this HttpRequest request, uint stored)
    {
        var asked = request.Headers.IfMatch.ToString();
        if (asked.Length == 0)
        {
            return Refusal.Because(
                StatusCodes.Status428PreconditionRequired,
                "Agrega el encabezado If-Match con el ETag que recibiste al leer, para no pisar lo que guardó otra persona.");
        }

        return asked == ToTag(stored)
            ? null
            : Refusal.Stale(
                "Otra persona guardó cambios después de que abriste esto. Vuelve a cargarlo, compara con lo tuyo y guarda de nuevo.");
    }
}
