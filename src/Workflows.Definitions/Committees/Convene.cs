using Workflows.Definitions.Activities;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Mail;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Committees;

/// <summary>
/// Calls a body to a session by mail, with an entry for each calendar; moves it or calls it off by the same entry. It never calls inside
/// the
/// notice of the body's norm or on a day that is not working unless somebody wrote why, and never into the past: then it goes back with
/// remarks.
/// </summary>
public sealed class Convene : ActivityType
{
    internal const string Ordinary = "ordinaria";
    internal const string Extraordinary = "extraordinaria";

    private const string Request = "request";
    private const string Cancel = "cancel";
    private const int UsualMinutes = 120;
    private const int MostMinutes = 24 * 60;

    public override string Type => "Workflows.Convene";
    public override string Label => "Citar";

    public override IReadOnlyList<string> Inputs =>
    [
        "body", "committee", "title", "kind", "date", "hour", "minutes", "place", "link", "items", "document", "guests", "copy",
        "institution", "justification", "method", "previous",
    ];

    public override IReadOnlyList<string> Ports(CompiledNode node) => [TaskWords.Cited, TaskWords.Returned];

    public override void Execute(ActivityContext context)
    {
        var previous = Convening.Read(context.Input("previous"));
        if (MethodOf(context) == Cancel)
        {
            CallOff(context, previous);
            return;
        }

        var (convening, problems) = Drafted(context, previous);
        if (convening is null)
            Return(context, problems);
        else
            Call(context, convening, previous);
    }

    public override void TakeBackOutside(ActivityContext context, object? left)
    {
        // What has already met is called off no more.
        if (Convening.Read(left) is { } called && called.End > context.Now)
            ConveningMails.CallOff(context, called with { Sequence = called.Sequence + 1 }, "Se canceló el proceso de la sesión.");
    }

    public override IEnumerable<string> Check(CompiledNode node)
    {
        if (node.Input("body") is null)
            yield return "No dice qué órgano se cita: conecta «body».";
        else if (node.Input("body")!.Constant is { } code && BodyRules.Find(Values.ToText(code)) is null)
            yield return $"No hay reglas del órgano «{Values.ToText(code)}».";
        if (node.Input("method")?.Constant is { } method && Values.ToText(method) is not (Request or Cancel))
            yield return $"El modo «{Values.ToText(method)}» no existe: usa {Request} (citar o cambiar) o {Cancel} (anular).";
        if (node.Input("method")?.Constant is { } constant && Values.ToText(constant) == Cancel)
        {
            if (node.Input("previous") is null)
                yield return "Para anular hace falta la citación que se anula: conecta «previous».";
            yield break;
        }

        if (node.Input("date") is null || node.Input("hour") is null)
            yield return "No dice cuándo es la sesión: conecta «date» y «hour».";
        if (node.Input("place") is null && node.Input("link") is null)
            yield return "No dice dónde es la sesión: conecta «place», «link» o los dos.";
        if (node.Input("kind")?.Constant is { } kind && Values.ToText(kind) is not (Ordinary or Extraordinary))
            yield return $"El tipo de sesión «{Values.ToText(kind)}» no existe: usa {Ordinary} o {Extraordinary}.";
        foreach (var problem in TaskChecks.Recipients(node, "copy"))
            yield return problem;
    }

    private static string MethodOf(ActivityContext context)
    {
        var method = context.Text("method", Request);
        return method is Request or Cancel
            ? method
            : throw new ActivityFaultException($"El modo «{method}» no existe: usa {Request} o {Cancel}.");
    }

    /// <summary>The session as it would be called, or what stands against it.</summary>
    private static (Convening? Convening, IReadOnlyList<(string Field, string Problem)> Problems) Drafted(
        ActivityContext context, Convening? previous)
    {
        var rules = DecideInBody.RulesOf(context);
        var kind = context.Text("kind", Ordinary);
        if (kind is not (Ordinary or Extraordinary))
            throw new ActivityFaultException($"El tipo de sesión «{kind}» no existe: usa {Ordinary} o {Extraordinary}.");
        var (place, link) = (context.Text("place").Trim(), context.Text("link").Trim());
        var justification = context.Text("justification").Trim();
        var problems = new List<(string, string)>();
        var (time, field, unread) = SessionTime.Read("", context.Text("date").Trim(), context.Text("hour"));
        var minutes = MinutesOf(context);
        if (time is null)
            problems.Add((field, unread));
        if (minutes is null)
            problems.Add(("Duración", $"La sesión puede durar entre 1 y {MostMinutes} minutos."));
        if (place.Length == 0 && link.Length == 0)
            problems.Add(("Lugar", "Falta el lugar o el enlace de la sesión."));
        if (link.Length > 0 && !(Uri.TryCreate(link, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"))
            problems.Add(("Enlace", $"«{link}» no es una dirección de internet completa, como https://…"));
        var notice = time is null ? null : NoticeCheck.Of(context, rules, kind == Extraordinary, time, justification);
        problems.AddRange(notice?.Problems ?? []);
        if (time is null || minutes is null || notice is null || problems.Count > 0)
            return (null, problems);

        return (new Convening(
            previous?.Uid ?? context.NextId(), previous is null ? 0 : previous.Sequence + 1, time, time.Start.AddMinutes(minutes.Value))
        {
            Body = rules.Code,
            Committee = DecideInBody.CommitteeOf(context),
            BodyName = rules.Name,
            Norm = rules.Norm,
            Title = context.Text("title").Trim() is { Length: > 0 } title ? title : $"Sesión {kind}",
            IsExtraordinary = kind == Extraordinary,
            Place = place,
            Link = link,
            ToldAt = Instants.Cut(context.Now),
            NoticeGiven = notice.Given,
            NoticeAsked = notice.Asked,
            IsOnWorkingDay = notice.IsOnWorkingDay,
            Justification = justification,
        }, []);
    }

    private static int? MinutesOf(ActivityContext context)
    {
        if (context.Input("minutes") is not { } given || Values.ToText(given).Length == 0)
            return UsualMinutes;
        try
        {
            // A number of a form is one of the engine's, not an int.
            return Values.Convert(given, "Int32").AsNumber() is > 0 and <= MostMinutes and var minutes ? (int)minutes : null;
        }
        catch (ValueConversionException)
        {
            return null;
        }
    }

    private static void Call(ActivityContext context, Convening convening, Convening? previous)
    {
        var called = ConvenedPeople.Of(context, convening);
        if (called.Told.Count == 0)
        {
            Return(context, [("Fecha", $"El {MailText.Day(convening.Time.Date)} nadie con correo ocupa un asiento: {called.BodyName}.")]);
            return;
        }

        convening = convening with
        {
            BodyName = called.BodyName,
            Told = [.. called.Everybody.Select(person => new ConvenedPerson(
                person.PersonId, person.Name, person.RoleCode, called.SeatOf.GetValueOrDefault(person.PersonId, "")))],
            Vacant = called.Vacant,
            WithoutEmail = called.WithoutEmail,
        };
        ConveningMails.Call(context, convening, called, previous);
        context.LeaveOutside(convening.Uid, convening.ToValues());
        Leave(context, convening.ToValues());
    }

    /// <summary>What was never called, or was called off, has nobody to be told again.</summary>
    private static void CallOff(ActivityContext context, Convening? previous)
    {
        if (previous is null or { IsCancelled: true })
        {
            context.Record("nothingToCallOff", previous?.Uid);
            Leave(context, context.Input("previous"));
            return;
        }

        var justification = context.Text("justification").Trim();
        var cancelled = previous with
        {
            Sequence = previous.Sequence + 1,
            IsCancelled = true,
            ToldAt = Instants.Cut(context.Now),
            Justification = justification,
        };
        ConveningMails.CallOff(context, cancelled, justification);
        context.ForgetOutside(cancelled.Uid);
        Leave(context, cancelled.ToValues());
    }

    private static void Leave(ActivityContext context, object? result)
    {
        context.Output("result", result);
        context.Output("pendingRemarks", new List<object?>());
        context.Complete(TaskWords.Cited);
    }

    private static void Return(ActivityContext context, IReadOnlyList<(string Field, string Problem)> problems)
    {
        var id = InstanceIds.Within(context.Instance.Id, context.Execution.Id);
        context.Output("result", context.Input("previous"));
        context.Output("pendingRemarks", problems.Select(object? (problem, i) => new Dictionary<string, object?>
        {
            ["id"] = RemarkId.Of(id, i),
            ["field"] = problem.Field,
            ["text"] = problem.Problem,
            ["from"] = context.Node.Label,
        }).ToList());
        context.Complete(TaskWords.Returned);
    }
}
