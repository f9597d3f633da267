using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workflows.Definitions.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Web;

namespace Workflows.Server.Organisation;

/// <summary>
/// Commits what a use case changed of the organisation, once the whole of it makes sense together. Bursts and other nodes see it when
/// this returns; a contradiction leaves nothing behind.
/// </summary>
public sealed class OrganisationChange(WorkflowsDb db, WorldKeeper world, IdempotentCommand command)
{
    /// <summary>Null when it is done; else what is wrong.</summary>
    public async Task<ProblemHttpResult?> CommitAsync<T>(T answer, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        try
        {
            command.Remember(answer);
            await db.SaveChangesAsync(ct);
            await db.ReadOrganisationAsync(ct);
        }
        catch (OrganisationException error)
        {
            return Refusal.Fields(new Dictionary<string, string[]> { ["organisation"] = [.. error.Problems] }, "No se guardó nada: con este cambio la organización se contradice.");
        }
        catch (DbUpdateException error) when (error.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, TableName: "people" or "accounts" })
        {
            return Refusal.Field("email", "Ese correo ya es de otra persona.");
        }
        catch (DbUpdateException error) when (error.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, TableName: "external_identities" })
        {
            return Refusal.Field("run", "Ese RUN ya es de otra persona.");
        }

        await transaction.CommitAsync(ct);
        await world.ChangedAsync(ct);
        return null;
    }
}
