using System.Diagnostics;
using System.Globalization;
using System.Net.Mail;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Mail;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Server.Mail.Outbox;
using Workflows.Server.Persistence;
using Workflows.Server.World;

namespace Workflows.Load;

/// <summary>
/// A body of sixty is called to a session: from the request until the citación is in the outbox with an entry for each calendar, and what
/// writing its file takes.
/// </summary>
internal static class ConveningLoad
{
    private const int Members = 60;
    private const int Sessions = 20;
    private const string Body = "infraestructura";

    public static async Task<IReadOnlyList<LoadFigure>> RunAsync(LoadDatabases databases, LoadSettings settings, CancellationToken ct)
    {
        await using var server = await LoadServer.StartAsync(await databases.FreshAsync("convening", ct), databases.DataFolder, ct);
        await SeatAsync(server, ct);
        await server.PublishAsync(LoadFlows.ConveningJson, ct);
        var on = server.Services.GetRequiredService<WorldSource>().Calendar.AddWorkingDays(
            SantiagoTime.DateAt(server.Clock.GetUtcNow()), 10);
        var took = new List<double>();
        for (var session = 0; session < Sessions; session++)
        {
            var clock = Stopwatch.StartNew();
            await server.OpenAsync(
                LoadFlows.Convening, session.ToString(CultureInfo.InvariantCulture), ct, ("dia", PlainValues.ToText(on)));
            took.Add(clock.Elapsed.TotalSeconds);
        }

        var queued = await server.CountAsync(
            $"select count(*) from mails where template = '{MailTemplateCatalog.Convening}' and cardinality(emails) = {Members}");
        if (queued != Sessions)
            throw new InvalidOperationException($"{queued} of {Sessions} citaciones of {Members} people are in the outbox.");
        took.Sort();
        return
        [
            new(
                "convening.first", $"Citación a {Members} integrantes en la bandeja de salida, la más lenta de {Sessions}", took[^1], "s",
                Limit: 5),
            new("convening.median", "  mediana", Rate.Percentile([.. took], 0.5) * 1_000, "ms"),
            new("convening.file", "  escribir el archivo de calendario de una", await FileAsync(server, ct), "ms"),
        ];
    }

    /// <summary>Sixty people that the demo invented sit in one body.</summary>
    private static async Task SeatAsync(LoadServer server, CancellationToken ct)
    {
        await using (var scope = server.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<WorkflowsDb>();
            var people = await db.Set<Person>().Where(person => person.Email != "").OrderBy(person => person.Id).Take(Members)
                .ToListAsync(ct);
            db.Add(new Committee(Body, "Órgano de la medida"));
            db.AddRange(people.Select((person, i) => new Seat(
                Body, $"Asiento {i + 1}", i == 0 ? Role.CommitteePresident : Role.CommitteeMember,
                SeatBasis.Designated)
            { PersonId = person.Id }));
            await db.SaveChangesAsync(ct);
        }

        await server.Services.GetRequiredService<WorldKeeper>().ReloadAsync(ct);
    }

    private static async Task<double> FileAsync(LoadServer server, CancellationToken ct)
    {
        await using var command = server.Source.CreateCommand("select model from mails where template = $1 limit 1");
        command.Parameters.Add(new NpgsqlParameter { Value = MailTemplateCatalog.Convening });
        var entry = CalendarEntry.Read(Values.FromJson((string)(await command.ExecuteScalarAsync(ct))!).Member(CalendarEntry.Name))!;
        var office = new MailAddress("avisos@example.cl");
        Invitation.Write(entry, office);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < Sessions; i++)
            Invitation.Write(entry, office);
        return clock.Elapsed.TotalMilliseconds / Sessions;
    }
}
