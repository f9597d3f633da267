namespace Workflows.Definitions.Organisation;

/// <summary>
/// Whom a policy writes to: «authority» (who answers for the level), «responsible» (who has the task), or a role, whose
/// scope follows from the institution unless it is given: <c>institution.head</c>, <c>network.expert:calidad</c>.
/// </summary>
public sealed record RecipientCode(string Text, Role? Role, string? ScopeCode)
{
    public static readonly RecipientCode Authority = new("authority", null, null);

    /// <summary>Who has the task knows only the task; whoever asks adds them.</summary>
    public static readonly RecipientCode Responsible = new("responsible", null, null);

    public static RecipientCode Parse(string text)
    {
        if (text == Authority.Text) return Authority;
        if (text == Responsible.Text) return Responsible;

        var at = text.IndexOf(':');
        var role = Role.Find(at < 0 ? text : text[..at])
            ?? throw new FormatException($"El destinatario «{text}» no existe. Usa authority, responsible o un rol como institution.head.");
        var scope = at < 0 ? null : text[(at + 1)..];
        if (scope is "") throw new FormatException($"Al destinatario «{text}» le falta el código después de los dos puntos.");
        return scope is null && role.Scope is (RoleScope.Region or RoleScope.Committee or RoleScope.Network)
            ? throw new FormatException($"El destinatario «{text}» necesita decir cuál, como en {text}:codigo.")
            : new RecipientCode(text, role, scope);
    }

    public override string ToString() => Text;
}
