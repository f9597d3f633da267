namespace Workflows.Definitions.Organisation;

/// <summary>An organisation was refused as a whole: its parts contradict each other. The sentences, in Spanish, say where.</summary>
public sealed class OrganisationException(IReadOnlyList<string> problems)
    : InvalidOperationException("La organización tiene errores. " + string.Join(" ", problems.Take(5)))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
