using System.ComponentModel.DataAnnotations;

namespace Workflows.Server.Privacy;

/// <summary>
/// Section <c>Privacy</c> of the configuration: who answers for the data and in which terms. The terms are «por confirmar».
/// </summary>
public sealed class PrivacyOptions
{
    public const string Section = "Privacy";

    /// <summary>The body that answers for the treatment (responsable), as the record of processing names it.</summary>
    public string Controller { get; set; } = "";

    /// <summary>Where the person who looks after data protection is reached.</summary>
    public string Contact { get; set; } = "";

    /// <summary>Calendar days to answer a request, from the day it is certain who asks.</summary>
    [Range(1, 90)]
    public int AnswerDays { get; set; } = 30;

    /// <summary>Calendar days that one extension adds.</summary>
    [Range(1, 90)]
    public int ExtensionDays { get; set; } = 30;

    /// <summary>Working days to answer that the data be blocked meanwhile.</summary>
    [Range(1, 30)]
    public int BlockingDays { get; set; } = 2;
}
