using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Server.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class TaskOfTimer : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_timers_due_at",
                table: "timers");

            migrationBuilder.AddColumn<int>(
                name: "following",
                table: "timers",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "task_bookmark_id",
                table: "timers",
                type: "bigint",
                nullable: true);

            migrationBuilder.Sql(
                """
                update timers t set task_bookmark_id = k.bookmark_id from tasks k
                where k.instance_id = t.instance_id and k.activity_id = t.activity_id and k.visit = t.visit;

                -- Bodies of a loop have visits of their own that count alike: there the journal says whose each timer is.
                with alike as (
                    select distinct instance_id from tasks group by instance_id, activity_id, visit having count(*) > 1),
                opened as (
                    select j.instance_id, e ->> 'execution' as execution, e -> 'data' ->> 'kind' as kind, (e -> 'data' ->> 'id')::bigint as id
                    from journal j join alike using (instance_id), json_array_elements(j.text::json -> 'entries') e
                    where e ->> 'kind' = 'bookmarkOpened')
                update timers t set task_bookmark_id = task.id
                from opened timer join opened task using (instance_id, execution)
                where timer.kind = 'Timer' and task.kind = 'Task' and t.instance_id = timer.instance_id and t.bookmark_id = timer.id;

                -- Visits with a list of notices have one timer that leads them; those of before have a timer for each and no list.
                update timers t set following = cardinality(k.notice_names) - array_position(k.notice_names, t.name) from tasks k
                where k.instance_id = t.instance_id and k.bookmark_id = t.task_bookmark_id and t.name = any(k.notice_names)
                    and t.state in ('Pending', 'Held');
                """);

            migrationBuilder.CreateIndex(
                name: "IX_timers_due_at",
                table: "timers",
                column: "due_at",
                filter: "state in ('Pending', 'Held', 'Parked')")
                .Annotation("Npgsql:IndexInclude", new[] { "state", "following" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_timers_due_at",
                table: "timers");

            migrationBuilder.DropColumn(
                name: "following",
                table: "timers");

            migrationBuilder.DropColumn(
                name: "task_bookmark_id",
                table: "timers");

            migrationBuilder.CreateIndex(
                name: "IX_timers_due_at",
                table: "timers",
                column: "due_at",
                filter: "state = 'Pending'");
        }
    }
}
