using System.Linq.Expressions;
using Workflows.Definitions.Organisation;
using Workflows.Server.Flows;
using Workflows.Server.Organisation;
using Workflows.Server.Persistence;
using Workflows.Server.Tasks;

namespace Workflows.Server.People;

/// <summary>
/// What a person may see, as conditions inside the query: what is out of scope is not found, and nobody learns that it exists.
/// Never applied after the query.
/// </summary>
public static class Scope
{
    /// <summary>Tasks the person may act on: the role asked for, held where it is asked.</summary>
    public static IQueryable<TaskRow> AskedOf(this IQueryable<TaskRow> tasks, Acting acting) => tasks.Where(AskedOf(acting));

    /// <summary>Tasks the person may read: their own, and those of processes they follow.</summary>
    public static IQueryable<TaskRow> VisibleTo(this IQueryable<TaskRow> tasks, Acting acting, WorkflowsDb db)
    {
        if (acting.SeesEverything)
            return tasks;
        var institutions = acting.InstitutionsFollowed(db);
        return tasks.Where(Or(AskedOf(acting), task => task.InstitutionCode != null && institutions.Contains(task.InstitutionCode)));
    }

    /// <summary>Processes of the person's institutions and sector, and those that ask something of them; all for nationwide roles.</summary>
    public static IQueryable<InstanceRow> VisibleTo(this IQueryable<InstanceRow> instances, Acting acting, WorkflowsDb db)
    {
        if (acting.SeesEverything)
            return instances;
        var institutions = acting.InstitutionsFollowed(db);
        var asked = db.Set<TaskRow>().AskedOf(acting).Select(task => task.InstanceId);
        return instances.Where(instance =>
            (instance.InstitutionCode != null && institutions.Contains(instance.InstitutionCode)) || asked.Contains(instance.Id));
    }

    public static IQueryable<SubmissionRow> VisibleTo(this IQueryable<SubmissionRow> submissions, Acting acting, WorkflowsDb db)
    {
        if (acting.SeesEverything)
            return submissions;
        var instances = db.Set<InstanceRow>().VisibleTo(acting, db).Select(instance => instance.Id);
        return submissions.Where(submission => instances.Contains(submission.InstanceId));
    }

    /// <summary>The person's institutions and those of their sector on this day, by code.</summary>
    public static IQueryable<string> InstitutionsFollowed(this Acting acting, WorkflowsDb db)
    {
        var own = acting.Institutions;
        if (acting.Ministries is not { Length: > 0 } ministries)
            return db.Set<Institution>().Where(institution => own.Contains(institution.Code)).Select(institution => institution.Code);
        var sector = db.Set<Institution>().AnsweringTo(ministries, acting.Today, db).Select(institution => institution.Code);
        return db.Set<Institution>().Where(institution => own.Contains(institution.Code) || sector.Contains(institution.Code))
            .Select(institution => institution.Code);
    }

    // One condition per role keeps the index on (role, scope) in use.
    private static Expression<Func<TaskRow, bool>> AskedOf(Acting acting)
    {
        Expression<Func<TaskRow, bool>> any = _ => false;
        foreach (var posts in acting.Appointments.GroupBy(post => post.Role.Code))
        {
            var role = posts.Key;
            var scopes = posts.Select(post => post.ScopeCode).Distinct().ToArray();
            Expression<Func<TaskRow, bool>> held = scopes is [var only]
                ? task => task.RoleCode == role && task.ScopeCode == only
                : task => task.RoleCode == role && scopes.Contains(task.ScopeCode);
            any = any.Body is ConstantExpression ? held : Or(any, held);
        }

        return any;
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
