namespace Workflows.Definitions.Organisation;

/// <summary>The few verbs with which a mail says why somebody gets it, as the reader is addressed.</summary>
internal readonly record struct Courtesy(bool IsFormal)
{
    public static Courtesy For(Role role) => new(role.IsAuthority);

    /// <summary>«Recibes este aviso porque», or «Recibe este aviso porque».</summary>
    public string GetsIt => IsFormal ? "Recibe este aviso" : "Recibes este aviso";

    public string GetsCopy => IsFormal ? "Recibe copia" : "Recibes copia";

    public string Answers => IsFormal ? "responde" : "respondes";

    /// <summary>«te», or «le».</summary>
    public string You => IsFormal ? "le" : "te";

    public string Your => IsFormal ? "su" : "tu";
}
