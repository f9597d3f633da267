namespace Workflows.Server.Access;

/// <summary>
/// What a key for machines may do: a closed list, chosen when it is made. Nothing of it decides, names anybody or publishes.
/// </summary>
public sealed record KeyCommand(string Code, string Label, string Description)
{
    public static readonly KeyCommand Read = new(
        "read", "Consultar", "Lee los procesos, tareas, comprobantes y archivos de sus instituciones, como los ve quien los sigue.");

    public static readonly KeyCommand Open = new("open", "Abrir procesos", "Abre procesos de sus instituciones.");

    public static readonly KeyCommand Deliver = new(
        "deliver", "Entregar", "Sube archivos y entrega lo que se pide a sus instituciones. No revisa, no aprueba ni comenta.");

    public static IReadOnlyList<KeyCommand> All { get; } = [Read, Open, Deliver];

    public static KeyCommand? Find(string code) => All.FirstOrDefault(command => command.Code == code);
}

/// <summary>The key behind a request: its institutions and commands. It holds no post, whoever made it.</summary>
/// <param name="CreatedBy">The person who made it: for the separation of duties, what the key does is theirs.</param>
public sealed record KeyRights(string CreatedBy, bool AllInstitutions, IReadOnlyList<string> Institutions, IReadOnlyList<string> Commands)
{
    /// <summary>What it may hand in: what is asked of those who answer in an institution.</summary>
    internal static readonly string[] DeliversFor = [
        Definitions.Organisation.Role.InstitutionPmgOfficer.Code, Definitions.Organisation.Role.IndicatorOfficer.Code];

    public bool May(KeyCommand command) => Commands.Contains(command.Code);

    public bool IsFor(string? institution) => AllInstitutions || (institution is not null && Institutions.Contains(institution));

    /// <summary>The same key for one of its institutions; null when it is not one of them.</summary>
    public KeyRights? OnlyFor(string institution) =>
        IsFor(institution) ? this with { AllInstitutions = false, Institutions = [institution] } : null;
}

/// <summary>Lets keys use a route, those that have one of these commands. A route that does not say so is closed to every key.</summary>
public sealed record KeyUse(IReadOnlyList<KeyCommand> Commands);

public static class KeyUseExtensions
{
    public static TBuilder ForKeys<TBuilder>(this TBuilder route, params KeyCommand[] commands)
        where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new KeyUse(commands));
}
