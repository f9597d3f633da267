using System.CommandLine;
using System.ComponentModel.DataAnnotations;
using System.Net.Mail;
using Workflows.Server.Mail;
using Workflows.Server.Mail.Transport;
using Workflows.Server.Persistence;

namespace Workflows.Server.CommandLine;

/// <summary>
/// <c>mail test ADDRESS</c>: tries the mail settings of this machine step by step, without a database and without showing a secret.
/// </summary>
internal static class MailCommand
{
    public static Command Create(TimeProvider clock)
    {
        var to = new Argument<string>("DIRECCIÓN") { Description = "Quién recibe el correo de prueba." };
        var test = new Command("test", "Prueba la configuración del correo paso a paso y envía un correo de prueba.") { to };
        test.SetAction(async (parsed, ct) =>
        {
            var address = parsed.GetValue(to)!;
            if (!MailAddress.TryCreate(address, out var recipient) || address.Any(char.IsControl))
                throw new CommandRefusedException($"«{address}» no es una dirección de correo.");
            if (MailableAddress.ProblemWith(recipient.Address) is { } problem)
                throw new CommandRefusedException(problem);
            var check = await new MailServerCheck(Settings(parsed)).RunAsync(recipient, clock.GetUtcNow(), ct);
            var output = parsed.InvocationConfiguration.Output;
            foreach (var step in check.Steps)
                await output.WriteLineAsync($"{(step.Passed ? "bien" : "MAL")}  {step.Name}: {step.Said}");
            return check.Passed ? ExitCodes.Done : ExitCodes.Refused;
        });
        return new Command("mail", "El correo de este servidor.") { test };
    }

    private static MailOptions Settings(ParseResult parsed)
    {
        var options = new MailOptions { PickupFolder = Path.Combine(parsed.Database().DataFolder, "mail", "pickup") };
        Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = [], ContentRootPath = AppContext.BaseDirectory })
            .Configuration.GetSection(MailOptions.Section).Bind(options);
        var problems = new List<ValidationResult>();
        return Validator.TryValidateObject(options, new ValidationContext(options), problems, validateAllProperties: true)
            ? options
            : throw new CommandRefusedException(string.Join(Environment.NewLine, problems.Select(problem => problem.ErrorMessage)));
    }
}
