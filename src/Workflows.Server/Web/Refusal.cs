using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Workflows.Server.Web;

/// <summary>
/// An expected «no», for people: problem details whose Spanish sentence says what to do next. A broken promise of the program is an
/// exception instead.
/// </summary>
public static class Refusal
{
    /// <summary>What does not exist and what is out of the person's scope look the same.</summary>
    public static ProblemHttpResult NotFound(
        string detail = "No existe, o no está entre lo que puedes ver. Revisa la dirección o vuelve a la lista.") =>
        Because(StatusCodes.Status404NotFound, detail);

    public static ProblemHttpResult Invalid(string detail) => Because(StatusCodes.Status400BadRequest, detail);

    public static ProblemHttpResult Conflict(string detail) => Because(StatusCodes.Status409Conflict, detail);

    public static ProblemHttpResult Forbidden(string detail) => Because(StatusCodes.Status403Forbidden, detail);

    /// <summary>Somebody saved in between: the caller sees both texts and chooses.</summary>
    public static ProblemHttpResult Stale(string detail) => Because(StatusCodes.Status412PreconditionFailed, detail);

    /// <summary>Fields that were refused, each with its reasons.</summary>
    public static ProblemHttpResult Fields(
        IReadOnlyDictionary<string, string[]> errors, string detail = "Corrige los campos indicados y vuelve a enviar.") =>
        TypedResults.Problem(new HttpValidationProblemDetails(errors.ToDictionary())
        {
            Status = StatusCodes.Status422UnprocessableEntity,
            Title = TitleOf(StatusCodes.Status422UnprocessableEntity),
            Detail = detail,
        });

    public static ProblemHttpResult Field(string field, string reason) => Fields(new Dictionary<string, string[]> { [field] = [reason] });

    public static ProblemHttpResult Because(int status, string detail) =>
        TypedResults.Problem(new ProblemDetails { Status = status, Title = TitleOf(status), Detail = detail });

    public static string TitleOf(int status) => status switch
    {
        400 => "La solicitud no se entiende",
        401 => "Debes iniciar sesión",
        403 => "No tienes permiso",
        404 => "No se encontró",
        405 => "La dirección no admite esa acción",
        406 => "No hay una respuesta en ese formato",
        408 => "La solicitud tardó demasiado",
        409 => "No se puede hacer ahora",
        410 => "Ya no sirve",
        411 => "Falta el tamaño del archivo",
        412 => "Alguien guardó antes que tú",
        413 => "Lo enviado es demasiado grande",
        415 => "El tipo de contenido no se admite",
        422 => "Hay datos que corregir",
        423 => "La cuenta está bloqueada",
        428 => "Falta decir qué versión cambias",
        429 => "Demasiados intentos",
        503 => "El servicio no está disponible",
        _ => status >= 500 ? "Algo falló" : "No se pudo hacer",
    };

    public static string DetailOf(int status) => status switch
    {
        401 => "Inicia sesión y vuelve a intentarlo. Si usas una clave de API, puede estar vencida o revocada.",
        403 => "Tu cargo no permite esta acción. Pide ayuda a quien administra el sistema.",
        404 => "La dirección no existe. Revísala o vuelve al inicio.",
        405 => "Revisa la documentación de la API en /swagger.",
        413 => "Reduce el tamaño de lo que envías y vuelve a intentarlo.",
        415 => "Envía el contenido como application/json, salvo que la documentación diga otra cosa.",
        429 => "Espera un minuto y vuelve a intentarlo.",
        503 => "Espera unos segundos y vuelve a intentarlo. No se perdió nada de lo guardado.",
        >= 500 => "No fue tu culpa y nada quedó a medias. Vuelve a intentarlo; si sigue, informa el código de seguimiento.",
        _ => "Revisa lo que enviaste y vuelve a intentarlo.",
    };
}
