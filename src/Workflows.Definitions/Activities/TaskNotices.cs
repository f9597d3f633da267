using Workflows.Definitions.Calendar;
using Workflows.Definitions.Deadlines;
using Workflows.Definitions.Mail;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>
/// The mails of one task: what each says, to whom it goes and why it leaves. People are those who hold their posts on the day
/// the mail leaves.
/// </summary>
/// <param name="levelAt">When a level of the ladder is due in this visit; null when it is not.</param>
internal sealed class TaskNotices(
    ActivityContext context, OpenTask task, DeadlinePolicy? policy, SilenceRule? silence, Func<int, DateTimeOffset?> levelAt)
{
    private DateOnly Today => SantiagoTime.DateAt(context.Now);

    /// <param name="form">The fields of its form as they were drawn: remarks name them by their labels.</param>
    public void Opened(IReadOnlyList<object?> remarks, object? form)
    {
        var isCorrection = remarks.Count > 0;
        var people = Responsible();
        Send(isCorrection ? MailTemplateCatalog.Returned : MailTemplateCatalog.NewTask, people,
            isCorrection ? "entrega observada" : "tarea nueva",
            Mail(NextOf(level: 0, people)) with { Remarks = remarks, Form = form });
    }

    /// <param name="key">Of its timer: how far before the deadline it leaves.</param>
    public void Remind(NoticeKey key)
    {
        var tooLate = task.Deadline!.Value.IsLate(context.Now) ? "El plazo ya venció."
            : SantiagoTime.DateAt(context.DueAt) < Today ? "No salió en su día: el resumen diario ya muestra la tarea."
            : null;
        if (tooLate is not null)
        {
            NoticeTimer.Suppress(context, key, tooLate);
            return;
        }

        var remaining = key.InHours
            ? MailText.Remaining(task.Deadline.Value.Instant - context.Now)
            : MailText.Remaining(TaskQuestions.WorkingDays(context, Today, task.Deadline.Value.Date));
        var people = Responsible();
        Send(MailTemplateCatalog.Reminder, people, $"recordatorio {key.Distance} antes",
            Mail(NextOf(level: 0, people)) with { Distance = remaining });
    }

    /// <summary>The deadline passed and the task stays open. The ladder speaks; without one, the responsible person is told.</summary>
    public void Due()
    {
        context.Record("overdue", new Dictionary<string, object?> { ["deadline"] = task.Deadline?.ToString() });
        if (policy?.Ladder is not { Count: > 0 })
            Send(MailTemplateCatalog.Expired, Responsible(), "fin del plazo", Mail(AfterTheTerm()) with
            {
                State = IsInAdditionalTerm ? TermStates.LabelOf(TermState.InAdditionalTerm) : null,
            });
    }

    /// <summary>Silence closes the task: whoever owed an answer is told what it meant.</summary>
    public void Ended() => Send(MailTemplateCatalog.Expired, Responsible(), "fin del plazo sin respuesta", Mail(WhatSilenceDid()));

    /// <summary>
    /// Tells a level of the ladder and answers when it hears of it: at once, or when the hold ends. Null when the ladder was drawn anew
    /// meanwhile and has it no more.
    /// </summary>
    public DateTimeOffset? Escalate(PlannedNotice come)
    {
        var number = come.Key.Number;
        if (policy?.Ladder.FirstOrDefault(level => level.Level == number) is not { } level)
        {
            NoticeTimer.Suppress(context, come.Key, "El plazo se cambió y ya no tiene este aviso.");
            return null;
        }

        var lateAfter = task.LateAfter!.Value;
        var late = Math.Max(0, TaskQuestions.WorkingDays(context, lateAfter.Date, Today));
        var hoursLate = context.Now - lateAfter.Instant;
        var people = People(level, Today);
        var copies = people.Where(person => person.IsCopy).ToList();
        var coordinator = Coordinator();
        var mail = Mail("") with
        {
            Distance = level.HoursAfter is null ? MailText.Lateness(late) : MailText.Lateness(hoursLate),
            State = level.HoursAfter is null
                ? late > 0 ? $"Atrasado {SpanishDate.WorkingDays(late)}" : "Plazo vencido"
                : hoursLate >= TimeSpan.FromHours(1) ? $"Atrasado {SpanishDate.Hours((int)hoursLate.TotalHours)}" : "Plazo vencido",
            DayOfLateness = level.HoursAfter is null ? MailText.DayOfLateness(late) : Capital(MailText.Lateness(hoursLate)),
            Level = number,
            Before = Before(),
            RepliesTo = coordinator?.Name ?? "",
            Copies = MailText.Enumeration([.. copies.Select(copy => copy.Name)]),
        };
        var held = HoldOf(come.HeldUntil);

        // Each one who has to act gets a mail of their own, because its link is theirs; those who are only informed share one without a
        // link.
        foreach (var person in people.Where(person => !person.IsCopy))
            SendTo([person], mail with { HasLink = !person.HasTask }, person.HasTask ? null : person.PersonId);
        if (copies.Count > 0 || people.Count == 0)
            SendTo(copies, mail, null);
        return held ?? context.Now;

        void SendTo(IReadOnlyList<MailAddressee> to, TaskMail words, string? linkFor) => Emit(
            level.Template, (words with { Next = NextOf(number, to) }).ToModel(to), to,
            $"{Lower(NoticeKey.LateNotice(number))}, {level.Distance} después",
            number,
            held, linkFor, coordinator);
    }

    /// <summary>What an authority wrote goes to whoever has the task from now on.</summary>
    public void Instructed(OpenTask now, string action, string by, string text)
    {
        var people = TaskQuestions.Recipients(context, [RecipientCode.Responsible.Text], [], 0, now.Role, now.Scope, now.Institution);
        var model = MailModels.Instruction(
            Mail(NextOf(task.CurrentAt(context.Now)?.Level ?? 0, people)), TaskWords.LabelOfAct(action), by, text, people);
        Emit(MailTemplateCatalog.Instruction, model, people, $"una autoridad {TaskWords.LabelOfAct(action)}", null, null);
    }

    /// <summary>More time was asked for: whoever decides has until the term ends (Ley 19.880, art. 26).</summary>
    /// <param name="days">«2 días hábiles».</param>
    /// <param name="proposed">The deadline it would give.</param>
    public void ExtensionAsked(string decidedBy, string days, string reason, Deadline proposed)
    {
        var people = TaskQuestions.Recipients(context, [decidedBy], [], 0, task.Role, task.Scope, task.Institution);
        var mail = Mail("Se decide antes de que venza el plazo. Después ya no se puede (Ley 19.880 art. 26).") with
        {
            TaskPath = MailModels.PathOfExtensions,
        };
        Emit(MailTemplateCatalog.ExtensionAsked, MailModels.ExtensionAsked(mail, context.Actor?.Name ?? "", days, reason, proposed, people),
            people,
            "prórroga pedida", null, null);
    }

    public void ExtensionDecided(ExtensionOutcome outcome, string days, string reason)
    {
        var people = Responsible();
        Emit(MailTemplateCatalog.ExtensionDecided,
            MailModels.ExtensionDecided(Mail(NextOf(level: 0, people)), outcome, context.Actor?.Name ?? "", days, reason, people),
            people, "prórroga decidida", null, null);
    }

    /// <summary>A law made the deadline another after the task was judged by it.</summary>
    /// <param name="told">Who heard of it already; whoever is written to now is added.</param>
    public void Overtaken(OvertakenTask about, HashSet<string> told)
    {
        IReadOnlyList<MailAddressee> people = [.. Responsible().Where(person => told.Add(person.PersonId))];
        var isFirst = told.Count == people.Count;
        if (people.Count == 0 && !isFirst)
            return;
        Emit(MailTemplateCatalog.Overtaken, MailModels.Overtaken(Mail(""), about, people), people,
            "un cambio posterior del calendario", null, null);
    }

    public void Receipt(Act act)
    {
        if (TaskQuestions.Actor(context) is not { } submitter)
            return;
        var mail = Mail("La página de la tarea muestra en qué va.");
        var model = MailModels.Receipt(mail, act.SubmissionId, context.Now, act.CountsAt, act.Timeliness, act.Warnings, [submitter]);
        // Whoever acts is written to as a person: how they are addressed is known by the post that was asked.
        model["formal"] = Role.Find(task.Role) is { IsAuthority: true };
        Emit(MailTemplateCatalog.Receipt, model, [submitter], "acuse de recibo", null, null);
    }

    public void Decided(IReadOnlyList<string> codes, string port, string? comment)
    {
        if (codes.Count == 0)
            return;
        var people = TaskQuestions.Recipients(context, codes, [], 0, task.Role, task.Scope, task.Institution);
        var model = MailModels.Decision(
            Mail("El proceso sigue según este resultado. Su página muestra dónde está."), port, context.Actor?.Name ?? "", comment,
            context.Now, people);
        Emit(MailTemplateCatalog.Approved, model, people, "resultado de la revisión", null, null);
    }

    private void Send(
        string template, IReadOnlyList<MailAddressee> people, string reason, TaskMail mail, int? level = null,
        DateTimeOffset? heldUntil = null) =>
        Emit(template, mail.ToModel(people), people, reason, level, heldUntil);

    private void Emit(
        string template, Dictionary<string, object?> model, IReadOnlyList<MailAddressee> people, string reason, int? level,
        DateTimeOffset? heldUntil,
        string? linkFor = null, MailAddressee? replyTo = null)
    {
        if (people.Count == 0)
        {
            context.Record("noAddressee", new Dictionary<string, object?> { ["template"] = template, ["reason"] = reason });
            return;
        }

        context.Emit(new MailRequested
        {
            MailId = context.NextId(),
            Template = template,
            Model = model,
            Addressees = people,
            TaskId = task.TaskId,
            InstitutionCode = task.Institution,
            Level = level,
            Reason = reason,
            HeldUntil = heldUntil,
            LinkFor = linkFor,
            ReplyTo = replyTo,
        });
    }

    private TaskMail Mail(string next) =>
        new(task.Title, task.InstitutionName, task.Process, MailModels.PathOfTask(task.TaskId), task.Deadline, task.LegalTerm, next)
        {
            Instructions = task.Instructions,
            Place = RegionalClock.PlaceOf(task.Role, task.Scope),
        };

    /// <summary>A notice that comes late from a server that was down is held four working hours all the same.</summary>
    private DateTimeOffset? HoldOf(DateTimeOffset? heldUntil)
    {
        if (heldUntil is not { } planned)
            return null;
        if (planned > context.Now)
            return planned;
        var (hour, isWorkingDay) = (SantiagoTime.TimeAt(context.Now), TaskQuestions.WorkingDay(context, Today, 0) == Today);
        if (isWorkingDay && hour >= DeadlineComputation.NoticeHour && hour <= DeadlineComputation.LastHourToHold)
            return context.Now + DeadlineComputation.Hold;
        var day = isWorkingDay && hour < DeadlineComputation.NoticeHour ? Today : TaskQuestions.WorkingDay(context, Today, 1);
        return SantiagoTime.ToInstant(day, DeadlineComputation.HeldUntilHour);
    }

    /// <summary>Who reads the answers: the first coordinator of the day.</summary>
    private MailAddressee? Coordinator() => TaskQuestions.Recipients(
        context, [Role.Coordinator.Code], [], 0, task.Role, task.Scope, task.Institution) is [var first, ..] ? first : null;

    private string Before() => task.CurrentAt(context.Now) switch
    {
        null => "",
        { Action: { } action } told => $"El aviso anterior ya se atendió: {told.By} {TaskWords.LabelOfAct(action)} el "
            + $"{MailText.Moment(told.At!.Value)}.",
        _ => "El aviso anterior no tuvo respuesta.",
    };

    /// <summary>Whose work it is today.</summary>
    internal static IReadOnlyList<MailAddressee> HoldersOf(ActivityContext context, OpenTask task) => TaskQuestions.Recipients(
        context, [RecipientCode.Responsible.Text], [], 0, task.Role, task.Scope, task.Institution);

    /// <summary>Whoever has answered already is asked for nothing more.</summary>
    private IReadOnlyList<MailAddressee> Responsible() =>
        [.. HoldersOf(context, task).Where(holder => task.Said.All(said => said.PersonId != holder.PersonId))];

    private IReadOnlyList<MailAddressee> People(LadderLevel level, DateOnly date) => TaskQuestions.Recipients(
        context, level.Recipients.Select(code => code.Text), level.Copy.Select(code => code.Text), level.Level,
        task.Role, task.Scope, task.Institution, date);

    /// <summary>
    /// What happens if nothing is done, and when: what silence does, or the next rung with somebody else on it. Nobody is told that they
    /// themselves will be told.
    /// </summary>
    private string NextOf(int level, IReadOnlyList<MailAddressee> readers)
    {
        if (silence is not null && task.Deadline is { } deadline)
            return $"Si el {MailText.Until(deadline)} no hay respuesta, {Meaning(silence)}";

        var own = readers.Select(reader => reader.PersonId).ToHashSet(StringComparer.Ordinal);
        var posts = readers.Select(reader => reader.RoleCode).ToHashSet(StringComparer.Ordinal);
        foreach (var next in policy?.Ladder.Where(other => other.Level > level) ?? [])
        {
            if (levelAt(next.Level) is not { } at)
                continue;
            var date = SantiagoTime.DateAt(at);
            var others = People(next, date).Where(person => !person.IsCopy && !own.Contains(person.PersonId))
                .Select(person => NameFor(person, posts)).Distinct().ToList();
            if (others.Count > 0)
                return $"Si sigue pendiente el {MailText.Day(date)}, avisaremos {others[0]}."
                    + (others.Count == 1 ? "" : $" También {MailText.Enumeration([.. others.Skip(1)])}.");
        }

        return AfterTheTerm();
    }

    /// <summary>Whoever reads that a term ended is told of the plazo adicional that runs, while it does.</summary>
    private string AfterTheTerm() => "La tarea sigue abierta hasta que se complete."
        + (IsInAdditionalTerm ? $" Está {Lower(MailText.InAdditionalTerm(task.AdditionalUntil!.Value.ExpiresAt))}." : "");

    private bool IsInAdditionalTerm => task.Deadline is { } deadline
        && TermStates.Of(deadline, task.AdditionalUntil, context.Now) == TermState.InAdditionalTerm;

    /// <summary>By their post; who has the same one as a reader, by their name.</summary>
    private static string NameFor(MailAddressee person, HashSet<string> posts) =>
        Role.Find(person.RoleCode) is { } role && !posts.Contains(role.Code) ? role.Addressed : $"a {person.Name}";

    private static string Lower(string text) => char.ToLowerInvariant(text[0]) + text[1..];

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private string WhatSilenceDid() => $"Como no hubo respuesta, {Meaning(silence!)}";

    private static string Meaning(SilenceRule silence)
    {
        var meaning = silence.Outcome switch
        {
            TaskWords.RemarksAccepted => "se entienden aceptadas las observaciones.",
            TaskWords.Approved => "se entiende aprobado.",
            _ => "el proceso sigue sin ella.",
        };
        return silence.Norm is { } norm ? $"{meaning} {Sentence(norm)}" : meaning;
    }

    private static string Sentence(string norm) => norm.EndsWith('.') ? norm : $"{norm}.";
}
