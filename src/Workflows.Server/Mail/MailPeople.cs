using System.Text.Json;

namespace Workflows.Server.Mail;

/// <summary>The names of those a mail goes to, as pages show them.</summary>
internal static class MailPeople
{
    public static IReadOnlyList<string> Of(string addressees)
    {
        using var document = JsonDocument.Parse(addressees);
        return [.. document.RootElement.EnumerateArray().Select(person =>
        {
            var copy = person.TryGetProperty("copy", out var isCopy) && isCopy.ValueKind == JsonValueKind.True ? " (copia)" : "";
            return $"{person.GetProperty("name").GetString()}{copy}";
        })];
    }
}
