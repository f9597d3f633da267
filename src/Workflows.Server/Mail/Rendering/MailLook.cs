using System.Text;
using System.Text.RegularExpressions;

namespace Workflows.Server.Mail.Rendering;

/// <summary>
/// Dresses the plain HTML of a mail: headings, paragraphs, lists and one button become what every mail program draws alike, with tables and
/// inline styles, without images and within 600 pixels. A template says what is said; how it looks is said here once. What brings a style
/// or an attribute of its own stays as it was written.
/// </summary>
internal static partial class MailLook
{
    private const string Font = "font-family:Roboto,Arial,Helvetica,sans-serif;";
    private const string Table = "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"";
    private const string Ink = "#0a132d", Prose = "#4a4a4a", Muted = "#5a6470", Action = "#006fb3", Page = "#eef2f6", White = "#ffffff";

    /// <summary>Each state has a shape and words besides its colours: in grey nothing is lost.</summary>
    private static readonly Dictionary<string, (string Shape, string Colour, string Tint)> States = new(StringComparer.Ordinal)
    {
        ["atrasado"] = ("&#9650;", "#b3201f", "#fcebea"),
        ["pronto"] = ("&#9684;", "#8a5300", "#fdf3df"),
        ["plazo"] = ("&#9673;", "#1d5560", "#e6f2f3"),
        ["observado"] = ("&#9998;", "#00528a", "#e3f0f9"),
        ["detenido"] = ("&#9632;", Ink, "#e3e8ef"),
        ["terminado"] = ("&#10003;", White, "#1d5560"),
    };

    public static string Dress(string body)
    {
        var (preheader, rest) = Cut(Preheader(), body);
        var (mark, said) = Cut(Mark(), rest);
        return $"""
            <!doctype html>
            <html lang="es-CL">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light"><title>Aviso de Flujos</title></head>
            <body bgcolor="{Page}" style="margin:0;padding:0;background-color:{Page};">
            {Table} width="100%" bgcolor="{Page}" style="background-color:{Page};"><tr><td align="center" style="padding:24px 12px;">
            {(preheader.Length == 0 ? "" : $"<div style=\"display:none;max-height:0;overflow:hidden;color:{Ink};\">{preheader}</div>")}
            <!--[if mso]>{Table} width="600"><tr><td><![endif]-->
            {Table} width="100%" bgcolor="{White}" style="max-width:600px;background-color:{White};">
            <tr><td align="left" style="font-size:0;line-height:0;">{Table}><tr><td width="64" height="6" bgcolor="#0f69b4" style="width:64px;height:6px;background-color:#0f69b4;">&nbsp;</td><td width="96" height="6" bgcolor="#e22c2c" style="width:96px;height:6px;background-color:#e22c2c;">&nbsp;</td></tr></table></td></tr>
            <tr><td align="left" bgcolor="{White}" style="padding:20px 24px 28px;background-color:{White};{Font}font-size:16px;line-height:24px;color:{Prose};">
            <p style="margin:0;{Font}font-size:14px;line-height:20px;color:{Muted};"><strong style="color:{Ink};">Flujos</strong>{(mark.Length == 0 ? "" : $" &nbsp;&middot;&nbsp; {mark}")}</p>
            {Dressed(said)}
            </td></tr></table>
            <!--[if mso]></td></tr></table><![endif]-->
            </td></tr></table>
            </body>
            </html>

            """.ReplaceLineEndings("\n");
    }

    private static (string Found, string Left) Cut(Regex part, string body) =>
        part.Match(body) is { Success: true } match
            ? (match.Groups["words"].Value, body.Remove(match.Index, match.Length))
            : ("", body);

    private static string Dressed(string body)
    {
        var (written, at, opened, isFootBegun) = (new StringBuilder(body.Length * 2), 0, "", false);
        foreach (Match tag in Tag().Matches(body))
        {
            written.Append(body, at, tag.Index - at);
            at = tag.Index + tag.Length;
            var (name, kind) = (tag.Groups["name"].Value, tag.Groups["kind"].Value);
            if (tag.Groups["end"].Success)
            {
                written.Append(name == "p" ? EndOf(opened) : EndOf(name));
                if (name == "p") opened = "";
                continue;
            }

            if (name == "p")
            {
                opened = kind.Length > 0 ? kind : "p";
                written.Append(kind == "pie" ? Foot(isFootBegun) : Paragraph(kind));
                isFootBegun |= kind == "pie";
            }
            else
            {
                written.Append(name == "a" ? Link(tag.Groups["address"].Value, opened == "boton") : BeginningOf(name));
            }
        }

        return written.Append(body, at, body.Length - at).ToString();
    }

    private static string Paragraph(string kind) => kind switch
    {
        "boton" => $"{Table}><tr><td style=\"padding:24px 0 0;\">{Table}><tr><td bgcolor=\"{Action}\" "
            + $"style=\"background-color:{Action};padding:14px 28px;\">",
        "nota" => Text("10px", 13, 18, Muted),
        "chico" => Text("6px", 14, 20, Prose),
        _ when kind.StartsWith("estado ", StringComparison.Ordinal) && States.TryGetValue(kind["estado ".Length..], out var state) =>
            $"{Table}><tr><td style=\"padding:20px 0 0;\">{Table}><tr><td bgcolor=\"{state.Tint}\" style=\"background-color:{state.Tint};"
                + $"padding:4px 10px;{Font}font-size:14px;line-height:20px;font-weight:bold;color:{state.Colour};\">"
                + $"<span aria-hidden=\"true\">{state.Shape}&nbsp; </span>",
        _ => Text("12px", 16, 24, Prose),
    };

    private static string Foot(bool isBegun) => Text(isBegun ? "8px" : "24px", 13, 18, Muted);

    private static string Text(string above, int size, int line, string colour) =>
        $"<p style=\"margin:{above} 0 0;{Font}font-size:{size}px;line-height:{line}px;color:{colour};\">";

    private static string Link(string address, bool isButton) => isButton
        ? $"<a href=\"{address}\" style=\"{Font}font-size:16px;line-height:20px;font-weight:bold;color:{White};text-decoration:none;"
            + "display:inline-block;\">"
        : $"<a href=\"{address}\" style=\"color:{Action};text-decoration:underline;\">";

    private static string BeginningOf(string name) => name switch
    {
        "h1" => $"<h1 style=\"margin:12px 0 0;{Font}font-size:24px;line-height:32px;font-weight:bold;color:{Ink};\">",
        "h2" => $"<h2 style=\"margin:20px 0 0;{Font}font-size:16px;line-height:24px;font-weight:bold;color:{Ink};\">",
        "strong" => $"<strong style=\"color:{Ink};\">",
        "ul" => "<ul style=\"margin:12px 0 0;padding:0 0 0 20px;\">",
        "ol" => "<ol style=\"margin:12px 0 0;padding:0 0 0 24px;\">",
        "li" => $"<li style=\"margin:0 0 6px;{Font}font-size:16px;line-height:24px;color:{Prose};\">",
        "dl" => $"{Table} width=\"100%\"><tr><td style=\"padding:24px 0 0;\">{Table} width=\"100%\" bgcolor=\"#f5f7fa\" "
            + $"style=\"background-color:#f5f7fa;border-left:4px solid {Action};\"><tr><td style=\"padding:8px 16px;\">"
            + $"{Table} width=\"100%\">",
        "dt" => $"<tr><td valign=\"top\" style=\"{Font}font-size:14px;line-height:20px;color:{Ink};padding:8px 0;\">"
            + $"<span style=\"font-size:13px;line-height:18px;color:{Muted};\">",
        "dd" => "",
        "table" => "<table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" "
            + $"style=\"margin:12px 0 0;border-top:2px solid {Ink};border-collapse:collapse;\">",
        "th" => $"<th scope=\"col\" align=\"left\" width=\"50%\" style=\"{Font}font-size:13px;line-height:18px;font-weight:normal;color:{Muted};"
            + "padding:8px 8px 8px 0;border-bottom:1px solid #b8c2ce;\">",
        "td" => $"<td valign=\"top\" style=\"{Font}font-size:14px;line-height:20px;color:{Prose};padding:10px 8px 10px 0;"
            + "border-bottom:1px solid #d8dfe7;\">",
        _ => $"<{name}>",
    };

    private static string EndOf(string name) => name switch
    {
        "boton" => "</td></tr></table></td></tr></table>",
        "dl" => "</table></td></tr></table></td></tr></table>",
        "dt" => "</span><br>",
        "dd" => "</td></tr>",
        "p" or "nota" or "chico" or "pie" or "" => "</p>",
        _ when name.StartsWith("estado ", StringComparison.Ordinal) => "</td></tr></table></td></tr></table>",
        _ => $"</{name}>",
    };

    [GeneratedRegex(
        "<(?<end>/)?(?<name>p|h1|h2|strong|ul|ol|li|dl|dt|dd|table|tr|th|td|a)"
            + "(?: class=\"(?<kind>boton|nota|chico|pie|estado (?:atrasado|pronto|plazo|observado|detenido|terminado))\")?"
            + "(?: href=\"(?<address>[^\"<>]*)\")?>")]
    private static partial Regex Tag();

    [GeneratedRegex("<p class=\"previa\">(?<words>[^<]*)</p>\\n?")]
    private static partial Regex Preheader();

    [GeneratedRegex("<p class=\"marca\">(?<words>[^<]*)</p>\\n?")]
    private static partial Regex Mark();
}
