using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Committees;

/// <summary>The question every seat answers, and its words. Whoever votes against says why; the others may.</summary>
internal static class VoteForm
{
    /// <summary>The seat withdraws from the matter because it is its own.</summary>
    public const string Own = "inhabilitado";

    private static readonly Dictionary<string, VoteChoice> Choices = new(StringComparer.Ordinal)
    {
        ["favor"] = VoteChoice.For,
        ["contra"] = VoteChoice.Against,
        ["abstencion"] = VoteChoice.Abstain,
    };

    /// <summary>Read once: the same form for every seat of every body.</summary>
    public static object? Fields { get; } = Values.FromJson("""
        [
          { "id": "voto", "label": "Tu voto", "type": "choice", "required": true, "options": [
            { "id": "favor", "label": "A favor" },
            { "id": "contra", "label": "En contra" },
            { "id": "abstencion", "label": "Me abstengo" },
            { "id": "inhabilitado", "label": "No voto: la materia es propia" } ] },
          { "id": "razones", "label": "Razones, como quieres que queden en el acta", "type": "text", "required": true,
            "rules": { "maxLength": 4000 }, "visibleWhen": { "field": "voto", "in": ["contra", "inhabilitado"] } },
          { "id": "fundamento", "label": "Fundamento, si quieres que quede en el acta", "type": "text",
            "rules": { "maxLength": 4000 }, "visibleWhen": { "field": "voto", "in": ["favor", "abstencion"] } }
        ]
        """);

    public static VoteChoice? ChoiceOf(string word) => Choices.TryGetValue(word, out var choice) ? choice : null;

    public static string WordOf(VoteChoice choice) => Choices.First(pair => pair.Value == choice).Key;

    /// <summary>A run without people votes in favour.</summary>
    public static (VoteChoice? Choice, bool IsOwn) Read(object? answers) => answers.TextOf("voto") switch
    {
        null => (VoteChoice.For, false),
        Own => (null, true),
        var word => (ChoiceOf(word), false),
    };

    public static string? ReasonsIn(object? payload) =>
        new HandedIn(payload) is var handed
            ? handed.Answers.TextOf("razones") ?? handed.Answers.TextOf("fundamento") ?? handed.Words
            : null;
}
