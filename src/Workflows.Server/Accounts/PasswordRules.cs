using Workflows.Definitions.Organisation;
using Workflows.Server.Accounts.Leaked;

namespace Workflows.Server.Accounts;

/// <summary>
/// What a password has to be: long, and not what somebody who knows the person or the usual lists would try first. It asks for no
/// signs or capitals: they make passwords that people write on paper.
/// </summary>
public static class PasswordRules
{
    public const int Shortest = 12;
    public const int Longest = 200;

    private const int FewestDifferentLetters = 5;
    private const int ShortestOwnWord = 4;

    /// <summary>As people read them, before they write.</summary>
    public static readonly IReadOnlyList<string> Sentences =
    [
        "Usa 12 letras o más. Una frase que recuerdes sirve.",
        "No uses tu nombre ni tu correo.",
        "No uses claves conocidas, como «contraseña2026» o «1234567890», ni una que se haya filtrado de otro sitio: las "
        + "comparamos con una lista.",
    ];

    // What people in Chile type first, with the letters that remain once numbers and signs are taken away.
    private static readonly HashSet<string> Common = new(StringComparer.Ordinal)
    {
        "contrasena", "contrasenia", "clave", "claves", "clavesegura", "password", "passw", "pass", "secreta", "secreto", "micontrasena",
        "miclave",
        "bienvenido", "bienvenida", "bienvenidos", "welcome", "hola", "holamundo", "teamo", "teamomucho", "iloveyou", "amor", "temporal",
        "cambiame",
        "admin", "administrador", "administracion", "usuario", "user", "root", "sistema", "flujo", "flujos", "workflow", "workflows",
        "demo", "prueba", "test",
        "qwerty", "qwertyuiop", "asdfgh", "asdfghjkl", "zxcvbnm", "qazwsx", "abc", "abcd", "abcdef", "abcdefgh", "letmein", "dragon",
        "monkey", "princesa",
        "chile", "vivachile", "santiago", "valparaiso", "concepcion", "colocolo", "universidaddechile", "catolica", "ladyu", "futbol",
        "gobierno",
        "gobiernodechile", "gobchile", "ministerio", "servicio", "municipalidad", "pmg", "dipres", "segpres", "hacienda", "moneda",
        "lamoneda",
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
        "correcthorsebatterystaple", "caballocorrectobateriagrapa", "verano", "otono", "invierno", "primavera", "lunes", "viernes",
    };

    /// <summary>What is wrong with it and what to do; null when it is good.</summary>
    public static string? ProblemWith(string password, Person person)
    {
        if (password.Length < Shortest)
            return $"Tu clave tiene {password.Length} letras. Usa {Shortest} o más.";
        if (password.Length > Longest)
            return $"Tu clave es demasiado larga: usa hasta {Longest} letras.";
        var plain = PlainText.Of(password);
        if (plain.Distinct().Count() < FewestDifferentLetters || IsRun(plain))
            return "Tu clave repite o sigue una serie. Mezcla palabras que no vayan juntas.";
        if (OwnWords(person).FirstOrDefault(word => plain.Contains(word, StringComparison.Ordinal)) is { } own)
            return $"Tu clave contiene «{own}», que está en tu nombre o tu correo. Elige otra.";
        if (Written(person.Email.Split('@')[0]) is { Length: >= ShortestOwnWord } address && Written(password)
            .Contains(address, StringComparison.Ordinal))
            return "Tu clave contiene tu correo. Elige otra.";
        if (IsCommon(plain))
            return "Esa clave está entre las que se prueban primero. Elige una frase propia.";
        return LeakedPasswords.Has(plain)
            ? "Esa clave, o una casi igual, está en las listas de claves filtradas de otros sitios. Elige una frase propia que no "
                + "hayas usado en otra parte."
            : null;
    }

    private static bool IsCommon(string plain)
    {
        var withoutSigns = plain.TrimEnd([.. plain.Where(letter => !char.IsAsciiLetterOrDigit(letter))]);
        string[] readings =
            [Letters(plain), Letters(PlainText.Unmasked(withoutSigns)),
                Letters(PlainText.Unmasked(withoutSigns.TrimEnd("0123456789".ToCharArray())))];
        return readings[0].Length < ShortestOwnWord || readings.Any(IsKnown);
    }

    // One known word, or two of them side by side.
    private static bool IsKnown(string letters) =>
        Common.Contains(letters)
            || Enumerable.Range(1, Math.Max(0, letters.Length - 1))
                .Any(at => Common.Contains(letters[..at]) && Common.Contains(letters[at..]));

    private static bool IsRun(string plain) =>
        plain.Zip(plain.Skip(1))
            .All(pair => pair.Second - pair.First is 1 or -1 or 0 || (pair.First, pair.Second) is ('9', '0') or ('0', '9'));

    private static IEnumerable<string> OwnWords(Person person) =>
        PlainText.Of($"{person.Name} {person.Email.Split('@')[0]}")
            .Split([' ', '.', '-', '_', '·', '/'], StringSplitOptions.RemoveEmptyEntries)
            .Select(Letters).Where(word => word.Length >= ShortestOwnWord);

    // An address may be made of parts too short to be words: «pmg.ca-con-00725».
    private static string Written(string text) => new([.. PlainText.Of(text).Where(char.IsAsciiLetterOrDigit)]);

    private static string Letters(string plain) => new([.. plain.Where(char.IsAsciiLetter)]);
}
