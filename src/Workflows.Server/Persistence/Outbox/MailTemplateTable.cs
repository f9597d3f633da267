using Npgsql;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.Persistence.Outbox;

/// <summary>Versions of templates that an office wrote. They are added and read, never changed.</summary>
public sealed class MailTemplateTable(Func<NpgsqlDataSource> source)
{
    public async Task<int?> HighestAsync(string name, CancellationToken ct)
    {
        await using var command = source().CreateCommand("select max(version) from mail_templates where name = $1");
        command.Parameters.Add(Statements.Text(name));
        return await command.ExecuteScalarAsync(ct) as int?;
    }

    public async Task<MailTemplateText?> ReadAsync(string name, int version, CancellationToken ct)
    {
        await using var command = source().CreateCommand("select subject, text, html from mail_templates where name = $1 and version = $2");
        command.Parameters.Add(Statements.Text(name));
        command.Parameters.Add(Statements.Whole(version));
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? new(name, version, reader.GetString(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2))
            : null;
    }

    /// <summary>False when the version exists: somebody else was first.</summary>
    public async Task<bool> AddAsync(MailTemplateText template, string editedBy, DateTimeOffset at, CancellationToken ct)
    {
        await using var command = source().CreateCommand(
            """
            insert into mail_templates (name, version, subject, text, html, edited_by, edited_at)
            values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing
            """);
        command.Parameters.Add(Statements.Text(template.Name));
        command.Parameters.Add(Statements.Whole(template.Version));
        command.Parameters.Add(Statements.Text(template.Subject));
        command.Parameters.Add(Statements.Text(template.Text));
        command.Parameters.Add(Statements.Text(template.Html));
        command.Parameters.Add(Statements.Text(editedBy));
        command.Parameters.Add(Statements.Instant(at));
        return await command.ExecuteNonQueryAsync(ct) == 1;
    }
}
