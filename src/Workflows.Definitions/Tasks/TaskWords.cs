namespace Workflows.Definitions.Tasks;

/// <summary>The words of actions, ports and timeliness that files, the API and the journal share. People read their labels.</summary>
public static class TaskWords
{
    /// <summary>The kind of a task that asks for something to be handed in.</summary>
    public const string Deliverable = "deliverable";

    public const string Submit = "submit";
    public const string Approve = "approve";
    public const string Return = "return";
    public const string Reject = "reject";
    public const string Comment = "comment";
    public const string Decline = "decline";

    public const string Vote = "vote";
    public const string Record = "record";

    /// <summary>What an authority does about a late task it was told of. No task offers these: they never complete it.</summary>
    public const string Acknowledge = "acknowledge";
    public const string Instruct = "instruct";
    public const string Reassign = "reassign";

    /// <summary>What a coordinator does with the notices of a level while they are held. Neither completes the task.</summary>
    public const string CorrectNotice = "correctNotice";
    public const string SuspendNotice = "suspendNotice";
    public const string ReleaseNotice = "releaseNotice";

    /// <summary>What a run without people does with a task. No task offers it, so no person can.</summary>
    public const string Unattended = "unattended";

    /// <summary>What is decided about the deadline of a task. No task offers these: they never complete it.</summary>
    public const string AskExtension = "askExtension";
    public const string DecideExtension = "decideExtension";
    public const string RecomputeDeadline = "recomputeDeadline";

    public const string Submitted = "Submitted";
    public const string Expired = "Expired";
    public const string RemarksAccepted = "RemarksAccepted";
    public const string Approved = "Approved";
    public const string Returned = "Returned";
    public const string Rejected = "Rejected";
    public const string Commented = "Commented";

    public const string Cited = "Cited";
    public const string Tied = "Tied";
    public const string NoQuorum = "NoQuorum";

    /// <summary>How a session ended: it was held, moved to another day or suspended, when it was not for want of a quorum.</summary>
    public const string Held = "Held";
    public const string Moved = "Moved";
    public const string Cancelled = "Cancelled";

    /// <summary>How the task of a seat and of a session's record end; the decision of the body is something else.</summary>
    public const string Voted = "Voted";
    public const string Recorded = "Recorded";

    public const string OnTime = "onTime";
    public const string Late = "late";
    public const string Extemporaneous = "extemporaneous";
    public const string Unmet = "unmet";

    /// <summary>The port as people read it.</summary>
    public static string LabelOfPort(string port) => port switch
    {
        Submitted => "Entregado",
        Expired => "Vencido",
        RemarksAccepted => "Observaciones aceptadas",
        Approved => "Aprobado",
        Returned => "Observado",
        Rejected => "Rechazado",
        Commented => "Comentado",
        Cited => "Citada",
        Tied => "Empate",
        NoQuorum => "Sin quórum",
        Held => "Celebrada",
        Moved => "Cambió de fecha",
        Cancelled => "Suspendida",
        Voted => "Votado",
        Recorded => "Registrado",
        _ => port,
    };

    /// <summary>What an authority did, after «la autoridad …»: «tomó conocimiento».</summary>
    public static string LabelOfAct(string action) => action switch
    {
        Acknowledge => "tomó conocimiento",
        Instruct => "instruyó",
        Reassign => "reasignó la tarea",
        _ => action,
    };

    /// <summary>What was done, as a receipt says it.</summary>
    public static string LabelOfAction(string action) => action switch
    {
        Submit => "Entrega",
        Approve => "Aprobación",
        Return => "Devolución con observaciones",
        Reject => "Rechazo",
        Comment => "Comentario",
        Decline => "Declinación de comentar",
        Vote => "Voto",
        Record => "Registro de la sesión",
        _ => action,
    };

    public static string LabelOfTimeliness(string timeliness) => timeliness switch
    {
        OnTime => "dentro de plazo",
        Late => "fuera de plazo",
        Extemporaneous => "extemporáneo",
        Unmet => "fuera de plazo: el requisito no se cumple",
        _ => timeliness,
    };
}
