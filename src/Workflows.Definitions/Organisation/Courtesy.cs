namespace Workflows.Definitions.Organisation;

/// <summary>The few verbs with which a mail says why somebody gets it, as the reader is addressed.</summary>
internal readonly record struct Courtesy(bool IsFormal)
{
    public static Courtesy For(Role role) => new(role.IsAuthority);

    public static Courtesy For(string roleCode) => new(Role.Find(roleCode) is { IsAuthority: true });

    public string Gets => IsFormal ? "Recibe" : "Recibes";


    /// <summary>«Recibes este aviso porque», or «Recibe este aviso porque».</summary>
    public string GetsIt => $"{Gets} este aviso";

    public string GetsCopy => $"{Gets} copia";

    public string Answers => IsFormal ? "responde" : "respondes";

    /// <summary>«te», or «le».</summary>
    public string You => IsFormal ? "le" : "te";

    public string Your => IsFormal ? "su" : "tu";
}
