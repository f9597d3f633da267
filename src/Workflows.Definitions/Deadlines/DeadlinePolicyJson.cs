using System.Text.Json;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;

namespace Workflows.Definitions.Deadlines;

/// <summary>
/// The JSON of a <see cref="DeadlinePolicy"/>: read strictly, naming the place of what is wrong, and written back the same.
/// </summary>
internal static class DeadlinePolicyJson
{
    private const int LongestTerm = TermJson.LongestTerm;
    private const int MostReminders = 20;
    private const int MostRecipients = 20;
    private const int HighestLevel = 5;

    /// <summary>The place of the institution, in the words of the JSON.</summary>
    private const string OfInstitution = "institution";

    private static readonly Dictionary<string, Roll> Rolls = new() { ["next"] = Roll.Next, ["none"] = Roll.None };

    private static readonly Dictionary<string, StartRule> Starts = new()
    {
        ["opening"] = StartRule.Opening,
        ["workingDay"] = StartRule.WorkingDay,
        ["notification"] = StartRule.Notification,
        ["letter"] = StartRule.Letter,
    };

    private static readonly Dictionary<string, LateRule> LateRules = new()
    {
        ["accept"] = LateRule.Accept,
        ["reviewerDecides"] = LateRule.ReviewerDecides,
        ["failsRequirement"] = LateRule.FailsRequirement,
    };

    public static DeadlinePolicy Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement, "deadline");
        }
        catch (JsonException broken)
        {
            throw new DeadlinePolicyException("deadline", $"no es JSON: revisa la línea {broken.LineNumber + 1}.");
        }
    }

    public static DeadlinePolicy Read(JsonElement json, string place)
    {
        var fields = new JsonFields(json, place);
        var policy = new DeadlinePolicy(fields.Take("term") is { } term
            ? TermJson.Read(term, fields.At("term"))
            : throw fields.Wrong("term", "falta. Di cuánto plazo hay, como { \"workingDays\": 10 }."));

        string? territory = null;
        policy = policy with
        {
            Start = fields.OneOf("start", Starts) ?? policy.Start,
            Roll = fields.OneOf("roll", Rolls) ?? policy.Roll,
            Territory = (territory = fields.Text("territory")) is null or OfInstitution ? null : ReadPlace(fields, territory),
            InInstitution = territory == OfInstitution,
            Norm = fields.Text("norm", longest: 500),
            Additional = fields.Take("additional") is { } additional ? ReadAdditional(additional, fields.At("additional")) : null,
            Extension = fields.Take("extension") is { } extension ? ReadExtension(extension, fields.At("extension")) : policy.Extension,
            Correction = fields.Take("correction") is { } correction
                ? ReadCorrection(correction, fields.At("correction"))
                : policy.Correction,
            Silence = fields.Take("silence") is { } silence ? ReadSilence(silence, fields.At("silence")) : null,
            Late = fields.OneOf("late", LateRules) ?? policy.Late,
            Reminders = ReadReminders(fields, "reminders", least: 0),
            HourReminders = ReadReminders(fields, "hourReminders", least: 1),
            Ladder = ReadLadder(fields),
            Acknowledgement = fields.Take("acknowledgement") is { } acknowledgement
                ? ReadAcknowledgement(acknowledgement, fields.At("acknowledgement"))
                : null,
        };
        fields.RefuseTheRest();
        return policy;
    }

    public static void Write(Utf8JsonWriter json, DeadlinePolicy policy)
    {
        json.WriteStartObject();
        TermJson.Write(json, "term", policy.Term);
        if (policy.Start != StartRule.Opening) json.WriteString("start", WordOf(Starts, policy.Start));
        json.WriteString("roll", WordOf(Rolls, policy.Roll));
        if (policy.InInstitution) json.WriteString("territory", OfInstitution);
        else if (policy.Territory is not null) json.WriteString("territory", policy.Territory.Code);
        if (policy.Norm is not null) json.WriteString("norm", policy.Norm);
        if (policy.Additional is { } additional)
        {
            json.WriteStartObject("additional");
            json.WriteNumber(additional.CountsEveryDay ? "calendarDays" : "workingDays", additional.Days);
            json.WriteEndObject();
        }

        WriteCorrection(json, policy.Correction);
        if (policy.Silence is { } silence)
            WriteSilence(json, silence);
        json.WriteString("late", WordOf(LateRules, policy.Late));
        json.WriteStartArray("reminders");
        foreach (var days in policy.Reminders) json.WriteNumberValue(days);
        json.WriteEndArray();
        if (policy.HourReminders.Count > 0)
        {
            json.WriteStartArray("hourReminders");
            foreach (var hours in policy.HourReminders) json.WriteNumberValue(hours);
            json.WriteEndArray();
        }

        WriteLadder(json, policy.Ladder);
        if (policy.Extension != ExtensionRule.ByLaw)
        {
            json.WriteStartObject("extension");
            json.WriteBoolean("allowed", policy.Extension.Allowed);
            json.WriteString("decidedBy", policy.Extension.DecidedBy);
            json.WriteEndObject();
        }

        if (policy.Acknowledgement is { } acknowledgement)
        {
            json.WriteStartObject("acknowledgement");
            json.WriteNumber("climbsAgainAfter", acknowledgement.ClimbsAgainAfter);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteCorrection(Utf8JsonWriter json, CorrectionRule correction)
    {
        json.WriteStartObject("correction");
        TermJson.Write(json, "term", correction.Term);
        json.WriteBoolean("whicheverLater", correction.WhicheverLater);
        json.WriteEndObject();
    }

    private static void WriteSilence(Utf8JsonWriter json, SilenceRule silence)
    {
        json.WriteStartObject("silence");
        json.WriteString("outcome", silence.Outcome);
        if (silence.Norm is not null) json.WriteString("norm", silence.Norm);
        json.WriteEndObject();
    }

    private static void WriteLadder(Utf8JsonWriter json, IReadOnlyList<LadderLevel> ladder)
    {
        json.WriteStartArray("ladder");
        foreach (var level in ladder)
        {
            json.WriteStartObject();
            json.WriteNumber("level", level.Level);
            if (level.HoursAfter is { } hours) json.WriteNumber("hoursAfter", hours);
            else json.WriteNumber("workingDaysAfter", level.WorkingDaysAfter);
            WriteRecipients(json, "recipients", level.Recipients);
            WriteRecipients(json, "copy", level.Copy);
            json.WriteString("template", level.Template);
            json.WriteBoolean("held", level.Held);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>
    /// A place that has lost its code since is read: what runs under such a policy goes on, counted in the whole country, and says so. The
    /// check of a drawing refuses it.
    /// </summary>
    private static Territory ReadPlace(JsonFields fields, string code)
    {
        try { return Territory.Kept(code) ?? Territory.Parse(code); }
        catch (FormatException refusal) { throw fields.Wrong("territory", refusal.Message); }
    }

    private static AdditionalTerm ReadAdditional(JsonElement json, string place)
    {
        var fields = new JsonFields(json, place);
        var (working, every) = (fields.Integer("workingDays", 1, LongestTerm), fields.Integer("calendarDays", 1, LongestTerm));
        fields.RefuseTheRest();
        return (working, every) switch
        {
            ({ } days, null) => new(days, CountsEveryDay: false),
            (null, { } days) => new(days, CountsEveryDay: true),
            _ => throw new DeadlinePolicyException(place, "necesita uno, y solo uno, de workingDays o calendarDays."),
        };
    }

    private static ExtensionRule ReadExtension(JsonElement json, string place)
    {
        var fields = new JsonFields(json, place);
        var rule = new ExtensionRule(fields.YesOrNo("allowed") ?? true, fields.Text("decidedBy") ?? ExtensionRule.ByLaw.DecidedBy);
        if (Role.Find(rule.DecidedBy) is null) throw fields.Wrong("decidedBy", $"el rol «{rule.DecidedBy}» no existe.");
        fields.RefuseTheRest();
        return rule;
    }

    private static CorrectionRule ReadCorrection(JsonElement json, string place)
    {
        var fields = new JsonFields(json, place);
        var rule = new CorrectionRule(
            fields.Take("term") is { } term ? TermJson.Read(term, fields.At("term")) : new Term.WorkingDays(10),
            fields.YesOrNo("whicheverLater") ?? false);
        fields.RefuseTheRest();
        return rule;
    }

    private static SilenceRule ReadSilence(JsonElement json, string place)
    {
        var fields = new JsonFields(json, place);
        var rule = new SilenceRule(
            fields.Text("outcome") ?? throw fields.Wrong("outcome", "falta. Di por qué salida sigue la tarea cuando nadie responde."),
            fields.Text("norm", longest: 500));
        fields.RefuseTheRest();
        return rule;
    }

    private static AcknowledgementRule ReadAcknowledgement(JsonElement json, string place)
    {
        var fields = new JsonFields(json, place);
        var rule = new AcknowledgementRule(fields.Integer("climbsAgainAfter", 1, LongestTerm)
            ?? throw fields.Wrong("climbsAgainAfter",
                "falta. Di cuántos días hábiles espera el escalamiento después de la toma de conocimiento."));
        fields.RefuseTheRest();
        return rule;
    }

    private static List<int> ReadReminders(JsonFields fields, string name, int least)
    {
        var before = fields.List(name, MostReminders)?.ConvertAll(item => JsonFields.IntegerOf(item.Value, item.Place, least, LongestTerm))
            ?? [];
        if (before.Distinct().Count() != before.Count) throw fields.Wrong(name, "repite un recordatorio.");
        return [.. before.OrderDescending()];
    }

    private static List<LadderLevel> ReadLadder(JsonFields policy)
    {
        var levels = new List<LadderLevel>();
        foreach (var (json, place) in policy.List("ladder", HighestLevel) ?? [])
        {
            var level = ReadLevel(new JsonFields(json, place));
            if (levels.Count > 0 && level.Level <= levels[^1].Level)
                throw new DeadlinePolicyException($"{place}.level", "cada nivel tiene que ser mayor que el anterior.");
            if (levels.Count > 0 && level.LeastHoursAfter <= levels[^1].LeastHoursAfter)
                throw new DeadlinePolicyException(
                    $"{place}.{(level.HoursAfter is null ? "workingDaysAfter" : "hoursAfter")}",
                    "cada nivel tiene que salir después que el anterior.");
            levels.Add(level);
        }

        return levels;
    }

    private static LadderLevel ReadLevel(JsonFields fields)
    {
        var (days, hours) = (fields.Integer("workingDaysAfter", 1, LongestTerm), fields.Integer("hoursAfter", 1, LongestTerm));
        if (days is not null && hours is not null)
            throw fields.Wrong("hoursAfter", "sobra: el nivel ya cuenta en días hábiles.");
        if (days is null && hours is null)
            throw fields.Wrong("workingDaysAfter", "falta.");
        var level = new LadderLevel(fields.Integer("level", 1, HighestLevel) ?? throw fields.Wrong("level", "falta."),
            days ?? 0)
        { HoursAfter = hours };
        level = level with
        {
            Recipients = ReadRecipients(fields, "recipients") ?? level.Recipients,
            Copy = ReadRecipients(fields, "copy") ?? [],
            Template = fields.Text("template") ?? level.Template,
            Held = fields.YesOrNo("held") ?? level.Held,
        };
        if (level.Recipients.Count == 0) throw fields.Wrong("recipients", "está vacío: di a quién se avisa.");
        if (level is { Level: >= LadderLevel.AlwaysHeldFrom, Held: false })
            throw fields.Wrong("held", $"desde el nivel {LadderLevel.AlwaysHeldFrom} el aviso siempre se retiene para que la coordinación "
                + "lo revise.");
        fields.RefuseTheRest();
        return level;
    }

    private static List<RecipientCode>? ReadRecipients(JsonFields fields, string name) =>
        fields.List(name, MostRecipients)?.ConvertAll(item =>
        {
            try { return RecipientCode.Parse(JsonFields.TextOf(item.Value, item.Place)); }
            catch (FormatException refusal) when (refusal is not DeadlinePolicyException)
            {
                throw new DeadlinePolicyException(item.Place, refusal.Message);
            }
        });

    private static void WriteRecipients(Utf8JsonWriter json, string name, IReadOnlyList<RecipientCode> recipients)
    {
        json.WriteStartArray(name);
        foreach (var recipient in recipients) json.WriteStringValue(recipient.Text);
        json.WriteEndArray();
    }

    private static string WordOf<T>(Dictionary<string, T> words, T value) where T : struct =>
        words.First(word => word.Value.Equals(value)).Key;
}
