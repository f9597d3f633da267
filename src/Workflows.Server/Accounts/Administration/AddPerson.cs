using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Definitions.Organisation;
using Workflows.Server.Access;
using Workflows.Server.Accounts.ClaveUnica;
using Workflows.Server.Mail;
using Workflows.Server.Mail.Links;
using Workflows.Server.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Notifying;
using Workflows.Server.Web;
using Workflows.Server.Web.Sheets;

namespace Workflows.Server.Accounts.Administration;

/// <summary>Somebody new: who they are, their posts, and an invitation when it is asked for.</summary>
internal static class AddPerson
{
    public sealed record Request(string Name, string Email, string? Run = null, IReadOnlyList<Post>? Posts = null, bool Invite = false);

    /// <summary>A post from a day on; of substitutes and ends, the appointments know.</summary>
    public sealed record Post(string Role, string Scope, DateOnly? ValidFrom = null);

    public sealed record Response(string PersonId, bool WasInvited);

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Request request, Acting acting, WorkflowsDb db, AccountLinks links, ClaveUnicaOptions claveUnica, ChangeOrganisation change,
        TimeProvider clock, WakeUps wakeUps, CancellationToken ct)
    {
        if (ProblemWith(request.Name, request.Email, request.Run) is { } problem)
            return problem;
        var person = new Person(Guid.CreateVersion7(clock.GetUtcNow()).ToString("n"), request.Name.Trim(), PlainEmail(request.Email));
        if (await db.Set<Person>().AnyAsync(other => other.Email == person.Email, ct))
            return Refusal.Field("email", "Ese correo ya es de otra persona.");
        db.Add(person);
        foreach (var post in request.Posts ?? [])
        {
            if (Role.Find(post.Role) is not { } role)
                return Refusal.Field("posts", $"El rol «{post.Role}» no existe.");
            db.Add(new Appointment(person.Id, role, post.Scope) { ValidFrom = post.ValidFrom });
        }

        if (Run.TryParse(request.Run, out var run))
            db.Add(new ExternalIdentity { Issuer = claveUnica.IssuerName, Subject = run.ToString(), PersonId = person.Id });
        if (request.Invite)
            await links.AddAsync(person, AccountLinkPurpose.Invitation, acting.PersonId, ct);
        var result = await change.SaveAsync(
            $"{person.Name} entra al sistema{PostsOf(request)}{(request.Invite ? " y recibe una invitación" : "")}.", () =>
                new Response(person.Id, request.Invite), ct);
        wakeUps.Tell(WakeUp.Mails);
        return result;
    }

    private static string PostsOf(Request request) => request.Posts is { Count: > 0 } posts
        ? $" como {string.Join(" y ", posts.Select(post => $"{Role.Find(post.Role)?.Label} ({post.Scope})"))}"
        : "";

    /// <summary>What is wrong with how somebody is described, by field; null when nothing is.</summary>
    public static ProblemHttpResult? ProblemWith(string name, string email, string? run)
    {
        var problems = new Dictionary<string, string[]>();
        if (string.IsNullOrWhiteSpace(name) || name.Length > 200)
            problems["name"] = ["Escribe el nombre, de hasta 200 letras."];
        else if (CsvFormula.IsOne(name))
            problems["name"] = [CsvFormula.Problem(name)];
        else if (name.Any(char.IsControl))
            problems["name"] = ["Escribe el nombre en una sola línea."];
        if (MailableAddress.ProblemWith(PlainEmail(email)) is { } unmailable)
            problems["email"] = [unmailable];
        if (!string.IsNullOrWhiteSpace(run) && !Run.TryParse(run, out _))
            problems["run"] = ["El RUN no existe: su dígito verificador no corresponde."];
        return problems.Count > 0 ? Refusal.Fields(problems) : null;
    }

    public static string PlainEmail(string email) => email.Trim().ToLowerInvariant();
}
