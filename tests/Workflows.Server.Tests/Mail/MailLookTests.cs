using System.Globalization;
using System.Text.RegularExpressions;
using Workflows.Definitions.Mail;
using Workflows.Server.Mail;
using Workflows.Server.Mail.Rendering;

namespace Workflows.Server.Tests.Mail;

/// <summary>What every mail of ours keeps to, so that any mail program, telephone and reader of screens can show it.</summary>
public partial class MailLookTests
{
    private const double LeastContrast = 4.5;

    private static readonly MailRenderer Renderer = new(() => new("https://flujos.example.cl/"));

    public static TheoryData<string> Names => [.. MailTemplateCatalog.All.Select(template => template.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mail_brings_nothing_but_itself(string name)
    {
        var html = Sample(name).Html!;

        Assert.DoesNotMatch("(?i)<script|<style|<link|<iframe|<form|@import|url\\(|class=|\\son[a-z]+=", html);
        Assert.All(Image().Matches(html), image => Assert.Matches("alt=\"[^\"]+\"", image.Value));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mail_is_no_wider_than_600_pixels_and_no_narrower_screen_has_to_scroll(string name)
    {
        var html = Sample(name).Html!;

        Assert.Contains("width=\"100%\" bgcolor=\"#ffffff\" style=\"max-width:600px;", html, StringComparison.Ordinal);
        Assert.All(
            Width().Matches(html).Select(width => int.Parse(width.Groups["pixels"].Value, CultureInfo.InvariantCulture)),
            width => Assert.InRange(width, 0, 600));
        // Outside of what only Outlook reads, nothing is as wide as a telephone.
        Assert.All(
            Width().Matches(Conditional().Replace(html, "")).Select(width => width.Value)
                .Where(width => !width.Contains("max-", StringComparison.Ordinal)),
            width => Assert.Matches("\"?(64|96)", width));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mail_has_one_button_and_says_first_what_comes_next(string name)
    {
        var html = Sample(name).Html!;

        Assert.Equal(1, html.Split("padding:14px 28px").Length - 1);
        Assert.Single(Regex.Matches(html, "<h1 "));
        Assert.Matches("<div style=\"display:none;[^>]*>[^<]+</div>", html);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_background_is_said_twice_and_every_word_stands_out_from_it(string name)
    {
        var html = Conditional().Replace(Sample(name).Html!, "");
        var open = new Stack<(string Name, string Ground, string Ink)>([("", "#ffffff", "#000000")]);
        foreach (Match part in Part().Matches(html))
        {
            if (part.Groups["words"].Value is { Length: > 0 } words)
            {
                if (!string.IsNullOrWhiteSpace(words.Replace("&nbsp;", "", StringComparison.Ordinal)))
                    Assert.True(
                        Contrast(open.Peek().Ink, open.Peek().Ground) >= LeastContrast,
                        $"«{words.Trim()}»: {open.Peek().Ink} on {open.Peek().Ground}");
                continue;
            }

            var (tag, attributes) = (part.Groups["tag"].Value, part.Groups["attributes"].Value);
            if (part.Groups["end"].Success)
            {
                Assert.Equal(open.Pop().Name, tag);
            }
            else if (tag is not ("br" or "meta"))
            {
                var ground = Colour(attributes, "background-color");
                Assert.Equal(
                    ground,
                    Regex.Match(attributes, "bgcolor=\"(#[0-9a-f]{6})\"") is { Success: true } said ? said.Groups[1].Value : null);
                open.Push((tag, ground ?? open.Peek().Ground, Colour(attributes, "(?<!-)color") ?? open.Peek().Ink));
            }
        }

        Assert.Single(open);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_date_is_said_once(string name)
    {
        var mail = Sample(name);

        Assert.Empty(Repeated(Regex.Replace(Hidden().Replace(mail.Html!, ""), "<[^>]+>", " ")));
        Assert.Empty(Repeated(mail.Text));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_plain_text_says_as_much(string name)
    {
        var mail = Sample(name);
        var title = Regex.Match(mail.Html!, "<h1 [^>]*>([^<]+)</h1>").Groups[1].Value;

        Assert.StartsWith(title, mail.Text, StringComparison.Ordinal);
        Assert.All(
            Regex.Matches(mail.Html!, "href=\"([^\"]+)\"").Select(link => link.Groups[1].Value),
            link => Assert.Contains(link, mail.Text, StringComparison.Ordinal));
        Assert.DoesNotMatch("\n\n\n|\\{\\{|<", mail.Text);
    }

    [Fact]
    public void A_page_that_an_office_wrote_leaves_as_it_was_written()
    {
        const string page = "<html><body style=\"color:#123456\"><p>Hola</p></body></html>";

        var mail = Renderer.Render(new("recordatorio", 9, "Asunto", "Texto", page), new Dictionary<string, object?>());

        Assert.StartsWith("<html><body style=\"color:#123456\"><p>Hola</p>", mail.Html, StringComparison.Ordinal);
        Assert.Equal(2, mail.Html!.Split(MailRenderer.Notice).Length);
    }

    [Fact]
    public void What_somebody_wrote_cannot_dress_itself_as_a_button()
    {
        var mail = Renderer.Render(
            new("prueba", 1, "Asunto", "{{motivo}}", "<p>{{motivo}}</p>"),
            new Dictionary<string, object?> { ["motivo"] = "<p class=\"boton\"><a href=\"https://otro.example/\">Pulsa</a></p>" });

        Assert.DoesNotContain("padding:14px 28px", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"https://otro.example/\"", mail.Html, StringComparison.Ordinal);
    }

    private static RenderedMail Sample(string name) => Renderer.Render(
        ShippedMailTemplates.OfDefinitions().Single(template => template.Words.Name == name).Words, MailSamples.Of(name));

    private static IEnumerable<string> Repeated(string text) =>
        Date().Matches(text).Select(date => date.Value).GroupBy(date => date).Where(date => date.Count() > 1).Select(date => date.Key);

    private static string? Colour(string attributes, string property) =>
        Regex.Match(attributes, $"[\";]{property}:(#[0-9a-f]{{6}})") is { Success: true } found ? found.Groups[1].Value : null;

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Light(one), Light(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Light(string colour)
    {
        double Part(int at)
        {
            var value = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255d;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return 0.2126 * Part(1) + 0.7152 * Part(3) + 0.0722 * Part(5);
    }

    [GeneratedRegex("<img[^>]*>")]
    private static partial Regex Image();

    [GeneratedRegex("(?:max-)?width(?:=\"|:)(?<pixels>\\d+)(?:px|\")")]
    private static partial Regex Width();

    [GeneratedRegex("<!--.*?-->|<!doctype html>", RegexOptions.Singleline)]
    private static partial Regex Conditional();

    [GeneratedRegex("<div style=\"display:none.*?</div>|<title>.*?</title>", RegexOptions.Singleline)]
    private static partial Regex Hidden();

    [GeneratedRegex("<(?<end>/)?(?<tag>[a-z0-9]+)(?<attributes>[^>]*)>|(?<words>[^<]+)")]
    private static partial Regex Part();

    [GeneratedRegex(@"\d{2}/\d{2}/\d{4}(?: a las \d{2}:\d{2} horas)?")]
    private static partial Regex Date();
}
