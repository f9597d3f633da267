using Workflows.Definitions.Calendar;
using Workflows.Definitions.Mail;
using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Committees;

/// <summary>Somebody who was told of a session, and as what. Their address is looked up each time.</summary>
/// <param name="Seat">Empty for who has none.</param>
internal sealed record ConvenedPerson(string PersonId, string Name, string Role, string Seat)
{
    public Dictionary<string, object?> ToValues() => new()
    {
        ["persona"] = PersonId, ["nombre"] = Name, ["rol"] = Role, ["asiento"] = Seat,
    };

    public static ConvenedPerson FromValues(object? values) => new(
        values.TextOf("persona") ?? "", values.TextOf("nombre") ?? "", values.TextOf("rol") ?? "", values.TextOf("asiento") ?? "");
}

/// <summary>
/// A citación that left: which session, when, where, who was told and with how much notice. It is what moving or cancelling the session
/// builds on.
/// </summary>
/// <param name="Uid">The same for the session, however often it is moved.</param>
internal sealed record Convening(string Uid, int Sequence, SessionTime Time, DateTimeOffset End)
{
    public required string Body { get; init; }
    public required string Committee { get; init; }
    public required string BodyName { get; init; }
    public required string Norm { get; init; }
    public required string Title { get; init; }
    public required bool IsExtraordinary { get; init; }
    public string Place { get; init; } = "";
    public string Link { get; init; } = "";
    public required DateTimeOffset ToldAt { get; init; }

    /// <summary>Working days between the citación and the session.</summary>
    public int NoticeGiven { get; init; }

    /// <summary>What the norm asks for; null when it says nothing.</summary>
    public int? NoticeAsked { get; init; }
    public bool IsOnWorkingDay { get; init; } = true;
    public string Justification { get; init; } = "";
    public IReadOnlyList<ConvenedPerson> Told { get; init; } = [];
    public IReadOnlyList<string> Vacant { get; init; } = [];

    /// <summary>Names of those who have no address: somebody has to tell them another way.</summary>
    public IReadOnlyList<string> WithoutEmail { get; init; } = [];
    public bool IsCancelled { get; init; }

    public bool IsInTime => NoticeAsked is not { } asked || NoticeGiven >= asked;

    public Dictionary<string, object?> ToValues() => new()
    {
        ["uid"] = Uid,
        ["secuencia"] = (double)Sequence,
        ["organo"] = Body,
        ["comite"] = Committee,
        ["organo_nombre"] = BodyName,
        ["norma"] = Norm,
        ["sesion"] = Title,
        ["tipo"] = IsExtraordinary ? Convene.Extraordinary : Convene.Ordinary,
        ["inicio"] = Time.Local,
        ["fecha"] = PlainValues.ToText(Time.Date),
        ["hora"] = SpanishDate.Hour(Time.Hour),
        ["cuando"] = MailText.DayAndHour(Time.Date, Time.Hour),
        ["termina"] = Instants.ToText(End),
        ["lugar"] = Place,
        ["enlace"] = Link,
        ["citada"] = Instants.ToText(ToldAt),
        ["antelacion"] = (double)NoticeGiven,
        ["antelacion_exigida"] = NoticeAsked is { } asked ? (double)asked : null,
        ["con_antelacion"] = IsInTime,
        ["dia_habil"] = IsOnWorkingDay,
        ["justificacion"] = Justification,
        ["citados"] = Told.Select(object? (person) => person.ToValues()).ToList(),
        ["vacantes"] = PlainValues.ToValues(Vacant),
        ["sin_correo"] = PlainValues.ToValues(WithoutEmail),
        ["anulada"] = IsCancelled,
        ["explicacion"] = PlainValues.ToValues(Explanation()),
    };

    /// <summary>Reads what <see cref="ToValues"/> wrote; null when nothing was called.</summary>
    public static Convening? Read(object? values)
    {
        if (values.TextOf("uid") is not { } uid || values.TextOf("inicio") is not { } start || values.TextOf("termina") is not { } end
            || SessionTime.Read(start, "", "").Time is not { } time)
            return null;
        return new(uid, values.WholeOf("secuencia") ?? 0, time, Instants.Parse(end))
        {
            Body = values.TextOf("organo") ?? "",
            Committee = values.TextOf("comite") ?? "",
            BodyName = values.TextOf("organo_nombre") ?? "",
            Norm = values.TextOf("norma") ?? "",
            Title = values.TextOf("sesion") ?? "",
            IsExtraordinary = values.TextOf("tipo") == Convene.Extraordinary,
            Place = values.TextOf("lugar") ?? "",
            Link = values.TextOf("enlace") ?? "",
            ToldAt = values.TextOf("citada") is { } told ? Instants.Parse(told) : default,
            NoticeGiven = values.WholeOf("antelacion") ?? 0,
            NoticeAsked = values.WholeOf("antelacion_exigida"),
            IsOnWorkingDay = values.FlagOf("dia_habil"),
            Justification = values.TextOf("justificacion") ?? "",
            Told = [.. values.ListOf("citados").Select(ConvenedPerson.FromValues)],
            Vacant = [.. values.ListOf("vacantes").OfType<string>()],
            WithoutEmail = [.. values.ListOf("sin_correo").OfType<string>()],
            IsCancelled = values.FlagOf("anulada"),
        };
    }

    private IEnumerable<string> Explanation()
    {
        yield return NoticeAsked is { } asked
            ? $"Se citó con {SpanishDate.WorkingDays(NoticeGiven)} de anticipación; la norma pide {asked} ({Norm})."
            : $"Se citó con {SpanishDate.WorkingDays(NoticeGiven)} de anticipación; la norma no fija cuántos ({Norm}).";
        if (!IsOnWorkingDay)
            yield return $"El {SpanishDate.WithWeekday(Time.Date)} es inhábil.";
        if (Justification.Length > 0)
            yield return $"Justificación: {Justification}";
        if (WithoutEmail.Count > 0)
            yield return $"No tienen correo registrado, y hay que avisarles por otro medio: {MailText.Enumeration(WithoutEmail)}.";
    }
}
