using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Tasks;

namespace Workflows.Definitions.Mail;

/// <summary>What a mail about a task may say. Names are Spanish because coordinators write them in templates.</summary>
/// <param name="Process">Name of the process: «Formulación PMG 2026».</param>
/// <param name="TaskPath">Path of the task's page; a link never acts by itself.</param>
/// <param name="LegalTerm">The term and where it comes from, in one sentence.</param>
/// <param name="Next">What happens next, and when.</param>
public sealed record TaskMail(string Task, string? Institution, string Process, string TaskPath, Deadline? Deadline, string? LegalTerm, string Next)
{
    public string? Instructions { get; init; }

    /// <summary>«3 días hábiles de atraso» or «Faltan 5 días hábiles.»</summary>
    public string Distance { get; init; } = "";

    public int? Level { get; init; }
    public IReadOnlyList<object?> Remarks { get; init; } = [];

    public Dictionary<string, object?> ToModel(IReadOnlyList<MailAddressee> addressees) => new()
    {
        ["tarea"] = Task,
        ["institucion"] = Institution ?? "",
        ["proceso"] = Process,
        ["ruta"] = TaskPath,
        ["instrucciones"] = Instructions ?? "",
        ["plazo"] = Deadline is { } deadline ? MailText.Until(deadline) : "",
        ["plazo_legal"] = LegalTerm ?? "",
        ["distancia"] = Distance,
        ["nivel"] = Level is { } level ? (double)level : null,
        ["siguiente"] = Next,
        ["observaciones"] = Remarks.Select(object? (remark) => new Dictionary<string, object?>
        {
            ["campo"] = remark.TextOf("field") ?? "",
            ["texto"] = remark.TextOf("text") ?? "",
        }).ToList(),
        ["destinatarios"] = MailModels.Reasons(addressees),
    };
}
