using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workflows.Definitions.Deadlines;

/// <summary>Lets a policy be part of any document that System.Text.Json reads or writes.</summary>
public sealed class DeadlinePolicyConverter : JsonConverter<DeadlinePolicy>
{
    public override DeadlinePolicy Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return DeadlinePolicyJson.Read(document.RootElement, "deadline");
    }

    public override void Write(Utf8JsonWriter writer, DeadlinePolicy value, JsonSerializerOptions options) =>
        DeadlinePolicyJson.Write(writer, value);
}
