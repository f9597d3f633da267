using System.Globalization;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;

namespace Workflows.Definitions.Deadlines;

/// <summary>
/// Writes a <see cref="DeadlinePolicy"/> as Spanish sentences with blanks to fill. A pure function: the same policy, the same sentences.
/// </summary>
public static class PolicySentences
{
    private const int Longest = 1000;

    private static readonly BlankChoice[] Starts =
    [
        new("opening", Since(StartRule.Opening)), new("workingDay", Since(StartRule.WorkingDay)),
        new("notification", Since(StartRule.Notification)), new("letter", Since(StartRule.Letter)),
    ];

    internal const string NotificationNorm = "Ley 19.880 arts. 45 y 46";

    /// <summary>From when a counted term runs, to stand inside a sentence.</summary>
    internal static string Since(StartRule start) => start switch
    {
        StartRule.WorkingDay => "desde el primer día hábil en que está abierta",
        StartRule.Notification => $"desde la notificación personal o electrónica ({NotificationNorm})",
        StartRule.Letter => $"desde la notificación por carta, practicada al tercer día hábil de recibida por Correos ({NotificationNorm})",
        _ => "desde que se abre la tarea",
    };

    private static readonly BlankChoice[] Rolls = [new("next", "pasa al siguiente día hábil"), new("none", "vence igual ese día")];

    private static readonly BlankChoice[] LateRules =
    [
        new("accept", "se recibe y se marca fuera de plazo"),
        new("reviewerDecides", "se recibe como extemporáneo y una persona decide"),
        new("failsRequirement", "se recibe y el requisito queda sin cumplir"),
    ];

    private static readonly BlankChoice[] WhicheverLater = [new(false, "corre solo ese plazo"),
        new(true, "vale el que venza después entre ese plazo y el de la etapa")];

    private static readonly BlankChoice[] Allowed = [new(true, "Se puede pedir prórroga"), new(false, "No se puede pedir prórroga")];

    public static IReadOnlyList<PolicySentence> Of(DeadlinePolicy policy) =>
    [
        new("term", [new("Hay "), .. TermParts(policy.Term, "term"), .. StartParts(policy), new(".")]),
        new("calendar",
        [
            new("Si vence en un día inhábil, "),
            Choice("roll", "Qué pasa si vence en día inhábil", policy.Roll == Roll.Next ? "next" : "none", Rolls),
            new(". Los días se cuentan en "),
            new(PlaceOf(policy), new(
                "territory", "place", "Dónde se cuentan los días", policy.InInstitution ? "institution" : policy.Territory?.Code)),
            new(policy.Territory is { Exists: false } ? ", que ya no existe: se cuentan en todo el país." : "."),
        ]),
        .. policy.Additional is { } additional ? new[] { new PolicySentence("additional", AdditionalParts(additional)) } : [],
        new("norm", [new("Norma o acto que lo fija: "), new(policy.Norm ?? "no se cita ninguno", new(
            "norm", "text", "Qué norma o acto fija el plazo", policy.Norm)), new(".")]),
        new("reminders", RemindersOf(policy)),
        .. policy.HourReminders.Count > 0 ? new[] { new PolicySentence("reminders", HourRemindersOf(policy)) } : [],
        new("late", [new("Lo que llega tarde "), Choice("late", "Qué pasa con lo que llega tarde", WordOf(policy.Late), LateRules),
            new(".")]),
        .. policy.Silence is { } silence ? new[] { SilenceOf(silence) } : [],
        .. policy.Ladder.Select(LevelOf),
        .. policy.Acknowledgement is { } rule ? new[] { AcknowledgementOf(rule) } : [],
        new("correction",
        [
            new("Si se devuelve, hay "), .. TermParts(policy.Correction.Term, "correction.term"), new(" para corregir y "),
            Choice("correction.whicheverLater", "Cómo se compara con el plazo de la etapa", policy.Correction.WhicheverLater,
                WhicheverLater), new("."),
        ]),
        new("extension", ExtensionOf(policy.Extension)),
    ];

    private static string PlaceOf(DeadlinePolicy policy) => policy switch
    {
        { InInstitution: true } => "el lugar de la institución",
        { Territory: { } place } => place.Label,
        _ => "todo el país",
    };

    private static SentencePart[] TermParts(Term term, string path)
    {
        var hour = term is Term.Window ? [] : HourParts(term.Hour, path);
        return term switch
        {
            Term.CountedHours { OfWorkingDays: true } hours =>
                [Number($"{path}.workingHours", "Cuántas horas de días hábiles", hours.Count),
                    new($" {HourWord(hours.Count)} de días hábiles")],
            Term.CountedHours hours => [Number($"{path}.calendarHours", "Cuántas horas", hours.Count), new($" {HourWord(hours.Count)}")],
            Term.WorkingDays days => [Number($"{path}.workingDays", "Cuántos días hábiles", days.Count),
                new(days.Count == 1 ? " día hábil" : " días hábiles"), .. hour],
            Term.CalendarDays days => [Number($"{path}.calendarDays", "Cuántos días corridos", days.Count),
                new(days.Count == 1 ? " día corrido" : " días corridos"), .. hour],
            Term.Months months => [Number($"{path}.months", "Cuántos meses", months.Count), new(months.Count == 1 ? " mes" : " meses"),
                .. hour],
            Term.EachYear day =>
            [
                .. day.Opens is { } opens
                    ? [new("desde el "), DayOfYear($"{path}.opens", "Desde qué día del año", opens.Month, opens.Day), new(" ")]
                    : Array.Empty<SentencePart>(),
                new("hasta el "), DayOfYear($"{path}.on", "Qué día del año", day.Month, day.Day),
                new(" "), Choice($"{path}.yearOffset", "De qué año", day.YearOffset, YearOffsets), .. hour,
            ],
            Term.OnDate date => [new("hasta el "), Date($"{path}.date", "Qué fecha", date.Date), .. hour],
            Term.Window window =>
            [
                new("desde el "), Date($"{path}.from", "Desde qué fecha", window.From), new(" hasta el "),
                Date($"{path}.to", "Hasta qué fecha", window.To), new(", "),
                new(window.Hours is { } hours ? $"de {SpanishDate.Hour(hours.From)} a {SpanishDate.Hour(hours.To)}" : "a toda hora",
                    new($"{path}.hours", "hours", "En qué horario", window.Hours?.ToString())),
            ],
            _ => throw new ArgumentOutOfRangeException(nameof(term), term, "This term has no sentence."),
        };
    }

    private static readonly BlankChoice[] YearOffsets =
        [.. Enumerable.Range(-5, 11).Select(offset => new BlankChoice(offset, offset switch
        {
            0 => "del año del proceso",
            1 => "del año siguiente",
            -1 => "del año anterior",
            _ => $"de {Math.Abs(offset)} años {(offset > 0 ? "después" : "antes")}",
        }))];

    private static SentencePart[] HourParts(TimeOnly? hour, string path) =>
        [new(", hasta "), new(hour is { } time ? $"las {SpanishDate.Hour(time)}" : "el fin del día",
            new($"{path}.hour", "hour", "A qué hora termina",
            hour is { } value ? SpanishDate.Hour(value) : null))];

    private static SentencePart[] StartParts(DeadlinePolicy policy) => policy.Term.IsCounted
        ? [new(policy.Term is Term.CountedHours ? ", contadas " : ", contados "),
            Choice("start", "Desde cuándo se cuenta", StartWord(policy.Start), Starts)]
        : [];

    private static string StartWord(StartRule start) => start switch
    {
        StartRule.WorkingDay => "workingDay",
        StartRule.Notification => "notification",
        StartRule.Letter => "letter",
        _ => "opening",
    };

    private static SentencePart[] AdditionalParts(AdditionalTerm additional) =>
    [
        new("Después hay un plazo adicional de "),
        Number(
            additional.CountsEveryDay ? "additional.calendarDays" : "additional.workingDays", "Cuántos días de plazo adicional",
            additional.Days),
        new($" {AdditionalUnit(additional)}: lo que llega entonces no está atrasado."),
    ];

    private static string AdditionalUnit(AdditionalTerm additional) => (additional.CountsEveryDay, additional.Days) switch
    {
        (true, 1) => "día corrido",
        (true, _) => "días corridos",
        (_, 1) => "día hábil",
        _ => "días hábiles",
    };

    private static string HourWord(int count) => count == 1 ? "hora" : "horas";

    private static SentencePart[] HourRemindersOf(DeadlinePolicy policy) =>
    [
        new("También se recuerda "),
        new(Enumeration(policy.HourReminders.Select(count => count.ToString(CultureInfo.InvariantCulture))),
            new("hourReminders", "days", "Cuántas horas antes se recuerda", policy.HourReminders) { Least = 1, Most = Longest }),
        new(policy.HourReminders is [1] ? " hora antes." : " horas antes."),
    ];

    private static SentencePart[] RemindersOf(DeadlinePolicy policy)
    {
        var days = new Blank("reminders", "days", "Cuántos días hábiles antes se recuerda", policy.Reminders) { Least = 0, Most = Longest };
        return policy.Reminders.Count == 0
            ? [new("Antes del plazo "), new("no se recuerda", days), new(".")]
            : [new("Se recuerda "), new(Enumeration(policy.Reminders.Select(count => count.ToString(CultureInfo.InvariantCulture))), days),
                new(policy.Reminders is [1] ? " día hábil antes." : " días hábiles antes.")];
    }

    private static PolicySentence SilenceOf(SilenceRule silence) => new("silence",
    [
        new("Si nadie responde, la tarea sale por «"),
        new(Tasks.TaskWords.LabelOfPort(silence.Outcome), new("silence.outcome", "text", "Por qué salida sigue", silence.Outcome)),
        new("», según "), new(silence.Norm ?? "ninguna norma citada", new("silence.norm", "text", "Qué norma lo dice", silence.Norm)),
        new("."),
    ]);

    private static PolicySentence LevelOf(LadderLevel level, int index) => new("ladder",
    [
        new($"{NoticeKey.LateNotice(level.Level)}: "),
        level.HoursAfter is { } hours
            ? Number($"ladder[{index}].hoursAfter", $"Cuántas horas después sale: {NoticeKey.LateNotice(level.Level)}", hours)
            : Number($"ladder[{index}].workingDaysAfter", $"Cuántos días hábiles después sale: {NoticeKey.LateNotice(level.Level)}",
                level.WorkingDaysAfter),
        new($" {(level.HoursAfter is { } count ? HourWord(count) : level.WorkingDaysAfter == 1 ? "día hábil" : "días hábiles")} después se "
            + "avisa a "),
        People($"ladder[{index}].recipients", $"A quién se avisa: {NoticeKey.LateNotice(level.Level)}", level.Recipients, "nadie"),
        new(", con copia a "),
        People($"ladder[{index}].copy", $"Con copia a quién: {NoticeKey.LateNotice(level.Level)}", level.Copy, "nadie"),
        new(!level.Held ? "." : level.HoursAfter is null
            ? ". El aviso se retiene hasta las 13:00 por si la coordinación lo corrige."
            : ". El aviso se retiene una hora por si la coordinación lo corrige."),
    ]);

    private static PolicySentence AcknowledgementOf(AcknowledgementRule rule) => new("ladder",
    [
        new("Quien recibe un aviso debe tomar conocimiento. Si no llega la entrega, el escalamiento sigue "),
        Number("acknowledgement.climbsAgainAfter", "Cuántos días hábiles espera el escalamiento", rule.ClimbsAgainAfter),
        new(rule.ClimbsAgainAfter == 1 ? " día hábil después." : " días hábiles después."),
    ]);

    private static SentencePart[] ExtensionOf(ExtensionRule rule)
    {
        var allowed = Choice("extension.allowed", "Si se puede pedir prórroga", rule.Allowed, Allowed);
        return rule.Allowed
            ? [allowed, new(" de hasta la mitad del plazo, pedida y resuelta antes de que venza (Ley 19.880 art. 26). La resuelve "),
                Choice("extension.decidedBy", "Quién resuelve la prórroga", rule.DecidedBy, Deciders), new(".")]
            : [allowed, new(".")];
    }

    private static readonly BlankChoice[] Deciders =
        [.. Role.All.Where(role => role.Scope is RoleScope.National or RoleScope.Ministry or RoleScope.Institution)
            .Select(role => new BlankChoice(role.Code, role.Label))];

    private static SentencePart Number(string path, string label, int value) =>
        new(value.ToString(CultureInfo.InvariantCulture), new(path, "number", label, value) { Least = 1, Most = Longest });

    private static SentencePart Date(string path, string label, DateOnly date) =>
        new(SpanishDate.WithWeekday(date), new(path, "date", label, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

    private static SentencePart DayOfYear(string path, string label, int month, int day) =>
        new(SpanishDate.DayAndMonth(day, month), new(path, "dayOfYear", label, TermJson.DayText(month, day)));

    private static SentencePart Choice(string path, string label, object value, BlankChoice[] choices) =>
        new(choices.FirstOrDefault(choice => choice.Value.Equals(value))?.Text ?? value.ToString()!,
            new(path, "choice", label, value) { Choices = choices });

    private static SentencePart People(string path, string label, IReadOnlyList<RecipientCode> people, string nobody) =>
        new(people.Count == 0 ? nobody : Enumeration(people.Select(NameOf)),
            new(path, "recipients", label, people.Select(person => person.Text).ToList()));

    private static string NameOf(RecipientCode person) => person.Text switch
    {
        "responsible" => "quien tiene la tarea",
        "authority" => "la autoridad de ese nivel",
        var text => Role.Find(text.Split(':')[0])?.Label ?? text,
    };

    private static string WordOf(LateRule late) => late switch
    {
        LateRule.ReviewerDecides => "reviewerDecides",
        LateRule.FailsRequirement => "failsRequirement",
        _ => "accept",
    };

    private static string Enumeration(IEnumerable<string> names) => Mail.MailText.Enumeration([.. names]);
}
