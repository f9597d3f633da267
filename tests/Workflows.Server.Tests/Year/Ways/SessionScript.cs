using System.Globalization;
using System.Text.RegularExpressions;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Committees;
using Workflows.Definitions.Flows;
using Workflows.Definitions.Organisation;

namespace Workflows.Server.Tests.Year.Ways;

/// <summary>
/// A session of a body: its seats propose, its secretariat calls them with the notice of its norm, they say whether they come, meet, and
/// their minutes are observed and approved as its norm says. What they agree on is followed by itself. A light meeting has only that.
/// </summary>
/// <param name="dates">For which days it is called, one call after another.</param>
internal sealed class SessionScript(Foretold told, IReadOnlyDictionary<string, string> given, params IReadOnlyList<DateOnly> dates)
    : Script(ShippedFlows.CommitteeSession, told, null, 2026, given)
{
    private readonly BodyRules _norm = BodyRules.Find(given["body"])!;
    private readonly Queue<DateOnly> _dates = new(dates);

    /// <summary>The day for which it is called.</summary>
    private DateOnly _day;

    private string Committee => Given("committee");

    private string Agreed => $"plazo={Given("plazo")};responsable={Given("responsable_rol")}:{Given("responsable_lugar")}";

    public override DateTimeOffset? Run(DateTimeOffset opened)
    {
        if (dates.Count == 0)
            return Followed(Do(OfSecretariat("reunion"), opened, with: Agreed)?.At) is { } met ? Tell("avisoMinuta", met) : null;

        var called = Called(Consult("propuestas", Committee, opened)?.At);
        var sat = Sat(called);
        // Moved, or called a second time because the quorum of the first did not come.
        while (sat is { } again && Regex.IsMatch(again.Action, "trasladada|sin_quorum") && _dates.TryDequeue(out _day))
            sat = Sat(called = Cite(again.At));

        // Whoever was called to what does not take place any more hears it.
        if (sat is null && called is not null && Told.Way.Until < SantiagoTime.ToInstant(_day, new(10, 0)))
            Cite(Told.Until);
        if (sat is not { } over)
            return null;
        return over.Action.Contains("suspendida", StringComparison.Ordinal) ? Cite(over.At)
            : over.Action.Contains("sin_quorum", StringComparison.Ordinal) ? Tell("avisoSinQuorum", over.At)
            : Tell("aviso", Do("publicar", Do("firma", Approved(Followed(over.At)))?.At)?.At);
    }

    /// <summary>
    /// How long minutes may be observed: what the norm says, or five days when it says nothing. Another draft has as long.
    /// </summary>
    public static string Observation(string body)
    {
        var minutes = BodyRules.Find(body)!.Minutes;
        var term = $$"""{ "{{(minutes.CountsCalendarDays ? "calendarDays" : "workingDays")}}": {{minutes.ObservationDays ?? 5}} }""";
        return $$"""{ "term": {{term}}, "correction": { "term": {{term}} }, "reminders": [1], "silence": { "outcome": "Expired" } }""";
    }

    /// <summary>The agenda comes back while it calls with less notice than the norm asks for.</summary>
    private DateTimeOffset? Called(DateTimeOffset? opened)
    {
        for (var isReturned = false; ; isReturned = true)
        {
            _day = _dates.Dequeue();
            opened = Do("tabla", opened, isReturned, with: $"fecha={Text(_day)};lugar=Teatinos 120")?.At;
            if (opened is not { } at || Leaves(_norm.NoticeDays ?? 0, at))
                return opened is { } called ? Cite(called) : null;
        }
    }

    /// <summary>They are asked whether they come when there is time to answer, and meet on the day or say what else became of it.</summary>
    private Done? Sat(DateTimeOffset? called)
    {
        var asked = called is { } at && Leaves(workingDays: 3, at) ? Consult("confirmar", Committee, called)?.At : called;
        var with = _dates.TryPeek(out var next) ? $"nueva_fecha={Text(next)};segunda_fecha={Text(next)};segunda_hora=10:00" : Agreed;
        return asked is null ? null : Do(OfSecretariat("sesion", ("cuando.fecha", Text(_day))), asked, NextVisit("sesion"), with);
    }

    /// <summary>Minutes that somebody observed, or that their norm does not approve by silence, are approved by whoever presides.</summary>
    private DateTimeOffset? Approved(DateTimeOffset? held)
    {
        for (var (written, isReturned, isObserved) = (Do("redactar", held), false, false); ; written = Do("redactar", held, isReturned))
        {
            var ready = written?.At;
            if (!isObserved)
            {
                var observed = Consult("observar", Committee, Tell("avisoActa", ready));
                isObserved = observed is { Action: "comment" };
                (held, isReturned, ready) = (observed?.At, false, observed?.At);
                if (isObserved)
                    continue;
                if (_norm.Minutes.SilenceApproves)
                    return ready;
            }

            var seen = Do("aprobarActa", ready);
            if (seen is not { Action: "return" })
                return seen?.At;
            (held, isReturned) = (seen.Value.At, true);
        }
    }

    private DateTimeOffset? Followed(DateTimeOffset? held)
    {
        if (held is { } at)
            new AgreementScript(Told, AllGiven).Run(at);
        return held;
    }

    /// <summary>Everybody who has a seat on the day is told once. Answers when.</summary>
    private DateTimeOffset Cite(DateTimeOffset at)
    {
        Told.Notices.AddRange(FamilyYears.Organisation.Seats.Where(seat => seat.CommitteeCode == Committee)
            .SelectMany(seat => FamilyYears.Organisation.HoldersOf(seat, _day)).DistinctBy(holder => holder.Person.Id)
            .Select(holder => new Notice(at, "", "aviso", 1, "citacion", 0, holder.Person.Email, IsCopy: false)));
        return at;
    }

    private bool Leaves(int workingDays, DateTimeOffset at) => Calendar.AddWorkingDays(SantiagoTime.DateAt(at), workingDays) <= _day;

    private Stage OfSecretariat(string activity, params (string Name, string Value)[] known) => Stage.In(
        ShippedFlows.CommitteeSession, activity, Role.CommitteeSecretary, Committee,
        AllGiven.Concat(known.Select(one => KeyValuePair.Create(one.Name, one.Value))).ToDictionary());

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
