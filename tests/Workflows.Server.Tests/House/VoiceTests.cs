using System.Text.Json;
using System.Text.RegularExpressions;
using Workflows.Definitions.Activities;
using Workflows.Definitions.Flows;
using Workflows.Definitions.Mail;
using Workflows.Definitions.Organisation;
using Workflows.Engine.Json;
using Workflows.Server.Tests.Hosting;

namespace Workflows.Server.Tests.House;

/// <summary>
/// What people read keeps one voice, wherever it is written: in the server, the shipped flows, the mails and the client. It reads the texts
/// in the source that look like Spanish sentences. What has a reason to say it otherwise is in the list of exceptions, and nowhere else.
/// </summary>
public sealed partial class VoiceTests
{
    private static readonly (string Pattern, string Why)[] Forbidden =
    [
        (@"(?<!\w)(?:hoy|ayer)(?!\w)", "a date is told by its day: «el lunes 09/03/2026»"),
        (@"(?<!\w)24:00", "a day ends at 23:59"),
        (@"(?i)(?<!\w)(?:ingrese|haga clic|estimad[oa]s?|pincha aquí|haz clic aquí)(?!\w)", "we say tú, and what the link does"),
        (@"(?i)(?<!\w)escala(?!\w)", "what climbs is the escalamiento: an escala is of pay"),
        (@"\d días(?! (?:hábiles|corridos|inhábiles|seguidos|\$?0))", "days are hábiles or corridos"),
        (@"(?<![\w/.])(?:institution|national|ministry|committee|region|network)\.[a-z]\w+(?![\w}])", "a post is told by its name"),
        (@"(?:GET |POST |PUT |DELETE )/api/", "people have pages, not routes"),
        (@"(?i)bifurcaci|React Flow|registrar un hecho|raíz diaria|(?<!\w)(?:workflow|bookmark|outbox|backend|dashboard)(?!\w)",
            "that is a word of the program"),
        (@"(?i)vuelta \d", "a second time is a «segunda ronda»"),
        (@"avisaremos a (?:Ministr|Subsec|Encarg|Jef|Gobernador|Delegad)", "a post has its article"),
        (@"(?i)atraso: [^«»]*de atraso", "the same word twice"),
    ];

    /// <summary>Where, the words, and why they stay.</summary>
    private static readonly (string File, string Words, string Why)[] Exceptions =
    [
        ("OpenApiSetup.cs", "POST /api/session", "the description of the API is for who programs against it"),
        ("WorkflowGraph.cs", "Workflow '", "a broken promise of the program, in English"),
        ("RecipientCode.cs", "institution.head", "tells whoever writes a policy which codes there are"),
        ("FilterBar.tsx", "Vencen en 7 días", "the filter counts every day of the week"),
        ("ReassignDialog.tsx", "Nadie más tiene hoy", "a live page"),
    ];

    private static readonly string[] FamiliarForms =
    [
        "tu", "tus", "te", "tienes", "puedes", "recibes", "debes", "apruébalo", "apruébala", "devuélvelo", "devuélvela", "lee", "di",
        "dilo", "revisa", "adjunta", "propón", "cuantifica", "escribe",
    ];

    /// <summary>In a mail, where verbs are also said of others.</summary>
    private static readonly string[] FamiliarPronouns = ["tu", "tus", "te", "tú", "tienes", "puedes", "recibes", "debes"];

    [Fact]
    public void What_the_server_and_the_client_say_keeps_our_voice()
    {
        Assert.Empty(Texts().SelectMany(text => ProblemsOf(text.File, text.Words)));
    }

    [Fact]
    public void What_the_shipped_flows_say_keeps_our_voice()
    {
        Assert.Empty(ShippedFlows.All.SelectMany(flow => TextsIn(JsonDocument.Parse(flow.Json).RootElement)
            .SelectMany(words => ProblemsOf(flow.DefinitionId, words))));
    }

    [Fact]
    public void What_the_mails_say_keeps_our_voice()
    {
        Assert.Empty(MailTemplateCatalog.All.SelectMany(template => new[] { template.Subject, template.Text, template.Html }
            .SelectMany(words => ProblemsOf(template.Name, words))));
    }

    [Fact]
    public void An_authority_is_asked_as_usted_and_everybody_else_as_tu()
    {
        var wrong =
            from flow in ShippedFlows.All
            from node in Workflows.Engine.WorkflowGraph.Compile(WorkflowJson.Read(flow.Json), DomainActivities.Catalog).Nodes
            where node.Input("role")?.Constant is string code && Role.Find(code) is { IsAuthority: true }
            let words = node.Input("instructions")?.Constant as string
            where words is not null && Any(FamiliarForms).IsMatch(words)
            select $"{flow.DefinitionId}.{node.ActivityId}: {words}";

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData(MailTemplateCatalog.AuthorityWeek)]
    [InlineData(MailTemplateCatalog.Escalation)]
    [InlineData(MailTemplateCatalog.Escalations)]
    public void A_mail_that_authorities_read_never_says_tu(string name)
    {
        var template = MailTemplateCatalog.Find(name)!;

        Assert.DoesNotMatch(Any(FamiliarPronouns), Regex.Replace(template.Text, @"\{\{[^}]*\}\}", ""));
    }

    [Theory]
    [InlineData("El plazo vence hoy a las 18:00 horas.")]
    [InlineData("Faltan {days} días para el cierre.")]
    [InlineData("Si sigue pendiente, avisaremos a Ministro/a.")]
    [InlineData("El aviso sube por la escala hasta la jefatura.")]
    [InlineData("El rol no existe. Los roles están en GET /api/organisation/roles.")]
    public void It_finds_what_our_voice_forbids(string words) => Assert.NotEmpty(ProblemsOf("Cualquiera.cs", words));

    [Fact]
    public void Every_exception_is_still_needed()
    {
        var texts = Texts().ToList();

        Assert.All(Exceptions, exception => Assert.Contains(
            texts, text => text.File == exception.File && text.Words.Contains(exception.Words, StringComparison.Ordinal)
                && Forbidden.Any(rule => Regex.IsMatch(Value().Replace(text.Words, "0"), rule.Pattern))));
    }

    private static IEnumerable<string> ProblemsOf(string file, string words) => Forbidden
        .Where(rule => Regex.IsMatch(Value().Replace(words, "0"), rule.Pattern))
        .Where(_ => !Exceptions.Any(one => one.File == file && words.Contains(one.Words, StringComparison.Ordinal)))
        .Select(rule => $"{file}: «{words.Trim()}» ({rule.Why})");

    /// <summary>Literals of the source, and what stands between tags, that read as Spanish.</summary>
    private static IEnumerable<(string File, string Words)> Texts()
    {
        foreach (var folder in new[] { "Workflows.Engine", "Workflows.Definitions", "Workflows.Server", "Workflows.Designer" })
        {
            var root = Path.Combine(Repository.Root, "src", folder, folder == "Workflows.Designer" ? "src" : "");
            foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Where(IsSource))
            {
                foreach (var line in File.ReadLines(file).Select(line => line.Trim()).Where(line => !IsComment(line)))
                {
                    var found = Literal().Matches(line).Select(match => match.Groups["words"].Value);
                    if (file.EndsWith(".tsx", StringComparison.Ordinal))
                        found = found.Concat(Between().Matches(line).Select(match => match.Groups["words"].Value))
                            .Concat(Bare().IsMatch(line) ? [line] : []);
                    foreach (var words in found.Where(words => words.Contains(' ', StringComparison.Ordinal) && Spanish().IsMatch(words)))
                        yield return (Path.GetFileName(file), words);
                }
            }
        }
    }

    private static bool IsComment(string line) =>
        line.StartsWith("//", StringComparison.Ordinal) || line.StartsWith('*') || line.StartsWith("/*", StringComparison.Ordinal);

    private static bool IsSource(string file) =>
        (file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".ts", StringComparison.Ordinal)
            || file.EndsWith(".tsx", StringComparison.Ordinal))
        && !file.Contains(".test.", StringComparison.Ordinal) && !file.EndsWith("schema.d.ts", StringComparison.Ordinal)
        && !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "Migrations" or "kit");

    private static IEnumerable<string> TextsIn(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => TextsIn(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(TextsIn),
        JsonValueKind.String when json.GetString() is { } words && words.Contains(' ', StringComparison.Ordinal)
            && Spanish().IsMatch(words) && !Code().IsMatch(words) => [words],
        _ => [],
    };

    private static Regex Any(IEnumerable<string> words) =>
        new($@"(?<![\w{{])(?:{string.Join('|', words)})(?!\w)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>What the program puts in: how it is called there is nobody's reading.</summary>
    [GeneratedRegex(@"\{\{?[^{}]*\}?\}")]
    private static partial Regex Value();

    [GeneratedRegex("\"(?<words>(?:[^\"\\\\]|\\\\.)*)\"|`(?<words>[^`]*)`")]
    private static partial Regex Literal();

    [GeneratedRegex(">(?<words>[^<>{}=]+)<")]
    private static partial Regex Between();

    [GeneratedRegex("^[A-ZÁÉÍÓÚ¿][^<>{}=;()]*[.:?]?$")]
    private static partial Regex Bare();

    /// <summary>An expression that makes a list or an object, not a sentence.</summary>
    [GeneratedRegex(@"^\s*(?:\[`|\{ (?:term|date|year):)")]
    private static partial Regex Code();

    [GeneratedRegex("[áéíóúñ¿«»]| (?:de|el|la|que|no|los|las|un|una|por|en|con|para|se|tu) ")]
    private static partial Regex Spanish();
}
