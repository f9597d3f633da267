using System.Globalization;
using System.Net;
using System.Text.Json;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Server.Tests.Api;
using static Workflows.Server.Tests.Committees.CommitteeSession;

namespace Workflows.Server.Tests.Committees;

/// <summary>
/// A year of sessions of two bodies, lived day by day over HTTP: planned in January, opened by themselves, called, met, minuted, published,
/// and their agreements followed. WORKFLOWS_COMMITTEE_YEAR=all lives it until December; else until May.
/// </summary>
public sealed class CommitteeYear() : ApiFixture(SantiagoTime.ToInstant(new(2026, 1, 5), new(9, 0)))
{
    private static readonly int SessionsEach = Environment.GetEnvironmentVariable("WORKFLOWS_COMMITTEE_YEAR") == "all" ? 11 : 4;
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Shipped;

    internal static readonly IReadOnlyList<string> Bodies = ["comite-tecnico-pmg", "modernizacion"];

    /// <summary>The sessions of a body, in the order of their numbers.</summary>
    internal static IReadOnlyList<PlannedSession> SessionsOf(string body) =>
        [.. Enumerable.Range(1, SessionsEach).Select(number => new PlannedSession(body, number))];

    private readonly OrganisationSnapshot _organisation = DemoOrganisation.Build();

    private DateOnly Today => SantiagoTime.DateAt(Clock.GetUtcNow());

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (var body in Bodies)
            await OpenAsync("comite-calendario", $"{body}/2026", ("body", body), ("committee", body), ("periodo", "2026"));

        // Ten working days after its term, an agreement that nobody keeps has climbed to its minister.
        var last = Calendar.AddWorkingDays(Bodies.Max(body => SessionsOf(body)[^1].Date), 60);
        for (var day = Today; day <= last; day = day.AddDays(1))
        {
            await PassToAsync(SantiagoTime.ToInstant(day, new(12, 0)));
            while (await DoWhatIsAskedAsync())
                await DrainAsync();
        }

        await PassToAsync(Clock.GetUtcNow().AddHours(6));
    }

    /// <summary>Everybody does what they would do that day. Answers whether anybody did something.</summary>
    private async Task<bool> DoWhatIsAskedAsync()
    {
        var asked = (await (await AsAsync(Coordinator)).GetAsync("/api/tasks?all=true&pageSize=200")).MustBe(HttpStatusCode.OK).Items;
        var isDone = false;
        foreach (var task in asked)
        {
            var (id, person) = (task.GetProperty("id").GetString()!, await AsAsync(PersonOf(task)));
            if (ActionOn(task) is not { } action)
                continue;
            var page = (await person.GetAsync($"/api/tasks/{id}")).MustBe(HttpStatusCode.OK).Json;
            if (await BodyOfAsync(task, page.GetProperty("content"), person) is not { } body)
                continue;
            (await person.PostAsync($"/api/tasks/{id}/acts/{action}", body)).MustBe(HttpStatusCode.OK);
            isDone = true;
        }

        return isDone;
    }

    /// <summary>What is done about a task today; null when nothing is, or nothing ever.</summary>
    private string? ActionOn(JsonElement task) => StepOf(task) switch
    {
        "propuestas" => Presides(task) ? "comment" : "decline",
        "observar" => SessionOf(task).Conduct == SessionConduct.IsObserved && Presides(task) ? "comment" : null,
        "confirmar" => "comment",
        "sesion" => "record",
        "aprobacion" => task.GetProperty("visit").GetInt32() == 1 && BodyOf(task) == Bodies[1] ? "return" : "approve",
        "aprobarActa" or "revision" => "approve",
        "cumplimiento" => IsKeptToday(task) ? "submit" : null,
        "avance" => null,
        _ => "submit",
    };

    /// <summary>What is sent with it; null when it is not time yet.</summary>
    private async Task<object?> BodyOfAsync(JsonElement task, JsonElement content, ApiClient person) => StepOf(task) switch
    {
        "calendario" => Plan(BodyOf(task), content),
        "aprobacion" when ActionOn(task) == "return" => new { remarks = new[] { new { text = "Revisa los feriados." } } },
        "propuestas" when Presides(task) => Answers(new { puntos = new[] { new { titulo = SessionOf(task).Item, para = "Decisión" } } }),
        "tabla" => Agenda(content),
        "confirmar" => Answers(new { asistencia = "presencial" }),
        "sesion" => await MeetAsync(task, content, person),
        "redactar" => Answers(new { publicacion = "En el sitio del servicio.", cambios = "Se agregó lo observado." }, content),
        "observar" => new { comment = "Falta decir quién expuso." },
        "firma" => await SignedAsync(person, Today),
        "publicar" => Answers(new { enlace = "https://example.cl/acta", fecha = Text(Today) }),
        "cumplimiento" => Answers(new { como = "Se publicó." }),
        _ => new { },
    };

    private static object Plan(string body, JsonElement content) => Answers(
        new { sesiones = SessionsOf(body).Select(one => new { cierre = Text(one.Closes), fecha = Text(one.Date), tipo = "ordinaria" }) },
        content);

    /// <summary>As it arrived: on the day that was planned, with what is proposed, pending and late.</summary>
    private static object Agenda(JsonElement content)
    {
        var arrived = content.GetProperty("arrived");
        return Answers(new
        {
            fecha = arrived.GetProperty("fecha").GetProperty("value"), hora = "10:00", lugar = "Teatinos 120",
            puntos = arrived.GetProperty("puntos").GetProperty("value"),
        });
    }

    /// <summary>The session is written down and closed when it is over; one that is moved or suspended, as soon as that is known.</summary>
    private async Task<object?> MeetAsync(JsonElement task, JsonElement content, ApiClient secretary)
    {
        var (session, plan) = (SessionOf(task), content.GetProperty("session"));
        var day = DateOnly.Parse(plan.GetProperty("date").GetString()!, CultureInfo.InvariantCulture);
        var isFirst = task.GetProperty("visit").GetInt32() == 1;
        if (session.Conduct == SessionConduct.IsMoved && isFirst)
        {
            return Answers(new
            {
                que_paso = "trasladada", nueva_fecha = Text(session.MovedTo), nueva_hora = "10:00", motivo = "Viaja quien preside.",
            });
        }

        if (session.Conduct == SessionConduct.IsSuspended)
            return Answers(new { que_paso = "suspendida", motivo = "Duelo nacional." });
        if (Today < day)
            return null;

        var ten = SantiagoTime.ToInstant(day, new(10, 0));
        var seats = _organisation.Seats.Where(seat => seat.CommitteeCode == session.Body && seat.Role != Role.CommitteeSecretary)
            .Select(seat => seat.Name).ToList();
        if (session.Conduct == SessionConduct.HasNoQuorum)
            seats.RemoveAt(2);
        List<string> items = [.. plan.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("number").GetString()!)];
        IEnumerable<object> votes = session.Agrees
            ? items.SelectMany(item => seats.Select(seat => Entry("Vote", ten.AddMinutes(20), seat, item, "For"))) : [];
        (await secretary.PostAsync($"/api/tasks/{task.GetProperty("id").GetString()}/session/entries", new
        {
            entries = seats.Select(seat => Entry("Enter", ten, seat)).Concat(votes),
        })).MustBe(HttpStatusCode.OK);
        return session.Conduct == SessionConduct.HasNoQuorum
            ? Answers(new { que_paso = "sin_quorum", fecha = Text(day), inicio = "10:30" })
            : Held(session, day, items);
    }

    private static object Held(PlannedSession session, DateOnly day, List<string> items) => Answers(new
    {
        que_paso = "realizada", fecha = Text(day), inicio = "10:00", termino = "11:30", modalidad = "presencial",
        puntos = items.Select(item => new { punto = item, resultado = session.Agrees ? "aprobado" : "postergado" }),
        acuerdos = session.Agrees ? [Agreement(items[0], Calendar.AddWorkingDays(day, 20))] : Array.Empty<object>(),
    });

    private static object Answers(object answers, JsonElement? corrected = null) =>
        new { answers, replies = corrected is { } content ? RepliesTo(content) : [] };

    /// <summary>
    /// The first agreement of a body is kept after the fourth session, whose agenda it stood in again; the others two days before their
    /// term.
    /// </summary>
    private bool IsKeptToday(JsonElement task) => NumberOf(task) == 1
        ? Today > SessionsOf(Bodies[1])[3].Date
        : SantiagoTime.DateAt(task.GetProperty("dueAt").GetDateTimeOffset()) <= Calendar.AddWorkingDays(Today, 2);

    private static string StepOf(JsonElement task) => task.GetProperty("activityId").GetString()!;

    private static PlannedSession SessionOf(JsonElement task) => new(BodyOf(task), NumberOf(task));

    private static string BodyOf(JsonElement task) => task.GetProperty("scopeCode").GetString()!.Split('/')[0];

    /// <summary>«Sesión 3, Comité…», «Acuerdo 2, …».</summary>
    private static int NumberOf(JsonElement task) =>
        int.Parse(task.GetProperty("processName").GetString()!.Split(' ', ',')[1], CultureInfo.InvariantCulture);

    private static bool Presides(JsonElement task) => task.GetProperty("roleCode").GetString() == Role.CommitteePresident.Code;

    private string PersonOf(JsonElement task)
    {
        var (role, scope) = (Role.Parse(task.GetProperty("roleCode").GetString()!), task.GetProperty("scopeCode").GetString()!);
        var holders = _organisation.Seats.FirstOrDefault(seat => seat.Place == scope) is { } seat
            ? _organisation.HoldersOf(seat, Today) : _organisation.HoldersOf(role, scope, Today);
        return holders.First().Person.Id;
    }

    private static object[] RepliesTo(JsonElement content) =>
        content.TryGetProperty("remarks", out var remarks) && remarks.ValueKind == JsonValueKind.Array
            ? [.. remarks.EnumerateArray().Select(remark => new { remark = remark.GetProperty("id").GetString(), text = "Corregido." })]
            : [];
}
