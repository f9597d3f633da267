using Npgsql;
using Workflows.Server.Persistence.Bursts;

namespace Workflows.Server.Persistence.Outbox;

/// <summary>
/// Gives a receipt's mail the folio that its page and its document show. The burst that asked for the mail could not know it: folios are
/// counted while it is stored.
/// </summary>
public sealed class ReceiptNumbers(Func<NpgsqlDataSource> source)
{
    public async Task<IReadOnlyDictionary<string, object?>> NumberedAsync(IReadOnlyDictionary<string, object?> model, CancellationToken ct)
    {
        if (model.GetValueOrDefault("entrega") is not string submission)
            return model;
        await using var command = source().CreateCommand("select folio from submissions where id = $1");
        command.Parameters.Add(Statements.Text(submission));
        return await command.ExecuteScalarAsync(ct) is string folio
            ? new Dictionary<string, object?>(model) { ["comprobante"] = folio }
            : model;
    }
}
