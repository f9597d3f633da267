using System.Text.Json;
using Workflows.Engine;
using Workflows.Server.Mail;
using Workflows.Server.Persistence;
using Workflows.Server.Scheduling;
using Workflows.Server.Tasks;

namespace Workflows.Server.CommandLine.Verification;

/// <summary>Holds the tables of one instance against what its journal says: nothing missing, nothing more, nothing different.</summary>
internal sealed class WorkComparison(string instanceId, string? institutionCode, DerivedWork derived, StoredWork stored)
{
    private readonly List<JournalProblem> _problems = [];

    public IReadOnlyList<JournalProblem> Problems()
    {
        Timers();
        Tasks();
        Mails();
        Compare("la entrega", derived.Submissions, stored.Submissions[instanceId], row => row.Id, SubmissionDiffers);
        Compare("el hecho", derived.Facts, stored.Facts[instanceId], row => row.Id, (fact, row) =>
            fact.Kind != row.Kind ? "su clase" : !SameJson(fact.Data, row.Data) ? "su contenido" : null);
        Compare("la espera del evento", derived.OpenEvents, stored.Events[instanceId], row => row.BookmarkId, (name, row) => name != row.Name ? "su nombre" : null);
        return _problems;
    }

    private void Timers() => Compare("el temporizador", derived.Timers, stored.Timers[instanceId], row => row.BookmarkId, (timer, row) =>
        timer.Name != row.Name ? "su nombre"
        : timer.ActivityId != row.ActivityId ? "su paso"
        : timer.Visit != row.Visit ? "su visita"
        : timer.DueAt != Instants.ToText(row.DueAt) ? "su fecha"
        : !(timer.State == TimerState.Pending ? row.State is TimerState.Pending or TimerState.Held or TimerState.Parked : timer.State == row.State) ? "su estado"
        : null);

    private void Tasks() => Compare("la tarea", derived.Tasks, stored.Tasks[instanceId], row => row.Id, (task, row) =>
        task.State != row.State ? "su estado"
        : task.Outcome != row.Outcome || task.IsLate != row.IsLate ? "su resultado"
        : task.DueAt != (row.DueAt is { } due ? Instants.ToText(due) : null) ? "su plazo"
        : task.BookmarkId != row.BookmarkId || task.ActivityId != row.ActivityId || task.Visit != row.Visit ? "su paso"
        : (task.InstitutionCode ?? institutionCode) != row.InstitutionCode || task.RoleCode != row.RoleCode || task.ScopeCode != row.ScopeCode ? "a quién se le pide"
        : task.Kind != row.Kind || task.Title != row.Title ? "lo que pide"
        : null);

    private void Mails()
    {
        // One sent again because a person decided it repeats another, and is that person's: the journal has only the first.
        var (again, first) = (stored.Mails[instanceId].Where(row => row.ResendOf is not null).ToList(), stored.Mails[instanceId].Where(row => row.ResendOf is null));
        Compare("el correo", derived.Mails, first, row => row.Id, MailDiffers);
        foreach (var mail in again.Where(mail => !derived.Mails.ContainsKey(mail.ResendOf!) && !again.Exists(other => other.Id == mail.ResendOf)))
            Problem($"el correo {mail.Id} repite uno que no existe.");
    }

    private static string? MailDiffers(DerivedMail mail, StoredMail row) =>
        mail.IsWithdrawn != (row.State == MailState.Withdrawn) || !Enum.IsDefined(row.State) ? "su estado"
        : !row.MessageId.StartsWith($"<{row.Id}@", StringComparison.Ordinal) ? "su identificación"
        : mail.TaskId != row.TaskId || mail.Level != row.Level || mail.Reason != row.Reason ? "su motivo"
        : !SameJson(mail.Addressees, row.Addressees) ? "sus destinatarios"
        : mail.Template != row.Template || !SameJson(mail.Model, row.Model) ? "su contenido"
        : null;

    private static string? SubmissionDiffers(DerivedSubmission submission, StoredSubmission row) =>
        submission.TaskId != row.TaskId || submission.Action != row.Action || submission.Visit != row.Visit ? "su tarea"
        : submission.Timeliness != row.Timeliness ? "si llegó a tiempo"
        : row.BodyHash != JournalHash.OfText(row.Body) || !SameJson(submission.Body, row.Body) ? "su contenido"
        : null;

    /// <param name="differs">What of the row is not as the journal says, in Spanish; null when all is.</param>
    private void Compare<TKey, TDerived, TRow>(
        string noun, IReadOnlyDictionary<TKey, TDerived> expected, IEnumerable<TRow> rows, Func<TRow, TKey> keyOf, Func<TDerived, TRow, string?> differs)
        where TKey : notnull
    {
        var found = new HashSet<TKey>();
        foreach (var row in rows)
        {
            var key = keyOf(row);
            found.Add(key);
            if (!expected.TryGetValue(key, out var should))
                Problem($"existe {noun} {key}, que la historia no conoce.");
            else if (differs(should, row) is { } what)
                Problem($"{noun} {key} no es como dice la historia: cambió {what}.");
        }

        foreach (var key in expected.Keys.Where(key => !found.Contains(key)))
            Problem($"falta {noun} {key}, según la historia.");
    }

    private void Problem(string what) => _problems.Add(new(instanceId, null, char.ToUpperInvariant(what[0]) + what[1..]));

    private static bool SameJson(JsonElement one, string other)
    {
        try
        {
            using var parsed = JsonDocument.Parse(other, DerivedWork.Reading);
            return JsonElement.DeepEquals(one, parsed.RootElement);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
