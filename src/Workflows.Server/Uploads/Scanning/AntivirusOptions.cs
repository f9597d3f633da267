using System.ComponentModel.DataAnnotations;

namespace Workflows.Server.Uploads.Scanning;

/// <summary>Section <c>Antivirus</c> of the configuration: a clamd to ask about every upload. Without a host nothing is scanned.</summary>
public sealed class AntivirusOptions : IValidatableObject
{
    public const string Section = "Antivirus";

    public string? Host { get; set; }

    public int Port { get; set; } = 3310;

    /// <summary>How long one file may take. Then it waits, unread by others, and is asked again.</summary>
    public int TimeoutSeconds { get; set; } = 60;

    public bool IsOn => !string.IsNullOrWhiteSpace(Host);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Port is < 1 or > 65535)
            yield return new($"Antivirus:Port: {Port} no es un puerto. Usa 3310.", [nameof(Port)]);
        if (TimeoutSeconds is < 1 or > 600)
            yield return new("Antivirus:TimeoutSeconds: indica entre 1 y 600 segundos.", [nameof(TimeoutSeconds)]);
    }
}
