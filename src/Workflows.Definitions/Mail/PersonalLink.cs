namespace Workflows.Definitions.Mail;

/// <summary>
/// The pages that a link with a secret leads to. A model only names the page, and no text can ask for a secret: that a mail carries one is
/// a fact of its row, and whoever hands it over joins the secret. It stands after «#», which no server and no log ever sees.
/// </summary>
public static class PersonalLink
{
    /// <summary>Where an authority acts on a notice.</summary>
    public const string Path = "/acuse";

    /// <summary>Where somebody sets a password.</summary>
    public const string AccountPath = "/cuenta/clave";

    /// <summary>Where whoever asked about their data from outside confirms it and reads the answer.</summary>
    public const string DataPath = "/mis-datos";
}
