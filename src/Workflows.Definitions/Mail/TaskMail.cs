using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Mail;

/// <summary>What a mail about a task may say. Names are Spanish because coordinators write them in templates.</summary>
/// <param name="Process">Name of the process: «Formulación PMG 2026».</param>
/// <param name="TaskPath">Path of the task's page; a link never acts by itself.</param>
/// <param name="LegalTerm">The term and where it comes from, in one sentence.</param>
/// <param name="Next">What happens next, and when.</param>
public sealed record TaskMail(
    string Task, string? Institution, string Process, string TaskPath, Deadline? Deadline, string? LegalTerm, string Next)
{
    public string? Instructions { get; init; }

    /// <summary>«3 días hábiles de atraso» or «Faltan 5 días hábiles.»</summary>
    public string Distance { get; init; } = "";

    /// <summary>The same as a state: «Atrasado 3 días hábiles»; what <see cref="Distance"/> says when nobody gives one.</summary>
    public string? State { get; init; }

    /// <summary>«Quinto día hábil de atraso», at the head of an escalation.</summary>
    public string DayOfLateness { get; init; } = "";

    /// <summary>Territorial code of the region it is asked of; null for what no region does.</summary>
    public string? Place { get; init; }

    public int? Level { get; init; }

    /// <summary>What the level before did, or that it did nothing.</summary>
    public string Before { get; init; } = "";

    /// <summary>The coordinator who reads the answers.</summary>
    public string RepliesTo { get; init; } = "";

    /// <summary>Who else is informed.</summary>
    public string Copies { get; init; } = "";

    /// <summary>The mail carries a personal link to act on the notice.</summary>
    public bool HasLink { get; init; }
    public IReadOnlyList<object?> Remarks { get; init; } = [];

    /// <summary>The fields that remarks may be about, as they were drawn; null where only their ids are known.</summary>
    public object? Form { get; init; }

    public Dictionary<string, object?> ToModel(IReadOnlyList<MailAddressee> addressees) => new()
    {
        ["tarea"] = Task,
        ["institucion"] = Institution ?? "",
        ["proceso"] = Process,
        ["ruta"] = TaskPath,
        ["instrucciones"] = Instructions ?? "",
        ["plazo"] = Deadline is { } deadline ? MailText.Until(deadline, Place, Institution) : "",
        ["plazo_legal"] = LegalTerm ?? "",
        ["regla"] = LegalTerm is null ? "" : DeadlineSentence.WithoutDate(LegalTerm),
        ["distancia"] = Distance,
        ["estado"] = State ?? Distance.TrimEnd('.'),
        ["atraso"] = DayOfLateness,
        ["formal"] = MailModels.IsFormal(addressees),
        ["colabora"] = MailModels.AsksCollaboration(addressees),
        ["nivel"] = Level is { } level ? (double)level : null,
        ["siguiente"] = Next,
        ["antes"] = Before,
        ["responde"] = RepliesTo,
        ["copias"] = Copies,
        ["acuse"] = HasLink ? PersonalLink.Path : "",
        ["observaciones"] = Remarks.Select(TaskRemark.FromValues).Select(object? (remark) => new Dictionary<string, object?>
        {
            ["campo"] = remark.Field is { } field ? LabelOf(field) : "",
            ["texto"] = remark.Text ?? "",
        }).ToList(),
        ["destinatarios"] = MailModels.Reasons(addressees),
    };

    private string LabelOf(string field) =>
        Form.AsList().FirstOrDefault(drawn => drawn.TextOf("id") == field).TextOf("label") is { Length: > 0 } label ? label : field;
}
