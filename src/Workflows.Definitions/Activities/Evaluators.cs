using Workflows.Definitions.Calendar;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Questions;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>
/// Whoever evaluates from outside is from outside: nobody with a post in the institution evaluates it, whoever named them.
/// </summary>
internal static class Evaluators
{
    /// <summary>Why whoever acts may not evaluate, on the day they do; null when they may, or when nothing is evaluated.</summary>
    public static string? RefusalOf(ActivityContext context, OpenTask task)
    {
        if (task.Role != Role.ExternalEvaluator.Code || context.Actor is not { } actor || task.Institution is not { } institution)
            return null;
        var posts = context.Ask(new PostsInQuestion(actor.PersonId, institution, SantiagoTime.DateAt(context.Now)));
        return posts.Count == 0
            ? null
            : $"{actor.Name} tiene un cargo en {task.InstitutionName ?? institution} ({string.Join(", ", posts)}) y no puede evaluarla: "
                + "pide a quien coordina que nombre a alguien de fuera.";
    }
}
