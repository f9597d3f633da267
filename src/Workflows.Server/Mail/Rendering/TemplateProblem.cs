namespace Workflows.Server.Mail.Rendering;

/// <summary>What is wrong with a template, where, and what to do: shown to whoever edits it.</summary>
/// <param name="Part">asunto, texto or html.</param>
/// <param name="Line">1 for the first line of the part.</param>
public sealed record TemplateProblem(string Part, int Line, string Message)
{
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Part}, línea {Line}: {Message}");
}

/// <summary>A mail that cannot be written: the template is broken, or asks for more than a mail may be.</summary>
public sealed class MailRenderingException : Exception
{
    public MailRenderingException(string message)
        : base(message)
    {
    }

    public MailRenderingException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
