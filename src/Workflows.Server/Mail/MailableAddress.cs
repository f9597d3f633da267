using System.Globalization;
using System.Net.Mail;

namespace Workflows.Server.Mail;

/// <summary>
/// The one rule of which addresses can be mailed; asked wherever one is entered. The part before the «@» is plain ASCII, because a server
/// without SMTPUTF8 takes no other; a domain may have tildes and eñes, which travel as Punycode. It is a full name: what is only a
/// name in somebody's own network, or a number, cannot be reached from elsewhere; <c>localhost</c> is for trying things out.
/// </summary>
public static class MailableAddress
{
    private const int Longest = 254;
    private const int LongestLocal = 64;
    private const string Example = "Escribe una dirección de correo, como nombre@servicio.gob.cl.";

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>Null when it can be mailed; otherwise why not and what to do, in Spanish.</summary>
    public static string? ProblemWith(string? address)
    {
        if (string.IsNullOrEmpty(address) || address.Count(c => c == '@') != 1)
            return Example;
        var at = address.IndexOf('@', StringComparison.Ordinal);
        var (local, domain) = (address[..at], address[(at + 1)..]);
        if (local.FirstOrDefault(c => c > 127) is var foreign && foreign != 0)
            return $"«{address}» lleva «{foreign}» antes de la arroba, y hay servidores que no aceptan ese correo. Pide una "
                + $"dirección sin tildes ni eñes.";
        if (local.Length is 0 or > LongestLocal || local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal)
            || !local.All(IsAtom))
            return Example;
        return AsciiOf(domain) is { } ascii && local.Length + 1 + ascii.Length <= Longest && MailAddress.TryCreate(address, out var read)
            && read.Address == address
            ? null
            : Example;
    }

    /// <summary>The same, of an address that may have a name before it: <c>Flujos &lt;no-responder@flujos.gob.cl&gt;</c>.</summary>
    public static string? ProblemWithNamed(string? address) =>
        MailAddress.TryCreate(address, out var read) ? ProblemWith(read.Address) : $"no es una dirección de correo: «{address}».";

    private static string? AsciiOf(string domain)
    {
        try
        {
            var ascii = Idn.GetAscii(domain);
            var labels = ascii.Split('.');
            var isFull = ascii == "localhost" || (labels.Length > 1 && !labels[^1].All(char.IsAsciiDigit));
            return isFull && labels.All(label => label.Length is > 0 and <= 63) ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // What RFC 5322 calls an atom, and a dot. Quoted names before the «@» are allowed by it and refused by many.
    private static bool IsAtom(char c) => char.IsAsciiLetterOrDigit(c) || ".!#$%&'*+/=?^_`{|}~-".Contains(c, StringComparison.Ordinal);
}
