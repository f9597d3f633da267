using System.Text.Json;

namespace Workflows.Server.Mail;

/// <summary>The names of those a mail goes to, as pages show them.</summary>
internal static class MailPeople
{
    /// <summary>What a row says that cannot be read: the page that shows it has to open all the same.</summary>
    private static readonly string[] Unreadable = ["(destinatarios que no se pueden leer)"];

    public static IReadOnlyList<string> Of(string addressees)
    {
        try
        {
            using var document = JsonDocument.Parse(addressees);
            return [.. document.RootElement.EnumerateArray().Select(person =>
            {
                var copy = person.TryGetProperty("copy", out var isCopy) && isCopy.ValueKind == JsonValueKind.True ? " (copia)" : "";
                return $"{person.GetProperty("name").GetString()}{copy}";
            })];
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return Unreadable;
        }
    }

    /// <summary>The same as stored, for who integrates; a text when it is no JSON.</summary>
    public static JsonElement AsStored(string addressees)
    {
        try
        {
            using var document = JsonDocument.Parse(addressees);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(addressees);
        }
    }
}
