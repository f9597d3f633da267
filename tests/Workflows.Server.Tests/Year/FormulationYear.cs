using System.Text.Json;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;

namespace Workflows.Server.Tests.Year;

/// <summary>The formulation of 2026, from the day the stage opens to the last decree: foretold first, then lived.</summary>
public sealed class FormulationYear : YearServer
{
    public const int Year = 2026;

    internal static readonly OrganisationSnapshot Organisation = DemoOrganisation.Build();
    internal static readonly IReadOnlyList<Institution> Institutions = Organisation.InstitutionsIn("PMG", Year);

    private readonly List<(Deed Deed, string Timeliness)> _received = [];

    public string YearlyProcess { get; private set; } = "";
    internal IReadOnlyList<Answer> Answers { get; private set; } = [];
    internal IReadOnlyList<Digest> ForetoldDigests { get; private set; } = [];
    internal IReadOnlyList<Deed> Deeds { get; private set; } = [];
    internal IReadOnlyList<Notice> Foretold { get; private set; } = [];
    internal IReadOnlyList<(Deed Deed, string Timeliness)> Received => _received;

    public override async Task InitializeAsync()
    {
        var away = Away.OfTheYear(Institutions);
        var years = Conduct.OfTheYear(Institutions.Count)
            .Select(
                (conduct, i) => new InstitutionYear(Institutions[i], i, conduct, Year, Organisation, WorkingCalendar.Shipped, away)
                    .Foretell(Opening)).ToList();
        Deeds = [.. years.SelectMany(year => year.Deeds)];
        Foretold = [.. years.SelectMany(year => year.Notices)];
        Answers = [.. years.SelectMany(year => year.Answers)];

        ForetoldDigests = [.. MorningsOfSummaries.SelectMany(morning => years.SelectMany(year => year.WithTasksAt(morning))
            .CountBy(person => person.Email).Select(person => new Digest(morning, person.Key, person.Value)))];
        foreach (var morning in MorningsOfSummaries)
            Mornings.Enqueue(morning);

        await base.InitializeAsync();
        await LogInAsync(Deeds.Select(deed => deed.PersonId).Concat(Answers.Select(answer => answer.PersonId)));
        await RegisterAsync(away);
        YearlyProcess = await OpenYearAsync(Year);
        var (deeds, answers) = (Deeds.ToLookup(deed => deed.At), Answers.ToLookup(answer => answer.At));
        foreach (var moment in deeds.Concat<IGrouping<DateTimeOffset, object>>(answers).Select(moment => moment.Key).Distinct().Order())
        {
            await PassToAsync(moment);
            await AnswerAsync(answers[moment]);
            _received.AddRange(await DoAsync(deeds[moment]));
        }

        await PassToAsync(SantiagoTime.ToInstant(new(Year, 12, 31), new(12, 0)));
    }

    /// <summary>
    /// Two weeks of working mornings in which deadlines pass and people are away; WORKFLOWS_SUMMARIES=quarter takes the whole quarter.
    /// </summary>
    private static readonly IReadOnlyList<DateTimeOffset> MorningsOfSummaries =
    [
        .. Enumerable.Range(0, 91).Select(day => new DateOnly(2025, 10, 2).AddDays(day)).Where(WorkingCalendar.Shipped.IsWorkingDay)
            .Where(
                day => day is { Month: 11, Day: >= 10 and <= 21 } || Environment.GetEnvironmentVariable("WORKFLOWS_SUMMARIES") == "quarter")
            .Select(day => SantiagoTime.ToInstant(day, new(8, 0))),
    ];

    /// <summary>The summaries that left: when, to whom and of how many tasks.</summary>
    internal async Task<IReadOnlyList<Digest>> SentDigestsAsync()
    {
        await using var command = Source.CreateCommand(
            "select sent_at, emails[1], (model::jsonb->>'cantidad')::numeric::int from mails where template = "
            + "'resumen-diario' and state = 'Filed'");
        await using var row = await command.ExecuteReaderAsync();
        var sent = new List<Digest>();
        while (await row.ReadAsync())
            sent.Add(new(row.GetFieldValue<DateTimeOffset>(0), row.GetString(1), row.GetInt32(2)));
        return sent;
    }

    /// <summary>What left, person by person. A mail nobody asked a process for, such as a digest, is not about the formulation.</summary>
    internal async Task<IReadOnlyList<Notice>> SentAsync()
    {
        await using var command = Source.CreateCommand(
            """
            select m.sent_at, m.institution_code, coalesce(t.activity_id, 'aviso'), coalesce(t.visit, 1), m.template, coalesce(m.level, 0), m.addressees
            from mails m left join tasks t on t.id = m.task_id where m.instance_id is not null and m.state = 'Filed'
            """);
        await using var row = await command.ExecuteReaderAsync();
        var sent = new List<Notice>();
        while (await row.ReadAsync())
        {
            using var addressees = JsonDocument.Parse(row.GetString(6));
            sent.AddRange(addressees.RootElement.EnumerateArray().Select(addressee => new Notice(
                row.GetFieldValue<DateTimeOffset>(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetString(4),
                row.GetInt32(5), addressee.GetProperty("email").GetString()!, addressee.GetProperty("copy").GetBoolean())));
        }

        return sent;
    }
}
