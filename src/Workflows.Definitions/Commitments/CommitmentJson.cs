using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workflows.Definitions.Commitments;

/// <summary>The parts of a commitment, and what is told of it, as JSON: the same words wherever they are kept.</summary>
public static class CommitmentJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Of(IReadOnlyList<Milestone> milestones) => JsonSerializer.Serialize(milestones, Options);

    public static string? Of(Obstacle? obstacle) => obstacle is null ? null : JsonSerializer.Serialize(obstacle, Options);

    public static IReadOnlyList<Milestone> MilestonesIn(string json) => JsonSerializer.Deserialize<List<Milestone>>(json, Options)!;

    public static Obstacle? ObstacleIn(string? json) => json is null ? null : JsonSerializer.Deserialize<Obstacle>(json, Options);
}
