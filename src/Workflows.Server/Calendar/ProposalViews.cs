using Workflows.Definitions.Activities;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Server.Access;

namespace Workflows.Server.Calendar;

/// <summary>A proposal in the list.</summary>
/// <param name="Impacts">How many open deadlines it moves, and how many tasks that are over it would have judged otherwise.</param>
/// <param name="Applied">How many of them have been moved or told so far.</param>
/// <param name="CanDecide">The person who asks may approve it: it is not their own, and it waits.</param>
public sealed record ProposalView(
    string Id, ChangeKind Kind, string Title, string Reason, string? Norm, string? CreatedByName, DateTimeOffset CreatedAt,
    ProposalState State, string? DecidedByName, DateTimeOffset? DecidedAt, string? DecisionReason, int Impacts, int Applied, bool CanDecide)
{
    /// <summary>The job that moves the deadlines; only in the answer to its approval.</summary>
    public string? JobId { get; init; }

    /// <summary>Who proposes and decides; the others who may read do neither.</summary>
    internal static readonly Role[] Deciding = [Role.Coordinator, Role.TechnicalSecretariat, Role.Administrator];

    internal static ProposalView Of(ProposalRow row, string? createdBy, string? decidedBy, int impacts, int applied, Acting acting) => new(
        row.Id, row.Kind, row.Title, row.Reason, row.Norm, createdBy, row.CreatedAt, row.State, decidedBy, row.DecidedAt,
        row.DecisionReason, impacts, applied,
        row.State == ProposalState.Pending && row.CreatedBy != acting.PersonId && acting.Has(Deciding));
}

/// <summary>What a proposal does in all.</summary>
/// <param name="Later">Deadlines and dates that move to a later day or hour.</param>
/// <param name="Earlier">That move to an earlier one.</param>
/// <param name="Past">Whose new date has passed already: late as soon as it is approved.</param>
/// <param name="Judged">Tasks that are over and would have been judged otherwise: they do not move, their processes are told.</param>
/// <param name="Warnings">What to look at twice before deciding, in Spanish.</param>
public sealed record ProposalSummary(int Later, int Earlier, int Past, int Judged, IReadOnlyList<string> Warnings);

/// <summary>A proposal as whoever decides it reads it.</summary>
/// <param name="Impacts">What it moves: one page, waits of processes before deadlines of tasks.</param>
/// <param name="Number">Which page it is, from 1.</param>
public sealed record ProposalDetail(
    ProposalView Proposal, ProposalSummary Summary, IReadOnlyList<ImpactView> Impacts, int Number, int Size);

/// <summary>What a proposal does to one task, or to a date that a process waits for.</summary>
/// <param name="TaskId">Null when it is a date that the process waits for.</param>
/// <param name="TaskTitle">The task, or the step that waits.</param>
/// <param name="Judged">How the task was judged, when it is over: nothing moves, and its process is told.</param>
/// <param name="Notices">Notices that have not left and would leave at another moment.</param>
public sealed record ImpactView(
    string? TaskId, string InstanceId, string TaskTitle, string? InstitutionName, string From, string To,
    IReadOnlyList<MovedNotice> Notices, Judgement? Judged, ImpactState State, string? Note);
