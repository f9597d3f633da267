using System.Text;
using HandlebarsDotNet;

namespace Workflows.Server.Mail.Rendering;

/// <summary>Makes a value safe inside HTML text and quoted attributes. Letters with accents stay letters.</summary>
internal sealed class HtmlTextEncoder : ITextEncoder
{
    public IFormatProvider? FormatProvider => MailHelpers.Numbers;

    public static string Encode(string text)
    {
        using var writer = new StringWriter(MailHelpers.Numbers);
        Encode(text.AsSpan(), writer);
        return writer.ToString();
    }

    public void Encode(StringBuilder? text, TextWriter target)
    {
        if (text is null) return;
        foreach (var chunk in text.GetChunks()) Encode(chunk.Span, target);
    }

    public void Encode(string? text, TextWriter target) => Encode(text.AsSpan(), target);

    public void Encode<T>(T? text, TextWriter target)
        where T : IEnumerator<char>
    {
        while (text is not null && text.MoveNext())
        {
            var c = text.Current;
            Encode(new ReadOnlySpan<char>(in c), target);
        }
    }

    private static void Encode(ReadOnlySpan<char> text, TextWriter target)
    {
        foreach (var c in text)
        {
            switch (c)
            {
                case '<':
                    target.Write("&lt;");
                    break;
                case '>':
                    target.Write("&gt;");
                    break;
                case '&':
                    target.Write("&amp;");
                    break;
                case '"':
                    target.Write("&quot;");
                    break;
                case '\'':
                    target.Write("&#39;");
                    break;
                case '`':
                    target.Write("&#96;");
                    break;
                case '=':
                    target.Write("&#61;");
                    break;
                default:
                    target.Write(c);
                    break;
            }
        }
    }
}
