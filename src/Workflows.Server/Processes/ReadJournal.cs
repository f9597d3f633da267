using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Tasks;
using Workflows.Server.Access;
using Workflows.Server.Calendar;
using Workflows.Server.Flows;
using Workflows.Server.Jobs;
using Workflows.Server.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Web;

namespace Workflows.Server.Processes;

/// <summary>The journal of a process as a history a person can read: when, who, on whose behalf, what happened.</summary>
public static class ReadJournal
{
    /// <param name="Hash">Of the chain up to here, in hexadecimal.</param>
    public sealed record Burst(
        int Number, DateTimeOffset At, string? By, string? OnBehalfOf, string What, IReadOnlyList<string> Lines, string Hash);

    private static readonly Sorts<JournalRow> Sorts = new Sorts<JournalRow>().By("number", row => row.Number, row => row.InstanceId);

    public static async Task<Results<Ok<Page<Burst>>, ProblemHttpResult>> HandleAsync(
        string id, [AsParameters] PageOf page, Acting acting, WorkflowsDb db, DefinitionStore definitions, Places places,
        CancellationToken ct)
    {
        if (page.ProblemWith(Sorts) is { } problem)
            return Refusal.Invalid(problem);
        var visible = db.Set<InstanceRow>().VisibleTo(acting, db).Where(row => row.Id == id);
        if (await visible.Select(row => new { row.DefinitionId, row.DefinitionVersion }).SingleOrDefaultAsync(ct) is not { } flow)
            return Refusal.NotFound();
        var instances = visible.Select(row => row.Id);
        var steps = (await definitions.GraphAsync(flow.DefinitionId, flow.DefinitionVersion, ct)).StepLabels;

        var rows = await db.Set<JournalRow>().AsNoTracking().Where(row => instances.Contains(row.InstanceId))
            .ToPageAsync(page, Sorts, row => new { row.Number, row.At, row.Text, row.Hash }, ct);
        var pseudonyms = await Pseudonyms.ReadAsync(db, ct);
        return TypedResults.Ok(new Page<Burst>(
            await NamedAsync([.. rows.Items.Select(row => Of(row.Number, row.At, row.Text, row.Hash, steps, pseudonyms))], places, ct),
            rows.Number, rows.Size, rows.Total));
    }

    /// <summary>On whose behalf: the journal keeps the code of the place, people read its name.</summary>
    private static async Task<IReadOnlyList<Burst>> NamedAsync(IReadOnlyList<Burst> bursts, Places places, CancellationToken ct)
    {
        var names = await places.NamesOfAsync(bursts.Select(burst => burst.OnBehalfOf).OfType<string>(), ct);
        return [
            .. bursts.Select(
                burst => burst.OnBehalfOf is { } code ? burst with { OnBehalfOf = names.GetValueOrDefault(code, code) } : burst)];
    }

    private static Burst Of(
        int number, DateTimeOffset at, string text, byte[] hash, IReadOnlyDictionary<string, string> steps, Pseudonyms pseudonyms)
    {
        using var document = JsonDocument.Parse(text, new() { MaxDepth = 256 });
        var burst = document.RootElement;
        return new(
            number, at, burst.TryGetProperty("by", out var by) ? pseudonyms.NameFor(Text(by, "id"), Text(by, "name")) : null,
            Text(burst, "onBehalfOf"), WhatMoved(burst.GetProperty("stimulus")),
            [.. Together(burst.GetProperty("entries").EnumerateArray().Select(entry => Line(entry, steps)).OfType<string>())],
            Convert.ToHexStringLower(hash));
    }

    /// <summary>What happened several times in a row is said once.</summary>
    private static IEnumerable<string> Together(IEnumerable<string> lines)
    {
        var (last, times) = ("", 0);
        foreach (var line in lines.Append(""))
        {
            if (line == last)
            {
                times++;
                continue;
            }

            if (times > 0)
                yield return times == 1 ? last : $"{last.TrimEnd('.')} ({times} veces).";
            (last, times) = (line, 1);
        }
    }

    private static string WhatMoved(JsonElement stimulus) => Text(stimulus, "kind") switch
    {
        "start" => "Se abrió el proceso",
        "continue" => "El proceso siguió donde iba",
        "timer" => "Llegó una fecha",
        "recomputeWait" => "Se volvió a calcular una fecha que el proceso espera",
        "event" => $"Llegó el evento «{Text(stimulus, "name")}»",
        "task" => Text(stimulus, "action") switch
        {
            "submit" => "Se entregó",
            "approve" => "Se aprobó",
            "return" => "Se devolvió con observaciones",
            "reject" => "Se rechazó",
            "comment" => "Se comentó",
            "decline" => "Se declinó comentar",
            "askExtension" => "Se pidió una prórroga",
            "decideExtension" => "Se decidió una prórroga",
            "recomputeDeadline" => "Se volvió a calcular un plazo",
            TaskWords.Vote => "Se votó",
            TaskWords.Record => "Se registró la sesión",
            TaskWords.Acknowledge or TaskWords.Instruct or TaskWords.Reassign =>
                $"La autoridad {TaskWords.LabelOfAct(Text(stimulus, "action")!)}",
            TaskWords.CorrectNotice => "Se corrigió un aviso retenido",
            TaskWords.SuspendNotice => "Se suspendió un aviso retenido",
            TaskWords.ReleaseNotice => "Se dejó salir un aviso retenido",
            _ => "Se actuó en una tarea",
        },
        "heardAfterwards" => "Una ley posterior cambió el plazo de una tarea terminada",
        "takeBack" => "Se retiró la entrega antes de que empezara su revisión",
        "handOverTask" => $"Una tarea se encargó a {Text(stimulus, "to")}: {Text(stimulus, "reason")}",
        "children" => "Respondieron procesos que este abrió",
        "cancel" => $"Se pidió anular el proceso: {Text(stimulus, "reason")}",
        "retry" => $"Se reintentó lo que falló: {Text(stimulus, "reason")}",
        "skip" => $"Se siguió sin repetir lo que falló: {Text(stimulus, "reason")}",
        "handOver" => $"La decisión se encargó a {Text(stimulus, "to")}: {Text(stimulus, "reason")}",
        var kind => $"Movimiento «{kind}»",
    };

    /// <summary>One sentence for what people care about; null for what only the engine does (variables, bookmarks).</summary>
    private static string? Line(JsonElement entry, IReadOnlyDictionary<string, string> steps)
    {
        var data = entry.TryGetProperty("data", out var value) ? value : default;
        var place = Text(entry, "activity") is { } activity ? $" en «{steps.GetValueOrDefault(activity, activity)}»" : "";
        return Text(entry, "kind") switch
        {
            "taskOpened" => $"Se abrió la tarea «{Text(data, "title")}»{Until(data)}.",
            "taskCompleted" => $"La tarea terminó: {TaskWords.LabelOfPort(Text(data, "outcome") ?? "")}.",
            "submissionReceived" =>
                $"Se recibió una entrega o decisión{place}, {TaskWords.LabelOfTimeliness(Text(data, "timeliness") ?? "")}.",
            "mailRequested" => $"Se preparó un aviso: {Text(data, "reason")}.",
            "mailWithdrawn" => "Se suprimió un aviso que aún no salía.",
            "deadlineMoved" => $"El plazo pasó del {Day(Text(data, "from"))} al {Day(Text(data, "to"))}. {Text(data, "why")}",
            "judgementOvertaken" => LaterLaw.TextOf(
                Enum.Parse<Judgement>(Text(data, "judged")!), Text(data, "from")!, Text(data, "to")!, Text(data, "why")!),
            "waitMoved" => $"La fecha que espera{place} pasó del {Day(Text(data, "from"))} al {Day(Text(data, "to"))}. {Text(data, "why")}",
            "extensionAsked" => $"Motivo de la prórroga: {Text(data, "reason")}",
            "extensionDecided" => Text(data, "outcome") switch
            {
                "Granted" => $"La prórroga se otorgó: {Text(data, "reason")}",
                "Refused" => $"La prórroga se negó: {Text(data, "reason")}",
                _ => "El plazo venció sin que nadie decidiera la prórroga.",
            },
            "actRefused" => $"No tuvo efecto: {Text(data, "reason")}",
            "factRecorded" => RecordedFact.WordsOf(data) is { } said ? $"Quedó registrado{place}: {said}" : $"Quedó registrado{place}.",
            "childRequested" => $"Se pidió abrir un proceso{place}.",
            "childCancelled" => $"Se anuló un proceso que este abrió: {Text(data, "reason")}.",
            "eventPublished" => $"Se publicó el evento «{Text(data, "name")}».",
            "line" => data.ValueKind == JsonValueKind.String ? data.GetString() : null,
            "incident" => $"Algo falló{place}: {Text(data, "message")}",
            // A stay of a step that is cancelled is no news: the whole process says how it ended.
            "finished" => data.ValueKind == JsonValueKind.String && data.GetString() == nameof(Engine.WorkflowSubStatus.Cancelled)
                ? "El proceso quedó anulado."
                : "El proceso terminó.",
            _ => null,
        };
    }

    private static string Until(JsonElement data) => Text(data, "dueAt") is { } due
        ? string.Create(
            CultureInfo.InvariantCulture,
            $", vence el {Definitions.Calendar.SantiagoTime.ToLocal(Engine.Instants.Parse(due)):dd/MM/yyyy 'a las' HH:mm}")
        : "";

    private static string Day(string? deadline) => deadline is null ? "" : Definitions.Deadlines.Deadline.Parse(deadline).Sentence;

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
