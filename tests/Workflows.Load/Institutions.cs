using Workflows.Definitions.Organisation;

namespace Workflows.Load;

/// <summary>Whose processes a measurement opens: those that ship with the program, one after the other.</summary>
internal static class Institutions
{
    private static readonly string[] Codes = [.. DemoOrganisation.Build().Institutions.Select(institution => institution.Code)];

    public static string Code(int number) => Codes[number % Codes.Length];
}
