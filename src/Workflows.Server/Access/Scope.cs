using System.Linq.Expressions;
using Workflows.Definitions.Organisation;
using Workflows.Definitions.Tasks;
using Workflows.Server.Persistence;
using Workflows.Server.Persistence.Bursts;
using Workflows.Server.Persistence.Outbox;

namespace Workflows.Server.Access;

/// <summary>
/// What a person may see, as conditions inside the query: what is out of scope is not found, and nobody learns that it exists.
/// Never applied after the query.
/// </summary>
public static class Scope
{
    /// <summary>
    /// Tasks one may act on: the role asked for, held where it is asked; for a key, what its institutions have to hand in.
    /// </summary>
    public static IQueryable<TaskRow> AskedOf(this IQueryable<TaskRow> tasks, Acting acting) => tasks.Where(AskedOf(acting));

    /// <summary>
    /// Of those, the ones that still wait for this person: several may be asked for a comment, and who has given theirs is done while the
    /// task is open for the others.
    /// </summary>
    public static IQueryable<TaskRow> AwaitedFrom(this IQueryable<TaskRow> tasks, Acting acting, WorkflowsDb db)
    {
        var me = acting.PersonId;
        return tasks.AskedOf(acting).Where(task => task.Kind != TaskWords.Comment || task.State != TaskState.Open
            || !db.Set<SubmissionRow>().Any(said => said.TaskId == task.Id && said.PersonId == me));
    }

    /// <summary>Whether one task is asked of the person.</summary>
    public static bool IsAskedOf(this TaskRow task, Acting acting) => acting.Key is { } key
        ? key.May(KeyCommand.Deliver) && task.Kind == TaskWords.Deliverable && KeyRights.DeliversFor.Contains(task.RoleCode)
            && key.IsFor(task.ScopeCode)
        : acting.PostFor(task.RoleCode, task.ScopeCode) is not null;

    /// <summary>Tasks the person may read: their own, and those of processes they follow.</summary>
    public static IQueryable<TaskRow> VisibleTo(this IQueryable<TaskRow> tasks, Acting acting, WorkflowsDb db)
    {
        if (acting.SeesEverything)
            return tasks;
        var institutions = acting.InstitutionsFollowed(db);
        var mine = Or(AskedOf(acting), task => task.InstitutionCode != null && institutions.Contains(task.InstitutionCode));
        if (!acting.HearsAsAuthority)
            return tasks.Where(mine);
        var told = ToldOf(acting, db);
        return tasks.Where(Or(mine, task => told.Contains(task.Id)));
    }

    /// <summary>
    /// Processes of the person's institutions and sector; those that have asked something of them, from then on; those about which a notice
    /// came to them as authority; all for those who coordinate, administer or audit.
    /// </summary>
    public static IQueryable<InstanceRow> VisibleTo(this IQueryable<InstanceRow> instances, Acting acting, WorkflowsDb db) =>
        acting.SeesEverything ? instances : instances.Following(acting, db);

    /// <summary>
    /// Processes whose deliveries and files the person may read: as those they see, but for whoever only keeps the system running.
    /// </summary>
    public static IQueryable<InstanceRow> WithDeliveriesFor(this IQueryable<InstanceRow> instances, Acting acting, WorkflowsDb db) =>
        acting.ReadsEveryDelivery ? instances : instances.Following(acting, db);

    public static IQueryable<SubmissionRow> VisibleTo(this IQueryable<SubmissionRow> submissions, Acting acting, WorkflowsDb db)
    {
        if (acting.ReadsEveryDelivery)
            return submissions;
        var instances = db.Set<InstanceRow>().WithDeliveriesFor(acting, db).Select(instance => instance.Id);
        return submissions.Where(submission => instances.Contains(submission.InstanceId));
    }

    /// <summary>
    /// The person's institutions and those of their sector on this day, by code; of the PMG, for its technical secretariat.
    /// </summary>
    public static IQueryable<string> InstitutionsFollowed(this Acting acting, WorkflowsDb db)
    {
        var own = acting.Institutions;
        var institutions = db.Set<Institution>();
        var followed = institutions.Where(institution => own.Contains(institution.Code));
        if (acting.Key is not null)
            return followed.Select(institution => institution.Code);
        if (acting.Ministries is { Length: > 0 } ministries)
        {
            var sector = institutions.AnsweringTo(ministries, acting.Today, db).Select(institution => institution.Code);
            followed = institutions.Where(institution => own.Contains(institution.Code) || sector.Contains(institution.Code));
        }

        if (!acting.FollowsPmg)
            return followed.Select(institution => institution.Code);
        var regimes = IncentiveRegimes.OfTechnicalSecretariat.ToArray();
        var codes = followed.Select(institution => institution.Code);
        return institutions.Where(institution => regimes.Contains(institution.Regime) || codes.Contains(institution.Code))
            .Select(institution => institution.Code);
    }

    private static IQueryable<InstanceRow> Following(this IQueryable<InstanceRow> instances, Acting acting, WorkflowsDb db)
    {
        var institutions = acting.InstitutionsFollowed(db);
        var asked = db.Set<TaskRow>().AskedOf(acting).Select(task => task.InstanceId);
        if (!acting.HearsAsAuthority)
            return instances.Where(instance =>
                (instance.InstitutionCode != null && institutions.Contains(instance.InstitutionCode)) || asked.Contains(instance.Id));
        var told = ToldOf(acting, db);
        var about = db.Set<TaskRow>().Where(task => told.Contains(task.Id)).Select(task => task.InstanceId);
        return instances.Where(instance =>
            (instance.InstitutionCode != null && institutions.Contains(instance.InstitutionCode)) || asked.Contains(instance.Id)
                || about.Contains(instance.Id));
    }

    /// <summary>The late tasks that a notice told this person of, once it has left.</summary>
    private static IQueryable<string> ToldOf(Acting acting, WorkflowsDb db)
    {
        var me = acting.Email;
        return db.Set<MailRow>().Where(mail => mail.Level != null && mail.SentAt != null && mail.TaskId != null && mail.Emails.Contains(me))
            .Select(mail => mail.TaskId!);
    }

    // One condition per role keeps the index on (role, scope) in use.
    private static Expression<Func<TaskRow, bool>> AskedOf(Acting acting)
    {
        if (acting.Key is { } key)
            return AskedOf(key);
        Expression<Func<TaskRow, bool>> any = _ => false;
        foreach (var posts in acting.Appointments.GroupBy(post => post.Role.Code))
        {
            var role = posts.Key;
            var scopes = posts.SelectMany(acting.ScopesOf).Distinct().ToArray();
            Expression<Func<TaskRow, bool>> held = scopes is [var only]
                ? task => task.RoleCode == role && task.ScopeCode == only
                : task => task.RoleCode == role && scopes.Contains(task.ScopeCode);
            any = any.Body is ConstantExpression ? held : Or(any, held);
        }

        return any;
    }

    private static Expression<Func<TaskRow, bool>> AskedOf(KeyRights key)
    {
        if (!key.May(KeyCommand.Deliver))
            return _ => false;
        var (roles, institutions, all) = (KeyRights.DeliversFor, key.Institutions.ToArray(), key.AllInstitutions);
        return task =>
            task.Kind == TaskWords.Deliverable && roles.Contains(task.RoleCode) && (all || institutions.Contains(task.ScopeCode));
    }

    private static Expression<Func<TaskRow, bool>> Or(Expression<Func<TaskRow, bool>> left, Expression<Func<TaskRow, bool>> right)
    {
        var task = left.Parameters[0];
        return Expression.Lambda<Func<TaskRow, bool>>(
            Expression.OrElse(left.Body, new Renamed(right.Parameters[0], task).Visit(right.Body)), task);
    }

    private sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }
}
