using System.Globalization;
using Workflows.Definitions.Calendar;
using Workflows.Definitions.Mail;
using Workflows.Engine;
using Workflows.Server.Mail;
using Workflows.Server.Persistence.Duties;
using Workflows.Server.Persistence.Notifying;
using Workflows.Server.Persistence.Outbox;

namespace Workflows.Server.Duties;

/// <summary>
/// Half an hour after midnight: one hash over yesterday's journals and entries leaves the system by mail, so that nobody who can write the
/// database can rewrite the past unseen. Days without bursts have a root too: a missing one is noticed.
/// </summary>
public sealed class DailyJournalRoot(JournalRootTable table, string? sendTo, string mailDomain, WakeUps? wakeUps = null)
{
    public const string Name = "raiz-del-diario";

    private static readonly MailTemplate Template = MailTemplate.Parse(Name,
        """
        version: 2
        label: Raíz del diario
        subject: Raíz del diario del {{fecha}}: {{raiz_corta}}
        --- text
        Guarda este correo. Con él se comprueba que nadie cambió el diario del {{fecha}}.

        Raíz: {{raiz}}
        Raíz anterior: {{raiz_anterior}}
        Procesos con movimientos: {{procesos}}
        Constancias selladas: {{constancias}}

        Para comprobarlo, guarda este correo como archivo y ejecuta en el servidor: verify-journal --against ARCHIVO.

        Este aviso no es una notificación legal.
        --- html
        <h1 style="font-size:20px">Raíz del diario del {{fecha}}</h1>
        <p>Guarda este correo. Con él se comprueba que nadie cambió el diario de ese día.</p>
        <p>Raíz: <code>{{raiz}}</code><br>Raíz anterior: <code>{{raiz_anterior}}</code><br>Procesos con movimientos: {{procesos}}<br>Constancias selladas: {{constancias}}</p>
        <p>Para comprobarlo, guarda este correo como archivo y ejecuta en el servidor <code>verify-journal --against ARCHIVO</code>.</p>
        """);

    public static ShippedMailTemplate Shipped { get; } =
        ShippedMailTemplates.Of(Template, new(["fecha", "raiz", "raiz_corta", "raiz_anterior", "procesos", "constancias"]));

    public Duty Duty => new(Name, "Sello diario de la historia", DutyDays.Every, new(0, 30), RunAsync) { WhenMissed = WhenMissed.RunEach };

    private async Task<string> RunAsync(DutyContext context, CancellationToken ct)
    {
        var day = context.Date.AddDays(-1);
        var mailId = sendTo is null ? null : string.Create(CultureInfo.InvariantCulture, $"{Name}-{day:yyyyMMdd}");
        var root = await table.FindAsync(day, ct)
            // Root and mail are one transaction: what was computed is what leaves.
            ?? await table.AddAsync(
                day, context.Now, mailId, mailId is null ? null : computed => MailInsert.Create([MailOf(computed, context)]), ct)
            ?? (await table.FindAsync(day, ct))!;
        wakeUps?.Tell(WakeUp.Mails);
        return root.MailId is null
            ? "La raíz quedó guardada y no salió del sistema: indica a quién enviarla en Mail:JournalRootTo."
            : $"La raíz del {SpanishDate.Of(day)} quedó en cola para {sendTo}.";
    }

    private MailRow MailOf(JournalRootRow root, DutyContext context)
    {
        var hex = Convert.ToHexStringLower(root.Root);
        return new()
        {
            Id = root.MailId!,
            MessageId = $"<{root.MailId}@{mailDomain}>",
            Reason = "sello diario de la historia",
            Template = Name,
            Model = Values.ToJson(new Dictionary<string, object?>
            {
                ["fecha"] = MailText.Day(root.Date),
                ["raiz"] = hex,
                ["raiz_corta"] = hex[..12],
                ["raiz_anterior"] = root.PreviousRoot is { } previous ? Convert.ToHexStringLower(previous) : "ninguna, esta es la primera",
                ["procesos"] = (double)root.Instances,
                ["constancias"] = (double)root.Entries,
            }),
            Addressees = Values.ToJson(
                new List<object?> { new Dictionary<string, object?> { ["email"] = sendTo, ["copy"] = false, [
                    "why"] = "Guarda las raíces del diario." } }),
            Emails = [sendTo!],
            State = MailState.Queued,
            AvailableAt = context.Now,
            CreatedAt = context.Now,
        };
    }
}
