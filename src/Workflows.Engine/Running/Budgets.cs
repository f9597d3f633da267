namespace Workflows.Engine;

/// <summary>
/// The incident of each limit of <see cref="RunLimits"/>: its code, and a sentence with its name, its number and what to do.
/// </summary>
public static class Budgets
{
    /// <summary>Of the incident that a whole family is held by.</summary>
    public const string FamilyCode = "familySize";

    private static readonly HashSet<string> Codes = new(StringComparer.Ordinal)
    {
        "endless", "liveExecutions", "depth", "effects", "journalBytes", "stateBytes", "expressionSteps", "wakeUps", "family", FamilyCode,
    };

    /// <summary>True of an incident that says that a limit was reached.</summary>
    public static bool IsBudget(string code) => Codes.Contains(code);

    internal static ActivityFaultException Steps(int limit) => Over(
        "endless", "pasos sin esperar", limit, "parece un bucle sin fin. Corrige el bucle para que espere o termine");

    internal static ActivityFaultException LiveExecutions(int limit) => Over(
        "liveExecutions", "actividades abiertas a la vez", limit,
        "parece un bucle que abre sin cerrar. Corrige el flujo para que espere antes de abrir más");

    internal static ActivityFaultException Depth(int limit) => Over(
        "depth", "diagramas dentro de otros", limit, "dibuja el flujo con menos niveles");

    internal static ActivityFaultException Effects(int limit) => Over(
        "effects", "efectos de una vez (tareas, esperas, avisos, procesos y eventos)", limit,
        "reparte el trabajo en varias esperas, o corrige el bucle que los pide");

    internal static ActivityFaultException Journal(long limit) => Over(
        "journalBytes", "bytes que una vez puede escribir en la historia", limit,
        "guarda menos en las variables y en los mensajes, o reparte el trabajo en varias esperas");

    internal static ActivityFaultException State(long limit) => Over(
        "stateBytes", "bytes que un proceso puede guardar", limit, "guarda menos en sus variables y salidas");

    internal static ActivityFaultException Expressions(int limit) => Over(
        "expressionSteps", "pasos de expresiones de una vez", limit, "haz más simples las expresiones o el bucle que las repite");

    internal static ActivityFaultException WakeUps(int limit) => Over(
        "wakeUps", "despertares seguidos sin que pase el tiempo", limit,
        "parece un bucle con una espera de cero, o procesos que se despiertan entre sí. Pon una espera de verdad");

    internal static ActivityFaultException FamilyDepth(int limit) => Over(
        "family", "procesos iniciados uno dentro de otro", limit,
        "parece que un flujo se inicia a sí mismo. Corrige el flujo, o anula el proceso de origen");

    /// <summary>What a person reads on the root of a family that grew too large.</summary>
    public static string FamilySize(int limit) => Text(
        "procesos de una misma familia", limit,
        "parece que un flujo se inicia a sí mismo. Anula este proceso para detener a toda la familia, o corrige el flujo y reintenta");

    private static ActivityFaultException Over(string code, string budget, long limit, string whatToDo) =>
        new(Text(budget, limit, whatToDo), code) { IsOverBudget = true };

    private static string Text(string budget, long limit, string whatToDo) =>
        $"Se agotó el presupuesto de {budget} ({SpanishNumbers.Whole(limit)}): {whatToDo}.";
}
