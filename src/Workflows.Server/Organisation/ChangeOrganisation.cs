using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Commands;
using Workflows.Server.Organisation.Naming;
using Workflows.Server.Persistence;
using Workflows.Server.Web;
using Workflows.Server.World;

namespace Workflows.Server.Organisation;

/// <summary>
/// A change of who is who: it is kept with who made it, the whole organisation has to make sense with it, and everything that runs sees
/// it when the command answers. A change that contradicts the rest is refused in Spanish and leaves nothing behind.
/// </summary>
public sealed class ChangeOrganisation(
    WorkflowsDb db, WorldKeeper world, NamingGuard naming, Acting acting, TimeProvider clock, IdempotentCommand command)
{
    /// <summary>Saves what was added to the context.</summary>
    /// <param name="text">What changed, in one Spanish sentence.</param>
    internal async Task<Results<Ok<T>, ProblemHttpResult>> SaveAsync<T>(string text, Func<T> answer, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await naming.BeginAsync(ct);
        db.Add(OrganisationChangeRow.Of(acting, text, clock.GetUtcNow()));
        try
        {
            await db.SaveChangesAsync(ct);
            if (await naming.EndAsync(await db.ReadOrganisationAsync(ct), ct) is { } own)
                return own;
            var response = command.Remember(answer());
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            await world.ChangedAsync(ct);
            return TypedResults.Ok(response);
        }
        catch (OrganisationException error)
        {
            return Refusal.Fields(
                new Dictionary<string, string[]> { ["organisation"] = [.. error.Problems] },
                "No se guardó nada: con este cambio la organización se contradice.");
        }
        catch (DbUpdateException error)
            when (error.InnerException is PostgresException
            {
                SqlState: PostgresErrorCodes.UniqueViolation, TableName: "people"
                or "accounts"
            })
        {
            return Refusal.Field("email", "Ese correo ya es de otra persona.");
        }
        catch (DbUpdateException error)
            when (error.InnerException is PostgresException
            {
                SqlState: PostgresErrorCodes.UniqueViolation,
                TableName: "external_identities"
            })
        {
            return Refusal.Field("run", "Ese RUN ya es de otra persona.");
        }
    }
}
