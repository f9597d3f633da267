using System.Security.Cryptography;
using System.Text;
using Workflows.Definitions.Calendar;

namespace Workflows.Definitions.Organisation;

/// <summary>
/// What activities ask about the world: who is who and which days are working days, at one moment. The same version
/// always gives the same answers, so a journal may name it instead of copying it.
/// </summary>
public sealed record WorldSnapshot(OrganisationSnapshot Organisation, WorkingCalendar Calendar)
{
    /// <summary>A hash of organisation, holidays and clock changes.</summary>
    public string Version => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{Organisation.Version}\n{Calendar.Version}\n{SantiagoTime.RulesText}")));
}
