using Workflows.Definitions.Tasks;
using Workflows.Engine;

namespace Workflows.Definitions.Activities;

/// <summary>
/// What a coordinator does with the notices of a level before they leave: corrects the words, suspends them with a reason or lets them go.
/// The history keeps it; a suspended level has heard of nothing, and the ladder keeps its dates.
/// </summary>
internal static class HeldNotices
{
    public static bool IsAct(string signal) => signal is TaskWords.CorrectNotice or TaskWords.SuspendNotice or TaskWords.ReleaseNotice;

    public static void Receive(ActivityContext context, OpenTask task, Resumption resumption)
    {
        var (number, reason) = HeldNoticeAct.FromValues(resumption.Payload);
        if (task.Levels.FirstOrDefault(told => told.Level == number) is not { } level)
            return;
        context.Record(resumption.Signal switch
        {
            TaskWords.SuspendNotice => "noticeSuspended",
            TaskWords.ReleaseNotice => "noticeReleased",
            _ => "noticeCorrected",
        }, new Dictionary<string, object?> { ["level"] = (double)level.Level, ["reason"] = reason });
        context.State = (resumption.Signal switch
        {
            TaskWords.SuspendNotice => task with { Levels = [.. task.Levels.Where(told => told != level)] },
            TaskWords.ReleaseNotice => task.With(level with { LeavesAt = Instants.Cut(context.Now) }),
            _ => task,
        }).ToValues();
    }
}
