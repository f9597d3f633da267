using FsCheck;
using FsCheck.Fluent;
using Workflows.Definitions.Mail;
using Workflows.Definitions.Tasks;
using Workflows.Engine;
using Workflows.Server.Mail;
using Workflows.Server.Mail.Outbox;
using Workflows.Server.Mail.Rendering;
using Workflows.Server.Persistence.Outbox;

namespace Workflows.Server.Tests.Mail.Outbox;

/// <summary>Whatever a person writes, in any field of any template, leaves as they typed it and means nothing to the program.</summary>
public sealed class UserTextTests : IAsyncLifetime
{
    private const string Neutral = "zzneutrozz";

    private OutboxWorld _world = null!;
    private MailWriting _writing = null!;

    public async Task InitializeAsync()
    {
        _world = await OutboxWorld.CreateAsync();
        var templates = new MailTemplates(ShippedMailTemplates.OfDefinitions(), new(() => _world.Source), _world.Clock);
        _writing = new(
            new(() => new("https://flujos.gob.cl")), templates, new(), new() { Host = "127.0.0.1" },
            new(new(() => _world.Source), _world.Clock), new(() => _world.Source),
            new(() => _world.Source));
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    public static TheoryData<string> Templates => [.. MailTemplateCatalog.All.Select(template => template.Name)
        .Where(name => name is not (MailTemplateCatalog.Invitation or MailTemplateCatalog.Recovery))];

    public static readonly string[] Hostile =
    [
        "Falta el oficio [[enlace-de-cuenta]]", "[[enlace-personal]]", "[[enlace-personal:m-1]]", "{{tarea}}", "{{{sitio}}}",
        "{{#each avisos}}", "{{!-- x", "\\{{x}}",
        "<script>alert(1)</script>", "</body></html>", "&amp; &#39;", "=HYPERLINK(\"http://x\")", "@SUM(A1)",
        "uno\r\nBcc: otro@ejemplo.cl\r\n\r\ncuerpo",
        MailRenderer.Notice, "/acuse#0123456789", "https://flujos.gob.cl/acuse#", "$1 ${0} %s {0}", "ñandú 👍 \u202e", "(enlace personal)",
    ];

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task What_a_person_writes_leaves_as_typed(string template)
    {
        var expected = await WordsAsync(template, Neutral);
        foreach (var typed in Hostile)
            AssertSame(expected, await WordsAsync(template, typed), typed);
        Assert.Equal(0L, await CountAsync("select count(*) from account_link_secrets"));
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task Any_text_at_all_leaves_as_typed(string template)
    {
        var expected = await WordsAsync(template, Neutral);

        Prop.ForAll(ArbMap.Default.ArbFor<NonEmptyString>(), any =>
        {
            // Half a character is refused where it comes in; a subject needs a letter that shows.
            var typed = "x" + string.Concat(any.Get.Select(c => char.IsSurrogate(c) ? 'y' : c));
            return AssertSame(expected, WordsAsync(template, typed).GetAwaiter().GetResult(), typed);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_reason_that_says_what_a_mail_is_not_does_not_keep_the_mail_from_saying_it()
    {
        var renderer = new MailRenderer(() => new("https://flujos.gob.cl"));
        var mail = renderer.Render(
            new("propia", 1, "Asunto", "Motivo: {{motivo}}", "<p>{{motivo}}</p>"),
            new Dictionary<string, object?> { ["motivo"] = MailRenderer.Notice });

        Assert.Equal(3, mail.Text.Split(MailRenderer.Notice).Length);
        Assert.Equal(3, mail.Html!.Split(MailRenderer.Notice).Length);
    }

    [Fact]
    public async Task A_notice_with_a_link_carries_one_secret_however_many_marks_its_texts_hold()
    {
        await _world.AddAsync(
            "m-1", template: MailTemplateCatalog.Escalation, level: 2, linkFor: "jefa",
            model: ModelOf(MailTemplateCatalog.Escalation, "[[enlace-personal]]"));

        var taken = await _world.Table.ClaimAsync("yo", OutboxWorld.Morning, 10, TimeSpan.FromMinutes(1), default);
        var (words, envelope) = await _writing.WriteAsync(taken, default);

        Assert.Equal(1L, await CountAsync("select count(*) from personal_links"));
        Assert.Contains("[[enlace-personal]]", envelope.Text, StringComparison.Ordinal);
        Assert.Matches("/acuse#[A-Za-z0-9_-]{43}\n", envelope.Text);
        Assert.DoesNotMatch("/acuse#[A-Za-z0-9_-]{43}", words[0].Text);
        Assert.DoesNotMatch("/acuse#[A-Za-z0-9_-]{43}", words[0].Slots.FillText(words[0].Text, _ => LinkSlots.Shown));
    }

    [Fact]
    public async Task A_row_queued_with_the_mark_of_before_still_leaves_with_its_link()
    {
        await _world.ExecuteAsync(
            "insert into account_links (id, person_id, purpose, created_at, created_by, expires_at) values ('recuperar-1', 'p1', "
            + "'Recovery', now(), 'p1', '2099-01-01')");
        await _world.AddAsync(
            "recuperar-1", template: MailTemplateCatalog.Recovery,
            model: """{"nombre":"Ana","correo":"a@x.cl","vence":"pronto","ruta":"/cuenta/clave#[[enlace-de-cuenta]]","destinatarios":[]}""");

        var taken = await _world.Table.ClaimAsync("yo", OutboxWorld.Morning, 10, TimeSpan.FromMinutes(1), default);
        var (_, envelope) = await _writing.WriteAsync(taken, default);

        Assert.Matches("/cuenta/clave#[A-Za-z0-9_-]{20,}\n", envelope.Text);
        Assert.DoesNotContain("[[", envelope.Text + envelope.Html, StringComparison.Ordinal);
        Assert.Equal(1L, await CountAsync("select count(*) from account_link_secrets where link_id = 'recuperar-1'"));
    }

    private static bool AssertSame(WrittenMail neutral, WrittenMail words, string typed)
    {
        Assert.Equal(neutral.Text.Replace(Neutral, typed, StringComparison.Ordinal).ReplaceLineEndings("\n"), words.Text);
        Assert.Equal(
            neutral.Html!.Replace(Neutral, HtmlTextEncoder.Encode(typed), StringComparison.Ordinal).ReplaceLineEndings("\n"), words.Html);
        Assert.Equal(neutral.Slots.Text.Count, words.Slots.Text.Count);
        Assert.DoesNotContain('\n', words.Subject);
        return true;
    }

    private async Task<WrittenMail> WordsAsync(string template, string typed)
    {
        var (words, _) = await _writing.WriteAsync(
            [
                new()
                {
                    Id = "m-1", MessageId = "<m-1@flujos.gob.cl>", Reason = typed, Template = template, TemplateVersion = 0,
                    Model = ModelOf(template, typed), Attempts = 0,
                    Addressees = Values.ToJson(new List<object?> { new MailAddressee("p1", typed, "a@x.cl", "", typed, false).ToValues() }),
                },
            ],
            default);
        return words[0];
    }

    /// <summary>The template's sample with every text of it, but for the paths of pages, replaced.</summary>
    private static string ModelOf(string template, string typed) => Values.ToJson(Typed(MailSamples.Of(template), typed));

    private static object? Typed(object? value, string typed, string? name = null) => value switch
    {
        string text when name is "ruta" or "acuse" || text.Length == 0 => text,
        string => typed,
        IReadOnlyDictionary<string, object?> members => members.ToDictionary(pair => pair.Key, pair => Typed(pair.Value, typed, pair.Key)),
        IReadOnlyList<object?> items => items.Select(item => Typed(item, typed, name)).ToList(),
        _ => value,
    };

    private async Task<long> CountAsync(string sql)
    {
        await using var command = _world.Source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
