namespace Workflows.Server.Privacy;

/// <summary>
/// One thing the server does with data of people: a line of the record of processing (Ley 21.719). It never holds data itself.
/// </summary>
/// <param name="Whose">Whom the data are of.</param>
/// <param name="Ground">What makes it lawful.</param>
/// <param name="Recipients">Whom they are given to outside the server.</param>
/// <param name="Kept">How long, when no term of retention says so.</param>
/// <param name="Terms">The terms of retention that end it.</param>
internal sealed record Treatment(
    string Name, string Purpose, string Whose, string Ground, string Recipients, string Kept, IReadOnlyList<RetentionKind> Terms)
{
    private const string PublicFunction =
        "Cumplimiento de las funciones legales del órgano público que lo opera (Ley 21.719, tratamiento por órganos públicos; Ley 18.575)";
    private const string Officials =
        "Funcionarias y funcionarios, autoridades e integrantes de comités y asociaciones que participan en los procesos";
    private const string NoRecipient = "Nadie fuera del sistema";
    private const string Evidence = "Mientras el procedimiento y su prueba lo exijan: la historia no se borra, se seudonimiza a la persona";

    public static readonly Treatment Organisation = new(
        "Organización y cargos", "Saber quién ocupa cada cargo, quién subroga y a quién corresponde cada tarea", Officials, PublicFunction,
        NoRecipient, Evidence, []);

    public static readonly Treatment Access = new(
        "Cuentas y sesiones", "Que solo entre quien corresponde y que cada persona vea dónde tiene su sesión abierta", Officials,
        "Seguridad del tratamiento, que la ley exige al responsable (Ley 21.719) y cumplimiento de funciones legales", NoRecipient,
        "Mientras la persona tenga cuenta",
        [RetentionKind.Accounts, RetentionKind.Sessions, RetentionKind.AccountLinks, RetentionKind.LoginFailures, RetentionKind.Answers]);

    public static readonly Treatment Procedure = new(
        "Tareas, entregas y decisiones", "Tramitar los procesos del PMG y de los comités y probar quién entregó, revisó y decidió",
        Officials, PublicFunction, "Las instituciones que intervienen en el proceso, según su ámbito", Evidence, [RetentionKind.Drafts]);

    public static readonly Treatment Journal = new(
        "Historia de los procesos", "Probar lo que ocurrió: cada paso, quién lo dio y a nombre de quién", Officials, PublicFunction,
        NoRecipient, Evidence, []);

    public static readonly Treatment Mail = new(
        "Avisos por correo", "Avisar de tareas, plazos y resultados, y probar que se avisó", Officials, PublicFunction,
        "El servidor de correo de la institución que opera el sistema", Evidence, [RetentionKind.MailTexts]);

    public static readonly Treatment Audit = new(
        "Auditoría", "Saber quién leyó datos personales y quién cambió la configuración", "Quienes administran, coordinan o auditan",
        "Seguridad del tratamiento y deber de informar vulneraciones (Ley 21.719)",
        "La Agencia de Protección de Datos Personales, si hay una vulneración", "Mientras se pueda pedir cuenta de lo decidido",
        [RetentionKind.Readings]);

    public static readonly Treatment Requests = new(
        "Solicitudes sobre datos personales",
        "Responder las solicitudes de acceso, rectificación, supresión, oposición, portabilidad y bloqueo", "Quien pide, tenga o no cuenta",
        "Obligación legal del responsable (Ley 21.719)", NoRecipient, "Hasta que se cumpla su término", [RetentionKind.Requests]);

    public static IReadOnlyList<Treatment> All => [Organisation, Access, Procedure, Journal, Mail, Audit, Requests];
}
